"""The PC and the laptop of one office, both taken in and both with the same families, as closed files."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.clock import FixedClock
from lwdesk.services import accounts
from lwdesk.services.desk import Desk
from lwdesk.services.exchange import joining
from lwdesk.services.exchange.devices import Grant
from lwdesk.services.exchange.joining import Joining
from lwdesk.store import vault
from tests.gui import families
from tests.gui.conftest import MOMENT
from tests.unit import office
from tests.unit.office import PASSPHRASE

LAPTOP = "Hausbesuch, Tasche 2"
PC_FILE, LAPTOP_FILE = "hoerde.lwdb", "laptop.lwdb"
ROOT_SECRET = "hafen laterne siebzehn moos"


@dataclass(frozen=True)
class Place:
    """Where both files lie, the stick between them, and the family that is spoken of."""

    folder: Path
    household: UUID

    @property
    def pc(self) -> Path:
        return self.folder / PC_FILE

    @property
    def laptop(self) -> Path:
        return self.folder / LAPTOP_FILE

    @property
    def stick(self) -> Path:
        return self.folder / "stick"


@cache
def _template() -> tuple[tempfile.TemporaryDirectory[str], UUID]:
    folder = tempfile.TemporaryDirectory(prefix="lwdesk-pair-")
    where = Path(folder.name)
    on_the_day = clock.using(FixedClock(MOMENT))  # also where a test of another day needs it first
    with vault.using(vault.CHEAP), on_the_day, office.opened(office.place(where)) as desk:
        household = families.take_in(desk, families.hamdan()).household.id
        laptop = join(desk, where, office.OTHERS["adviser"])
        desk.exchange.receiving.take(laptop.exchange.sending.export(where).path)
        laptop.close()
    return folder, household


def signed_for(desk: Desk, where: Path, role: str = "office") -> tuple[Joining, Callable[[], object]]:
    """Let a laptop ask and the coordination sign for it; return it and how it takes over the list."""
    devices = desk.exchange.devices
    root = devices.found(where / "stadt.lwroot", ROOT_SECRET).root
    laptop = joining.prepare(where / LAPTOP_FILE, LAPTOP, PASSPHRASE, anyway=True)
    asked, listed = where / "bitte.lwenroll", where / "liste.lwroster"
    digits = laptop.write_request(asked)
    devices.enrol(devices.read_request(asked), digits, root, Grant(role, desk.office.id))
    devices.write_roster(listed)
    return laptop, lambda: laptop.accept(laptop.look(listed), root.fingerprint)


def join(desk: Desk, where: Path, name: str = "") -> Desk:
    """Take a laptop in as on its first day: asked, compared, signed, and brought the first package.

    Somebody of this name works there, or whoever is not at the desk.
    """
    laptop, accept = signed_for(desk, where)
    accept()
    laptop.take(desk.exchange.sending.export(where).path)
    there = [one for one in laptop.standing().people if one.id != desk.staff.id]
    me = next(one for one in there if name in ("", one.name))
    return laptop.finish(me.id, PASSPHRASE)


def place(folder: Path) -> Place:
    """Put both devices into the folder, each with its keys, and an empty stick."""
    made, household = _template()
    for stem in ("hoerde", "laptop"):
        for file in Path(made.name).glob(f"{stem}.*"):
            shutil.copy(file, folder / file.name)
    (folder / "stick").mkdir()
    return Place(folder, household)


@contextmanager
def opened(path: Path, name: str = "", *, read_only: bool = False) -> Iterator[Desk]:
    """Open one of the files as who works there."""
    user = next(user.id for user in accounts.users(path) if not name or user.name == name)
    desk = accounts.unlock(path, user, PASSPHRASE, read_only=read_only)
    try:
        yield desk
    finally:
        desk.close()


def change(desk: Any, household: UUID, **values: Any) -> None:
    """Change the reference person of a family, as its card does."""
    card = desk.households.card(household)
    person = next(one.person for one in card.members)
    desk.households.save(person.replace(**values), person)


def between(pair: Place, pc: dict[str, Any], laptop: dict[str, Any]) -> Path:
    """Let both write about the same person apart, and bring what the laptop wrote to the stick."""
    with opened(pair.pc, office.SETUP.staff) as desk:
        change(desk, pair.household, **pc)
    with opened(pair.laptop) as desk:
        change(desk, pair.household, **laptop)
        return desk.exchange.sending.export(pair.stick).path
