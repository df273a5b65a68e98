"""People: shown and changed one by one."""

from datetime import date
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.domain import schooling
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.services import cards
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.saving import households_of, remove_one, save_one
from lwdesk.services.seat import Seat
from lwdesk.services.views import MemberView, SchoolDue
from lwdesk.store.queries import life


class People:
    """The persons of the households."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def get(self, person: UUID) -> tuple[MemberView, ...]:
        """Return the person once for each household they belong or belonged to."""
        with self._seat.reading() as reader:
            found = reader.get(Person, person)
            if found is None:
                raise RecordGone(kind="person")
            self._seat.demand_visible(*households_of(reader, "person", person))
            names = reader.all(PersonName, person=person)
            languages = reader.all(LanguageSkill, person=person)
            residences = reader.all(Residence, person=person)
            memberships = reader.all(Membership, person=person)
        return tuple(MemberView(found, one, names, languages, residences) for one in memberships)

    def households(self, person: UUID) -> tuple[Household, ...]:
        with self._seat.reading() as reader:
            return households_of(reader, "person", person)

    def school_due(self) -> tuple[SchoolDue, ...]:
        """Return who has to be registered at a school and is not, the oldest first."""
        today = clock.today()
        first = date(today.year - schooling.ADVICE_UNTIL - 1, 1, 1)
        last = date(today.year - schooling.SCHOOL_FROM + 1, 1, 1)
        office, restricted = self._seat.office.id, self._seat.may("see_restricted")
        with self._seat.reading() as reader:
            found = life.born_between(reader, office, first, last, today, restricted=restricted)
            persons = reader.many(Person, {person for person, _household in found})
            homes = reader.many(Household, {household for _person, household in found})
        return tuple(
            _due(persons[person], homes[household], today)
            for person, household in found
            if schooling.is_due(persons[person], today)
        )

    def save[R: Record](self, record: R, base: R | None = None) -> Changes | Conflicts:
        """Save a person or what hangs on one; `base` is what the form was opened with."""
        return save_one(self._seat, record, base, f"save_{record.kind}")

    def remove(self, record: Record) -> Changes:
        """Take a spelling, a language or a residence away."""
        return remove_one(self._seat, record, f"remove_{record.kind}")


def _due(person: Person, home: Household, today: date) -> SchoolDue:
    stage = schooling.stage(person, today)
    assert stage is not None
    assert person.born is not None
    return SchoolDue(
        person=person.id,
        household=home.id,
        name=cards.shown_name(person),
        native_name=person.native_name,
        household_name=home.name or home.native_name,
        case_number=home.case_number,
        age=person.born.age(today),
        stage=stage,
        school=person.school,
    )
