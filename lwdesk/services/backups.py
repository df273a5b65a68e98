"""Backups: made, listed, brought back; each is written into the audit trail."""

from pathlib import Path

from lwdesk.services.audit import Audit
from lwdesk.services.seat import Seat
from lwdesk.store import backup, erased, vault, writers
from lwdesk.store.backup import Backup
from lwdesk.store.errors import translated
from lwdesk.store.file import DataFile


class Backups:
    """The backups of the open file."""

    def __init__(self, seat: Seat, file: DataFile, audit: Audit) -> None:
        self._seat, self._file, self._audit = seat, file, audit

    def make(self, folder: Path) -> Path:
        """Copy the file and its keys, prove the copy, and say where it lies."""
        self._seat.demand("back_up")
        self._audit.note("back_up")
        with self._seat.reading() as reader:
            gone = erased.told(reader.connection)
        place = backup.backup(self._file, folder)
        with translated():
            erased.keep(_list_of(place), self._file.key, gone)
        return place

    def list(self, folder: Path) -> tuple[Backup, ...]:
        """Return the backups of this file in a folder, the newest first."""
        return backup.list_backups(folder, self._file.path.stem)


def _list_of(saved: Path) -> Path:
    """Return where the list of what was erased lies: beside the folders of the backups, the same for all."""
    return erased.beside(saved.parent.with_name(saved.name))


def restore(saved: Path, target: Path, user: str, passphrase: str) -> dict[str, int]:
    """Bring a backup back to a place where no file lies; return how many rows each table holds."""
    from lwdesk.services import accounts

    saved = saved.resolve()
    key = vault.unlock(saved, user, passphrase)
    counts = backup.restore(saved, target, key)
    desk = accounts.unlock(target, user, passphrase)
    try:
        with desk.seat.writing("", right=None) as transaction:
            writers.begin_incarnation(transaction.connection)
            erased.again(transaction.connection, erased.read(_list_of(saved), key))
        desk.audit.note("restore", count=sum(counts.values()))
    finally:
        desk.close()
    return counts
