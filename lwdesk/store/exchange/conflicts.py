"""Fields that several devices wrote without knowing of each other, and what is decided about them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from lwdesk.base.chain import AGAIN, BY, Header, Stamp, hlc_ms, read_values
from lwdesk.domain.apart import GOES_WITH, alone, differs
from lwdesk.domain.fields import RECORDS, Record, Value
from lwdesk.domain.values import Unreadable, parse
from lwdesk.store import capture
from lwdesk.store.chain import Entry
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange import clashes
from lwdesk.store.exchange.clashes import Torn
from lwdesk.store.rows import quoted, shape
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader, Transaction

_HEADS = """SELECT e.kind, e.eid, h.col, w.device,
        l.wid, CAST(l.hdr AS BLOB), l.salt, CAST(l.body AS BLOB), l.commitment
    FROM head h JOIN entity e ON e.id=h.ent JOIN log l ON l.wid=h.wid AND l.seq=h.seq
    JOIN writer w ON w.wid=h.wid{} ORDER BY h.ent, h.col, h.hlc, w.uuid"""
_BY_STAMP = """SELECT w.device, l.wid, CAST(l.hdr AS BLOB), l.salt, CAST(l.body AS BLOB), l.commitment
    FROM log l JOIN writer w ON w.wid=l.wid WHERE w.uuid=unhex(?) AND l.seq=?"""
_OPEN = """SELECT e.kind, h.ent, e.eid, h.col FROM head h JOIN entity e ON e.id=h.ent
    GROUP BY h.ent, h.col HAVING count(DISTINCT quote(h.val))>1"""


@dataclass(frozen=True, slots=True)
class Side:
    """What one device wrote."""

    value: Value
    at: datetime
    staff: UUID | None
    device: UUID
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with its values; `shown` is the place of the one that is shown until somebody decides."""

    kind: str
    record: UUID
    field: str
    former: Value
    former_at: datetime | None
    sides: tuple[Side, ...]

    @property
    def shown(self) -> int:
        return len(self.sides) - 1

    @property
    def differs(self) -> bool:
        """Tell whether there is anything to decide: two may have written the same."""
        return differs([side.value for side in self.sides])


