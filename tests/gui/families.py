"""Invented households for the tests of the pages, taken in through the real desk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.task import Task
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.ui.surface import Skeleton

LONG_AGO = datetime(2020, 3, 12, 10, tzinfo=UTC)
SIZES = (  # what the window leaves a page at 1366 × 768 and 1024 × 640, at 100 % and 200 %
    (1.0, (1150, 752)),
    (1.0, (808, 624)),
    (2.0, (1254, 752)),
    (2.0, (912, 624)),
)
HOSTILE = (
    "<b>Anna</b><img src=x>",
    "\u202eevil\u202c \u2066mixed",
    "Z" + "\u0301" * 1000 + "algo",
    "Robert'); DROP TABLE person;--",
    "&amp; &Mnemonic %s {name}",
)


def member(given: str, family: str, native: str = "", born: str = "", **more: Any) -> Member:
    person = Person(
        given_name=given,
        family_name=family,
        native_name=native,
        born=VagueDay.read(born) if born else None,
        phone=more.get("phone", ""),
    )
    membership = Membership(role=more.get("role"), main_contact=more.get("main", False))
    skills = tuple(LanguageSkill(language=code) for code in more.get("languages", ()))
    return Member(person, membership, languages=skills)


def household(name: str, *members: Member, street: str = "", **fields: Any) -> Intake:
    kept = Household(name=name, **{"target_group": "refugee", **fields})
    return Intake(kept, Dwelling(street=street, postcode="44263" if street else ""), members)


def hamdan(**fields: Any) -> Intake:
    return replace(
        household(
            "Hamdan",
            member(
                "Mohammed",
                "Hamdan",
                "محمد حمدان",
                f"1986-01-01 {Precision.PAPERS}",
                role="reference",
                main=True,
                phone="0171 39200 17",
                languages=("ar",),
            ),
            member("Lina", "Hamdan", "لينا حمدان", "2017-01-19 day", role="daughter"),
            street="Lindenallee 14",
            native_name="عائلة حمدان",
            **fields,
        ),
        needs=(Need(area="housing", level=3, state="in_work", next_step="Wohnberechtigungsschein"),),
        consents=(Consent(purpose="store", given_on=date(2020, 3, 12), language="ar"),),
    )


def take_in(desk: Any, intake: Intake, at: datetime | None = None) -> Intake:
    """Take a household in, as if on another day where one is named."""
    with clock.using(clock.FixedClock(at or clock.now())):
        desk.households.take_in(intake)
    return intake


def contacts(desk: Any, intake: Intake, count: int) -> None:
    """Have a household come `count` times, once a week back from yesterday."""
    for n in range(count):
        at = clock.now() - timedelta(days=1 + 7 * n)
        contact = Contact(
            household=intake.household.id, at=at, sort="phone", minutes=10, result=f"Gespräch {n}"
        )
        desk.contacts.save(contact, [Reason(area="housing", support="advice")])


def task(desk: Any, title: str, due: date, intake: Intake | None = None) -> Task:
    made = Task(
        office=desk.office.id, household=intake and intake.household.id, title=title, due_on=due, state="open"
    )
    desk.households.save(made)
    return made


def ready(page) -> None:
    """Let a long form be made part by part, until somebody can type into it."""
    while not page.ready:
        QApplication.processEvents()
    settle()


def carded(page) -> None:
    """Let a card be made part by part, until it stands in the place of its outline."""
    while page.findChild(Skeleton) is not None:
        QApplication.processEvents()
    settle()


def settle() -> None:
    """Let layouts find their places: each turn of the event loop reaches one level of them."""
    for _turn in range(12):
        QApplication.processEvents()
