"""Visits around today: proposed, planned, waiting to be sorted, and some at which nobody opened."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from lwdesk.domain import visiting
from lwdesk.domain.fields import Record
from lwdesk.domain.records import Household, Visit
from lwdesk.services.demo.calendar import Calendar

SHARE, FEWEST = 0.02, 12
PLAN = ("today", "today", "proposed", "planned", "to_sort", "past", "planned", "proposed", "past", "planned")
HOURS = (9, 10, 11, 14, 15)
PAST = ("not_met", "not_met", "postponed", "refused", "cancelled")
NOTES = (
    "Warmwasser fällt seit einer Woche aus, Vermieter reagiert nicht. Möchte Deutsch lernen.",
    "Kita-Platz fehlt noch. Brief vom Jobcenter liegt da, Frist nächste Woche.",
    "Fühlt sich wohl. Rauchmelder piept, Hausordnung besprochen.",
)
REMARKS = ("Strom noch nicht angemeldet", "Platz für 4-Jährige", "Überweisung fehlt")


def visits(
    households: Sequence[Household],
    lives: Mapping[UUID, UUID],
    staff: tuple[UUID, ...],
    calendar: Calendar,
    random: Random,
) -> Iterator[Record]:
    """Yield visits of the days around today, each with its checklist; none of them counts as a contact."""
    wanted = min(len(households), max(FEWEST, round(len(households) * SHARE)))
    for number, household in enumerate(random.sample(list(households), wanted)):
        state = PLAN[number % len(PLAN)]
        visit = _visit(household, lives.get(household.id), staff, random, first=number % 3 > 0)
        if state == "proposed":
            due = calendar.today + timedelta(random.randint(1, 14))
            yield visit.replace(state="proposed", sort="first", next_on=due)
            continue
        yield from _dated(visit, state, calendar, random)


def _dated(visit: Visit, state: str, calendar: Calendar, random: Random) -> Iterator[Record]:
    days = {"today": 0, "planned": random.randint(1, 9)}.get(state, -random.randint(1, 9))
    on = calendar.today + timedelta(days)
    at = datetime.combine(on, time(random.choice(HOURS), random.choice((0, 30)))).astimezone()
    if state == "to_sort":
        left = at + timedelta(minutes=random.choice((40, 55, 70)))
        visit = visit.replace(state=state, planned_at=at, arrived_at=at, left_at=left, result="met")
        yield visit.replace(notes=random.choice(NOTES))
        for item in visiting.checklist(visit):
            yield item.replace(**_marked(random))
        return
    if state == "past":
        ended = random.choice(PAST)
        result = ended if ended in visiting.RESULTS else None
        yield visit.replace(state=ended, planned_at=at, result=result, card_left=ended == "not_met")
        return
    visit = visit.replace(state="planned", planned_at=at)
    yield visit
    yield from visiting.checklist(visit)


def _marked(random: Random) -> dict[str, str]:
    state = random.choice(("done", "done", "done", "help", "dropped"))
    return {"state": state, "remark": random.choice(REMARKS) if state == "help" else ""}


def _visit(
    household: Household, dwelling: UUID | None, staff: tuple[UUID, ...], random: Random, *, first: bool
) -> Visit:
    pair = random.random() < 0.2
    who = random.choice(staff)
    others = [one for one in staff if one != who]
    return Visit(
        office=household.office,
        household=household.id,
        dwelling=dwelling,
        sort="first" if first else "follow_up",
        minutes=60,
        where="home",
        staff=who,
        in_pairs=pair,
        second_staff=random.choice(others) if pair and others else None,
        language=household.advice_language,
    )
