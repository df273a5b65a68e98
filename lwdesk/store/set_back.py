"""What a transaction changed and changed back: it is no write, and must not stand against anybody else's."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import compact, read_values
from lwdesk.domain.fields import RECORDS
from lwdesk.store.capture import TWICE
from lwdesk.store.driver import send
from lwdesk.store.rows import quoted, shape
from lwdesk.store.tables import DELETED

type Dot = tuple[int, int]
type Dots = dict[str, list[Dot]]

_dots = msgspec.json.Decoder(Dots)


def forget(connection: Connection, *, but: Collection[bytes]) -> None:
    """Strike from the notes what stands as the log last said it, `but` of what is written on purpose."""
    query = (
        "SELECT d.tbl, d.id, d.mask, e.eid, e.dots FROM sync_dirty d JOIN entity e ON e.id=d.id"
        " WHERE d.mask>=?"
    )
    for kind, ent, mask, eid, dots in send(connection, query, (TWICE,)):
        if eid in but:
            continue
        real = _changed(connection, kind, ent, mask, _dots.decode(dots) if dots else {})
        if real:
            send(connection, "UPDATE sync_dirty SET mask=? WHERE tbl=? AND id=?", (real, kind, ent))
        else:
            send(connection, "DELETE FROM sync_dirty WHERE tbl=? AND id=?", (kind, ent))


def _changed(connection: Connection, kind: str, ent: int, mask: int, dots: Dots) -> int:
    """Return the bits of the columns that hold something else than before."""
    form = shape(RECORDS[kind])
    row = f"SELECT {form.fields}, t.{DELETED} FROM {quoted(kind)} t WHERE t.id=?"  # noqa: S608 - declared names
    noted = [(bit, name) for bit, name in enumerate(form.registers) if mask >> bit & 1]
    real = 0
    for stored in send(connection, row, (ent,)):  # none where the row is gone by now
        values = {name: form.plainly[name](stored[bit]) for bit, name in noted}
        told = _told(connection, {dots[name][0] for name in values if len(dots.get(name, ())) == 1})
        real = sum(
            1 << bit for bit, name in noted if not _stands(name, values[name], dots.get(name, []), told)
        )
    return real


def _told(connection: Connection, dots: set[Dot]) -> dict[Dot, dict[str, Any]]:
    """Return what these writes said; what was erased since says nothing."""
    found: dict[Dot, dict[str, Any]] = {}
    for dot in dots:
        for (body,) in send(connection, "SELECT CAST(body AS BLOB) FROM log WHERE wid=? AND seq=?", dot):
            found[dot] = read_values(body) if body is not None else {}
    return found


def _stands(name: str, value: Any, said: list[Dot], told: dict[Dot, dict[str, Any]]) -> bool:  # noqa: ANN401
    """Tell whether the one write that counts says this value; where nothing was said, nothing stands."""
    if not said:
        return value is None or value is False  # nought is something
    known = told.get(said[0], {})
    return len(said) == 1 and name in known and compact(known[name]) == compact(value)
