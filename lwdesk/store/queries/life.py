"""How households change over the years: which were silent for long, and what hangs on a person."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from datetime import date
from uuid import UUID

from lwdesk.store.queries.lists import HEARD, LIVES_THERE, STATUS, THERE
from lwdesk.store.queries.picking import NUMBER, rows
from lwdesk.store.transaction import Reader


def quiet(reader: Reader, office: UUID, before: date, *, restricted: bool) -> tuple[UUID, ...]:
    """Return the active households of an office that nobody heard of since a day, the quietest first."""
    seen = "" if restricted else " AND h.restricted=0"
    found = rows(
        reader,
        f"SELECT (SELECT eid FROM entity WHERE id=h.id) FROM household h WHERE {THERE} AND {STATUS}='active'"
        f" AND h.office=(SELECT id FROM entity WHERE eid=:office) AND {HEARD}<:before{seen}"
        f" ORDER BY {HEARD}, h.id",
        office=office.bytes,
        before=before.isoformat(),
    )
    return tuple(UUID(bytes=eid) for (eid,) in found)


def last_heard(reader: Reader, household: UUID) -> date | None:
    """Return the day of the last contact with a household, or of its registration."""
    found = reader.connection.exec_driver_sql(
        f"SELECT {HEARD} FROM household h WHERE h.id={NUMBER}", (household.bytes,)
    ).scalar()
    return date.fromisoformat(found[:10]) if found else None


def born_between(
    reader: Reader, office: UUID, first: date, last: date, today: date, *, restricted: bool
) -> tuple[tuple[UUID, UUID], ...]:
    """Return who lives in an active household of an office and was born in a time: person and household."""
    seen = "" if restricted else " AND h.restricted=0"
    found = rows(
        reader,
        "SELECT (SELECT eid FROM entity WHERE id=p.id), (SELECT eid FROM entity WHERE id=h.id) FROM person p"
        f" JOIN membership m ON m.person=p.id AND {LIVES_THERE} JOIN household h ON h.id=m.household"
        f" WHERE p._deleted=0 AND p.born>=:first AND p.born<:last AND {THERE} AND {STATUS}<>'closed'"
        f" AND h.office=(SELECT id FROM entity WHERE eid=:office){seen} ORDER BY p.born, p.id, h.id",
        office=office.bytes,
        first=first.isoformat(),
        last=last.isoformat(),
        today=today.isoformat(),
    )
    return tuple((UUID(bytes=person), UUID(bytes=household)) for person, household in found)
