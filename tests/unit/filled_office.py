"""A household about which every declared field of every kind of record is known: nothing may be forgotten."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain import fields, records
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Field, Kind, Link, Record, Value
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.store.transaction import Transaction

ON = date(2021, 10, 4)
AT = datetime(2021, 10, 4, 9, 30, tzinfo=UTC)
THERE = frozenset({"office", "staff", "device", "audit_entry"})
"""Kinds of which the office has one already, or which only the trail writes."""
SAMPLES: dict[type[Kind], Value] = {
    fields.Phone: "0231 50-12345",
    fields.Day: ON,
    fields.Vague: VagueDay(date(1990, 5, 17), Precision.DAY),
    fields.Moment: AT,
    fields.TimeOfDay: time(9, 30),
    fields.YesNo: True,
}


class Filled:
    """One record of each kind, each field of it with a value that no other field has."""

    def __init__(self, desk, home: UUID, person: UUID) -> None:
        self.known = {"office": desk.office.id, "staff": desk.staff.id, "device": desk.device.id}
        self.known |= {"household": home, "person": person, "any": home}
        self.number = 0
        for cls in records.every():
            self.known.setdefault(cls.kind, ids.derived(home, "filled", cls.kind))

    def save(self, transaction: Transaction, **also: Value) -> list[Record]:
        """Save one record of each kind; what is given goes into every field of that name."""
        made = [self.record(cls, **also) for cls in records.every() if cls.kind not in THERE]
        transaction.save_all(made)
        return made

    def record(self, cls: type[Record], **also: Value) -> Record:
        told = {field.name: self.value(cls, field) for field in cls.fields}
        told |= {name: value for name, value in also.items() if name in cls.by_name}
        return cls(id=self.known[cls.kind], **told)

    def value(self, cls: type[Record], field: Field) -> Value:
        """Return a value of the kind of a field, and for a text one that no other field has."""
        self.number += 1
        match field.kind:
            case Link(to=to):
                return self.known[to]
            case fields.Choice(codelist=name):
                return codelists()[name].codes[0].code
            case fields.Choices(codelist=name):
                return (codelists()[name].codes[0].code,)
            case fields.Text(longest=longest):
                return f"T{self.number}x{cls.kind}"[:longest]
            case fields.Number(low=low, high=high):
                return min(high, max(low, 3))
        return SAMPLES.get(type(field.kind), f"N{self.number} {cls.kind} {field.name}")
