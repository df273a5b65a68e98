"""Records as paper tells them: label and value of each field, links by the name of what they mean."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from lwdesk.base.texts import DEFAULT, N_, translator
from lwdesk.domain import access, printed
from lwdesk.domain.fields import RECORDS, Field, Link, Record, Value
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.services import cards
from lwdesk.store.transaction import Reader

SOMEBODY_ELSE: Final = N_("another person")
PROTECTED_ADDRESS: Final = N_("protected, not printed")
NAMED: Final = frozenset({"office", "place", "staff", "provider", "offer", "interpreter"})
ANY: Final = "any"
OWN: Final = frozenset({"household", "person"})


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a record in words."""

    name: str
    label: str
    value: Value
    text: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts fields into words; `names` says what links mean, `hidden` are fields that are not printed.

    Links to what is `implied` are left out: that a record is about this very household need not be repeated.
    """

    names: dict[UUID, str] = field(default_factory=dict)
    hidden: frozenset[tuple[str, str]] = frozenset()
    implied: frozenset[UUID] = frozenset()
    language: str = DEFAULT

    def told(self, record: Record) -> tuple[Told, ...]:
        """Return what is known, in the order in which it is declared."""
        known = ((record.by_name[name], value) for name, value in record.filled().items())
        return tuple(self.one(record, one, value) for one, value in known if not self._is_implied(one, value))

    def _is_implied(self, declared: Field, value: Value) -> bool:
        return declared.name in OWN and value in self.implied

    def one(self, record: Record, declared: Field, value: Value) -> Told:
        words = translator(self.language)
        label = words(declared.label)
        if (record.kind, declared.name) in self.hidden:
            return Told(declared.name, label, None, words(PROTECTED_ADDRESS))
        if isinstance(value, UUID):
            text = self.names.get(value, words(SOMEBODY_ELSE))
            return Told(declared.name, label, text, text)
        return Told(declared.name, label, value, printed.printed(declared, value, words))

    def empty(self, record: Record) -> tuple[str, ...]:
        """Return the labels of what is not known."""
        filled = record.filled()
        return tuple(translator(self.language)(one.label) for one in record.fields if one.name not in filled)


def hidden_fields(*, protected: bool) -> frozenset[tuple[str, str]]:
    """Return the fields that lead to a protected door."""
    return frozenset(("dwelling", name) for name in cards.HIDDEN) if protected else frozenset()


def names_of(reader: Reader, records: Collection[Record], people: Iterable[Person]) -> dict[UUID, str]:
    """Return what the links of records mean; of persons only those who may be named here."""
    found = {one.id: cards.shown_name(one) for one in people}
    wanted: dict[str, set[UUID]] = {}
    for kind, identity in _links(records):
        wanted.setdefault(kind, set()).add(identity)
    anything = wanted.pop(ANY, set())
    for kind in sorted(set(wanted) - {"person"}):
        found |= _titles(reader, kind, wanted[kind])
    for kind in _POSSIBLE if anything else ():
        found |= _titles(reader, kind, anything - found.keys())
    return found


_POSSIBLE: Final = (
    "household", "visit", "contact", "referral", "interpreter_request", "appointment", "consent", "need",
    "task", "issued_paper", "transfer", "case_step", "dwelling", "checklist_item", "benefit",
)  # fmt: skip


def _links(records: Iterable[Record]) -> Iterator[tuple[str, UUID]]:
    for record in records:
        for declared in record.fields:
            value = record.value(declared.name)
            if isinstance(declared.kind, Link) and isinstance(value, UUID):
                yield declared.kind.to, value


def _titles(reader: Reader, kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    return {identity: title(one) for identity, one in reader.many(RECORDS[kind], ids).items()}


def title(record: Record) -> str:
    """Return a few words for a record that tell of nobody: its kind, its number or its day."""
    if isinstance(record, Household):
        return record.case_number
    if record.kind in NAMED:
        return str(record.value("name"))
    label = translator()(record.label)
    reference = record.value("reference") if record.kind in ("referral", "interpreter_request") else ""
    day = access.begins(record)
    parts = (label, str(reference or ""), f"{day:{printed.DAY}}" if day else "")
    return ", ".join(part for part in parts if part)
