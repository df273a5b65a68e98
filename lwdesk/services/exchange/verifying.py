"""Whether a package is whole and whose it is, without opening it and without changing anything."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from lwdesk.base.errors import FileMissing
from lwdesk.store.errors import translated
from lwdesk.sync import bundle, roster
from lwdesk.sync.roster import Roster

LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Verified:
    """A package whose signature holds, with the device that made it."""

    bundle: str
    device: UUID
    label: str
    role: str
    size: int


def verify(path: Path, trusted: Roster) -> Verified:
    """Hold a package against a list of devices; BundleRefused where it does not stand up to it."""
    with translated():
        if not path.is_file():
            raise FileMissing(why="bundle")
        with path.open("rb") as source:
            found = bundle.verify(source, trusted)
    device = found.device
    return Verified(
        str(found.bundle), UUID(hex=device.id), device.label, device.role, found.outside.payload.size
    )


def verify_by(path: Path, listed: Path) -> tuple[Verified, str]:
    """Hold a package against a list of devices in a file; return also the digits of the root that signed it.

    The list vouches only for itself: whose it is, people compare by the digits.
    """
    with translated():
        if not listed.is_file():
            raise FileMissing(why="roster")
        with listed.open("rb") as source:
            trusted, _document, _signature = roster.read_file(source.read(LARGEST))
    return verify(path, trusted), roster.root_fingerprint(bytes.fromhex(trusted.root_pk))
