"""What can be done with one task or several: each says what happened and can be taken back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.task import Task
from lwdesk.services.changes import Changes
from lwdesk.services.tasks import TaskRow
from lwdesk.ui.context import Context
from lwdesk.ui.pages.dialog_draft import Kept
from lwdesk.ui.pages.registry import RECORDS
from lwdesk.ui.pages.tasks.dialogs import NewTask, OtherDay, OtherPerson
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM = "task"
type Tasks = Sequence[UUID]


class TaskActions(QObject):
    """The ways of a task; `page` is where questions are asked."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def finish(self, tasks: Tasks) -> None:
        said = plural("{n} task done", "{n} tasks done", len(tasks))
        self._run(lambda desk: desk.tasks.finish(tasks), said)

    def reopen(self, tasks: Tasks) -> None:
        self._run(lambda desk: desk.tasks.reopen(tasks), _("Task opened again"))

    def postpone(self, tasks: Tasks, days: int) -> None:
        """Put tasks off: from today on, for the day they were due may be long over."""
        until = clock.today() + timedelta(days)
        self._run(lambda desk: desk.tasks.postpone(tasks, until), _("Put off until {day}", day=_day(until)))

    def choose_day(self, tasks: Tasks) -> None:
        dialog = OtherDay(self._page)
        dialog.chosen.connect(
            lambda until: self._run(
                lambda desk: desk.tasks.postpone(tasks, until), _("Put off until {day}", day=_day(until))
            )
        )
        dialog.open()

    def hand_over(self, tasks: Tasks) -> None:
        """Ask for a colleague and give the tasks to them."""

        def ask(colleagues: tuple[tuple[UUID, str], ...]) -> None:
            dialog = OtherPerson(colleagues, self._page)
            dialog.chosen.connect(lambda to: self._hand_over(tasks, to, dict(colleagues)[to]))
            dialog.open()

        self._context.jobs.run(self, lambda desk: desk.tasks.colleagues(), ask)

    def add(self, household: UUID | None = None, name: str = "") -> None:
        """Ask for a new task, of a household where one is known."""

        def ask(told: tuple[UUID, tuple[tuple[UUID, str], ...], Kept]) -> None:
            me, colleagues, kept = told
            dialog = NewTask(self._context, colleagues, me, kept, self._page)
            dialog.begin(name)
            dialog.told.connect(lambda task: self._add(task, kept))
            dialog.open()

        def work(desk: "Desk") -> tuple[UUID, tuple[tuple[UUID, str], ...], Kept]:
            kept = Kept.of(desk, FORM, str(household or ""), household)
            return desk.staff.id, desk.tasks.colleagues(), kept

        self._context.jobs.run(self, work, ask)

    def open(self, row: TaskRow) -> None:
        """Go to what the task is about: its record where it has a page, else its household."""
        if row.record.about is not None and row.about_kind in RECORDS:
            self._context.wanted.emit(row.about_kind, row.record.about)
        elif row.home is not None:
            self._context.household_wanted.emit(row.home.household)

    def _add(self, task: Task, kept: Kept) -> None:
        def work(desk: "Desk") -> Changes:
            added = desk.tasks.add(task)
            desk.drafts.discard(kept.draft)
            return added

        self._run(work, _("Task added"))

    def _hand_over(self, tasks: Tasks, to: UUID, name: str) -> None:
        self._run(lambda desk: desk.tasks.hand_over(tasks, to), _("Handed over to {name}", name=name))

    def _run(self, work: Callable[["Desk"], Changes], said: str) -> None:
        self._context.jobs.run(self, work, lambda _changes: self._context.said.emit(said, True))


def _day(on: object) -> str:
    return f"{on:%d.%m.%Y}"
