"""Whether the tables hold exactly what the log says."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.store import capture
from lwdesk.store.findings import Finding
from lwdesk.store.rebuild import Content
from lwdesk.store.rows import Shape, shape
from lwdesk.store.tables import DELETED, ERASED, LIVE, LOGGED

type Dots = dict[str, list[tuple[int, int]]]
_TORN = "SELECT lower(hex(e.eid)) FROM clash c JOIN entity e ON e.id=c.ent"
NOBODY = 0  # numbers of writers begin at 1
_dots = msgspec.json.Decoder(Dots)


def check_tables(connection: Connection, content: Content) -> Iterator[Finding]:
    """Yield every row that is not what a rebuild would make of it."""
    wids = {uuid.hex(): wid for wid, uuid in connection.exec_driver_sql("SELECT wid, uuid FROM writer")}
    for cls in LOGGED:
        form = shape(cls)
        seen: set[str] = set()
        for row in connection.exec_driver_sql(
            f"SELECT lower(hex(e.eid)), {form.fields}, t.{DELETED} FROM {form.table} t"  # noqa: S608 - declared names
            " JOIN entity e ON e.id=t.id"
        ):
            eid, *stored = row
            seen.add(eid)
            yield from _row(form, eid, stored, content)
        missing = sum(
            1
            for eid, kind in content.kinds.items()
            if kind == cls.kind and eid not in seen and eid in content.heads
        )
        if missing:
            yield Finding.of("row_missing", kind=cls.kind, count=missing)
    yield from _entities(connection, content, wids)
    yield from _conflicts(connection, content, wids)
    kept = {eid for (eid,) in connection.exec_driver_sql(_TORN)}
    if kept != {eid for eid in content.heads if content.is_torn(eid)}:
        yield Finding.of("clashes_differ")


def _row(form: Shape, eid: str, stored: list[Any], content: Content) -> Iterator[Finding]:
    kind = form.cls.kind
    if content.kinds.get(eid) != kind or eid not in content.heads:
        yield Finding.of("row_unknown", kind=kind, record=eid)
        return
    for name, value in zip(form.registers, stored, strict=True):
        if value != form.told(name, content.shown(eid, name)):
            yield Finding.of("row_differs", kind=kind, record=eid, field=name)


def _entities(connection: Connection, content: Content, wids: dict[str, int]) -> Iterator[Finding]:
    """Check state, parent and dots of everything that the log knows."""
    found = connection.exec_driver_sql(
        "SELECT lower(hex(eid)), lower(hex(parent)), dots, state, kind FROM entity"
    )
    for eid, parent, dots, state, kind in found:
        if eid not in content.kinds and eid not in content.erased:
            continue
        gone = content.is_gone(eid)
        heads = {} if gone else content.heads[eid]
        wanted = {
            col: sorted((wids.get(writer, NOBODY), seq) for writer, seq in stamps)
            for col, stamps in heads.items()
            if stamps
        }
        there = (_kept(dots), parent or None, state, kind)
        told = content.kinds.get(eid, kind)
        if there != (wanted, content.parents.get(eid), ERASED if gone else LIVE, told):
            yield Finding.of("entity_differs", record=eid)


def _kept(dots: str | None) -> Dots | None:
    try:
        return {col: sorted(known) for col, known in _dots.decode(dots or "{}").items()}
    except msgspec.DecodeError:
        return None


def _conflicts(connection: Connection, content: Content, wids: dict[str, int]) -> Iterator[Finding]:
    """Check that the fields with several heads, and no others, are kept as conflicts."""
    kept = {
        tuple(row)
        for row in connection.exec_driver_sql(
            "SELECT lower(hex(e.eid)), h.col, h.wid, h.seq, h.hlc FROM head h JOIN entity e ON e.id=h.ent"
        )
    }
    told = {
        (eid, col, wids.get(writer, NOBODY), seq, hlc)
        for eid, fields in content.heads.items()
        for col, heads in fields.items()
        if len(heads) > 1
        for (writer, seq), (hlc, _value) in heads.items()
    }
    if kept != told:
        yield Finding.of("heads_differ", count=len(kept ^ told))


def check_capture(connection: Connection) -> Iterator[Finding]:
    """Check that every change is noted and that nothing noted was left unsealed."""
    noted = connection.exec_driver_sql("SELECT count(*) FROM sync_dirty").scalar_one()
    if noted:
        yield Finding.of("noted_unsealed", count=noted)
    if connection.exec_driver_sql("SELECT applying FROM sync_ctl").scalars().all() != [0]:
        yield Finding.of("capture_off")
    there, wanted = capture.found(connection), capture.expected()
    for name in sorted(there.keys() | wanted.keys()):
        if there.get(name) != wanted.get(name):
            yield Finding.of("trigger_differs", trigger=name)
