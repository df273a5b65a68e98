"""Records that are out of sight, and what they belonged to."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection, Iterator
from uuid import UUID

from lwdesk.base.chain import Stamp
from lwdesk.domain.fields import Link, Record
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import NUMBER
from lwdesk.store.rows import quoted, shape
from lwdesk.store.tables import DELETED, LOGGED
from lwdesk.store.transaction import Reader


def even_removed[R: Record](reader: Reader, cls: type[R], identity: UUID) -> R | None:
    """Return a record whether it is in sight or not; None for one that was never here or is erased."""
    form = shape(cls)
    query = f"SELECT {form.fields} FROM {form.table} t JOIN entity e ON e.id=t.id WHERE e.eid=?"
    found = send(reader.connection, query, (identity.bytes,))
    return cls(id=identity, **form.from_row(found[0])) if found else None


def many_even_removed[R: Record](reader: Reader, cls: type[R], ids: Collection[UUID]) -> dict[UUID, R]:
    """Return records by their ids, whether they are in sight or not."""
    form = shape(cls)
    query = (
        f"SELECT e.eid, {form.fields} FROM {form.table} t JOIN entity e ON e.id=t.id"
        " WHERE e.eid IN (SELECT unhex(value) FROM json_each(?))"
    )
    found = send(reader.connection, query, (listed(one.hex for one in ids),))
    records = (cls(id=UUID(bytes=row[0]), **form.from_row(row[1:])) for row in found)
    return {record.id: record for record in records}


def former_households(reader: Reader, person: UUID) -> tuple[UUID, ...]:
    """Return the households that a person belonged to, also by memberships that were removed."""
    found = send(
        reader.connection,
        "SELECT DISTINCT e.eid FROM membership m JOIN entity e ON e.id=m.household"
        f" WHERE m.person={NUMBER} ORDER BY m.id",
        (person.bytes,),
    )
    return tuple(UUID(bytes=eid) for (eid,) in found)


def removed_with(
    reader: Reader, cls: type[Record], identity: UUID, stamp: Stamp
) -> Iterator[tuple[type[Record], UUID]]:
    """Yield what belongs to a record and was removed together with it, by this very save."""
    for child in LOGGED:
        link = child.parent
        if link is None or child.by_name[link].kind != Link(cls.kind):
            continue
        found = send(
            reader.connection,
            f"SELECT e.eid FROM {quoted(child.kind)} t JOIN entity e ON e.id=t.id JOIN log l"
            f" ON l.ent=t.id AND l.wid=json_extract(e.dots, '$.{DELETED}[0][0]')"
            f" AND l.seq=json_extract(e.dots, '$.{DELETED}[0][1]') JOIN log top ON top.wid=l.wid"
            f" AND top.seq=? AND top.hlc>>16=l.hlc>>16 JOIN writer w ON w.wid=top.wid AND w.uuid=unhex(?)"
            f" WHERE t.{DELETED}=1 AND t.{quoted(link)}={NUMBER} ORDER BY t.id",
            (stamp[1], stamp[0], identity.bytes),
        )
        yield from ((child, UUID(bytes=eid)) for (eid,) in found)
