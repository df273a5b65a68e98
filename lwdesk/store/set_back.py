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

type Dots = dict[str, list[tuple[int, int]]]

_dots = msgspec.json.Decoder(Dots)


def forget(connection: Connection, *, beside: Collection[bytes]) -> None:
    """Strike from the notes what stands as the log last said it; records with values `beside` stay noted."""
    query = (
        "SELECT d.tbl, d.id, d.mask, e.eid, e.dots FROM sync_dirty d JOIN entity e ON e.id=d.id"
        " WHERE d.mask>=?"
    )
    for kind, ent, mask, eid, dots in send(connection, query, (TWICE,)):
        if eid in beside:
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
    (stored,) = send(connection, row, (ent,))
    noted = [(bit, name) for bit, name in enumerate(form.registers) if mask >> bit & 1]
    values = {name: form.plainly[name](stored[bit]) for bit, name in noted}
    return sum(1 << bit for bit, name in noted if not _stands(connection, name, values, dots.get(name, [])))


def _stands(connection: Connection, name: str, values: dict[str, Any], said: list[tuple[int, int]]) -> bool:
    """Tell whether the one write that counts says this value; where nothing was said, nothing stands."""
    if not said:
        return values[name] is None or values[name] is False  # nought is something
    if len(said) > 1:
        return False
    for (body,) in send(connection, "SELECT CAST(body AS BLOB) FROM log WHERE wid=? AND seq=?", said[0]):
        if body is not None:
            told = read_values(body)
            return name in told and compact(told[name]) == compact(values[name])
    return False
