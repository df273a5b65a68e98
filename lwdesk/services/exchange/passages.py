"""The packages that went out and came in, with their receipts."""

from uuid import UUID

from lwdesk.services.exchange import noted, summing
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.exchange.views import Direction, LeftOut, Passage
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import belonging, passages, trust


class Passages:
    """What is remembered of packages."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._trust = trusted

    def listed(self, direction: Direction | None = None, limit: int = 50) -> tuple[Passage, ...]:
        """Return the latest packages, the last one first."""
        roster = self._trust.roster()
        with self._seat.reading() as reader:
            found = passages.listed(reader.connection, direction, limit)
            peers = trust.peers(reader.connection)
        return tuple(noted.passage(one, roster, peers) for one in found)

    def received(self, name: UUID) -> Passage | None:
        """Return what became of a package that came in, if it ever did."""
        roster = self._trust.roster()
        with self._seat.reading() as reader:
            found = passages.of(reader.connection, name.hex, passages.RECEIVED)
        return None if found is None else noted.passage(found, roster, {})

    def left_out(self, bundle: str) -> tuple[LeftOut, ...]:
        """Return what a package brought that is not here, or not as it was written."""
        with self._seat.reading() as reader:
            told = passages.of(reader.connection, UUID(bundle).hex, passages.RECEIVED)
            if told is None:
                return ()
            return summing.left_out(reader, told.logs, belonging.written(reader.connection, told.logs))
