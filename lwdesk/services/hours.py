"""The open consultation hour: who waits, what is due today."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain import opening as opening_hours
from lwdesk.domain.office import OpeningHour, Place
from lwdesk.domain.person import Person
from lwdesk.domain.task import QueueEntry
from lwdesk.services import audit, tasks, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.drafts import view
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.views import Counts, Hour
from lwdesk.store.queries import drafts, hours, lists, visits
from lwdesk.store.queries.cards import midnight
from lwdesk.store.transaction import Reader

INTAKE = "intake"
MOST_DUE: Final = 20  # what the home page shows; the page of the tasks has them all
type QueueState = Literal["waiting", "in_talk", "done", "gone"]


class Hours:
    """The queue and the tasks of the office's day."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def today(self) -> Hour:
        today, now = clock.today(), clock.now()
        since, until = midnight(today), midnight(today + timedelta(days=1))
        office, restricted = self._seat.office.id, self._seat.may("see_restricted")
        with self._seat.reading() as reader:
            queue = hours.queue(reader, office, since.astimezone(UTC), until.astimezone(UTC))
            due, due_count = tasks.due(reader, self._seat, today, MOST_DUE)
            contacts = hours.contacts_between(reader, office, since, until)
            begun = [view(draft) for draft in drafts.of(reader, self._seat.staff.id)]
            named = (
                *(entry.household for entry in queue),
                *(task.household for task in due),
                *(draft.household for draft in begun),
            )
            homes = {home for home in named if home}
            told = lists.summaries(reader, homes, today) if homes else {}
            opening = opening_hours.of_day(reader.all(OpeningHour, office=office), today)
            own_script = self._own_script(reader, queue)
            topics = hours.topics(reader, [entry.contact for entry in queue if entry.contact])
        waits = [entry.arrived_at for entry in queue if entry.state == "waiting" and entry.arrived_at]
        longest = max((now - arrived for arrived in waits), default=None)
        minutes = None if longest is None else int(longest.total_seconds() // 60)
        names = tuple(
            (home, one.name, one.native_name)
            for home, one in told.items()
            if restricted or not one.restricted
        )
        known = {None, *(home for home, _name, _own in names)}
        own = tuple(
            draft for draft in begun if draft.household in known and (draft.household or draft.form == INTAKE)
        )
        return Hour(
            queue,
            due,
            len(waits),
            minutes,
            contacts,
            names,
            own,
            opening,
            own_script,
            tuple(topics.items()),
            due_count,
        )

    def _own_script(self, reader: Reader, queue: tuple[QueueEntry, ...]) -> tuple[tuple[UUID, str], ...]:
        """Return the names of those in the queue as they write them themselves."""
        people = reader.many(Person, {entry.person for entry in queue if entry.person})
        return tuple((one.id, one.native_name) for one in people.values() if one.native_name)

    def plan(self) -> tuple[OpeningHour, ...]:
        """Return the week of the office as it stands in the file, past and coming plans too."""
        with self._seat.reading() as reader:
            return reader.all(OpeningHour, office=self._seat.office.id)

    def places(self) -> tuple[tuple[UUID, str], ...]:
        """Return the outposts of the office by name."""
        with self._seat.reading() as reader:
            found = reader.all(Place, office=self._seat.office.id)
        return tuple(sorted(((one.id, one.name) for one in found), key=lambda one: one[1].casefold()))

    def save_plan(self, hours_of_week: Iterable[OpeningHour]) -> Changes:
        """Replace the plan; InvalidInput where two hours claim the same place at the same time."""
        wanted = tuple(
            tidy.tidied(one).replace(office=self._seat.office.id, sort=one.sort or "open_hours")
            for one in hours_of_week
        )
        if opening_hours.overlaps(wanted):
            raise InvalidInput(kind="opening_hour", fields="opens")
        for one in wanted:
            tidy.refuse_new_problems(None, one)
        with self._seat.writing("plan_hours", "plan_hours") as transaction:
            stay = {one.id for one in wanted}
            for gone in transaction.all(OpeningHour, office=self._seat.office.id):
                if gone.id not in stay:
                    transaction.remove(gone)
            transaction.save_all(wanted)
            audit.note(transaction, self._seat.staff.id, "change", "opening_hour", count=len(wanted))
            return changes(transaction, "plan_hours")

    def counts(self) -> Counts:
        """Return the numbers beside the navigation."""
        hour = self.today()
        office, restricted = self._seat.office.id, self._seat.may("see_restricted")
        with self._seat.reading() as reader:
            due = visits.count_of_day(reader, office, clock.today(), restricted=restricted)
        return Counts(waiting=hour.waiting, visits_today=due, tasks_due=hour.due_count)

    def arrive(self, entry: QueueEntry) -> Changes:
        """Put somebody into the queue with the next number of the day."""
        entry = tidy.tidied(entry)
        tidy.refuse_unwritable(entry)
        with self._seat.writing("arrive") as transaction:
            since = midnight(clock.today()).astimezone(UTC)
            number = hours.last_queue_number(transaction, self._seat.office.id, since) + 1
            come = entry.replace(
                office=self._seat.office.id,
                number=number,
                state="waiting",
                arrived_at=entry.arrived_at or clock.now(),
            )
            transaction.add_all((come,))
            return changes(transaction, "arrive")

    def move(self, entry: UUID, state: QueueState) -> Changes:
        """Call a waiting person, or note that they are done or left."""
        now = clock.now()
        with self._seat.writing("move_in_queue") as transaction:
            kept = transaction.get(QueueEntry, entry)
            if kept is None:
                raise RecordGone(kind="queue_entry")
            demand_own(self._seat, kept.office)
            if state == "in_talk":
                kept = kept.replace(called_at=now, staff=self._seat.staff.id)
            elif state in ("done", "gone"):
                kept = kept.replace(finished_at=now)
            transaction.save(kept.replace(state=state))
            return changes(transaction, "move_in_queue")
