"""Tasks: listed, done, postponed, handed over; what ends somewhere becomes a task by itself."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.domain import deadlines
from lwdesk.domain.deadlines import Deadline, Kind
from lwdesk.domain.household import Household
from lwdesk.domain.staff import Staff, has_ended
from lwdesk.domain.task import Task
from lwdesk.services import audit, listing, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import tasks as queries
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Reader, Transaction

OPEN: Final = (None, "open", "in_work")
TITLES: Final[dict[Kind, str]] = {
    "residence": N_("Residence title ends on {day}"),
    "benefit": N_("Benefit ends on {day}"),
    "consent": N_("Consent lapses on {day}"),
    "referral": N_("Ask about the referral: answer was due on {day}"),
    "need": N_("Review the plan: next step by {day}"),
    "visit": N_("Sort the visit of {day}"),
}
MOST_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as its list shows it: whose it is, who does it, and what it is about."""

    record: Task
    home: Home | None = None
    responsible: str = ""
    about_kind: str = ""

    @property
    def is_open(self) -> bool:
        return self.record.state in OPEN


class Tasks:
    """What somebody of the office has to do by a day."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._caught_up: date | None = None

    def page(self, asked: Asked) -> Slice[TaskRow]:
        """Return a slice of the list."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, queries.SOURCE, asked)
            names = listing.staff_names(reader)
            kinds = queries.kinds_of(reader, {row.record.about for row in found.rows if row.record.about})
        rows = tuple(
            TaskRow(
                row.record,
                row.home,
                names.get(row.record.assigned, "") if row.record.assigned else "",
                kinds.get(row.record.about, "") if row.record.about else "",
            )
            for row in found.rows
        )
        return Slice(asked, rows, found.total, found.counts, (("assigned", listing.staff_options(names)),))

    def load(self, task: UUID) -> TaskRow:
        """Return a task as its list shows it; RecordGone when it was removed."""
        with self._seat.reading() as reader:
            kept = reader.get(Task, task)
            if kept is None:
                raise RecordGone(kind="task")
            if kept.household and (home := reader.get(Household, kept.household)):
                self._seat.demand_visible(home)
        return TaskRow(kept)

    def colleagues(self) -> tuple[tuple[UUID, str], ...]:
        """Return to whom a task can be given today, by name."""
        with self._seat.reading() as reader:
            known = reader.all(Staff, office=self._seat.office.id)
        here = [(one.id, one.name) for one in known if not has_ended(one, clock.today())]
        return tuple(sorted(here, key=lambda one: one[1].casefold()))

    def add(self, task: Task) -> Changes:
        """Write down a task; it is one's own unless somebody else is named."""
        task = tidy.tidied(task).replace(
            office=self._seat.office.id,
            state="open",
            origin=task.origin or "own",
            assigned=task.assigned or self._seat.staff.id,
        )
        tidy.refuse_new_problems(None, task)
        if not task.title:
            raise InvalidInput(kind="task", fields="title")
        with self._seat.writing("add_task", "manage_tasks") as transaction:
            self._demand_editable(transaction, task)
            transaction.add_all((task,))
            audit.note(transaction, self._seat.staff.id, "create", "task", task.id)
            return changes(transaction, "add_task")

    def finish(self, tasks: Collection[UUID]) -> Changes:
        today = clock.today()
        return self._change("finish_task", tasks, lambda task: task.replace(state="done", done_on=today))

    def reopen(self, tasks: Collection[UUID]) -> Changes:
        return self._change("reopen_task", tasks, lambda task: task.replace(state="open", done_on=None))

    def postpone(self, tasks: Collection[UUID], until: date) -> Changes:
        """Let tasks be due on another day; a day that is over is refused."""
        if until < clock.today():
            raise InvalidInput(kind="task", fields="due_on")
        return self._change("postpone_task", tasks, lambda task: task.replace(due_on=until))

    def hand_over(self, tasks: Collection[UUID], to: UUID) -> Changes:
        """Give tasks to a colleague; what somebody who leaves has open is handed over by `colleagues`."""
        if to not in dict(self.colleagues()):
            raise InvalidInput(kind="task", fields="assigned")
        return self._change("hand_over_task", tasks, lambda task: task.replace(assigned=to))

    def catch_up(self) -> Changes | None:
        """Write down once a day what ends around today; None when nothing is to be written.

        It is no save of anybody: taking back one's last save leaves these tasks alone.
        """
        today = clock.today()
        if self._caught_up == today or self._seat.read_only or not self._seat.may("manage_tasks"):
            return None
        with self._seat.reading() as reader:
            due = self._untold(reader, today)
            active = {one.id for one in reader.all(Staff) if not has_ended(one, today)}
        self._caught_up = today
        if not due:
            return None
        with self._seat.writing("", "manage_tasks") as transaction:
            transaction.save_all(self._task(one, active) for one in due)
            audit.note(transaction, self._seat.staff.id, "create", "task", reason="deadline", count=len(due))
            return changes(transaction, "deadlines")

    def _untold(self, reader: Reader, today: date) -> tuple[Deadline, ...]:
        found = deadlines.deadlines(queries.endings(reader, self._seat.office.id, today), today)
        told = queries.known(reader, [one.id for one in found])
        return tuple(one for one in found if one.id not in told)[:MOST_AT_ONCE]

    def _task(self, deadline: Deadline, active: set[UUID]) -> Task:
        ending = deadline.ending
        return Task(
            id=deadline.id,
            office=self._seat.office.id,
            household=ending.household,
            person=ending.person,
            title=translator()(TITLES[ending.kind], day=f"{ending.on:%d.%m.%Y}"),
            due_on=deadline.due_on,
            assigned=ending.responsible if ending.responsible in active else None,
            state="open",
            origin=deadline.origin,
            about=ending.about,
        )

    def _change(self, what: str, tasks: Collection[UUID], change: Callable[[Task], Task]) -> Changes:
        with self._seat.writing(what, "manage_tasks") as transaction:
            found = transaction.many(Task, tasks)
            if len(found) < len(set(tasks)):
                raise RecordGone(kind="task")
            for task in found.values():
                self._demand_editable(transaction, task)
            transaction.save_all(change(task) for task in found.values())
            for identity in found:
                audit.note(transaction, self._seat.staff.id, "change", "task", identity)
            return changes(transaction, what)

    def _demand_editable(self, transaction: Transaction, task: Task) -> None:
        demand_own(self._seat, task.office)
        if task.household and (home := transaction.get(Household, task.household)):
            self._seat.demand_visible(home)
            Saving(self._seat, transaction, clock.today()).demand_editable(home)


def due(reader: Reader, seat: Seat, today: date, most: int) -> tuple[tuple[Task, ...], int]:
    """Return so many of the office's open tasks that are due, the oldest first, and how many there are."""
    return queries.due(reader, seat.office.id, today, restricted=seat.may("see_restricted"), most=most)
