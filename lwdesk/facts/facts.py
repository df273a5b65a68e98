"""What is counted, without anybody's name: offices with their beginnings, households, contacts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

REFUGEE = "refugee"
COUNTING = "counting"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day from which an office counts, as it was stated during a time."""

    on: date
    stated_from: date | None = None
    stated_until: date | None = None

    def stated_on(self, day: date) -> bool:
        """Tell whether the statement held on a day; its first and last day belong to it."""
        first, last = self.stated_from, self.stated_until
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """An office as the tables name it; `rank` is its region's place in the list of regions."""

    office: UUID
    name: str
    rank: int = 0
    beginnings: tuple[Beginning, ...] = ()

    def began(self, as_of: date) -> date | None:
        """Return the beginning as it was stated on a day, the latest statement where several hold."""
        stated = [begin for begin in self.beginnings if begin.stated_on(as_of)]
        return max(stated, key=lambda begin: (begin.stated_from or date.min, begin.on)).on if stated else None


@dataclass(frozen=True, slots=True)
class Stay:
    """How many persons belong to a household during the same time; on the last day they are gone."""

    since: date | None = None
    until: date | None = None
    persons: int = 1

    def lasts_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class HouseholdFact:
    """A household of an office: since when it is registered, who it is, how many live in it and when."""

    office: UUID
    registered_on: date
    group: str | None = None
    stays: tuple[Stay, ...] = ()

    def persons(self, day: date) -> int:
        """Return the number of members on a day."""
        return sum(stay.persons for stay in self.stays if stay.lasts_on(day))


@dataclass(frozen=True, slots=True)
class ContactFact:
    """Contacts of an office with the same kind of counterpart, `number` of them, the last one on this day."""

    office: UUID
    on: date
    counterpart: str | None
    group: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a table is counted from."""

    offices: tuple[OfficeFact, ...] = ()
    households: tuple[HouseholdFact, ...] = ()
    contacts: tuple[ContactFact, ...] = ()
