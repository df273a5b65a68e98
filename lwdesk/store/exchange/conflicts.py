"""Fields that several devices wrote without knowing of each other, and what is decided about them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from lwdesk.base.chain import BY, Header, Stamp, hlc_ms, read_values
from lwdesk.domain.fields import RECORDS, Value
from lwdesk.domain.values import Unreadable, parse
from lwdesk.store.chain import Entry
from lwdesk.store.driver import send
from lwdesk.store.rows import shape
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader, Transaction

_HEADS = """SELECT e.kind, e.eid, h.col, w.device,
        l.wid, CAST(l.hdr AS BLOB), l.salt, CAST(l.body AS BLOB), l.commitment
    FROM head h JOIN entity e ON e.id=h.ent JOIN log l ON l.wid=h.wid AND l.seq=h.seq
    JOIN writer w ON w.wid=h.wid ORDER BY h.ent, h.col, h.hlc, w.uuid"""


@dataclass(frozen=True, slots=True)
class Side:
    """What one device wrote."""

    value: Value
    at: datetime
    staff: UUID | None
    device: UUID


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
        return any(side.value != self.sides[0].value for side in self.sides)


def conflicts(reader: Reader) -> tuple[Conflict, ...]:
    """Return the open conflicts, those of one record together; what both wrote alike needs no decision."""
    rows = send(reader.connection, _HEADS)
    found = (_one(reader, list(group)) for _key, group in groupby(rows, key=lambda row: row[:3]))
    return tuple(one for one in found if one is not None and one.differs)


def _one(reader: Reader, rows: list[tuple[Any, ...]]) -> Conflict | None:
    kind, eid, col = str(rows[0][0]), rows[0][1], str(rows[0][2])
    if kind not in RECORDS or (col != DELETED and col not in RECORDS[kind].by_name):
        return None
    sides, replaced = [], set()
    for row in rows:
        entry = Entry(*row[4:])
        header = entry.header()
        sides.append(_side(kind, col, row[3], header, entry))
        replaced |= {(writer, seq) for name, writer, seq in header.replaced if name == col}
    former, at = _former(reader, kind, col, replaced)
    return Conflict(kind, UUID(bytes=eid), col, former, at, tuple(sides))


def _side(kind: str, col: str, device: bytes, header: Header, entry: Entry) -> Side:
    values = entry.values() or {}
    by = values.get(BY)
    return Side(
        _value(kind, col, values.get(col)),
        _moment(header.hlc),
        None if by is None else UUID(hex=by),
        UUID(bytes=device),
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
            (hlc, _value(kind, col, read_values(body).get(col))) for hlc, body in rows if body is not None
        ]
    if not found:
        return _value(kind, col, None), None
    hlc, value = max(found, key=lambda one: one[0])
    return value, _moment(hlc)


def _moment(hlc: int) -> datetime:
    return datetime.fromtimestamp(hlc_ms(hlc) / 1000, UTC)


def _value(kind: str, col: str, raw: object) -> Value:
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
        transaction.bring_back(cls, conflict.record)
        if value:
            transaction.remove(cls(id=conflict.record))
    else:
        record = transaction.get(cls, conflict.record)
        if record is not None:
            transaction.save(record.replace(**{conflict.field: value}))
    insist(transaction, conflict)
    transaction.touched.add((conflict.kind, conflict.record))


def insist(transaction: Transaction, conflict: Conflict) -> None:
    """Have a field written even where its shown value stays: deciding for it is a write like any other."""
    bit = shape(RECORDS[conflict.kind]).registers.index(conflict.field)
    send(
        transaction.connection,
        "INSERT INTO sync_dirty SELECT ?, id, ? FROM entity WHERE eid=?"
        " ON CONFLICT(tbl, id) DO UPDATE SET mask=mask|excluded.mask",
        (conflict.kind, 1 << bit, conflict.record.bytes),
    )
