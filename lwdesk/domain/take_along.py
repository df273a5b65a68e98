"""Take-along sets: which households are on their way with which device, and until when."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, day, link, moment, note, record

type State = Literal["out", "expired", "closed", "back", "erased"]
LONGEST: Final = 14
"""How many days a set may be out."""


@record("take_along", N_("Take-along set"))
class TakeAlong(Record):
    """The households of one set; the device itself says when it gave them back and erased them.

    The office closes a set that does not come back: its households are not out any more.
    """

    office: UUID | None = link("office", N_("Office"), required=True)
    device: UUID | None = link("device", N_("Device"), required=True)
    staff: UUID | None = link("staff", N_("Packed by"))
    packed_at: datetime | None = moment(N_("Packed"), required=True)
    until: date | None = day(N_("Can be opened until"), required=True)
    households: str = note(N_("Households"), personal=False)
    returned_at: datetime | None = moment(N_("Given back"))
    erased_at: datetime | None = moment(N_("Erased from the device"))
    closed_at: datetime | None = moment(N_("Closed in the office"))

    @property
    def homes(self) -> tuple[UUID, ...]:
        return tuple(UUID(hex=one) for one in self.households.split())

    @property
    def is_out(self) -> bool:
        """Tell whether its households count as being on their way."""
        return not (self.returned_at or self.erased_at or self.closed_at)


def named(homes: Iterable[UUID]) -> str:
    """Return households as the record of a set keeps them."""
    return "\n".join(one.hex for one in homes)


def out_until(told: Iterable[TakeAlong], household: UUID, here: UUID) -> date | None:
    """Return until when a household may be out with another device than `here`; what came back is not out."""
    days = [
        one.until
        for one in told
        if one.until is not None and one.is_out and one.device != here and household in one.homes
    ]
    return max(days, default=None)


def state_on(told: TakeAlong, today: date) -> State:
    """Return how a set is on a day."""
    if told.erased_at is not None:
        return "erased"
    if told.returned_at is not None:
        return "back"
    if told.closed_at is not None:
        return "closed"
    return "expired" if told.until is not None and told.until < today else "out"
