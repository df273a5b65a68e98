"""Visits: how their list is asked for, the visits of a day, and what gets in the way of a plan."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.fields import Record
from lwdesk.domain.values import plain
from lwdesk.domain.visit import Visit
from lwdesk.store.entities import listed
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.lists import NAME_KEY
from lwdesk.store.queries.picking import NUMBER, picked, rows
from lwdesk.store.rows import quoted
from lwdesk.store.transaction import Reader

ON: Final = "date(t.planned_at, 'localtime')"
TODAY: Final = f"(({ON}=:today AND t.state NOT IN ('proposed', 'cancelled')) OR t.state='under_way')"
MINE: Final = "(SELECT id FROM entity WHERE eid=:me) IN (t.staff, t.second_staff)"
SOURCE: Final = Source(
    Visit,
    tabs={
        "today": TODAY,
        "planned": "t.state='planned'",
        "proposed": "coalesce(t.state, 'proposed')='proposed'",
        "to_sort": "t.state='to_sort'",
        "past": "t.state IN ('done', 'postponed', 'not_met', 'refused', 'cancelled')",
    },
    sorts={
        "at": "coalesce(t.arrived_at, t.planned_at, t.next_on)",
        "name": NAME_KEY,
        "staff": "(SELECT name FROM staff WHERE id=t.staff)",
    },
    filters={
        "staff": linked("t.staff", "staff"),
        "sort": "t.sort=:sort",
        "district": "(SELECT district FROM dwelling WHERE id=t.dwelling)=:district",
    },
    mine=MINE,
)


def of_day(reader: Reader, office: UUID, on: date) -> tuple[Visit, ...]:
    """Return the visits of a day in the order of the route, those without a place in it by their time."""
    return picked(
        reader,
        Visit,
        f"t.office={NUMBER} AND t.state NOT IN ('proposed', 'cancelled', 'postponed') AND {ON}=?"
        " ORDER BY coalesce(t.route_order, 100), t.planned_at, t.id",
        office.bytes,
        on.isoformat(),
    )


def count_of_day(reader: Reader, office: UUID, today: date, *, restricted: bool) -> int:
    """Return how many visits of a day still have to be made."""
    seen = "" if restricted else " AND (SELECT restricted FROM household WHERE id=t.household)=0"
    found = rows(
        reader,
        f"SELECT count(*) FROM visit t WHERE t._deleted=0 AND t.state IN ('planned', 'under_way') AND {TODAY}"
        f" AND t.office=(SELECT id FROM entity WHERE eid=:office){seen}",
        today=today.isoformat(),
        office=office.bytes,
    )
    return int(found[0][0])


def between(reader: Reader, office: UUID, since: datetime, until: datetime) -> tuple[Visit, ...]:
    """Return the visits that are planned in a time."""
    return picked(
        reader,
        Visit,
        f"t.office={NUMBER} AND t.state IN ('planned', 'under_way') AND t.planned_at>=? AND t.planned_at<?",
        office.bytes,
        str(plain(since)),
        str(plain(until)),
    )


def appointments(
    reader: Reader, staff: Collection[UUID], since: datetime, until: datetime
) -> tuple[Appointment, ...]:
    """Return the appointments of these colleagues that begin in a time."""
    return picked(
        reader,
        Appointment,
        "t.staff IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"
        " AND coalesce(t.state, 'planned')='planned' AND t.at>=? AND t.at<?",
        listed(identity.hex for identity in staff),
        str(plain(since)),
        str(plain(until)),
    )


def of_household(reader: Reader, household: UUID, *states: str) -> tuple[Visit, ...]:
    """Return the visits of a household in one of these states."""
    return picked(
        reader,
        Visit,
        f"t.household={NUMBER} AND t.state IN (SELECT value FROM json_each(?)) ORDER BY t.id",
        household.bytes,
        listed(states),
    )


def removed(reader: Reader, records: Collection[Record]) -> frozenset[UUID]:
    """Return which of these records were there and were taken away."""
    gone: set[UUID] = set()
    for cls in {type(record) for record in records}:
        found = rows(
            reader,
            f"SELECT e.eid FROM {quoted(cls.kind)} t JOIN entity e ON e.id=t.id WHERE t._deleted=1"
            " AND e.eid IN (SELECT unhex(value) FROM json_each(:ids))",
            ids=listed(record.id.hex for record in records if type(record) is cls),
        )
        gone |= {UUID(bytes=eid) for (eid,) in found}
    return frozenset(gone)
