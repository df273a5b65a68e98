"""Interpreter requests and the pool: lists, who is asked, how much somebody has this month, what is paid."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from lwdesk.domain.interpreting import (
    Assignment,
    Interpreter,
    InterpreterRequest,
    InterpreterSkill,
    InterpreterTime,
)
from lwdesk.domain.values import plain
from lwdesk.store.entities import listed
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.lists import NAME_KEY, folded
from lwdesk.store.queries.picking import NUMBER, picked, rows
from lwdesk.store.transaction import Reader

STATE: Final = "coalesce(t.state, 'draft')"
OWED: Final = f"{STATE} IN ('cancelled', 'no_show') AND t.cents>0 AND t.settled_on IS NULL"
WANTED: Final = f"{STATE}='unfilled' AND substr(t.at, 1, 10)>=:today"
REQUESTS: Final = Source(
    InterpreterRequest,
    tabs={
        "open": f"{STATE} IN ('draft', 'sent', 'searching') OR ({WANTED})",
        "accepted": f"{STATE} IN ('accepted', 'confirmed')",
        "held": f"{STATE}='held'",
        "to_settle": f"{STATE}='signed' OR ({OWED})",
        "closed": f"{STATE} IN ('settled', 'cancelled', 'no_show', 'unfilled')"
        f" AND NOT ({OWED}) AND NOT ({WANTED})",
    },
    sorts={"at": "t.at", "name": NAME_KEY, "language": "t.language", "state": "t.state"},
    filters={
        "language": "t.language=:language",
        "pool": "t.pool=:pool",
        "interpreter": "EXISTS (SELECT 1 FROM assignment a WHERE a.request=t.id AND a._deleted=0"
        " AND a.state IN ('asked', 'accepted', 'held', 'no_show')"
        f" AND {linked('a.interpreter', 'interpreter')})",
    },
    texts=("t.reference", "t.place"),
    mine="t.staff=(SELECT id FROM entity WHERE eid=:me)",
)
INTERPRETERS: Final = Source(
    Interpreter,
    tabs={"pool": "1"},
    sorts={
        "name": folded("t.name"),
        "language": "(SELECT min(language) FROM interpreter_skill s"
        " WHERE s.interpreter=t.id AND s._deleted=0)",
        "state": "coalesce(t.valid_until, '9999')",
        "at": "coalesce(t.certificate_until, '9999')",
    },
    filters={
        "language": "EXISTS (SELECT 1 FROM interpreter_skill s WHERE s.interpreter=t.id AND s._deleted=0"
        " AND s.language=:language)",
        "pool": "t.pool=:pool",
        "interpreter": linked("t.id", "interpreter"),
    },
    texts=("t.name",),
    household=None,
    office=None,
    mine="1",
)
THESE: Final = "t.{link} IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"
ASSIGNED: Final = "assignment a JOIN interpreter_request t ON t.id=a.request AND t._deleted=0"
TAKEN: Final = "('accepted', 'confirmed', 'held', 'signed', 'settled')"


@dataclass(frozen=True, slots=True)
class Span:
    """A time from a moment to another, which no longer belongs to it."""

    first: datetime
    last: datetime

    def told(self) -> dict[str, str]:
        return {"first": str(plain(self.first)), "last": str(plain(self.last))}


def skills(reader: Reader, interpreters: Collection[UUID]) -> tuple[InterpreterSkill, ...]:
    these = THESE.format(link="interpreter")
    return picked(reader, InterpreterSkill, f"{these} ORDER BY t.id", listed(one.hex for one in interpreters))


def times(reader: Reader, interpreters: Collection[UUID]) -> tuple[InterpreterTime, ...]:
    these = THESE.format(link="interpreter")
    return picked(reader, InterpreterTime, f"{these} ORDER BY t.id", listed(one.hex for one in interpreters))


def assignments(reader: Reader, requests: Collection[UUID]) -> tuple[Assignment, ...]:
    these = THESE.format(link="request")
    order = "ORDER BY t.position, t.id"
    return picked(reader, Assignment, f"{these} {order}", listed(one.hex for one in requests))


def loads(reader: Reader, month: Span) -> dict[UUID, int]:
    """Return how many talks each interpreter has, or had, in a month."""
    found = rows(
        reader,
        f"SELECT e.eid, count(*) FROM {ASSIGNED}"
        f" JOIN entity e ON e.id=a.interpreter WHERE a._deleted=0 AND a.state IN ('accepted', 'held')"
        f" AND t.state IN {TAKEN} AND t.at>=:first AND t.at<:last GROUP BY a.interpreter",
        **month.told(),
    )
    return {UUID(bytes=eid): count for eid, count in found}


def busy(reader: Reader, during: Span, but: UUID) -> frozenset[UUID]:
    """Return who said yes to another talk that overlaps this time."""
    found = rows(
        reader,
        f"SELECT DISTINCT e.eid FROM {ASSIGNED}"
        " JOIN entity e ON e.id=a.interpreter WHERE a._deleted=0 AND a.state='accepted'"
        " AND t.state IN ('accepted', 'confirmed') AND t.id IS NOT (SELECT id FROM entity WHERE eid=:but)"
        " AND t.at<:last AND datetime(t.at, '+' || coalesce(t.minutes, 0) || ' minutes')>datetime(:first)",
        **during.told(),
        but=but.bytes,
    )
    return frozenset(UUID(bytes=eid) for (eid,) in found)


def paid(reader: Reader, office: UUID, during: Span) -> tuple[tuple[UUID, InterpreterRequest], ...]:
    """Return what is paid in a time, each talk with the interpreter who held it or was called off."""
    found = rows(
        reader,
        "SELECT (SELECT eid FROM entity WHERE id=a.interpreter), (SELECT eid FROM entity WHERE id=t.id)"
        f" FROM {ASSIGNED} WHERE a._deleted=0"
        " AND t.office=(SELECT id FROM entity WHERE eid=:office) AND t.cents IS NOT NULL"
        " AND (t.state IN ('signed', 'settled') AND a.state='held'"
        "  OR t.state IN ('cancelled', 'no_show') AND t.cents>0 AND a.state IN ('accepted', 'withdrawn')"
        "   AND a.answered_at IS NOT NULL)"
        " AND coalesce(t.held_from, t.at)>=:first AND coalesce(t.held_from, t.at)<:last"
        " ORDER BY coalesce(t.held_from, t.at), t.id",
        **during.told(),
        office=office.bytes,
    )
    pairs = [(UUID(bytes=who), UUID(bytes=request)) for who, request in found]
    requests = reader.many(InterpreterRequest, [request for _who, request in pairs])
    return tuple((who, requests[request]) for who, request in pairs)


def at_household(reader: Reader, household: UUID) -> tuple[InterpreterRequest, ...]:
    return picked(reader, InterpreterRequest, f"t.household={NUMBER} ORDER BY t.at, t.id", household.bytes)
