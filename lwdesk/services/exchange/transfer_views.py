"""What a handing over looks like: to whom, what may go along, what is in a package, how it compares."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from lwdesk.base.texts import DEFAULT, N_, translator
from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.gate import Gate
from lwdesk.domain.handing_over import MESSAGE
from lwdesk.domain.person import Person
from lwdesk.domain.transfer import Transfer
from lwdesk.services import cards
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.documents import Handed
from lwdesk.services.papers.record_rows import Teller
from lwdesk.services.views import MemberView, Similar
from lwdesk.store.queries.listing import Home

GOES_ALONG: Final = N_("protected, goes along")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a package: the devices of another office, or somebody who reads with a key of their own."""

    name: str
    keys: tuple[str, ...]
    office: str = ""
    devices: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Tell whether a receipt comes back."""
        return bool(self.devices)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hand over: whom, to whom, what for, with which fields, until when."""

    household: UUID
    recipient: Recipient
    purpose: str
    persons: tuple[UUID, ...]
    fields: frozenset[str]
    expires: date
    message: str = ""
    read: str = ""  # the family's note on what not to tell, as it was read


@dataclass(frozen=True, slots=True)
class Row:
    """One value in words; `key` names its field."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is told about one thing: the household, a person, a need."""

    kind: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A household whose handing over begins: who lives there, what is known of them by field."""

    name: str
    case_number: str
    note: str
    protected: bool
    members: tuple[MemberView, ...]
    known: frozenset[str]
    recipients: tuple[Recipient, ...]
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would leave, exactly; `gate` says what stays here, `closed` why nothing can leave yet."""

    wish: Wish
    gate: Gate
    parts: tuple[Part, ...]
    closed: str | None
    records: int


@dataclass(frozen=True, slots=True)
class HandedOver(Changes):
    """A package that was made."""

    path: str = ""
    transfer: UUID | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that was opened and not taken in: who sends whom, why, until when, with what."""

    bundle: str
    sender: str
    office: str
    purpose: str
    made_at: datetime
    expires: date
    kinds: tuple[str, ...]
    consented: str
    handed: Handed
    parts: tuple[Part, ...]
    similar: tuple[Similar, ...]
    known: Transfer | None

    @property
    def left_out(self) -> tuple[str, ...]:
        return self.handed.left_out


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value of a package beside what is known here; `fits` where it would fill a gap."""

    key: str
    title: str
    label: str
    mine: str
    theirs: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Decided(Changes):
    """What was decided about a package, and where its receipt lies."""

    household: UUID | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A handing over as the list shows it, as it stands today; a declined one has no household here."""

    record: Transfer
    home: Home | None
    is_unfinished: bool = False
    """The package is yet to get its name."""


@dataclass(frozen=True, slots=True)
class Answered(Changes):
    """A receipt that was read: which handing over it answers."""

    transfer: Transfer | None = None
    is_known: bool = False


def parts(handed: Handed, hidden: Collection[str] = (), language: str = DEFAULT) -> tuple[Part, ...]:
    """Put what a package tells into words; of `hidden` fields only that they are there."""
    whole = handed.intake
    people = {one.person.id: cards.shown_name(one.person) for one in whole.members}
    implied = frozenset({whole.household.id, *people})
    teller = Teller(people, implied=implied, language=language)
    found = [_part(teller, whole.household.kind, "", (whole.household,), hidden)]
    found.append(_part(teller, "dwelling", "", (whole.dwelling,), hidden))
    found.extend(
        _part(teller, Person.kind, people[one.person.id], one.records(), hidden) for one in whole.members
    )
    hanging: tuple[Record, ...] = (*whole.benefits, *whole.needs)
    found.extend(_part(teller, each.kind, _whose(people, each), (each,), hidden) for each in hanging)
    if handed.message:
        label = translator(language)(N_("Message"))
        found.append(Part("transfer", "", (Row(MESSAGE, label, handed.message),)))
    return tuple(one for one in found if one.rows or one.kind == Person.kind)


def _whose(people: dict[UUID, str], record: Record) -> str:
    person = record.value("person")
    return people.get(person, "") if isinstance(person, UUID) else ""


def _part(teller: Teller, kind: str, title: str, records: Iterable[Record], hidden: Collection[str]) -> Part:
    words = translator(teller.language)
    rows = [
        Row(f"{record.kind}.{one.name}", one.label, words(GOES_ALONG) if key in hidden else one.text)
        for record in records
        for one in teller.told(record)
        if (key := f"{record.kind}.{one.name}")
    ]
    return Part(kind, title or words(RECORDS[kind].label), tuple(rows))
