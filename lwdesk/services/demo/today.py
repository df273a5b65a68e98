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
    for number, household in enumerate(visitors, 1):
        arrived = calendar.now - timedelta(minutes=12 * (len(visitors) - number) + 4)
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
            called_at=arrived + timedelta(minutes=2) if state != "waiting" else None,
            finished_at=arrived + timedelta(minutes=3) if state == "done" else None,
            staff=random.choice(staff) if state != "waiting" else None,
        )
        if state == "done":
            yield from _talk(office, household, staff, arrived, random)


def _talk(
    office: UUID, household: Household, staff: tuple[UUID, ...], arrived: datetime, random: Random
) -> Iterator[Record]:
    contact = Contact(
        office=office,
        staff=random.choice(staff),
        household=household.id,
        counterpart="household",
        at=arrived + timedelta(minutes=2),
        sort="open_hours",
        minutes=random.choice((5, 10, 15)),
        language=household.advice_language,
    )
    yield contact
    yield Reason(contact=contact.id, area="livelihood", support="advice")
