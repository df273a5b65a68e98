"""A device whose file was put back sees that others know more of its log, and goes on under another name."""

from msgspec import UnsetType

from lwdesk.services import audit
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.seat import Seat
from lwdesk.store import writers
from lwdesk.store.exchange import renewing, trust
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync.manifest import Manifest, holds_log


def recognise(seat: Seat, mine: Membership, told: Manifest) -> None:
    """Go on in another log where the sender of a package has other records of the own one, or more.

    What is written nowhere else goes along; what others have of the former log comes with a later package.
    """
    sender = mine.roster.device(told.sender)
    if sender is None or sender.id == mine.device.id or sender.office != mine.device.office:
        return
    if told.org != mine.roster.org or not holds_log(told.scope):
        return
    leaves = {} if isinstance(told.leaves, UnsetType) else told.leaves
    with seat.reading() as reader:
        peer = trust.peers(reader.connection).get(sender.id)
        ends = renewing.differing(reader.connection, leaves, peer.acked if peer else {})
        behind = renewing.is_behind(reader.connection, told.have)
    if not ends and not behind:
        return
    with seat.store.exchanging() as reader:
        count = renewing.renew(reader.connection, ends)
        if not ends:
            writers.begin_incarnation(reader.connection)
        _note(seat, reader, count)


class Renewing:
    """The way for a device that others tell to work twice, when it cannot see that itself."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat, self._trust = seat, trusted

    def renew(self) -> int:
        """Begin another log and say there what nobody is known to have; return how many changes that is."""
        self._seat.demand("settings")
        self._trust.membership()
        with self._seat.store.exchanging() as reader:
            vectors = [one.acked for one in trust.peers(reader.connection).values()]
            ends = renewing.known_elsewhere(reader.connection, vectors)
            count = renewing.renew(reader.connection, ends)
            if not ends:
                writers.begin_incarnation(reader.connection)
            _note(self._seat, reader, count)
        return count


def _note(seat: Seat, reader: Reader, count: int) -> None:
    audit.note(Transaction(reader.connection), seat.staff.id, "restore", count=count, reason="older_copy")
