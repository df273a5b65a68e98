"""What stands around a difference: the household and person it is about, who wrote it and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from lwdesk.domain.fields import RECORDS, Link, Record, Value
from lwdesk.domain.household import Household
from lwdesk.domain.office import Device
from lwdesk.domain.person import Person
from lwdesk.domain.staff import Staff
from lwdesk.services import cards
from lwdesk.store.exchange.conflicts import Side
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries import removed
from lwdesk.store.transaction import Reader

TITLES: Final = ("name", "title", "subject", "case_number")


@dataclass(slots=True)
class Names:
    """Names of people, devices and records, each asked for once."""

    reader: Reader
    uncovered: bool = False  # somebody said why they have to see a protected address
    _homes: dict[tuple[str, UUID], Household | None] = field(default_factory=dict)
    _records: dict[tuple[str, UUID], Record | None] = field(default_factory=dict)

    def record(self, kind: str, identity: UUID) -> Record | None:
        """Return a record, also one that was removed."""
        key = kind, identity
        if key not in self._records:
            self._records[key] = removed.even_removed(self.reader, RECORDS[kind], identity)
        return self._records[key]

    def ask(self, kind: str, ids: Iterable[UUID]) -> None:
        """Ask for many records of a kind at once."""
        if wanted := {one for one in ids if (kind, one) not in self._records}:
            found = removed.many_even_removed(self.reader, RECORDS[kind], wanted)
            self._records.update({(kind, one): found.get(one) for one in wanted})

    def home(self, kind: str, identity: UUID) -> Household | None:
        """Return the household that a record belongs to, or belonged to when it was removed."""
        key = kind, identity
        if key not in self._homes:
            found = queries.household_of(self.reader, kind, identity)
            if not found and kind == "person":
                found = removed.former_households(self.reader, identity)
            home = self.record("household", found[0]) if found else None
            self._homes[key] = home if isinstance(home, Household) else None
        return self._homes[key]

    def person(self, record: Record | None) -> str:
        """Return the name of the person that a record is, or is about."""
        if isinstance(record, Person):
            return cards.shown_name(record)
        about = record.value("person") if record is not None and "person" in record.by_name else None
        found = self.record("person", about) if isinstance(about, UUID) else None
        return cards.shown_name(found) if isinstance(found, Person) else ""

    def staff(self, identity: UUID | None) -> str:
        found = self.record("staff", identity) if identity else None
        return found.name if isinstance(found, Staff) else ""

    def device(self, side: Side) -> str:
        found = self.record("device", side.device)
        return found.name if isinstance(found, Device) else ""

    def text(self, kind: str, name: str, value: Value) -> str:
        """Return the name of what a link leads to; nothing for any other field."""
        told = RECORDS[kind].by_name.get(name)
        if told is None or not isinstance(told.kind, Link) or not isinstance(value, UUID):
            return ""
        to = told.kind.to
        return self.title(self.record(to, value)) if to in RECORDS else ""

    def title(self, record: Record | None) -> str:
        if record is None:
            return ""
        found = (str(record.value(name)) for name in TITLES if name in record.by_name and record.value(name))
        return next(found, "") or self.person(record)


def visible(homes: Iterable[Household | None], *, restricted: bool) -> bool:
    """Tell whether a person may see what belongs to these households."""
    return restricted or not any(home.restricted for home in homes if home is not None)
