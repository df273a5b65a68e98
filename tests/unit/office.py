"""An office with its file for tests: set up once, every test works on a copy of its bytes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.clock import FixedClock, SystemClock
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts
from lwdesk.services.accounts import Setup
from lwdesk.services.desk import Desk
from lwdesk.store import vault

PASSPHRASE = "zebra kaktus mondlicht 77"
SETUP = Setup("hoerde_hombruch", "Laptop am Fenster", "Jana Albers", "city", "lead", PASSPHRASE)
OTHERS = {"adviser": "Murat Yildirim", "assistant": "Lena Groß", "reader": "Olga Petrenko"}


def not_in_the_future() -> AbstractContextManager[None]:
    """Make what tests share no later than now, though the first that needs it plays in days to come."""
    return clock.using(FixedClock(min(clock.now(), SystemClock().now())))


@cache
def _template() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="lwdesk-office-")
    with vault.using(vault.CHEAP), not_in_the_future():
        desk = accounts.set_up(Path(folder.name) / "hoerde.lwdb", SETUP, anyway=True).desk
        for role, name in OTHERS.items():
            desk.colleagues.add(_person(name, role), PASSPHRASE, own=True)
        desk.close()
    return folder


def _person(name: str, role: str) -> Staff:
    until = date(2099, 12, 31) if role == "assistant" else None
    return Staff(name=name, employer="awo", role=role, valid_from=date(2017, 10, 1), valid_until=until)


def trail(desk: Desk) -> tuple[AuditEntry, ...]:
    """Return the lines of the trail as they lie in the file, the newest first."""
    with desk.seat.reading() as reader:
        return reader.all(AuditEntry)[::-1]


def place(folder: Path) -> Path:
    """Put the office's file and its keys into the folder."""
    for name in ("hoerde.lwdb", "hoerde.keys"):
        shutil.copy(Path(_template().name) / name, folder / name)
    return folder / "hoerde.lwdb"


@contextmanager
def opened(path: Path, role: str = "lead", *, read_only: bool = False) -> Iterator[Desk]:
    name = OTHERS.get(role, SETUP.staff)
    user = next(user.id for user in accounts.users(path) if user.name == name)
    desk = accounts.unlock(path, user, PASSPHRASE, read_only=read_only)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def fresh() -> Iterator[Desk]:
    """Give the desk of the lead on a new copy, for tests that run many examples."""
    with tempfile.TemporaryDirectory() as folder, opened(place(Path(folder))) as desk:
        yield desk


def member(given: str, family: str = "Hamdan", **more: object) -> Member:
    return Member(Person(given_name=given, family_name=family, **more))


def hamdan(**household: object) -> Intake:
    """Return a family of three that moved into the Lindenallee."""
    father = Person(
        given_name="Mohammed", family_name="Hamdan", native_name="محمد حمدان", phone="0171 39200 17"
    )
    mother = Person(given_name="Rana", family_name="Al-Khatib", native_name="رنا الخطيب")
    return Intake(
        Household(**{"target_group": "refugee", **household}),
        Dwelling(street="Lindenallee 14", postcode="44263", city="Dortmund"),
        (
            Member(father, Membership(role="reference"), languages=(LanguageSkill(language="ar"),)),
            Member(mother, Membership(role="wife")),
            Member(Person(given_name="Lina", family_name="Hamdan"), Membership(role="daughter")),
        ),
    )
