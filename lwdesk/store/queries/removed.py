"""Records that are out of sight, and what they belonged to."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.store.driver import send
from lwdesk.store.queries.picking import NUMBER
from lwdesk.store.rows import shape
from lwdesk.store.transaction import Reader


def even_removed[R: Record](reader: Reader, cls: type[R], identity: UUID) -> R | None:
    """Return a record whether it is in sight or not; None for one that was never here or is erased."""
    form = shape(cls)
    query = f"SELECT {form.fields} FROM {form.table} t JOIN entity e ON e.id=t.id WHERE e.eid=?"
    found = send(reader.connection, query, (identity.bytes,))
    return cls(id=identity, **form.from_row(found[0])) if found else None


def former_households(reader: Reader, person: UUID) -> tuple[UUID, ...]:
    """Return the households that a person belonged to, also by memberships that were removed."""
    found = send(
        reader.connection,
        "SELECT DISTINCT e.eid FROM membership m JOIN entity e ON e.id=m.household"
        f" WHERE m.person={NUMBER} ORDER BY m.id",
        (person.bytes,),
    )
    return tuple(UUID(bytes=eid) for (eid,) in found)
