"""What the page of the exchange shows, read in one go."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lwdesk.base.errors import BundleRefused, LwError
from lwdesk.services.exchange.standing import is_late
from lwdesk.services.exchange.views import Due, Passage

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FEW = 3


@dataclass(frozen=True, slots=True)
class Overview:
    """What is due, where it goes, what went and came, and how much is to be decided."""

    enrolled: bool
    trouble: LwError | None = None
    differences: int = 0
    due: Due | None = None
    late: bool = False
    folder: Path | None = None
    shared: Path | None = None
    sent: tuple[Passage, ...] = ()
    received: tuple[Passage, ...] = ()


def overview(desk: "Desk", *, sends: bool) -> Overview:
    """Read the exchange as it stands; who may not send sees only what is to be decided."""
    exchange = desk.exchange
    differences = exchange.differences.count()
    try:
        exchange.trust.membership()
    except BundleRefused as error:
        return Overview(enrolled=False, trouble=error, differences=differences)
    if not sends:
        return Overview(enrolled=True, differences=differences)
    due, shared = exchange.sending.due(), exchange.shared.folder()
    return Overview(
        enrolled=True,
        differences=differences,
        due=due,
        late=is_late(due.since),
        folder=exchange.places.folder() or shared,
        shared=shared,
        sent=exchange.passages.listed("sent", FEW),
        received=exchange.passages.listed("received", FEW),
    )
