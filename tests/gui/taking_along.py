"""The PC of an office with a visit tomorrow, and a laptop that is taken in for take-along sets alone."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.visit import Visit
from lwdesk.services.exchange import joining
from lwdesk.services.exchange.devices import Grant
from lwdesk.store import vault
from tests.gui import families
from tests.gui.two_devices import LAPTOP, LAPTOP_FILE, PC_FILE, ROOT_SECRET
from tests.unit import office
from tests.unit.office import PASSPHRASE


@dataclass(frozen=True)
class Out:
    """Where both files lie, and the household with a visit on the next working day."""

    folder: Path
    household: UUID
    laptop_id: UUID

    @property
    def pc(self) -> Path:
        return self.folder / PC_FILE

    @property
    def laptop(self) -> Path:
        return self.folder / LAPTOP_FILE

    @property
    def stick(self) -> Path:
        return self.folder / "stick"


def place(folder: Path, *, joined: bool = False) -> Out:
    """Make both devices; a joined laptop has read its first set in."""
    (folder / "stick").mkdir()
    with vault.using(vault.CHEAP), office.opened(office.place(folder)) as desk:
        household = families.take_in(desk, families.hamdan()).household.id
        tomorrow = (clock.now() + timedelta(days=1)).replace(hour=10, minute=0, second=0)
        desk.visits.plan(Visit(household=household, sort="first", planned_at=tomorrow, staff=desk.staff.id))
        devices = desk.exchange.devices
        root = devices.found(folder / "stadt.lwroot", ROOT_SECRET).root
        laptop = joining.prepare(folder / LAPTOP_FILE, LAPTOP, PASSPHRASE, anyway=True)
        asked, listed = folder / "bitte.lwenroll", folder / "liste.lwroster"
        digits = laptop.write_request(asked)
        devices.enrol(devices.read_request(asked), digits, root, Grant("laptop", desk.office.id))
        devices.write_roster(listed)
        identity = desk.exchange.along.laptops()[0].id
        if joined:
            laptop.accept(laptop.look(listed), root.fingerprint)
            until = clock.today() + timedelta(days=3)
            packed = desk.exchange.along.pack([household], identity, until, folder / "stick")
            laptop.take(Path(packed.path))
            me = next(one for one in laptop.standing().people if one.name == office.OTHERS["adviser"])
            laptop.finish(me.id, PASSPHRASE).close()
        else:
            laptop.close()
    return Out(folder, household, identity)
