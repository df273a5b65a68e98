"""A handing over as far as it is written, free of widgets, and what the form shows around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Self
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput
from lwdesk.domain import handing_over
from lwdesk.domain.gate import Gate
from lwdesk.domain.handing_over import MESSAGE
from lwdesk.domain.transfer import Transfer
from lwdesk.services import drafts
from lwdesk.services.exchange.transfer_views import Offered, Prepared, Recipient, Wish
from lwdesk.services.views import Card
from lwdesk.ui.pages.household.edits import Waiting, waiting

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM: Final = "transfer"
OUTSIDE: Final = "outside"
"""The recipient who is no office of the organisation: somebody with a key of their own."""
KIM: Final = "KIM"


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the form."""

    id: UUID
    household: UUID
    recipient: str = ""
    name: str = KIM
    key: str = ""
    purpose: str | None = None
    persons: tuple[UUID, ...] = ()
    fields: frozenset[str] = frozenset()
    expires: date | None = None
    message: str = ""
    resumed: bool = False

    def payload(self) -> dict[str, Any]:
        """Return everything as a draft keeps it."""
        return {
            "id": str(self.id),
            "household": str(self.household),
            "about": str(self.household),
            "recipient": self.recipient,
            "name": self.name,
            "key": self.key,
            "purpose": self.purpose,
            "persons": [str(one) for one in self.persons],
            "fields": sorted(self.fields),
            "expires": self.expires.isoformat() if self.expires else None,
            "message": self.message,
        }

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            UUID(kept["id"]),
            UUID(kept["household"]),
            kept["recipient"],
            kept["name"],
            kept["key"],
            kept["purpose"],
            tuple(UUID(one) for one in kept["persons"]),
            frozenset(kept["fields"]) & handing_over.KIND_OF.keys(),
            date.fromisoformat(kept["expires"]) if kept["expires"] else None,
            kept["message"],
            resumed=True,
        )

    def chosen(self) -> frozenset[str]:
        """Return the fields that shall go along; a message does when there is one."""
        return self.fields | ({MESSAGE} if self.message.strip() else set())

    def wish(self, recipient: Recipient) -> Wish:
        return Wish(
            self.household,
            recipient,
            self.purpose or "",
            self.persons,
            self.chosen(),
            self.expires or clock.today(),
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Around:
    """What the form shows beside itself."""

    card: Card
    offered: Offered
    waiting: tuple[Waiting, ...]
    before: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What would leave and what the gate says, also to everything that could be ticked."""

    prepared: Prepared | None = None
    possible: Gate = field(default_factory=Gate)
    key_is_none: bool = False


def begin(desk: "Desk", household: UUID) -> tuple[Begun, Around]:
    """Return the form as it shall open."""
    around = look_around(desk, household)
    kept = desk.drafts.about(FORM, str(household))
    begun = drafts.read(Begun.from_payload, kept.payload) if kept is not None else None
    return begun or _fresh(household, around), around


def look_around(desk: "Desk", household: UUID) -> Around:
    card = desk.households.card(household, 1)
    transfers = desk.exchange.transfers
    known = waiting(desk, household) if card.editable else ()
    return Around(card, transfers.offered(household), known, transfers.listed(household))


def answer(desk: "Desk", begun: Begun, around: Around) -> Answer:
    """Ask the gate: of what is ticked, and of everything that could be."""
    transfers = desk.exchange.transfers
    try:
        recipient = recipient_of(begun, around) or transfers.outside(begun.name, begun.key)
    except InvalidInput:
        named = Recipient(begun.name, ())
        return replace(_answer(desk, begun, named), key_is_none=bool(begun.key.strip()))
    return _answer(desk, begun, recipient)


def recipient_of(begun: Begun, around: Around) -> Recipient | None:
    """Return the office that was chosen; nothing for somebody outside."""
    return next((one for one in around.offered.recipients if one.office == begun.recipient), None)


def _answer(desk: "Desk", begun: Begun, recipient: Recipient) -> Answer:
    wish = begun.wish(recipient)
    everything = replace(wish, fields=frozenset(handing_over.KIND_OF), message="-")
    transfers = desk.exchange.transfers
    return Answer(transfers.prepare(wish), transfers.prepare(everything).gate)


def _fresh(household: UUID, around: Around) -> Begun:
    there = around.offered.recipients
    return Begun(
        ids.new(),
        household,
        recipient=there[0].office if len(there) == 1 else "",
        persons=tuple(one.person.id for one in around.offered.members),
        fields=handing_over.minimum(),
        expires=clock.today() + handing_over.LASTS,
    )
