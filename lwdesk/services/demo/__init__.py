"""A file full of invented households, so that everything can be tried, measured and shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lwdesk.base import clock
from lwdesk.base.progress import Progress
from lwdesk.base.texts import N_

if TYPE_CHECKING:
    from lwdesk.services.demo.population import Population
    from lwdesk.services.desk import Desk

USER = "Jana Albers"
PASSPHRASE = "Kiesel Laterne Fahrrad Montag"  # noqa: S105 - it opens invented people only and is printed
FILE = "demo.lwdb"
SMALL = 0.3


@dataclass(frozen=True, slots=True)
class DemoFile:
    """The demonstration's file and how it is opened; `user` is the id that the key file knows."""

    path: Path
    office: str
    user: str
    user_name: str
    passphrase: str
    made: bool


def ensure(folder: Path) -> DemoFile:
    """Return the demonstration's file in a folder, made on first use: 120 households up to today."""
    from lwdesk.services import accounts

    path = folder / FILE
    made = not path.exists()
    if made:
        make(path, scale=SMALL, up_to_today=True, only_own_office=True).close()
    user = next(user for user in accounts.users(path) if user.name == USER)
    return DemoFile(path, "Hörde/Hombruch", user.id, USER, PASSPHRASE, made)


def make(
    path: Path,
    *,
    scale: float = 1.0,
    seed: int = 1,
    passphrase: str = PASSPHRASE,
    up_to_today: bool = False,
    only_own_office: bool = False,
    practice: bool = True,
    progress: Progress | None = None,
) -> "Desk":
    """Make a new file with offices, staff and households, and return it open; `practice` marks it as such."""
    from lwdesk.services import accounts
    from lwdesk.services.demo.calendar import Calendar
    from lwdesk.services.demo.population import Identities, Population, Wanted

    identities = Identities(seed)
    calendar = Calendar.of(clock.now(), up_to_today=up_to_today)
    wanted = Wanted(calendar, scale, seed, only_own_office)
    setup = accounts.Setup(
        region="hoerde_hombruch",
        device="Demo",
        staff=USER,
        employer="city",
        role="lead",
        passphrase=passphrase,
    )
    with identities.at_work():
        desk = accounts.set_up(path, setup, anyway=True).desk
    try:
        fill(desk, Population(wanted, identities, (desk.office, desk.staff)), progress)
        if practice:
            mark(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def mark(desk: "Desk") -> None:
    """Note in the file that its people are invented, so that it is never taken for the office's own."""
    from lwdesk.services.file_settings import PRACTICE
    from lwdesk.store import writers

    with desk.seat.store.writing("demo", None) as transaction:
        writers.set_setting(transaction.connection, PRACTICE, "1")


def fill(desk: "Desk", population: "Population", progress: Progress | None = None) -> None:
    """Save the population part by part."""
    told = progress or Progress()
    told.begin(N_("Making the demonstration"), population.households)
    for part in population.parts():
        with desk.seat.store.writing("demo", None) as transaction:  # nobody's save, so nobody undoes it
            transaction.save_all(part)
        told.step(sum(record.kind == "household" for record in part))
