"""Visits as their pages show them: frozen values, put together in a few queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.domain import visiting
from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Record
from lwdesk.domain.gate import is_minor
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.interpreting import Assignment, Interpreter
from lwdesk.domain.person import Person
from lwdesk.domain.staff import Staff, has_ended
from lwdesk.domain.visit import ChecklistItem, Visit, VisitPerson
from lwdesk.services import cards
from lwdesk.services.seat import Seat
from lwdesk.store.queries import visits
from lwdesk.store.queries.cards import midnight
from lwdesk.store.queries.listing import Home, homes
from lwdesk.store.transaction import Reader

COMES: Final = frozenset({"accepted", "held"})


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as lists and the route show it; a street stands only where the route may name it."""

    record: Visit
    home: Home | None = None
    district: str | None = None
    street: str = ""
    staff: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """What else is at the time of a plan, of the same colleagues or with the same family."""

    kind: Literal["staff", "appointment", "household"]
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who lives there, and whether they were at the visit."""

    person: Person
    here: bool
    minor: bool = False


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with all that its pages show."""

    visit: Visit
    household: Household
    dwelling: Dwelling | None
    people: tuple[Present, ...]
    items: tuple[ChecklistItem, ...]
    consents: tuple[Consent, ...]
    colleagues: tuple[tuple[UUID, str], ...]
    editable: bool = True
    interpreter: str = ""  # who said yes to interpret at this visit


def view(reader: Reader, seat: Seat, visit: Visit) -> VisitView:
    assert visit.household is not None
    home = reader.get(Household, visit.household)
    if home is None:
        raise RecordGone(kind="household")
    seat.demand_visible(home)
    dwelling = reader.get(Dwelling, visit.dwelling) if visit.dwelling else None
    if dwelling is not None and home.address_protected:
        dwelling = cards.masked(dwelling)
    items = reader.all(ChecklistItem, visit=visit.id)
    own = not seat.is_foreign(home.office) and not home.restricted
    return VisitView(
        visit=visit,
        household=home,
        dwelling=dwelling,
        people=_people(reader, visit),
        items=tuple(sorted(items, key=lambda item: (item.position or 1000, str(item.id)))),
        consents=reader.all(Consent, household=home.id),
        colleagues=_colleagues(reader, seat, visit),
        editable=own and not seat.read_only and seat.may("edit"),
        interpreter=_interpreter(reader, visit),
    )


def _interpreter(reader: Reader, visit: Visit) -> str:
    """Return who said yes to interpret, or nothing."""
    asked = reader.all(Assignment, request=visit.interpreting) if visit.interpreting else ()
    taken = next((one.interpreter for one in asked if one.state in COMES), None)
    who = reader.get(Interpreter, taken) if taken else None
    return who.name if who else ""


def _colleagues(reader: Reader, seat: Seat, visit: Visit) -> tuple[tuple[UUID, str], ...]:
    named = {visit.staff, visit.second_staff}
    known = reader.all(Staff, office=seat.office.id)
    here = [one for one in known if one.id in named or not has_ended(one, clock.today())]
    return tuple((one.id, one.name) for one in sorted(here, key=lambda one: one.name.casefold()))


def clashes(seat: Seat, visit: Visit) -> tuple[Clash, ...]:
    """Return what else is at that time, so that it is said before somebody stands at two doors."""
    at = visit.planned_at
    if at is None:
        return ()
    day = at.astimezone().date()
    since, until = midnight(day), midnight(day + timedelta(days=1))
    going = {one for one in (visit.staff, visit.second_staff) if one}
    with seat.reading() as reader:
        others = [one for one in visits.between(reader, seat.office.id, since, until) if one.id != visit.id]
        busy = visits.appointments(reader, going, at, visiting.ends_at(visit) or at)
        named = homes(reader, _homes(others) | _homes(busy))
    may = seat.may("see_restricted")

    def name(household: UUID | None) -> str:
        home = named.get(household) if household else None
        return home.name or home.case_number if home and (may or not home.restricted) else ""

    return (
        *(
            Clash("household", one.planned_at, name(one.household))
            for one in others
            if one.household == visit.household and one.planned_at
        ),
        *(
            Clash("staff", one.planned_at, name(one.household))
            for one in others
            if one.planned_at
            and going & {one.staff, one.second_staff}
            and visiting.clash(visit, one)
            and one.household != visit.household
        ),
        *(Clash("appointment", one.at, name(one.household)) for one in busy if one.at),
    )


def _homes(records: Iterable[Record]) -> set[UUID]:
    links = (record.value("household") for record in records)
    return {link for link in links if isinstance(link, UUID)}


def _people(reader: Reader, visit: Visit) -> tuple[Present, ...]:
    """Return who lives there, the main contact first, and who was there."""
    today = clock.today()
    memberships = reader.all(Membership, household=visit.household)
    living = [one for one in memberships if one.person and not cards.is_over(one, today)]
    persons = reader.many(Person, [one.person for one in living if one.person])
    here = {one.person for one in reader.all(VisitPerson, visit=visit.id)}
    ordered = sorted(living, key=lambda one: not one.main_contact)
    shown = [persons[one.person] for one in ordered if one.person in persons]
    return tuple(Present(person, person.id in here, is_minor(person.born, today)) for person in shown)


def rows(
    reader: Reader, found: Collection[tuple[Visit, Home | None]], names: dict[UUID, str]
) -> tuple[VisitRow, ...]:
    dwellings = reader.many(Dwelling, {one.dwelling for one, _home in found if one.dwelling})

    def row(visit: Visit, home: Home | None) -> VisitRow:
        lives = dwellings.get(visit.dwelling) if visit.dwelling else None
        hidden = home is None or home.address_protected
        return VisitRow(
            record=visit,
            home=home,
            district=lives.district if lives else None,
            street="" if hidden or lives is None else lives.street,
            staff=names.get(visit.staff, "") if visit.staff else "",
            second=visit.second_name or (names.get(visit.second_staff, "") if visit.second_staff else ""),
        )

    return tuple(row(visit, home) for visit, home in found)
