"""An older copy of this file among others: where they know other records of an own log, it goes on anew."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base import chain
from lwdesk.base.chain import AGAIN, SEEN, compact, digest
from lwdesk.store import sets, writers
from lwdesk.store.chain import Entry
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange.forgetting import end
from lwdesk.store.exchange.knowing import Knowledge
from lwdesk.store.exchange.parts import Vector

type Leaves = dict[str, list[tuple[int, str]]]
"""Of some places of each log, the beginning of the hash of the record there."""

DENSE = 128
DIGITS = 16
FURTHEST = 1 << 53
SAID = "said_again"
_ends = msgspec.json.Decoder(list[tuple[str, int, str]])
_OWN = (
    "SELECT wid, lower(hex(uuid)), max_seq FROM writer WHERE scope='office' AND max_seq>0"
    " AND device=(SELECT unhex(value) FROM setting WHERE name='device') ORDER BY wid"
)
_MOVED = "UPDATE log SET wid=?, seq=?, hdr=?, body=?, commitment=? WHERE wid=? AND seq=?"


def leaves(connection: Connection, devices: Collection[str]) -> Leaves:
    """Return by what these devices can tell whether what is here of their logs is what they wrote."""
    found = send(
        connection,
        "SELECT wid, lower(hex(uuid)), max_seq FROM writer WHERE scope='office' AND max_seq>0"
        " AND device IN (SELECT unhex(value) FROM json_each(?)) ORDER BY wid",
        (listed(devices),),
    )
    return {name: sorted(_at(connection, wid, places(last)).items()) for wid, name, last in found}


def places(last: int) -> Iterator[int]:
    """Yield the last numbers of a log, and further back fewer and fewer of them."""
    back = 0
    while back < last:
        yield last - back
        back += 1 if back < DENSE else back // 4


def _at(connection: Connection, wid: int, seqs: Collection[int] | Iterator[int]) -> dict[int, str]:
    rows = send(
        connection,
        "SELECT seq, CAST(hdr AS BLOB), commitment FROM log WHERE wid=?"
        " AND seq IN (SELECT value FROM json_each(?))",
        (wid, listed(seqs)),
    )
    return {seq: chain.leaf(hdr, commitment).hex()[:DIGITS] for seq, hdr, commitment in rows}


def differing(connection: Connection, told: Leaves, acked: Vector) -> Vector:
    """Return how far others agree with each own log that they know otherwise, or further than it goes.

    `acked` is how far they agreed before.
    """
    ends: Vector = {}
    for wid, name, last in send(connection, _OWN):
        theirs = {seq: leaf for seq, leaf in told.get(name, ()) if 0 < seq <= FURTHEST}
        ours = _at(connection, wid, theirs)
        wrong = min((seq for seq, leaf in ours.items() if leaf != theirs[seq]), default=last + 1)
        agreed = max((seq for seq, leaf in ours.items() if leaf == theirs[seq] and seq < wrong), default=0)
        agreed = max(agreed, acked.get(name, 0) if acked.get(name, 0) < wrong else 0)
        if wrong <= last or (max(theirs, default=0) > last > agreed):
            ends[name] = agreed
        if name in ends and _is_said(connection, wid, name, last, theirs):
            del ends[name]
    return ends


def _is_said(connection: Connection, wid: int, name: str, last: int, theirs: dict[int, str]) -> bool:
    """Tell whether both versions of the end of an own log were said again, and theirs goes no further."""
    end = max(theirs)
    ours = _at(connection, wid, [last])
    told = {(name, end, theirs[end]), (name, last, ours[last])}
    return end <= last and told <= _said(connection)


def _said(connection: Connection) -> set[tuple[str, int, str]]:
    """Return the ends of own logs that lie word for word in other ones: name, number, leaf."""
    return set(_ends.decode(writers.setting(connection, SAID) or "[]"))


def is_behind(connection: Connection, have: Vector) -> bool:
    """Tell whether others know more of the log that is written here than this file: it is an older copy."""
    mine = writers.current(connection)
    return have.get(mine.uuid.hex(), 0) > mine.max_seq


def known_elsewhere(connection: Connection, vectors: Collection[Vector]) -> Vector:
    """Return how far each own log is known to anybody, of those that go further than that.

    Where nobody was heard of yet, nobody knows other records of them either.
    """
    if not vectors:
        return {}
    ends = {
        name: max((one.get(name, 0) for one in vectors), default=0)
        for _wid, name, _last in send(connection, _OWN)
    }
    return {name: ends[name] for _wid, name, last in send(connection, _OWN) if ends[name] < last}


def renew(connection: Connection, ends: Vector) -> int:
    """Say what lies above these ends of own logs under other names, word for word; return how much it is."""
    wids = {name: (wid, last) for wid, name, last in send(connection, _OWN)}
    for name, kept in ends.items():
        wid, last = wids[name]
        rows = send(
            connection,
            "SELECT wid, CAST(hdr AS BLOB), salt, CAST(body AS BLOB), commitment FROM log"
            " WHERE wid=? AND seq>? ORDER BY seq",
            (wid, kept),
        )
        said = _said(connection) | {(name, last, leaf) for leaf in _at(connection, wid, [last]).values()}
        writers.set_setting(connection, SAID, compact(sorted(said)).decode())
        writers.begin_incarnation(connection)
        _Move(connection, wid, name, kept).move([Entry(*row) for row in rows])
        end(connection, wid, name)
    return sum(wids[name][1] - kept for name, kept in ends.items())


class _Move:
    """The end of one log, on its way into a log of its own that was just begun."""

    def __init__(self, connection: Connection, wid: int, name: str, end: int) -> None:
        self._connection = connection
        self._wid, self._name, self._end = wid, name, end
        self._to = writers.current(connection)
        self._to.hlc = 0

    def move(self, found: list[Entry]) -> None:
        knowledge = Knowledge(self._connection)
        rows: list[tuple[Any, ...]] = []
        headers = [one.header() for one in found]
        knowledge.look_up(header.eid for header in headers)
        for one, header in zip(found, headers, strict=True):
            self._dots(knowledge, header)
            rows.append(self._row(one, header))
        send_all(self._connection, _MOVED, rows)
        knowledge.write()
        for table in ("head", "erasure"):
            send(
                self._connection,
                f"UPDATE {table} SET wid=?, seq=seq-? WHERE wid=? AND seq>?",  # noqa: S608 - constants only
                (self._to.wid, self._end, self._wid, self._end),
            )
        send(self._connection, "DELETE FROM save")
        self._tell_bare()
        self._to.store(self._connection)
        if self._to.max_seq:
            writers.Signature().renew(self._connection, self._to)

    def _row(self, one: Entry, header: chain.Header) -> tuple[Any, ...]:
        to = self._to
        replaced = [(col, *self._stamp((writer, seq))) for col, writer, seq in header.replaced]
        to.max_seq, to.hlc = header.seq - self._end, header.hlc
        hdr = compact(header._replace(writer=to.uuid.hex(), seq=to.max_seq, replaced=replaced))
        body = one.body if one.body is None else self._body(one.body)
        commitment = one.commitment if body is None else digest(one.salt or b"", body)
        to.chain = digest(to.chain, chain.leaf(hdr, commitment))
        text = None if body is None else body.decode()
        return to.wid, to.max_seq, hdr.decode(), text, commitment, self._wid, header.seq

    def _stamp(self, stamp: chain.Stamp) -> chain.Stamp:
        writer, seq = stamp
        is_moved = writer == self._name and seq > self._end
        return (self._to.uuid.hex(), seq - self._end) if is_moved else stamp

    def _body(self, body: bytes) -> bytes:
        """Let a record name what moved by its other name, and say that its writer knew what stayed."""
        values = chain.read_values(body)
        if AGAIN in values:
            values[AGAIN] = {col: self._stamp((one[0], one[1])) for col, one in values[AGAIN].items()}
        if SEEN in values and self._end:
            values[SEEN] = {**values[SEEN], self._name: self._end}
        return compact(values) if AGAIN in values or SEEN in values else body

    def _dots(self, knowledge: Knowledge, header: chain.Header) -> None:
        one, dot = knowledge.the(header.eid, header.kind), (self._wid, header.seq)
        moved = self._to.wid, header.seq - self._end
        for col in header.cols if header.op == "w" else ():
            if dot in one.dots.get(col, ()):
                one.dots[col] = [moved if known == dot else known for known in one.dots[col]]
                one.touched.add(col)

    def _tell_bare(self) -> None:
        """Note under both names how far the content of own writes went with a take-along set."""
        told = sets.forgotten(self._connection)
        bare = told.bare.get(self._name, 0)
        if bare > self._end:
            told.bare |= {self._name: self._end, self._to.uuid.hex(): bare - self._end}
            sets.keep_forgotten(self._connection, told)
