"""Appointments, visits and interpreter requests of a time, and who is taken then."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.booking import USUAL_MINUTES, Busy, times
from lwdesk.domain.fields import Record
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.values import plain
from lwdesk.domain.visit import Visit
from lwdesk.store.queries.picking import NUMBER, picked
from lwdesk.store.queries.tasks import VISIBLE
from lwdesk.store.transaction import Reader

LONGEST: Final = timedelta(days=1)
STANDING: Final = {
    Appointment: "coalesce(t.state, 'planned')='planned'",
    Visit: "coalesce(t.state, 'planned') IN ('planned', 'under_way')",
}


def between[R: Record](
    reader: Reader,
    cls: type[R],
    moment: str,
    office: UUID,
    begin: datetime,
    end: datetime,
    *,
    restricted: bool,
) -> tuple[R, ...]:
    """Return the records of an office whose moment lies in a time, in its order."""
    seen = "1" if restricted else VISIBLE
    return picked(
        reader,
        cls,
        f"t.office={NUMBER} AND t.{moment}>=? AND t.{moment}<? AND {seen} ORDER BY t.{moment}, t.id",
        office.bytes,
        str(plain(begin)),
        str(plain(end)),
    )


def of_time(
    reader: Reader, office: UUID, begin: datetime, end: datetime, *, restricted: bool
) -> tuple[tuple[Appointment, ...], tuple[Visit, ...], tuple[InterpreterRequest, ...]]:
    """Return what an office has in a time."""
    return (
        between(reader, Appointment, "at", office, begin, end, restricted=restricted),
        between(reader, Visit, "planned_at", office, begin, end, restricted=restricted),
        between(reader, InterpreterRequest, "at", office, begin, end, restricted=restricted),
    )


def busy(reader: Reader, office: UUID, begin: datetime, end: datetime) -> tuple[Busy, ...]:
    """Return who is taken in a time, whoever may see it."""
    since, until = str(plain(begin - LONGEST)), str(plain(end))
    return (
        *(_appointment(one) for one in _standing(reader, Appointment, "at", office, since, until)),
        *(_visit(one) for one in _standing(reader, Visit, "planned_at", office, since, until)),
    )


def _standing[R: Record](
    reader: Reader, cls: type[R], moment: str, office: UUID, since: str, until: str
) -> tuple[R, ...]:
    condition = f"t.office={NUMBER} AND t.{moment}>=? AND t.{moment}<? AND {STANDING[cls]}"
    return picked(reader, cls, condition, office.bytes, since, until)


def _appointment(one: Appointment) -> Busy:
    taken = times(one)
    assert taken is not None  # the condition asks for a moment
    return Busy(one.id, *taken, (one.staff,) if one.staff else (), one.household, one.person)


def _visit(one: Visit) -> Busy:
    assert one.planned_at is not None  # the condition asks for a moment
    end = one.planned_at + timedelta(minutes=one.minutes or USUAL_MINUTES)
    staff = tuple(person for person in (one.staff, one.second_staff) if person)
    return Busy(one.id, one.planned_at, end, staff, one.household)
