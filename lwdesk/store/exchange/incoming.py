"""What others wrote, taken in: all of a bundle or nothing of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from lwdesk.base import signing
from lwdesk.base.chain import digest, segment_message
from lwdesk.base.errors import BundleForged, BundleForked, BundleGap, BundleInconsistent, BundleRevoked
from lwdesk.store import search, writers
from lwdesk.store.chain import Entry
from lwdesk.store.driver import send, send_all
from lwdesk.store.exchange import outgoing
from lwdesk.store.exchange.applying import Application, Fresh
from lwdesk.store.exchange.knowing import Known
from lwdesk.store.exchange.parts import Part, Told, Vector
from lwdesk.store.exchange.showing import Showing

CHUNK, SMALL_CHUNK = 10_000, 1500
MANY = 100_000
"""From how many records on only a few are held at a time: what is known of all of them takes the room."""
SOME = 100  # after so many records somebody hears of it, and may stop


@dataclass(slots=True)
class Result:
    """What an import did, by the numbers of the entities."""

    records: int = 0
    known: int = 0
    changed: dict[str, set[int]] = field(default_factory=dict)
    new: dict[str, set[int]] = field(default_factory=dict)
    erased: dict[str, set[int]] = field(default_factory=dict)
    writers: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of each log, from where to where it was taken in."""


@dataclass(slots=True)
class _Log:
    """One log while it is taken in."""

    part: Part
    wid: int
    known: int
    hlc: int
    chain: bytes
    next: int
    before: Iterator[Entry]


