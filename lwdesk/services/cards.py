"""A household as its page shows it: put together from its records, without an address that is protected."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.person import Person
from lwdesk.domain.staff import Staff
from lwdesk.services.views import MemberView, StillTrue
from lwdesk.store.queries.cards import WholeHousehold

HIDDEN: Final = ("street", "postcode", "city", "landlord", "landlord_phone", "defects")
LAST: Final = 10_000


def masked(dwelling: Dwelling) -> Dwelling:
    """Return the dwelling without anything that leads to its door; the district stays."""
    return dwelling.replace(**{name: dwelling.by_name[name].empty for name in HIDDEN})


def current(dwellings: Iterable[Dwelling], today: date) -> Dwelling | None:
    """Return where the household lives now: the dwelling moved into last and not left."""
    lived_in = [one for one in dwellings if one.moved_out_on is None or one.moved_out_on > today]
    return max(
        enumerate(lived_in), key=lambda one: (one[1].moved_in_on or date.min, one[0]), default=(0, None)
    )[1]


def is_over(membership: Membership, today: date) -> bool:
    return membership.until is not None and membership.until <= today


def members(whole: WholeHousehold) -> tuple[MemberView, ...]:
    """Return the members: the main contact first, then by role and age."""
    persons = {person.id: person for person in whole.persons}
    views = [
        MemberView(
            person,
            membership,
            _of(whole.names, person),
            _of(whole.languages, person),
            _of(whole.residences, person),
        )
        for membership in whole.memberships
        if membership.person is not None and (person := persons.get(membership.person))
    ]
    return tuple(sorted(views, key=_rank))


def _of[R: Record](records: Iterable[R], person: Person) -> tuple[R, ...]:
    return tuple(record for record in records if record.value("person") == person.id)


def _rank(view: MemberView) -> tuple[bool, int, date, str]:
    roles = [code.code for code in codelists()["member_role"]]
    role = view.membership.role
    place = roles.index(role) if role in roles else LAST
    born = view.person.born.on if view.person.born else date.max
    return not view.membership.main_contact, place, born, shown_name(view.person)


def shown_name(person: Person) -> str:
    latin = f"{person.given_name} {person.family_name}".strip()
    return latin or person.call_name or person.native_name


def names(persons: Iterable[Person]) -> dict[UUID, str]:
    return {person.id: shown_name(person) for person in persons}


def colleagues(staff: Iterable[Staff], whole: WholeHousehold, today: date) -> tuple[tuple[UUID, str], ...]:
    """Return who works here now, and who is named on the card already, by name."""
    named = {need.responsible for need in whole.needs} | {whole.household.information_by}
    here = [one for one in staff if one.id in named or one.valid_until is None or one.valid_until >= today]
    return tuple((one.id, one.name) for one in sorted(here, key=lambda one: one.name.casefold()))


def controller(staff: Iterable[Staff], household: Household) -> str:
    """Return the employer who answers for a household: that of whoever took it in, which never changes."""
    return next((one.employer or "" for one in staff if one.id == household.taken_by), "")


def still_true(views: Iterable[MemberView], dwelling: Dwelling | None, before: date) -> tuple[StillTrue, ...]:
    """Return the phones and the dwelling (by the code of its kind) that nobody confirmed since `before`."""
    phones = [
        StillTrue("phone", view.person.id, shown_name(view.person), view.person.phone, since)
        for view in views
        if view.person.phone and _is_old(since := view.person.phone_confirmed_on, before)
    ]
    if dwelling and _is_old(since := dwelling.confirmed_on, before):
        return (*phones, StillTrue("dwelling", dwelling.id, "", dwelling.housing or "", since))
    return tuple(phones)


def _is_old(confirmed: date | None, before: date) -> bool:
    return confirmed is None or confirmed < before


def months_before(day: date, months: int) -> date:
    """Return the same day some months ago, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1).day
    return date(year, month + 1, min(day.day, last))