@dataclass(frozen=True, slots=True)
class Edited:
    """A field of the record, or of what belongs to it, that somebody changed who did not know it was gone."""

    kind: str
    record: UUID
    field: str
    former: Value
    side: Side


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that one device took out of sight, by `field`, while another changed it."""

    kind: str
    record: UUID
    field: str
    closing: Side
    edits: tuple[Edited, ...]


def torn(reader: Reader, of: UUID | None = None) -> tuple[Clash, ...]:
    """Return the records, or the one, that went out of sight while somebody wrote in them."""
    asked = "SELECT c.ent FROM clash c JOIN entity e ON e.id=c.ent WHERE ?1 IS NULL OR e.eid=?1"
    ents = [ent for (ent,) in send(reader.connection, asked, (of.bytes if of else None,))]
    known = (one for one in clashes.look(reader.connection, ents) if one.standing.kind in RECORDS)
    open_ = {(one.record, one.field) for one in conflicts(reader)} if ents else set()
    made = (_clash(reader, one) for one in known)
    return tuple(one for one in made if one.edits and (one.record, one.field) not in open_)


def _clash(reader: Reader, one: Torn) -> Clash:
    kind, heads, writes, _copied = one.standing
    col, closing = max(
        (
            (col, _side(kind, col, device, entry.header(), entry, stamp))
            for col in clashes.closing(kind)
            for stamp in heads.get(col, ())
            if writes[stamp].values.get(col)
            for entry, device in [_by_stamp(reader, stamp)]
        ),
        key=lambda one: (one[1].at, one[1].stamp),
    )
    edits = (
        _edited(reader, of, eid, *place)
        for of, eid, place in one.places
        if place[0] in RECORDS[of].by_name and not (eid != one.eid and place[0] == RECORDS[of].parent)
    )
    return Clash(kind, UUID(bytes=one.eid), col, closing, tuple(edits))


def _edited(reader: Reader, kind: str, eid: bytes, col: str, stamp: Stamp) -> Edited:
    entry, device = _by_stamp(reader, stamp)
    header = entry.header()
    replaced = {(writer, seq) for name, writer, seq in header.replaced if name == col}
    former, _at = _former(reader, kind, col, replaced)
    side = _side(kind, col, device, header, entry, stamp)
    return Edited(kind, UUID(bytes=eid), col, former, side)


def _by_stamp(reader: Reader, stamp: Stamp) -> tuple[Entry, bytes]:
    ((device, *row),) = send(reader.connection, _BY_STAMP, stamp)
    return Entry(*row), device


def conflicts(reader: Reader, of: UUID | None = None) -> tuple[Conflict, ...]:
    """Return the open conflicts, of one record or of all; what both wrote alike needs no decision."""
    return _among(reader, _standing(reader), of)


def following(reader: Reader, conflict: Conflict) -> tuple[Conflict, ...]:
    """Return what stands side by side in the fields that are decided with the one of this conflict."""
    about = conflict.kind, conflict.field
    names = {name for (kind, name), of in GOES_WITH.items() if (kind, of) == about}
    return _among(reader, {(conflict.record.bytes, name) for name in names}, conflict.record)


def _among(reader: Reader, standing: set[tuple[bytes, str]], of: UUID | None) -> tuple[Conflict, ...]:
    one, params = (" WHERE e.eid=?", (of.bytes,)) if of else ("", ())
    rows = send(reader.connection, _HEADS.format(one), params) if standing else ()
    found = (
        _one(reader, list(group))
        for key, group in groupby(rows, key=lambda row: row[:3])
        if (key[1], key[2]) in standing
    )
    return tuple(one for one in found if one.differs)


def count(reader: Reader) -> int:
    """Return how many conflicts are open."""
    return len(_standing(reader))


def _standing(reader: Reader) -> set[tuple[bytes, str]]:
    """Return the fields with several values; of what was removed, whether it stays so is asked first."""
    found = send(reader.connection, _OPEN)
    by_kind: dict[str, set[int]] = {}
    for kind, ent, _eid, _col in found:
        if kind in RECORDS:
            by_kind.setdefault(kind, set()).add(ent)
    removed = {
        ent
        for kind, ents in by_kind.items()
        for (ent,) in send(
            reader.connection,
            f"SELECT id FROM {quoted(kind)} WHERE {DELETED}=1 AND id IN (SELECT value FROM json_each(?))",  # noqa: S608
            (listed(ents),),
        )
    }
    open_: dict[tuple[str, bytes], list[str]] = {}
    for kind, ent, eid, col in found:
        if kind in RECORDS and (col == DELETED or (ent not in removed and col in RECORDS[kind].by_name)):
            open_.setdefault((kind, eid), []).append(col)
    return {(eid, col) for (kind, eid), cols in open_.items() for col in alone(kind, cols)}


def _one(reader: Reader, rows: list[tuple[Any, ...]]) -> Conflict:
    kind, eid, col = str(rows[0][0]), rows[0][1], str(rows[0][2])
    sides, replaced = [], set()
    for row in rows:
        entry, device = _first_said(reader, col, Entry(*row[4:]), row[3])
        header = entry.header()
        sides.append(_side(kind, col, device, header, entry, Entry(*row[4:]).header().stamp))
        replaced |= {(writer, seq) for name, writer, seq in header.replaced if name == col}
    former, at = _former(reader, kind, col, replaced)
    return Conflict(kind, UUID(bytes=eid), col, former, at, tuple(sides))


def _first_said(reader: Reader, col: str, entry: Entry, device: bytes) -> tuple[Entry, bytes]:
    """Return the write that a value comes from: itself, unless a decision between values was taken back."""
    writer, seq = (entry.values() or {}).get(AGAIN, {}).get(col, ("", 0))
    found = send(reader.connection, _BY_STAMP, (writer, seq))
    return (Entry(*found[0][1:]), found[0][0]) if found and found[0][4] is not None else (entry, device)


def _side(kind: str, col: str, device: bytes, header: Header, entry: Entry, stamp: Stamp) -> Side:
    values = entry.values() or {}
    by = values.get(BY)
    return Side(
        told(kind, col, values.get(col)),
        _moment(header.hlc),
        None if by is None else UUID(hex=by),
        UUID(bytes=device),
        stamp,
    )


def _former(reader: Reader, kind: str, col: str, replaced: set[Stamp]) -> tuple[Value, datetime | None]:
    """Return the latest value that all of them replaced, where its body is still there."""
    found: list[tuple[int, Value]] = []
    for writer, seq in replaced:
        rows = send(
            reader.connection,
            "SELECT l.hlc, CAST(l.body AS BLOB) FROM log l JOIN writer w ON w.wid=l.wid"
            " WHERE w.uuid=unhex(?) AND l.seq=?",
            (writer, seq),
        )
        found += [
            (hlc, told(kind, col, read_values(body).get(col))) for hlc, body in rows if body is not None
        ]
    if not found:
        return told(kind, col, None), None
    hlc, value = max(found, key=lambda one: one[0])
    return value, _moment(hlc)


def _moment(hlc: int) -> datetime:
    return datetime.fromtimestamp(hlc_ms(hlc) / 1000, UTC)


def told(kind: str, col: str, raw: object) -> Value:
    """Return what the log says of a field as its value; what does not fit it is empty."""
    if col == DELETED:
        return bool(raw)
    field = RECORDS[kind].by_name[col]
    try:
        return parse(field, raw)
    except (Unreadable, ValueError, OverflowError):
        return field.empty


def decide(transaction: Transaction, conflict: Conflict, value: Value) -> None:
    """Write a decision: an ordinary write, which replaces all that stood side by side."""
    cls = RECORDS[conflict.kind]
    if conflict.field == DELETED:
        keep_removed(transaction, cls, conflict.record, removed=bool(value))
    else:
        record = transaction.get(cls, conflict.record)
        if record is not None:
            transaction.save(record.replace(**{conflict.field: value}))
    insist(transaction, cls, conflict.record, conflict.field)


def keep_removed(transaction: Transaction, cls: type[Record], record: UUID, *, removed: bool) -> None:
    """Show a record again, or take it out of sight, whatever it is at present."""
    transaction.bring_back(cls, record)
    if removed:
        transaction.remove(cls(id=record))


def insist(transaction: Transaction, cls: type[Record], record: UUID, name: str) -> None:
    """Have a field written even where its shown value stays: deciding for it is a write like any other."""
    bit = shape(cls).registers.index(name)
    capture.insist(transaction.connection, cls.kind, 1 << bit, record.bytes)
    transaction.touched.add((cls.kind, record))
