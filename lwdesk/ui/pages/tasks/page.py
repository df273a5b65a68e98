"""The list of tasks: due today, overdue, mine, open and done."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.tasks import TaskRow
from lwdesk.ui import rows
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.calendar.views import views
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new, may_add
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.tasks import rows as task_rows
from lwdesk.ui.pages.tasks.actions import TaskActions
from lwdesk.ui.pages.tasks.panel import TaskPanel
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural


class TasksPage(ListPage):
    """What somebody of the office has to do."""

    name = "tasks"
    heading = N_("Tasks")
    states = (
        ("today", N_("Due today")),
        ("overdue", N_("Overdue")),
        ("mine", N_("Mine")),
        ("open", N_("Still open")),
        ("done", N_("Done tasks")),
    )
    order = ("due_on", False)
    concerning = ("task", "household", "staff")
    new_label, new_name = N_("New task"), "new_task_button"
    new_right = "manage_tasks"
    many = True

    def __init__(self, context: Context, task: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted_first, self._chosen_first = task, ""
        self.views = views("list")
        self.views.edited.connect(lambda: context.page_wanted.emit("day"))
        self.header.add_action(self.views, first=True)
        if may_add(self):
            self._add_ways()

    def opened(self) -> None:
        super().opened()
        wanted, self._wanted_first = self._wanted_first, None
        if wanted is not None:
            self.context.jobs.run(self, lambda desk: desk.tasks.load(wanted), self.go_to)

    def go_to(self, found: TaskRow) -> None:
        """Show a task: the list of those that are open, or done, narrowed to its words."""
        task, tab = found.record, "open" if found.is_open else "done"
        self._chosen_first = str(task.id)
        self.search.blockSignals(True)
        self.search.setText(task.title)
        self.search.blockSignals(False)
        self.tabs.choose(tab)
        self.want(replace(self.wanted, tab=tab, text=task.title, filters=()))

    def columns(self) -> tuple[Column, ...]:
        return task_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("assigned", _("Person")),
            Filter("origin", _("Comes from"), codes("task_origin")),
        )

    def panel_of(self) -> ListPanel:
        self.doing = TaskActions(self.context, self)
        return TaskPanel(self.doing, read_only=not self.context.may("manage_tasks"))

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: desk.tasks.page(asked)

    def cells(self, row: TaskRow, today: date) -> rows.Row:
        return task_rows.shown(row, today)

    def open_row(self, row: TaskRow) -> None:
        self.doing.open(row)

    def primary(self) -> None:
        add_new(self, self.doing.add)

    def told(self, total: int) -> str:
        return plural("{n} task", "{n} tasks", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No task fits this search and these filters.")
        return {
            "today": _("No task is due today."),
            "overdue": _("Nothing is overdue."),
            "mine": _("You have no open task."),
            "open": _("No task is open."),
            "done": _("No task is done yet."),
        }[asked.tab]

    def _show(self, told: Slice[TaskRow], found: list[rows.Row]) -> None:
        super()._show(told, found)
        if self._chosen_first and self.table.list.choose(self._chosen_first):
            self._chosen_first = ""

    def _add_ways(self) -> None:
        """Offer for several chosen tasks what can be done with one."""
        bar, doing = self.chosen_bar, self.doing
        bar.add(SecondaryButton(_("Mark as done"), icon="check", size="small"), "finish_chosen", self._finish)
        bar.add(_small(_("+1 day")), "day_chosen", lambda: doing.postpone(self._keys(), 1))
        bar.add(_small(_("+1 week")), "week_chosen", lambda: doing.postpone(self._keys(), 7))
        bar.add(_small(_("Other day …")), "date_chosen", lambda: doing.choose_day(self._keys()))
        bar.add(_small(_("Hand over …")), "hand_over_chosen", lambda: doing.hand_over(self._keys()))

    def _finish(self) -> None:
        self.doing.finish(self._keys())

    def _keys(self) -> list[UUID]:
        return [UUID(key) for key in self.table.list.chosen_keys()]


def _small(words: str) -> QuietButton:
    return QuietButton(words, size="small")
