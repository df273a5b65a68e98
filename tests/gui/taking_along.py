"""The PC of an office with a visit tomorrow, and a laptop that is taken in for take-along sets alone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.visit import Visit
from lwdesk.store import vault
from tests.gui import families
from tests.gui.two_devices import Place, signed_for
from tests.unit import office
from tests.unit.office import PASSPHRASE


@dataclass(frozen=True)
class Out(Place):
    """Both devices, with a household that is visited on the next working day."""

    laptop_id: UUID


def place(folder: Path, *, joined: bool = False) -> Out:
    """Make both devices; a joined laptop has read its first set in."""
    (folder / "stick").mkdir()
    with vault.using(vault.CHEAP), office.opened(office.place(folder)) as desk:
        household = families.take_in(desk, families.hamdan()).household.id
        tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(10)).astimezone()
        desk.visits.plan(Visit(household=household, sort="first", planned_at=tomorrow, staff=desk.staff.id))
        laptop, accept = signed_for(desk, folder, "laptop")
        identity = desk.exchange.along.laptops()[0].id
        if joined:
            accept()
            until = clock.today() + timedelta(days=3)
            packed = desk.exchange.along.pack([household], identity, until, folder / "stick")
            laptop.take(Path(packed.path))
            me = next(one for one in laptop.standing().people if one.name == office.OTHERS["adviser"])
            laptop.finish(me.id, PASSPHRASE).close()
        else:
            laptop.close()
    return Out(folder, household, identity)
