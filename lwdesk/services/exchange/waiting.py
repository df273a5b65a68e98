"""Packages that came too early: they lie, still encrypted, in a private folder beside the data file."""

from collections.abc import Collection
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO

from lwdesk.services.exchange.noted import missing, moment
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.exchange.views import Waiting as Kept
from lwdesk.services.seat import Seat
from lwdesk.store.errors import translated
from lwdesk.store.exchange import outgoing, passages
from lwdesk.sync.bundle import SUFFIX, replacing

if TYPE_CHECKING:
    from lwdesk.services.exchange.receiving import Received, Receiving

FOLDER = ".waiting"
OURS, OURS_ALONE = 0o700, 0o600


class Room:
    """The folder in which they wait; nobody else may look into it."""

    def __init__(self, data_file: Path) -> None:
        self._folder = data_file.with_name(data_file.name + FOLDER)

    def place(self, bundle: str) -> Path:
        return self._folder / f"{bundle}{SUFFIX}"

    def keep(self, bundle: str, source: BinaryIO) -> None:
        """Keep a copy; one that is there already is replaced by its like."""
        with translated():
            self._folder.mkdir(mode=OURS, exist_ok=True)
            self._folder.chmod(OURS)
            source.seek(0)
            with replacing(self.place(bundle)) as target:
                copyfileobj(source, target)
            self.place(bundle).chmod(OURS_ALONE)

    @property
    def is_there(self) -> bool:
        return self._folder.is_dir()

    def drop(self, bundle: str) -> None:
        """Let go of a package and, with the last one, of the folder."""
        self.place(bundle).unlink(missing_ok=True)
        if self.is_there and not any(self._folder.iterdir()):
            self._folder.rmdir()

    def clear(self, waiting: Collection[str]) -> None:
        """Let go of whatever is none of these."""
        for path in list(self._folder.iterdir()):
            if path.suffix != SUFFIX or path.stem not in waiting:
                path.unlink()
        if not waiting:
            self._folder.rmdir()


class Waiting:
    """What waits for an earlier package."""

    def __init__(self, seat: Seat, trusted: Trust, receiving: "Receiving") -> None:
        self._seat = seat
        self._trust = trusted
        self._receiving = receiving

    def listed(self) -> tuple[Kept, ...]:
        """Return what waits, and for what."""
        roster = self._trust.roster()
        with self._seat.reading() as reader:
            known = outgoing.known(reader.connection)
            found = passages.put_aside(reader.connection)
        return tuple(Kept(bundle, moment(at), missing(needed, known, roster)) for bundle, needed, at in found)

    def retry(self) -> tuple["Received", ...]:
        """Take in whatever waited and has everything it builds on."""
        return self._receiving.retry()
