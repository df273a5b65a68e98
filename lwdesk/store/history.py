"""What happened to a record, told from the log."""

from dataclasses import dataclass
from dataclasses import field as described
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lwdesk.base.chain import BY, WHY, Stamp, hlc_ms
from lwdesk.domain.fields import RECORDS, Value
from lwdesk.domain.values import Unreadable, parse
from lwdesk.store import sets
from lwdesk.store.chain import entries
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record got another value; `_deleted` is the field of removing."""

    at: datetime
    staff: UUID | None
    field: str
    former: Value
    value: Value
    why: str = ""
    stamp: Stamp = described(default=("", 0), compare=False)
    """Which record of the log says so: what was saved at once has the same."""


def history(reader: Reader, identity: UUID) -> tuple[Change, ...]:
    """Return the changes of a record, oldest first; what was redacted or erased is not told."""
    written: dict[Stamp, dict[str, Any]] = {}
    changes: list[Change] = []
    copies = sets.wids(reader.connection)
    where = "WHERE ent=(SELECT id FROM entity WHERE eid=?)"
    for entry in entries(reader.connection, where, (identity.bytes,)):
        header, values = entry.header(), entry.values()
        if values is None:
            continue
        written[header.stamp] = values
        if entry.wid in copies:
            continue
        replaced = {col: (writer, seq) for col, writer, seq in header.replaced}
        at = datetime.fromtimestamp(hlc_ms(header.hlc) / 1000, UTC)
        by, why = values.get(BY), values.get(WHY, "")
        for col in header.cols:
            former = written.get(replaced[col], {}).get(col) if col in replaced else None
            told = [_value(header.kind, col, raw) for raw in (former, values.get(col))]
            if (header.kind in RECORDS and col in RECORDS[header.kind].by_name) or col == DELETED:
                staff = None if by is None else UUID(hex=by)
                changes.append(Change(at, staff, col, told[0], told[1], why, header.stamp))
    return tuple(changes)


def kind_of(reader: Reader, identity: UUID) -> str:
    """Return what kind of record bears the id; nothing for one that is not known."""
    query = "SELECT kind FROM entity WHERE eid=?"
    return str(reader.connection.exec_driver_sql(query, (identity.bytes,)).scalar() or "")


def _value(kind: str, col: str, raw: object) -> Value:
    """Return what the log says as the field's value; what does not fit the field is shown as it is."""
    if col == DELETED:
        return bool(raw)
    cls = RECORDS.get(kind)
    if cls is None or col not in cls.by_name:
        return None
    try:
        return parse(cls.by_name[col], raw)
    except Unreadable:
        return str(raw)