class Import:
    """One bundle on its way into the file, inside one transaction that the caller holds."""

    def __init__(
        self, connection: Connection, organisation: bytes, step: Callable[[int], object] = int
    ) -> None:
        self._connection = connection
        self._organisation = organisation
        self._step = step
        self._logs: dict[str, _Log] = {}
        self._waiting: list[Fresh] = []
        self._last = (0, "", 0)
        self._taken = 0
        self._chunk = CHUNK
        self._application: Application | None = None
        self._showing: Showing | None = None
        self._searched: dict[str, set[int]] = {}
        self.result = Result()

    def begin(self, base: Vector, parts: Sequence[Part]) -> None:
        """Hold what the bundle builds on against what is here; a gap keeps all of it out."""
        known = outgoing.known(self._connection)
        for writer, seq in sorted(base.items()):
            if known.get(writer, 0) < seq:
                raise BundleGap(writer=writer, first=known.get(writer, 0) + 1, last=seq)
        self._continue_elsewhere(parts)
        for part in parts:
            if part.cut is not None and part.last > part.cut:
                raise BundleRevoked(why="log", writer=part.writer)
            self._logs[part.writer] = self._open(part)
        if sum(part.last + 1 - part.first for part in parts) > MANY:
            self._chunk = SMALL_CHUNK
        names = writers.names(self._connection)
        wids = {name: wid for wid, name in names.items()}
        ends = {part.writer: part.last for part in parts}
        self._application = Application(self._connection, wids, ends)
        self._showing = Showing(self._connection, self._application.knowledge, names)
        send(self._connection, "UPDATE sync_ctl SET applying=1")

    def _continue_elsewhere(self, parts: Sequence[Part]) -> None:
        """Begin a new log where somebody knows more of the own one than this file: it is an older copy."""
        mine = writers.current(self._connection)
        if any(part.writer == mine.uuid.hex() and part.last > mine.max_seq for part in parts):
            writers.begin_incarnation(self._connection)

    def _open(self, part: Part) -> _Log:
        found = send(
            self._connection,
            "SELECT wid, max_seq, hlc, chain, lower(hex(device)), scope FROM writer WHERE uuid=?",
            (bytes.fromhex(part.writer),),
        )
        if not found:
            found = send(
                self._connection,
                "INSERT INTO writer (uuid, device, scope, incarnation, max_seq, chain, hlc, sign_pk)"
                " VALUES (?, ?, ?, ?, 0, x'', 0, ?)"
                " RETURNING wid, max_seq, hlc, chain, lower(hex(device)), scope",
                (*map(bytes.fromhex, (part.writer, part.device)), part.scope, part.incarnation, part.public),
            )
        ((wid, known, hlc, chain, device, scope),) = found
        if (device, scope) != (part.device, part.scope):  # nobody goes on with the log of another
            raise BundleForged(why="writer", writer=part.writer)
        return _Log(part, wid, known, hlc, chain, part.first, self._known(wid, part.first, known))

    def _is_over(self, wid: int) -> bool:
        """Tell whether the device of a log goes on in a later one: an older copy came into use."""
        later = (
            "SELECT 1 FROM writer l JOIN writer w ON l.device=w.device AND l.incarnation>w.incarnation"
            " WHERE w.wid=? AND l.scope='office' LIMIT 1"
        )
        return bool(send(self._connection, later, (wid,)))

    def _known(self, wid: int, first: int, last: int) -> Iterator[Entry]:
        """Yield what the file has of a log already, a few at a time."""
        while first <= last:
            found: list[tuple[Any, ...]] = send(
                self._connection,
                "SELECT wid, CAST(hdr AS BLOB), salt, CAST(body AS BLOB), commitment FROM log"
                " WHERE wid=? AND seq>=? AND seq<=? ORDER BY seq LIMIT ?",
                (wid, first, last, SMALL_CHUNK),
            )
            yield from (Entry(*row) for row in found)
            first += len(found)

    def take(self, told: Told) -> None:
        """Take one record; they come in the order in which things happened."""
        header = told.header
        log = self._logs.get(header.writer)
        place = header.hlc, header.writer, header.seq
        if log is None or header.seq != log.next or log.next > log.part.last or place <= self._last:
            raise BundleInconsistent(why="order", writer=header.writer, seq=header.seq)
        self._last = place
        log.next += 1
        self._taken += 1
        if self._taken % SOME == 0:
            self._step(SOME)
        if header.seq <= log.known:
            if next(log.before).leaf() != told.leaf():
                self._differs(log, header.seq)
            self.result.known += 1
            return
        if header.hlc <= log.hlc:
            self._demand_one_version(log)
            raise BundleInconsistent(why="time", writer=header.writer, seq=header.seq)
        log.hlc, log.chain = header.hlc, digest(log.chain, told.leaf())
        self._waiting.append(Fresh(log.wid, told))
        if len(self._waiting) >= self._chunk:
            self._apply()

    def _differs(self, log: _Log, seq: int) -> None:
        """Refuse other work under the same number, unless its device said both again under other names."""
        if not (log.part.is_relayed and self._is_over(log.wid)):
            raise BundleForked(writer=log.part.writer, seq=seq)
        if log.part.last > log.known:
            raise BundleForked(why="versions", writer=log.part.writer, seq=seq)

    def _demand_one_version(self, log: _Log) -> None:
        """Refuse what goes on from other work than is here, where that is why it does not fit."""
        if log.part.first > 1 and self._is_over(log.wid):
            raise BundleForked(why="versions", writer=log.part.writer, seq=log.part.first)

    def _apply(self) -> None:
        assert self._application is not None
        assert self._showing is not None
        changed = self._application.apply(self._waiting)
        for one in changed:
            if not one.has_row:
                self._note(self.result.new, one)
            elif one.id not in self.result.new.get(one.kind, ()):
                self._note(self.result.changed, one)
            if not one.has_row or search.tells(one.kind, one.touched):
                self._note(self._searched, one)
        self._showing.bring(changed)
        self.result.records += len(self._waiting)
        self._waiting = []
        self._application.knowledge.forget()

    def _note(self, where: dict[str, set[int]], one: Known) -> None:
        where.setdefault(one.kind, set()).add(one.id)

    def finish(self) -> Result:
        """Hold every log against its signature; what fails takes all of it back."""
        assert self._application is not None
        self._apply()
        self._step(self._taken % SOME)
        for log in self._logs.values():
            self._close(log)
        stamp = self._application.unjustified()
        if stamp is not None:
            raise BundleInconsistent(why="redaction", writer=stamp[0], seq=stamp[1])
        for one in self._application.erased:
            self._note(self.result.erased, one)
        self._index()
        send(self._connection, "UPDATE sync_ctl SET applying=0")
        return self.result

    def _close(self, log: _Log) -> None:
        part = log.part
        if log.next != part.last + 1:
            raise BundleInconsistent(why="short", writer=part.writer, seq=log.next)
        if part.last <= log.known:
            return
        signed_before = send(self._connection, "SELECT key_epoch FROM checkpoint WHERE wid=?", (log.wid,))
        if signed_before and part.epoch < signed_before[0][0]:  # its keys were renewed: a former one is over
            raise BundleForged(why="epoch", writer=part.writer)
        name = bytes.fromhex(part.writer)
        message = segment_message(self._organisation, name, part.last, part.chain, part.scope)
        if not signing.verify(part.public, message, part.signature):
            raise BundleForged(why="segment", writer=part.writer)
        if log.chain != part.chain:
            self._demand_one_version(log)
            raise BundleForged(why="segment", writer=part.writer)
        writer = (part.last, log.chain, log.hlc, part.public, log.wid)
        send(self._connection, "UPDATE writer SET max_seq=?, chain=?, hlc=?, sign_pk=? WHERE wid=?", writer)
        send(self._connection, "DELETE FROM checkpoint WHERE wid=?", (log.wid,))
        signed = (log.wid, part.last, part.chain, part.epoch, part.signature)
        send_all(
            self._connection,
            "INSERT INTO checkpoint (wid, seq, chain, key_epoch, sig) VALUES (?, ?, ?, ?, ?)",
            [signed],
        )
        self.result.writers[part.writer] = log.known + 1, part.last

    def _index(self) -> None:
        """Make what was changed findable, and what is gone not."""
        touched: dict[str, set[int]] = {}
        for of in (self._searched, self.result.erased):
            for kind, ids in of.items():
                touched.setdefault(kind, set()).update(ids)
        search.refresh(self._connection, {kind: sorted(ids) for kind, ids in touched.items()})
