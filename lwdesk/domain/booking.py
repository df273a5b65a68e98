"""Booking a time: who or what is taken already, and whether the office is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from lwdesk.domain import opening
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.codelists import codelists
from lwdesk.domain.office import OpeningHour

USUAL_MINUTES: Final = 30
ELSEWHERE: Final = frozenset({"accompaniment", "authority", "visit"})
"""Kinds of appointment that take place elsewhere, whenever others are open."""

type Why = Literal["person", "staff", "household", "closed"]


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which somebody is taken: by an appointment or a visit."""

    record: UUID
    begin: datetime
    end: datetime
    staff: tuple[UUID, ...] = ()
    household: UUID | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason against a time, with the times of what stands there already."""

    why: Why
    begin: datetime
    end: datetime
    record: UUID | None = None

    @property
    def is_final(self) -> bool:
        """Tell whether it cannot be booked all the same: one person is not in two places."""
        return self.why == "person"


def times(appointment: Appointment) -> tuple[datetime, datetime] | None:
    """Return when an appointment begins and ends; one without minutes lasts half an hour."""
    if appointment.at is None:
        return None
    return appointment.at, appointment.at + timedelta(minutes=appointment.minutes or USUAL_MINUTES)


def is_planned(state: str | None) -> bool:
    """Tell whether an appointment still stands."""
    return state is None or codelists()["appointment_state"].get(state).flag("open")


def clashes(
    appointment: Appointment, others: Iterable[Busy], hours: Iterable[OpeningHour]
) -> tuple[Clash, ...]:
    """Return what speaks against the time of an appointment, the gravest first."""
    taken = times(appointment)
    if taken is None or not is_planned(appointment.state):
        return ()
    return (*_doubled(appointment, taken, others), *_closed(appointment, taken, tuple(hours)))


def _doubled(
    appointment: Appointment, taken: tuple[datetime, datetime], others: Iterable[Busy]
) -> Iterator[Clash]:
    begin, end = taken
    found = [
        Clash(why, other.begin, other.end, other.record)
        for other in others
        if other.record != appointment.id and other.begin < end and begin < other.end
        for why in _shared(appointment, other)
    ]
    order: tuple[Why, ...] = ("person", "staff", "household")
    yield from sorted(found, key=lambda clash: (order.index(clash.why), clash.begin))


def _shared(appointment: Appointment, other: Busy) -> Iterator[Why]:
    if appointment.staff is not None and appointment.staff in other.staff:
        yield "staff"
    if appointment.person is not None and appointment.person == other.person:
        yield "person"
    elif appointment.household is not None and appointment.household == other.household:
        yield "household"


def _closed(
    appointment: Appointment, taken: tuple[datetime, datetime], hours: tuple[OpeningHour, ...]
) -> Iterator[Clash]:
    """An office that never said when it is open is never closed."""
    begin, end = taken[0].astimezone(), taken[1].astimezone()
    plan = opening.in_force(hours, begin.date())
    if appointment.sort not in ELSEWHERE and plan and not opening.is_open(plan, begin, end):
        yield Clash("closed", begin, end)
