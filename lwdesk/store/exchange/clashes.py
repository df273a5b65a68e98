"""Records that one device took out of sight while another still wrote in them: neither may get lost.

Taking out of sight is writing a closing field: `_deleted`, or of a household, under which other it was put.
Such a write carries how far each log was known to its writer, and so does every write in what is closed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import AGAIN, SEEN, Header, Stamp, read_header, read_values
from lwdesk.domain.fields import Link
from lwdesk.store import sets
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.tables import DELETED, LOGGED

MERGED: Final = "merged_into"

_MAY_BE_CLOSED = f"(dots LIKE '%\"{DELETED}\"%' OR (kind='household' AND dots LIKE '%\"{MERGED}\"%'))"

_LOOK = f"""SELECT id, kind, eid, dots FROM entity
    WHERE id IN (SELECT value FROM json_each(?)) AND {_MAY_BE_CLOSED} ORDER BY id"""  # noqa: S608 - constants only

type Place = tuple[str, Stamp]
"""A write of a field."""
_dots = msgspec.json.Decoder(dict[str, list[tuple[int, int]]])


def closing(kind: str) -> tuple[str, ...]:
    """Return the fields by which a record of this kind goes out of sight."""
    return (DELETED, MERGED) if kind == "household" else (DELETED,)


class Write(NamedTuple):
    """One write that stands: what it says of the closing fields, and what its writer knew."""

    stamp: Stamp
    values: Mapping[str, Any]
    copied: frozenset[Place] = frozenset()
    """The writes that copies stood for which its writer knew."""

    def knew(self, col: str, other: Stamp) -> bool:
        """Tell whether the writer knew another write; a record without a word on that knew all."""
        seen = self.values.get(SEEN)
        return (
            seen is None
            or other[0] == self.stamp[0]
            or other[1] <= seen.get(other[0], 0)
            or (col, other) in self.copied
        )

    def first_said(self, col: str) -> "Write":
        """Return the write that this one says again, which is what counts; else itself."""
        writer, seq = self.values.get(AGAIN, {}).get(col, self.stamp)
        return self._replace(stamp=(writer, seq))

    def came_after(self, col: str, other: Stamp) -> bool:
        return SEEN in self.values and self.knew(col, other)


class Standing(NamedTuple):
    """What is written in an entity and not written over."""

    kind: str
    heads: Mapping[str, Sequence[Stamp]]
    writes: Mapping[Stamp, Write]
    copied: Sequence[Header] = ()

    def closed(self) -> list[tuple[str, Write]]:
        """Return the writes that took it out of sight."""
        return [
            (col, self.writes[stamp].first_said(col))
            for col in closing(self.kind)
            for stamp in self.heads.get(col, ())
            if self.writes[stamp].values.get(col)
        ]


def unseen(top: Standing, below: Standing | None = None) -> list[Place]:
    """Return the writes that nobody knew who closed the record, nor they of the closing.

    They stand in the record itself, or `below`, in one that belongs to it and is in sight.
    """
    fields, (kind, heads, writes, copied) = closing(top.kind), below or top
    closed = [(col, knowing(one, copied)) for col, one in top.closed() if below is None or col == DELETED]
    if not closed:
        return []
    return sorted(
        (col, stamp)
        for col, stamps in heads.items()
        for stamp in stamps
        if (
            col not in fields
            if below is None
            else not (col in closing(kind) and writes[stamp].values.get(col))
        )
        if not any(one.knew(col, stamp) or writes[stamp].came_after(of, one.stamp) for of, one in closed)
    )


class Torn(NamedTuple):
    """A closed record with the writes that its closing did not know of, in itself and below it."""

    ent: int
    eid: bytes
    standing: Standing
    places: list[tuple[str, bytes, Place]]


def look(connection: Connection, ents: Collection[int]) -> list[Torn]:
    """Return those of the entities that are closed and were written in by somebody who did not know it."""
    reading = _Reading(connection)
    found = send(
        connection,
        _LOOK,
        (listed(ents),),
    )
    made = (_torn(reading, *row) for row in found)
    return [one for one in made if one.places]


def _torn(reading: "_Reading", ent: int, kind: str, eid: bytes, dots: str) -> Torn:
    top = reading.standing(ent, kind, dots)
    places = [(kind, eid, place) for place in unseen(top)]
    if any(col == DELETED for col, _one in top.closed()):
        for child, child_kind, child_eid, child_dots in reading.children(ent, kind, eid):
            below = unseen(top, reading.standing(child, child_kind, child_dots))
            places += [(child_kind, child_eid, place) for place in below]
    return Torn(ent, eid, top, places)


class _Reading:
    """Reads what stands in entities."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[int, str] = dict(send(connection, "SELECT wid, lower(hex(uuid)) FROM writer"))
        self._copies = sets.wids(connection)

    def standing(self, ent: int, kind: str, dots: str | None) -> Standing:
        names = self._names
        known = _dots.decode(dots or "{}").items()
        heads = {col: [(names[wid], seq) for wid, seq in written] for col, written in known if written}
        stamps = {stamp for written in heads.values() for stamp in written}
        writes: dict[Stamp, Write] = {}
        copied: list[Header] = []
        rows = send(
            self._connection,
            "SELECT wid, seq, CAST(hdr AS BLOB), CAST(body AS BLOB) FROM log WHERE ent=?",
            (ent,),
        )
        for wid, seq, hdr, body in rows:
            if (names[wid], seq) in stamps:
                writes[names[wid], seq] = Write((names[wid], seq), read_values(body or b"{}"))
            if wid in self._copies:
                copied.append(read_header(hdr))
        return Standing(kind, heads, writes, copied)

    def children(self, ent: int, kind: str, eid: bytes) -> Iterator[tuple[int, str, bytes, str]]:
        """Yield what belonged to a record from its first day, still does and is in sight."""
        for cls in LOGGED:
            if cls.parent is not None and cls.by_name[cls.parent].kind == Link(kind):
                found = send(
                    self._connection,
                    f'SELECT e.id, e.kind, e.eid, e.dots FROM "{cls.kind}" t JOIN entity e ON e.id=t.id'  # noqa: S608
                    f' WHERE t."{cls.parent}"=? AND t.{DELETED}=0 AND e.parent=? ORDER BY e.id',
                    (ent, eid),
                )
                yield from ((number, name, child, dots) for number, name, child, dots in found)


