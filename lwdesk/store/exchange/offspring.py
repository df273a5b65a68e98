"""Who belongs to whom in the whole file, in as little room as the ids take: there may be very many."""

from bisect import bisect_left
from collections.abc import Iterator

from sqlalchemy import Connection

_ID = 16
_PAIR = 2 * _ID


class Offspring:
    """The children of each entity as the file has them, and those that were added since."""

    def __init__(self, connection: Connection) -> None:
        self._pairs = bytearray()
        for row in connection.exec_driver_sql(
            "SELECT parent, eid FROM entity WHERE parent IS NOT NULL ORDER BY parent"
        ):
            self._pairs += row[0] + row[1]
        self._added: dict[str, set[str]] = {}

    def add(self, parent: str, child: str) -> None:
        self._added.setdefault(parent, set()).add(child)

    def below(self, top: str) -> set[str]:
        """Return the entity and everything that belongs to it, however far down."""
        seen, waiting = {top}, [top]
        while waiting:
            here = waiting.pop()
            fresh = self._added.get(here, set()).union(self._children(bytes.fromhex(here))) - seen
            seen |= fresh
            waiting += fresh
        return seen

    def _children(self, parent: bytes) -> Iterator[str]:
        places = range(len(self._pairs) // _PAIR)
        for place in places[bisect_left(places, parent, key=self._parent) :]:
            if self._parent(place) != parent:
                return
            yield self._pairs[place * _PAIR + _ID : (place + 1) * _PAIR].hex()

    def _parent(self, place: int) -> bytes:
        return bytes(self._pairs[place * _PAIR : place * _PAIR + _ID])
