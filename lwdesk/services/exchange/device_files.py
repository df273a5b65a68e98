"""The small files that devices hand each other before they trust: read with suspicion, written whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from lwdesk.base.errors import BundleDamaged, BundleForged, DeviceFileRefused, FingerprintDiffers, NotWritable
from lwdesk.store.errors import translated
from lwdesk.sync import bundle, roster
from lwdesk.sync.roster import Enrolment, Roster

LARGEST: Final = 1 << 20
IDENTITY: Final = re.compile("[0-9a-f]{32}")
CODE: Final = re.compile("[A-Z0-9]{0,4}")
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was read, with the digits to compare by phone before anything is signed."""

    enrolment: Enrolment
    fingerprint: str
    known: roster.Device | None

    @property
    def renews(self) -> bool:
        """Tell whether a device that belongs already asks for other keys."""
        return self.known is not None


def asked(path: Path, told: Roster | None) -> Asked:
    """Read what a device asks for; nothing is trusted yet."""
    try:
        found = roster.read_request(read(path))
    except (BundleForged, BundleDamaged):
        raise DeviceFileRefused(why="request") from None
    if not _is_sound(found):
        raise DeviceFileRefused(why="request")
    known = told.device(found.device) if told else None
    return Asked(_as_known(found, known), roster.fingerprint(found), known)


def _is_sound(asked: Enrolment) -> bool:
    """Tell whether a request says what a device of this program would say; anybody can write one."""
    names = (asked.label, asked.office_name)
    return (
        bool(IDENTITY.fullmatch(asked.device) and IDENTITY.fullmatch(asked.office or asked.device))
        and all(len(name) <= LONGEST and name.isprintable() for name in names)
        and bool(asked.label.strip())
        and bool(CODE.fullmatch(asked.code))
    )


def _as_known(asked: Enrolment, known: roster.Device | None) -> Enrolment:
    """Return a request for other keys under the name and in the office that the list has already."""
    if known is None:
        return asked
    return msgspec.structs.replace(
        asked, label=known.label, office=known.office, office_name=known.office_name, code=known.code
    )


def compare(typed: str, fingerprint: str) -> None:
    """Raise FingerprintDiffers unless these are the digits, however they are grouped."""
    if _digits(typed) != _digits(fingerprint):
        raise FingerprintDiffers


def _digits(text: Iterable[str]) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def read(path: Path) -> bytes:
    """Return what a small file holds; a large one is none of ours."""
    with translated(), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DeviceFileRefused(why="size")
    return content


def write(path: Path, content: bytes) -> None:
    """Write a small file at this place, whole or not at all."""
    with translated():
        if not path.parent.is_dir():
            raise NotWritable
        with bundle.replacing(path) as target:
            target.write(content)