def knowing(one: Write, copied: Sequence[Header]) -> Write:
    """Return a write with what its writer knew from copies."""
    if not copied:
        return one
    seen = one.values.get(SEEN) or {}
    known = (header for header in copied if header.seq <= seen.get(header.writer, 0))
    return one._replace(copied=frozenset((col, (of, seq)) for h in known for col, of, seq in h.replaced))


def closed_above(connection: Connection, eids: Collection[bytes]) -> list[int]:
    """Return those of the records to which something belongs that may be out of sight."""
    found = send(
        connection,
        f"SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)) AND {_MAY_BE_CLOSED}",  # noqa: S608
        (listed(eid.hex() for eid in eids),),
    )
    return [ent for (ent,) in found]


def refresh(connection: Connection, ents: Collection[int]) -> None:
    """Note which of these entities are torn, and which are not any more."""
    if not ents:
        return
    send(connection, "DELETE FROM clash WHERE ent IN (SELECT value FROM json_each(?))", (listed(ents),))
    torn = [(one.ent,) for one in look(connection, ents)]
    send_all(connection, "INSERT INTO clash (ent) VALUES (?)", torn)


def known_elsewhere(connection: Connection, wid: int) -> dict[str, int]:
    """Return how far each log but the own one is known."""
    others = "SELECT lower(hex(uuid)), max_seq FROM writer WHERE max_seq>0 AND wid<>?"
    return dict(send(connection, others, (wid,)))
