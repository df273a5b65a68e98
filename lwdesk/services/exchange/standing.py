"""How the exchange stands, in the two numbers that the navigation shows."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from lwdesk.base import clock
from lwdesk.base.chain import hlc_ms
from lwdesk.base.errors import BundleRefused
from lwdesk.services.seat import Seat
from lwdesk.store import writers

if TYPE_CHECKING:
    from lwdesk.services.exchange.exchange import Exchange  # its ciphers are for devices that exchange

LATE: Final = timedelta(days=7)
ORGANISATION: Final = "organisation"


def is_late(since: datetime | None) -> bool:
    """Tell whether something has waited for the other devices longer than it should."""
    return since is not None and clock.now() - since >= LATE


def counted(seat: Seat, exchange: "Callable[[], Exchange]") -> tuple[int, int]:
    """Return how many differences are open, and 1 where a package is due; a device alone has neither."""
    with seat.reading() as reader:
        if writers.setting(reader.connection, ORGANISATION) is None:
            return 0, 0
    return exchange().differences.count(), int(is_late(_since(seat, exchange())))


def _since(seat: Seat, exchange: "Exchange") -> datetime | None:
    """Return since when the first of what is new waits for the other devices."""
    from lwdesk.store.exchange import passages

    if not seat.may("export"):
        return None
    with suppress(BundleRefused), seat.reading() as reader:
        first = passages.first_time(reader.connection, exchange.sending.waiting(reader))
        return None if first is None else datetime.fromtimestamp(hlc_ms(first) / 1000, UTC)
    return None
