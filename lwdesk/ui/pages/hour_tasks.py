"""What is due today, ticked off in place, and what was begun: each one press away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.task import Task
from lwdesk.services.views import DraftView, Hour
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.parts import PressRow
from lwdesk.ui.pages.in_parts import InParts, laid_out
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import SectionHeading, Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

HIGH = 52


class DueTasks(QWidget):
    """What the person has begun and not saved, then the tasks of the day, the oldest first."""

    done = Signal(object)
    household_wanted = Signal(UUID)
    draft_wanted = Signal(UUID)

    def __init__(self, *, finishes: bool = True) -> None:
        super().__init__()
        self._finishes = finishes
        self._names: Mapping[UUID, str] = {}
        self._in_parts, self.ready = InParts(self), False
        self._made: QWidget | None = None  # what is not shown yet
        self.drafts = OpenDrafts()
        self.drafts.draft_wanted.connect(self.draft_wanted)
        self.drafts.household_wanted.connect(self.household_wanted)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._rows = QWidget()
        self._outer.addWidget(self.drafts)
        self._outer.addWidget(self._rows)

    def show_hour(self, hour: Hour) -> None:
        """Show drafts and tasks with the names of their households; without any of them, nothing."""
        names = {home: name or own for home, name, own in hour.names}
        self.drafts.show_drafts(hour.drafts, names)
        self.drafts.setVisible(bool(hour.drafts))
        self.setVisible(bool(hour.due or hour.drafts))
        self._names = names
        self._in_parts.stop()
        rows = self._make(hour)
        if self.ready:
            for _part in rows:
                pass
            self._put()
        else:
            self._in_parts.run(rows, self._put)

    def _make(self, hour: Hour) -> Iterator[QWidget]:
        """Make all rows before one is shown: else each of them would be arranged with every other."""
        if self._made is not None:
            self._made.deleteLater()
        self._made = made = QWidget(self)
        made.hide()
        made.setGeometry(self.rect())
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for task in hour.due:
            row = self._row(task)
            column.addWidget(row)
            yield row
        if more := hour.due_count - len(hour.due):
            column.addWidget(_more(more))
        column.addStretch(1)
        yield from laid_out(made)

    def _put(self) -> None:
        rows, self._made, self.ready = self._made, None, True
        assert rows is not None
        former, self._rows = self._rows, rows
        self._outer.replaceWidget(former, rows)
        former.hide()
        former.deleteLater()
        rows.show()

    def _row(self, task: Task) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(12))
        if self._finishes:
            row.addWidget(self._box(task))
        row.addWidget(self._words(task), 1)
        return made

    def _box(self, task: Task) -> CheckBox:
        box = CheckBox("")
        box.setObjectName(f"done_{task.id}")
        box.setAccessibleName(_("Done: {title}", title=task.title))
        box.setFixedWidth(style.px(20))
        box.clicked.connect(lambda _checked=False: self.done.emit(task))
        return box

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


def _more(n: int) -> Text:
    """Return the line below the tasks that are shown, where there are more of them."""
    words = plural("{n} more is due. “All tasks” shows it.", "{n} more are due. “All tasks” shows them.", n)
    more = Text(words, "help", token="text2", wrap=True)
    more.setObjectName("more_due")
    return more


def tasks_heading(context: Context) -> SectionHeading:
    """Return the heading above the tasks of the day, with the way to all of them."""
    heading = SectionHeading(_("Due today"))
    every = QuietButton(_("All tasks"), size="small")
    every.setObjectName("all_tasks")
    every.clicked.connect(lambda _checked=False: context.page_wanted.emit("tasks"))
    heading.add(every)
    return heading


class OpenDrafts(QWidget):
    """What the person who works here has begun and not yet saved, the newest first."""

    draft_wanted = Signal(UUID)
    household_wanted = Signal(UUID)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_drafts(self, drafts: Sequence[DraftView], names: Mapping[UUID, str]) -> None:
        """Show the drafts with the names of the households on whose cards they were begun."""
        empty(self._column)
        for draft in drafts:
            self._column.addWidget(self._row(draft, names))

    def _row(self, draft: DraftView, names: Mapping[UUID, str]) -> PressRow:
        title = _("Draft open: {title}", title=draft.title or _("without a name"))
        whose = names.get(draft.household, "") if draft.household else ""
        saved = draft.saved_at.astimezone()
        when = dates.when(saved.date(), draft.saved_at, clock.today())
        spoken = ", ".join(part for part in (title, whose, when, _("go on writing")) if part)
        row = PressRow(f"draft_{draft.id}", spoken, high=HIGH)
        row.column.setContentsMargins(0, style.px(6), 0, style.px(10))
        row.column.addWidget(Text(title, "medium", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(style.px(4))
        line.addWidget(Sign("pencil", "accent_text", 14))
        line.addWidget(Text(_("go on writing"), "help_strong", token="accent_text"))
        detail = " · ".join(part for part in (isolate(whose), when) if part)
        line.addWidget(Text(f"· {detail}", "help", token="text2", shortens=True), 1)
        row.column.addLayout(line)
        row.finish()
        row.clicked.connect(lambda _checked=False: self._open(draft))
        return row

    def _open(self, draft: DraftView) -> None:
        if draft.household is None:
            self.draft_wanted.emit(draft.id)
        else:
            self.household_wanted.emit(draft.household)


def due_words(due: date | None, today: date) -> tuple[str, bool]:
    """Return when a task is due, and whether that day is over."""
    if due is None or due == today:
        return _("due today"), False
    days = (today - due).days
    return plural("overdue for {n} day", "overdue for {n} days", days), True
