"""Copies of data and key file that were opened and checked before anything older goes.

A backup is a folder `<stem> <moment>` that holds both files under their own names.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.errors import DiskFull, FileDamaged, FileExists, FileMissing, KeyFileDamaged, LwError
from lwdesk.store import file, lock, vault, wal
from lwdesk.store.errors import translated
from lwdesk.store.file import DataFile
from lwdesk.store.keyfile import sync_folder

WEEKS = 8
NEWEST = 7
MOMENT = "%Y-%m-%d %H%M%S"
NAME = re.compile(r"(?P<stem>.+) (?P<moment>\d{4}-\d\d-\d\d \d{6})(?:-\d+)?")
PART = ".part"
MARGIN = 16 << 20
BLOCK = 1 << 20


@dataclass(frozen=True)
class Backup:
    """One backup: the data file in it, when it was made (UTC), how large it is."""

    path: Path
    made: datetime
    size: int


def backup(data: DataFile, folder: Path) -> Path:
    """Copy the open file and its keys into a new folder, prove the copy, thin the older ones out."""
    with translated():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _need_room(data.path, folder)
        with _new_folder(folder, data.path.stem) as part:
            copy = part / data.path.name
            data.copy_to(copy)
            _copy_bytes(vault.beside(data.path), vault.beside(copy))
            _prove(copy, data.key)
            place = _settle(part)
        _thin(folder, place / data.path.name)
    return place / data.path.name


def restore(saved: Path, target: Path, key: bytes) -> dict[str, int]:
    """Put a backup where no file lies, prove it, and return how many rows each table holds."""
    if not saved.exists():
        raise FileMissing
    _refuse_occupied(saved, target)
    with translated():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _need_room(saved, target.parent)
        with _new_folder(target.parent, target.stem) as part:
            copy = part / target.name
            _copy_whole(saved, copy, key)
            _copy_bytes(vault.beside(saved), vault.beside(copy))
            counts = _prove(copy, key)
            if not vault.beside(target).exists():
                _move_new(vault.beside(copy), vault.beside(target))
            _move_new(copy, target)
            sync_folder(target.parent)
    return counts


def list_backups(folder: Path, stem: str | None = None) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first; `stem` picks those of one data file."""
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return ()
    found = [made for one in names for made in _read(one) if stem in (None, made.path.stem)]
    return tuple(sorted(found, key=lambda one: (one.made, one.path.parent.name), reverse=True))


def check(saved: Path, key: bytes) -> dict[str, int]:
    """Open a backup without changing it and return how many rows each table holds, or say what is damaged."""
    with translated():
        return _prove(saved, key)


def _read(folder: Path) -> Iterator[Backup]:
    name = NAME.fullmatch(folder.name)
    if name is None or not folder.is_dir():
        return
    for one in sorted(folder.iterdir()):
        if one.stem == name["stem"] and one.suffix != ".keys" and vault.beside(one).is_file():
            with suppress(ValueError):
                made = datetime.strptime(name["moment"], MOMENT).replace(tzinfo=UTC)
                yield Backup(one, made, one.stat().st_size + vault.beside(one).stat().st_size)


def _refuse_occupied(saved: Path, target: Path) -> None:
    """Leave alone what lies at the target; the same key file may stand there since a restore that was cut."""
    if any(Path(f"{target}{end}").exists() for end in ("", "-wal", "-journal")) or target.is_symlink():
        raise FileExists(which="data")
    keys = vault.beside(target)
    if keys.exists() and keys.read_bytes() != vault.beside(saved).read_bytes():
        raise FileExists(which="keys")


def _need_room(source: Path, folder: Path) -> None:
    """Refuse before the start what would surely fail on the way."""
    free, size = shutil.disk_usage(folder).free, source.stat().st_size
    if free < size + MARGIN:
        raise DiskFull(free=free, needed=size + MARGIN)


@contextmanager
def _new_folder(folder: Path, stem: str) -> Iterator[Path]:
    """Give a private folder to work in; what remains of it, also after an earlier cut, is taken away."""
    for left in folder.glob(f"{_literal(stem)} *{PART}"):
        if NAME.fullmatch(left.name.removesuffix(PART)):
            shutil.rmtree(left, ignore_errors=True)
    part = folder / f"{stem} {clock.now().strftime(MOMENT)}{PART}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _literal(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _copy_whole(saved: Path, copy: Path, key: bytes) -> None:
    """Copy a data file; one that was in use when the power went has its newest saves in the log beside it."""
    log = wal.beside(saved)
    if not log.exists() or not log.stat().st_size:
        _copy_bytes(saved, copy)
        return
    held = lock.hold(saved)
    try:
        _copy_bytes(saved, copy)
        _copy_bytes(log, wal.beside(copy))
    finally:
        held.close()
    file.open_file(copy, key).close()


def _copy_bytes(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as old, os.fdopen(_new(target), "wb") as new:
            shutil.copyfileobj(old, new, BLOCK)
            new.flush()
            os.fsync(new.fileno())
    except FileNotFoundError as error:
        raise KeyFileDamaged(why="missing") from error


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _prove(path: Path, key: bytes) -> dict[str, int]:
    """Open the copy as it lies there; the key file must be sealed by the key, every page must be sound."""
    if not vault.belongs(path, key):
        raise KeyFileDamaged(why="mac")
    if found := file.damage(path, key, immutable=True):
        raise FileDamaged(why="check", faults=len(found), first=found[0])
    return file.counts(path, key, immutable=True)


def _settle(part: Path) -> Path:
    """Give the folder its final name in one step; a second backup of the same second gets a number."""
    sync_folder(part)
    name = part.with_name(part.name.removesuffix(PART))
    place, number = name, 2
    while place.exists():
        place, number = name.with_name(f"{name.name}-{number}"), number + 1
    part.rename(place)
    sync_folder(place.parent)
    return place


def _move_new(source: Path, target: Path) -> None:
    """Rename, and replace nothing even if it appeared a moment ago."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a medium without hard links
        if target.exists():
            raise
        source.rename(target)


def _thin(folder: Path, newest: Path) -> None:
    """Keep the newest few and one for each of the last weeks; counted, so that a wrong clock costs little.

    Backups of another file of the same name stay, and so does the one just made, whatever its date.
    """
    own = vault.file_id(newest)
    saved = [one for one in list_backups(folder, newest.stem) if _belongs(one, own)]
    weeks: dict[tuple[int, int], Backup] = {}
    for one in saved:
        weeks.setdefault(one.made.isocalendar()[:2], one)
    kept = {*saved[:NEWEST], *list(weeks.values())[:WEEKS]}
    for one in saved:
        if one not in kept and one.path != newest:
            shutil.rmtree(one.path.parent, ignore_errors=True)


def _belongs(saved: Backup, own: str) -> bool:
    try:
        return vault.file_id(saved.path) == own
    except LwError:
        return False
