"""A household handed to another office, or taken over from one: what for, with what, and what came of it."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, choices, day, link, moment, note, number, record, text

OUT: Final = "out"
IN: Final = "in"
SENT, CONFIRMED, DECLINED, EXPIRED, WITHDRAWN, ACCEPTED = (
    "sent", "confirmed", "declined", "expired", "withdrawn", "accepted",
)  # fmt: skip


@record("transfer", N_("Handing over"), parent="household")
class Transfer(Record):
    """One package with chosen fields of a household; what was in it is not kept here, which fields is."""

    household: UUID | None = link("household", N_("Household"))
    office: UUID | None = link("office", N_("Office"), required=True)
    direction: str | None = choice("referral_direction", N_("Direction"), required=True, personal=False)
    state: str | None = choice("transfer_state", N_("State"), required=True, personal=False)
    state_since: date | None = day(N_("State since"), future=False)
    other: str = text(N_("Other office"))
    other_office: str = text(N_("Number of the other office"), longest=40, personal=False)
    purpose: str | None = choice("transfer_purpose", N_("Purpose"), required=True)
    people: int | None = number(N_("People"), high=200)
    data_kinds: tuple[str, ...] = choices("data_kind", N_("What is passed on"))
    chosen: str = note(N_("Fields passed on"), personal=False)
    consent: UUID | None = link("consent", N_("Consent"))
    expires_on: date | None = day(N_("Can be taken in until"))
    bundle: str = text(N_("Package"), longest=40, personal=False)
    at: datetime | None = moment(N_("When"), required=True)
    staff: UUID | None = link("staff", N_("Handed over by"))
    answered_on: date | None = day(N_("Answered on"), future=False)
    refusal: str | None = choice("refusal_reason", N_("Reason of refusal"))


def state_on(transfer: Transfer, today: date) -> str | None:
    """Return the state as it is on a day: what nobody answered in time has lapsed."""
    lapsed = transfer.expires_on is not None and transfer.expires_on < today
    return EXPIRED if transfer.state == SENT and lapsed else transfer.state
