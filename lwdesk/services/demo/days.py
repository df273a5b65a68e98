"""Appointments around today: some were kept, some missed, some are still to come."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.records import Household
from lwdesk.services.demo.calendar import Calendar

SHARE, FEWEST = 0.02, 6
DAYS = range(-10, 11)
HOURS = (9, 10, 11, 13, 14, 15)
KINDS = ("talk", "talk", "talk", "accompaniment", "authority")
AREAS = ("housing", "livelihood", "authorities", "childcare_school", "work")
PAST = ("held", "held", "held", "no_show", "cancelled")


def appointments(
    households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[Appointment]:
    """Yield appointments of the days around today; one who advises has one at a time."""
    wanted = min(len(households), max(FEWEST, round(len(households) * SHARE)))
    taken: set[tuple[UUID, datetime]] = set()
    for number, household in enumerate(random.sample(list(households), wanted)):
        days = 0 if number < FEWEST // 2 else random.choice(DAYS)
        on = calendar.today + timedelta(days)
        at = datetime.combine(on, time(random.choice(HOURS), random.choice((0, 30)))).astimezone()
        who = random.choice(staff)
        if on.weekday() > 4 or (who, at) in taken:
            continue
        taken.add((who, at))
        sort = random.choice(KINDS)
        yield Appointment(
            office=household.office,
            household=household.id,
            staff=who,
            sort=sort,
            at=at,
            minutes=random.choice((30, 45, 60)),
            area=random.choice(AREAS),
            companion="Frau Klee" if sort == "accompaniment" else "",
            state="planned" if days >= 0 else random.choice(PAST),
        )
