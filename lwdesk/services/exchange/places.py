"""Where packages are put by hand: the stick or folder that was chosen last on this device."""

from pathlib import Path

from lwdesk.base.errors import FileMissing
from lwdesk.services.seat import Seat
from lwdesk.store import writers

FOLDER = "package_folder"


class Places:
    """The folder of this device; the file remembers it, other devices never hear of it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def folder(self) -> Path | None:
        """Return the folder chosen last, whether or not it is there at the moment."""
        with self._seat.reading() as reader:
            found = writers.setting(reader.connection, FOLDER)
        return Path(found) if found else None

    def choose(self, folder: Path) -> None:
        """Remember a folder; FileMissing where it is none."""
        self._seat.demand("export")
        if not folder.is_dir():
            raise FileMissing(which="folder")
        with self._seat.store.exchanging() as reader:
            writers.set_setting(reader.connection, FOLDER, str(folder.absolute()))
