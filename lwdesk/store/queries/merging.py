"""What hangs on a household or a person, and what was added to it since a merger."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Iterator
from uuid import UUID

from lwdesk.domain.doubles import links_to
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership, Merger
from lwdesk.store.queries.picking import NUMBER, picked
from lwdesk.store.rows import quoted
from lwdesk.store.tables import is_logged
from lwdesk.store.transaction import Reader


def hanging(reader: Reader, kind: str, owner: UUID) -> Iterator[tuple[Record, str]]:
    """Yield what is tied to a household or a person, with the field that ties it; memberships apart."""
    for cls, field in links_to(kind):
        for record in reader.all(cls, **{field: owner}):
            yield record, field


def added_since(reader: Reader, merger: UUID, household: UUID) -> tuple[tuple[str, UUID], ...]:
    """Return what was made for a household after a merger, by kind and id."""
    tables = [
        f"SELECT '{cls.kind}' AS kind, id FROM {quoted(cls.kind)}"
        f" WHERE {quoted(field)}=(SELECT n FROM h) AND _deleted=0"
        for cls, field in links_to("household")
        if field == "household" and is_logged(cls)
    ]
    found = reader.connection.exec_driver_sql(
        f"WITH h(n) AS (SELECT id FROM entity WHERE eid=?) SELECT l.kind, e.eid FROM"
        f" ({' UNION ALL '.join(tables)}) l JOIN entity e ON e.id=l.id WHERE e.id>{NUMBER} ORDER BY e.id",
        (household.bytes, merger.bytes),
    )
    return tuple((kind, UUID(bytes=eid)) for kind, eid in found)


def left_behind(reader: Reader) -> Iterator[tuple[Record, str]]:
    """Yield what is still tied to a household that was put under another, with the field that ties it."""
    gone = "(SELECT id FROM household WHERE merged_into IS NOT NULL AND _deleted=0)"
    ties: list[tuple[type[Record], str]] = [*links_to("household"), (Membership, "household")]
    for cls, field in ties:
        if is_logged(cls) and cls is not Household:
            for record in picked(reader, cls, f"t.{quoted(field)} IN {gone} ORDER BY t.id"):
                yield record, field


def merger_of(reader: Reader, removed: UUID) -> Merger | None:
    """Return the merger that still stands and put a record away."""
    found = picked(
        reader, Merger, "t.undone_on IS NULL AND instr(t.moved, ?) ORDER BY t.id DESC", str(removed)
    )
    return next(iter(found), None)


def mergers(reader: Reader, household: UUID) -> tuple[Merger, ...]:
    """Return the mergers that still stand of which a household is the kept one, the newest first."""
    return picked(
        reader, Merger, f"t.kept={NUMBER} AND t.undone_on IS NULL ORDER BY t.id DESC", household.bytes
    )
