"""Copies among the records at hand: for which writes they stand, and where those are known anyway."""

from collections.abc import Iterator

from sqlalchemy import Connection

from lwdesk.base.chain import Header, Stamp, read_header
from lwdesk.store import sets
from lwdesk.store.driver import send
from lwdesk.store.exchange.knowing import Dot, Known
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.tables import LIVE


class Copies:
    """The records of take-along sets, in the terms of the file."""

    def __init__(self, connection: Connection, wids: dict[str, int], ends: Vector) -> None:
        self._connection = connection
        self._wids = wids
        self._names = {wid: name for name, wid in wids.items()}
        self._logs = sets.wids(connection)
        copied = sets.copied(connection)
        further = {writer: max(seq, copied.ends.get(writer, 0)) for writer, seq in ends.items()}
        self._copied = copied._replace(ends=copied.ends | further)
        self._met: dict[Dot, dict[str, set[Stamp]]] = {}

    def is_copy(self, wid: int) -> bool:
        return wid in self._logs

    def meet(self, dot: Dot, header: Header) -> None:
        """Remember a copy that is not in the log yet."""
        self._met[dot] = _by_field(header)

    def replaced(self, dot: Dot, col: str) -> Iterator[tuple[Stamp, Dot]]:
        """Yield the known writes for which a copy stands, which are replaced along with it."""
        if self.is_copy(dot[0]):
            for writer, seq in self._of(dot).get(col, set()):
                if writer in self._wids:
                    yield (writer, seq), (self._wids[writer], seq)

    def stand_in(self, one: Known, dot: Dot, header: Header) -> list[str]:
        """Put a copy in the place of what is not known here; return the fields it is needed for."""
        was_here, of = one.state == LIVE, self._met[dot]
        needed = []
        for col in header.cols:
            means = of.get(col, set())
            if was_here and self._is_said(one, dot, col, means):
                continue
            needed.append(col)
            for head in list(one.dots.get(col, ())):
                stamp = self._stamp(head)
                if stamp in means or (self.is_copy(head[0]) and self._of(head).get(col, set()) <= means):
                    one.replace(col, head)
        return needed

    def _stamp(self, dot: Dot) -> Stamp:
        return self._names[dot[0]], dot[1]

    def _is_said(self, one: Known, copy: Dot, col: str, means: set[Stamp]) -> bool:
        """Tell whether all that a copy stands for is known, or stood for; of two alike the lesser stays."""
        missing = {stamp for stamp in means if not self._copied.knows(stamp)}
        return not missing or any(
            missing <= (meant := self._meant(head, col))
            and (not self.is_copy(head[0]) or self._stamp(head) < self._stamp(copy) or not meant <= means)
            for head in one.dots.get(col, ())
        )

    def _meant(self, dot: Dot, col: str) -> set[Stamp]:
        """Return the writes for which a write stands itself, or by what it replaced."""
        found, seen, waiting = set[Stamp](), {dot}, [dot]
        while waiting:
            here = waiting.pop()
            named = self._of(here).get(col, set())
            if self.is_copy(here[0]):
                found |= named
                continue
            known = {(self._wids[writer], seq) for writer, seq in named if writer in self._wids}
            waiting += known - seen
            seen |= known
        return found

    def _of(self, dot: Dot) -> dict[str, set[Stamp]]:
        if dot not in self._met:
            found = send(self._connection, "SELECT CAST(hdr AS BLOB) FROM log WHERE wid=? AND seq=?", dot)
            self._met[dot] = _by_field(read_header(found[0][0])) if found else {}
        return self._met[dot]


def _by_field(header: Header) -> dict[str, set[Stamp]]:
    fields: dict[str, set[Stamp]] = {}
    for col, writer, seq in header.replaced:
        fields.setdefault(col, set()).add((writer, seq))
    return fields
