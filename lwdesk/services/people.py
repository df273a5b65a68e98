"""People: shown and changed one by one."""

from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.saving import households_of, remove_one, save_one
from lwdesk.services.seat import Seat
from lwdesk.services.views import MemberView


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

    def save[R: Record](self, record: R, base: R | None = None) -> Changes | Conflicts:
        """Save a person or what hangs on one; `base` is what the form was opened with."""
        return save_one(self._seat, record, base, f"save_{record.kind}")

    def remove(self, record: Record) -> Changes:
        """Take a spelling, a language or a residence away."""
        return remove_one(self._seat, record, f"remove_{record.kind}")
