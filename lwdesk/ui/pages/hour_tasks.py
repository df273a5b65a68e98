"""What is due today: ticked off in place, its household one press away."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.task import Task
from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.pages.household.parts import PressRow
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

HIGH = 52


class DueTasks(QWidget):
    """The tasks of the day, the oldest first."""

    done = Signal(object)
    household_wanted = Signal(UUID)

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[UUID, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_tasks(self, tasks: Sequence[Task], names: Mapping[UUID, str]) -> None:
        """Show the tasks with the names of their households."""
        empty(self._column)
        self._names = names
        for task in tasks:
            self._column.addWidget(self._row(task))
        self._column.addStretch(1)

    def _row(self, task: Task) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(12))
        box = CheckBox("")
        box.setObjectName(f"done_{task.id}")
        box.setAccessibleName(_("Done: {title}", title=task.title))
        box.setFixedWidth(style.px(20))
        box.clicked.connect(lambda _checked=False: self.done.emit(task))
        row.addWidget(box)
        row.addWidget(self._words(task), 1)
        return made

    def _words(self, task: Task) -> PressRow:
        due, late = due_words(task.due_on, clock.today())
        whose = self._names.get(task.household, "") if task.household else ""
        spoken = ", ".join(part for part in (task.title, due, whose) if part)
        words = PressRow(f"task_{task.id}", spoken, high=HIGH)
        words.column.setContentsMargins(0, style.px(6), 0, style.px(10))
        words.column.addWidget(Text(task.title, "medium", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(style.px(4))
        if late:
            line.addWidget(Sign("clock", "warn", 14))
        line.addWidget(Text(due, "help_strong" if late else "help", token="warn" if late else "text2"))
        if whose:
            line.addWidget(Text(f"· {isolate(whose)}", "help", token="text2", shortens=True), 1)
        else:
            line.addStretch(1)
        words.column.addLayout(line)
        words.finish()
        if task.household is not None:
            words.setAccessibleDescription(_("opens the household"))
            words.clicked.connect(lambda _checked=False: self.household_wanted.emit(task.household))
        else:
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return words


def due_words(due: date | None, today: date) -> tuple[str, bool]:
    """Return when a task is due, and whether that day is over."""
    if due is None or due == today:
        return _("due today"), False
    days = (today - due).days
    return plural("overdue for {n} day", "overdue for {n} days", days), True
