"""What makes today look like a working day: people who wait, talks of this morning, tasks that are due."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.domain.records import Contact, Household, QueueEntry, Reason, Task
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.lists import words

WAITING, DONE = 3, 5
APART = timedelta(minutes=12)
TASK_SHARE = 0.05


def tasks(
    households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[Task]:
    """Yield tasks around today for some of the households."""
    for household in households:
        if household.status == "active" and random.random() < TASK_SHARE:
            due = calendar.today + timedelta(random.randint(-5, 20))
            yield Task(
                office=household.office,
                household=household.id,
                title=random.choice(words()["tasks"]["titles"]),
                due_on=due,
                assigned=random.choice(staff),
                state="open",
                origin="contact",
            )


def hour(
    office: UUID, households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[Record]:
    """Yield the queue of today: some waiting, one in talk, the others already served with a contact."""
    visitors = random.sample(households, min(len(households), WAITING + 1 + DONE))
    apart = min(APART, _so_far(calendar) / (len(visitors) + 1))
    for number, household in enumerate(visitors, 1):
        arrived = calendar.now - apart * (len(visitors) - number) - apart / 3
        state = "done" if number <= DONE else "in_talk" if number == DONE + 1 else "waiting"
        yield QueueEntry(
            office=office,
            household=household.id,
            number=number,
            shown_name=household.name,
            language=household.advice_language,
            concern=random.choice(words()["tasks"]["concerns"]),
            state=state,
            arrived_at=arrived,
            called_at=arrived + apart / 6 if state != "waiting" else None,
            finished_at=arrived + apart / 4 if state == "done" else None,
            staff=random.choice(staff) if state != "waiting" else None,
        )
        if state == "done":
            yield from _talk(office, household, staff, arrived + apart / 6, random)


def _so_far(calendar: Calendar) -> timedelta:
    """Return how much of today is over: also just after midnight it is people of today who wait."""
    now = calendar.now.astimezone()
    return now - now.replace(hour=0, minute=0, second=0, microsecond=0)


def _talk(
    office: UUID, household: Household, staff: tuple[UUID, ...], at: datetime, random: Random
) -> Iterator[Record]:
    contact = Contact(
        office=office,
        staff=random.choice(staff),
        household=household.id,
        counterpart="household",
        at=at,
        sort="open_hours",
        minutes=random.choice((5, 10, 15)),
        language=household.advice_language,
    )
    yield contact
    yield Reason(contact=contact.id, area="livelihood", support="advice")
