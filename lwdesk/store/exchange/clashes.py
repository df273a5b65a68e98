"""Records that one device took out of sight while another still wrote in them: neither may get lost.

Taking out of sight is writing a closing field: `_deleted`, or of a household, under which other it was put.
Such a write carries how far each log was known to its writer, and so does every write in what is closed.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import AGAIN, SEEN, Header, Stamp, read_header, read_values
from lwdesk.store import sets
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.tables import DELETED

MERGED: Final = "merged_into"

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


def unseen(kind: str, heads: Mapping[str, Iterable[Stamp]], writes: Mapping[Stamp, Write]) -> list[Place]:
    """Return the writes that stand and that nobody knew who closed the record, nor they of the closing."""
    fields = closing(kind)
    closed = [
        (col, writes[stamp].first_said(col))
        for col in fields
        for stamp in heads.get(col, ())
        if writes[stamp].values.get(col)
    ]
    if not closed:
        return []
    return sorted(
        (col, stamp)
        for col, stamps in heads.items()
        for stamp in stamps
        if col not in fields
        if not any(one.knew(col, stamp) or writes[stamp].came_after(of, one.stamp) for of, one in closed)
    )


class Torn(NamedTuple):
    """A closed record with the writes that its closing did not know of."""

    ent: int
    kind: str
    eid: bytes
    heads: dict[str, list[Stamp]]
    writes: dict[Stamp, Write]
    places: list[Place]


def look(connection: Connection, ents: Collection[int]) -> list[Torn]:
    """Return those of the entities that are closed and were written in by somebody who did not know it."""
    names: dict[int, str] = dict(send(connection, "SELECT wid, lower(hex(uuid)) FROM writer"))
    copies = sets.wids(connection)
    found = send(
        connection,
        "SELECT id, kind, eid, dots FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (listed(ents),),
    )
    made = (_torn(connection, names, copies, *row) for row in found if row[3])
    return [one for one in made if one is not None]


def _torn(
    connection: Connection,
    names: dict[int, str],
    copies: frozenset[int],
    ent: int,
    kind: str,
    eid: bytes,
    dots: str,
) -> Torn | None:
    heads = {
        col: [(names[wid], seq) for wid, seq in known] for col, known in _dots.decode(dots).items() if known
    }
    if not any(col in heads for col in closing(kind)):
        return None
    standing = {stamp for stamps in heads.values() for stamp in stamps}
    writes: dict[Stamp, Write] = {}
    copied: list[Header] = []
    rows = send(
        connection, "SELECT wid, seq, CAST(hdr AS BLOB), CAST(body AS BLOB) FROM log WHERE ent=?", (ent,)
    )
    for wid, seq, hdr, body in rows:
        if (names[wid], seq) in standing:
            writes[names[wid], seq] = Write((names[wid], seq), read_values(body or b"{}"))
        if wid in copies:
            copied.append(read_header(hdr))
    if copied:
        writes = {stamp: knowing(one, copied) for stamp, one in writes.items()}
    places = unseen(kind, heads, writes)
    return Torn(ent, kind, eid, heads, writes, places) if places else None


def knowing(one: Write, copied: Iterable[Header]) -> Write:
    """Return a write with what its writer knew from copies."""
    seen = one.values.get(SEEN) or {}
    known = (header for header in copied if header.seq <= seen.get(header.writer, 0))
    return one._replace(copied=frozenset((col, (of, seq)) for h in known for col, of, seq in h.replaced))


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
