"""What a package brought that found its place by itself, and what was decided here, told from the log."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from lwdesk.base.chain import BY, WHY, Header, hlc_ms, read_header, read_values
from lwdesk.domain.apart import alone
from lwdesk.domain.fields import RECORDS
from lwdesk.store import sets
from lwdesk.store.driver import send
from lwdesk.store.exchange.clashes import closing
from lwdesk.store.undo import STANDS

MOST = 5000
"""How many records of a log are looked through, the last ones."""


class Brought(NamedTuple):
    """A record that came with a package, with the fields that nobody has to decide about."""

    kind: str
    record: UUID
    fields: tuple[str, ...]
    is_new: bool


def brought(connection: Connection, logs: Mapping[str, tuple[int, int]]) -> Iterator[Brought]:
    """Yield what these parts of logs wrote, the latest first."""
    fields: dict[int, list[str]] = {}
    about: dict[int, Header] = {}
    for header, ent in sorted(_headers(connection, logs), key=lambda one: -one[0].hlc):
        fields.setdefault(ent, []).extend(header.cols)
        about[ent] = header
    for ent, first in about.items():
        contested = _contested(connection, ent)
        told = tuple(
            dict.fromkeys(
                name for name in fields[ent] if name in RECORDS[first.kind].by_name and name not in contested
            )
        )
        if told and not _is_torn(connection, ent):
            yield Brought(first.kind, UUID(hex=first.eid), told, _is_new(connection, ent, first))


def _headers(connection: Connection, logs: Mapping[str, tuple[int, int]]) -> Iterator[tuple[Header, int]]:
    copies = sets.wids(connection)
    for writer, (first, last) in logs.items():
        for hdr, ent, wid in send(
            connection,
            "SELECT CAST(l.hdr AS BLOB), l.ent, l.wid FROM log l JOIN writer w ON w.wid=l.wid"
            " JOIN entity e ON e.id=l.ent AND e.state=0"
            " WHERE w.uuid=unhex(?) AND l.seq BETWEEN ? AND ? ORDER BY l.seq DESC LIMIT ?",
            (writer, first, last, MOST),
        ):
            header = read_header(hdr)
            if header.op == "w" and header.kind in RECORDS and wid not in copies:
                yield header, ent


def _contested(connection: Connection, ent: int) -> set[str]:
    return {col for (col,) in send(connection, "SELECT DISTINCT col FROM head WHERE ent=?", (ent,))}


def _is_torn(connection: Connection, ent: int) -> bool:
    return bool(send(connection, "SELECT 1 FROM clash WHERE ent=?", (ent,)))


def _is_new(connection: Connection, ent: int, first: Header) -> bool:
    before = "SELECT 1 FROM log WHERE ent=? AND hlc<? LIMIT 1"
    return not send(connection, before, (ent, first.hlc))


type Dot = tuple[int, int]
"""A write, by the numbers that this file gives its log and it."""


class Decision(NamedTuple):
    """A write that decided a difference, and the save of this device that it was part of."""

    save: int | None
    staff: UUID | None
    at: datetime
    kind: str
    record: UUID
    field: str
    value: Any
    """As the log says it."""
    why: str
    device: UUID | None = None


def decisions(connection: Connection, what: str, limit: int) -> Iterator[Decision]:
    """Yield the decisions that still stand, the latest first."""
    for save, staff, at, wid, first, last in send(
        connection,
        f"SELECT id, staff, at, wid, first_seq, last_seq FROM save WHERE what=? AND {STANDS}"  # noqa: S608
        " ORDER BY id DESC LIMIT ?",
        (what, limit),
    ):
        rows = send(
            connection,
            "SELECT CAST(hdr AS BLOB), CAST(body AS BLOB) FROM log WHERE wid=? AND seq BETWEEN ? AND ?"
            " AND body IS NOT NULL ORDER BY seq",
            (wid, first, last),
        )
        told = [(read_header(hdr), read_values(body)) for hdr, body in rows]
        if not told:
            continue
        header, values = max(told, key=lambda one: _weight(one[0]))
        by = None if staff is None else UUID(bytes=staff)
        yield decision(header, values)._replace(save=save, staff=by, at=datetime.fromisoformat(at))


def decision(header: Header, values: Mapping[str, Any], device: bytes | None = None) -> Decision:
    """Return what a write decided, as far as it says so itself."""
    by, col = values.get(BY), _decided(header)
    return Decision(
        save=None,
        staff=None if by is None else UUID(hex=by),
        at=datetime.fromtimestamp(hlc_ms(header.hlc) / 1000, UTC),
        kind=header.kind,
        record=UUID(hex=header.eid),
        field=col,
        value=values.get(col),
        why=values.get(WHY, ""),
        device=None if device is None else UUID(bytes=device),
    )


def save_of(connection: Connection, dot: Dot, what: str) -> int | None:
    """Return the save of this name that a write was part of; None if taken back, or made elsewhere."""
    found = send(
        connection,
        f"SELECT id FROM save WHERE wid=? AND what=? AND ? BETWEEN first_seq AND last_seq AND {STANDS}",  # noqa: S608
        (dot[0], what, dot[1]),
    )
    return found[0][0] if found else None


def _decided(header: Header) -> str:
    """Return the field that a save decided: the one with several values, or that closed the record."""
    replaced = [name for name, _writer, _seq in header.replaced]
    return max(
        alone(header.kind, header.cols),
        key=lambda col: (replaced.count(col) > 1, col in closing(header.kind)),
    )


def _weight(header: Header) -> tuple[bool, bool]:
    replaced = [name for name, _writer, _seq in header.replaced]
    return any(replaced.count(col) > 1 for col in header.cols), _decided(header) in closing(header.kind)
