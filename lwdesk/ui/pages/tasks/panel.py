"""The panel beside the tasks: what is to do, and what to do with it."""

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.task import Task
from lwdesk.services.tasks import TaskRow
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.registry import RECORDS
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.tasks import rows
from lwdesk.ui.pages.tasks.actions import TaskActions
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LONGEST_NOTE = 2000


class TaskPanel(ListPanel):
    """Whose task it is, when it is due, and the ways on."""

    nothing = N_("Choose a task to see what it is about.")

    def __init__(self, doing: TaskActions, *, read_only: bool) -> None:
        super().__init__()
        self._doing, self._read_only = doing, read_only

    def show_row(self, row: object) -> None:
        assert isinstance(row, TaskRow)
        self.clear()
        self.shown = row
        task, look = row.record, rows.look(row, clock.today())
        self.set_title(task.title)
        if row.home:
            self.set_home(row.home)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        self._tell(row, task)
        self.told.addStretch(1)
        if not self._read_only:
            self._add_ways(row)
        if row.home or row.about_kind in RECORDS:
            self.way(QuietButton(self._open_words(row)), "open_task", lambda: self._doing.open(row))

    def _tell(self, row: TaskRow, task: Task) -> None:
        today = clock.today()
        if task.done_on:
            self.tell("check", _("done {when}", when=dates.when(task.done_on, None, today)))
        elif task.due_on:
            self.tell("calendar", _("due {when}", when=dates.when(task.due_on, None, today)))
        self.tell("user", row.responsible or _("nobody yet"))
        self.tell("tag", label("task_origin", task.origin))
        if task.note:
            self.told.addWidget(Text(task.note[:LONGEST_NOTE], wrap=True, selectable=True))

    def _add_ways(self, row: TaskRow) -> None:
        these, doing = [row.record.id], self._doing
        if not row.is_open:
            self.way(SecondaryButton(_("Open again")), "reopen_task", lambda: doing.reopen(these))
            return
        self.way(SecondaryButton(_("Mark as done"), icon="check"), "finish_task", lambda: doing.finish(these))
        self.few_ways(
            (_("+1 day"), "postpone_day", lambda: doing.postpone(these, 1)),
            (_("+1 week"), "postpone_week", lambda: doing.postpone(these, 7)),
            (_("Other day …"), "postpone_date", lambda: doing.choose_day(these)),
            (_("Hand over …"), "hand_over", lambda: doing.hand_over(these)),
        )

    def _open_words(self, row: TaskRow) -> str:
        return _("Open what it is about") if row.about_kind in RECORDS else _("Open household")
