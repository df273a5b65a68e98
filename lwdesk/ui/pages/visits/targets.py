"""Where the things of a visit go: topics of the one contact, needs, tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.visit import ChecklistItem
from lwdesk.services.visit_sorting import NeedWanted, TaskWanted
from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton, QuietButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.inputs import ChoiceInput, DayInput, LineInput, Option, options
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LATER, LONGEST = timedelta(days=7), 200


class Targets(QWidget):
    """A heading and rows that can be added and taken away."""

    edited = Signal()

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.heading = SectionHeading(title)
        self._column.addWidget(self.heading)
        self._column.addWidget(Text(hint, "help", token="text2", wrap=True))
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self.rows: list[QWidget] = []
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(8))
        self._lines.setSpacing(style.px(8))

    def add_row(self, row: QWidget) -> None:
        self.rows.append(row)
        self._lines.addWidget(row)
        row.show()

    def drop_row(self, row: QWidget) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.edited.emit()

    def clear(self) -> None:
        for row in tuple(self.rows):
            self.drop_row(row)

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        first = self.findChild(ChoiceInput) or self.findChild(QuietButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class TopicRow(QWidget):
    """A life area, the kind of support, and the word that led there."""

    edited = Signal()
    removed = Signal()

    def __init__(self, area: str | None, support: str | None, word: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self.area = ChoiceInput(_areas())
        self.support = ChoiceInput(options("support_kind"))
        for shown, value, name in (
            (self.area, area, _("Life area")),
            (self.support, support, _("Kind of support")),
        ):
            shown.set_value(value)
            shown.setAccessibleName(name)
            shown.edited.connect(self.edited)
            row.addWidget(shown, 3)
        self.area.setObjectName("topic_area")
        told = Text(_("from “{word}”", word=word) if word else "", "help", token="text2", wrap=True)
        row.addWidget(told, 2)
        away = IconButton("x", _("Remove this topic"), size="small")
        away.setObjectName("remove_topic")
        away.clicked.connect(lambda _checked=False: self.removed.emit())
        row.addWidget(away)

    def value(self) -> tuple[str, str] | None:
        area, support = self.area.value(), self.support.value()
        return (str(area), str(support)) if area and support else None


class TopicTargets(Targets):
    """What the contact was about."""

    def __init__(self) -> None:
        super().__init__(_("Topics of the contact"), _("The visit counts as one contact with these topics."))
        add = self.heading.add_action(_("Topic"), "plus", lambda: self.add("", ""))
        add.setObjectName("add_topic")
        add.setAccessibleName(_("Add a topic to the visit"))

    def show_topics(self, topics: Sequence[tuple[str, str]], words: Mapping[str, str]) -> None:
        self.clear()
        for area, support in topics:
            self._row(area, support, words.get(area, ""))
        self.edited.emit()

    def add(self, area: str, word: str) -> None:
        self._row(area or None, "advice", word).area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def value(self) -> tuple[tuple[str, str], ...]:
        found = (row.value() for row in self.rows if isinstance(row, TopicRow))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _row(self, area: str | None, support: str | None, word: str) -> TopicRow:
        row = TopicRow(area, support, word)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self.drop_row(row))
        self.add_row(row)
        return row


class NeedRow(QWidget):
    """A point with which help is needed, or words of the notes, and the need that becomes of it."""

    def __init__(self, item: ChecklistItem | None, wanted: NeedWanted) -> None:
        super().__init__()
        self.wanted = wanted
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        title = (label("checklist", item.item) or item.own) if item else _("From the notes")
        self.box = CheckBox(title)
        self.box.setObjectName("take_need")
        self.box.setChecked(True)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        self.area, self.step = ChoiceInput(_areas()), LineInput(_("Next step"))
        self.area.set_value(wanted.area)
        self.step.set_value(wanted.next_step)
        self.area.setAccessibleName(_("Life area: {point}", point=title))
        self.step.setAccessibleName(_("Next step: {point}", point=title))
        row.addWidget(self.area, 2)
        row.addWidget(self.step, 3)
        column.addLayout(row)

    def value(self) -> NeedWanted | None:
        if not self.box.isChecked():
            return None
        area = str(self.area.value() or self.wanted.area)
        return replace(self.wanted, area=area, next_step=str(self.step.value()))


class NeedTargets(Targets):
    """What the household needs help with from this visit on."""

    def __init__(self) -> None:
        super().__init__(_("Needs"), _("Points with “help needed” become needs of the household."))

    def show_needs(self, items: Sequence[ChecklistItem], wanted: Sequence[NeedWanted]) -> None:
        self.clear()
        known = {item.id: item for item in items}
        for one in wanted:
            self.add_row(NeedRow(known[one.item] if one.item else None, one))
        self.setVisible(bool(self.rows))

    def add(self, area: str, said: str) -> None:
        """Make a need of words of the notes."""
        self.add_row(NeedRow(None, NeedWanted(None, area, shortened(said), said)))
        self.show()

    def value(self) -> tuple[NeedWanted, ...]:
        found = (row.value() for row in self.rows if isinstance(row, NeedRow))
        return tuple(one for one in found if one is not None)


class TaskRow(QWidget):
    """Something to do by a day."""

    removed = Signal()

    def __init__(self, due: date) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self.title, self.due = LineInput(_("What is to do")), DayInput()
        self.title.setAccessibleName(_("What is to do"))
        self.title.setObjectName("task_title")
        self.due.setAccessibleName(_("Due on"))
        self.due.set_value(due)
        row.addWidget(self.title, 3)
        row.addWidget(self.due, 2)
        away = IconButton("x", _("Remove this task"), size="small")
        away.clicked.connect(lambda _checked=False: self.removed.emit())
        row.addWidget(away)

    def value(self) -> TaskWanted | None:
        title, due = str(self.title.value()), self.due.value()
        return TaskWanted(title, due) if title and isinstance(due, date) else None


class TaskTargets(Targets):
    """What somebody of the office does after the visit."""

    taken_back = Signal(str)  # the words of the notes that are no task any more

    def __init__(self) -> None:
        super().__init__(_("Tasks"), _("What you promised at the table."))
        self._today = date.min
        add = self.heading.add_action(_("Task"), "plus", self.add)
        add.setObjectName("add_task")
        add.setAccessibleName(_("Add a task after the visit"))

    def show_tasks(self, today: date) -> None:
        self._today = today
        self.clear()

    def add(self) -> None:
        """Begin an empty task with the cursor in it."""
        self._row("").title.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_said(self, said: str) -> None:
        """Make a task of words of the notes; the focus stays with them."""
        self._row(said)

    def value(self) -> tuple[TaskWanted, ...]:
        found = (row.value() for row in self.rows if isinstance(row, TaskRow))
        return tuple(one for one in found if one is not None)

    def _row(self, said: str) -> TaskRow:
        row = TaskRow(self._today + LATER)
        row.title.set_value(shortened(said))
        row.removed.connect(lambda: self._removed(row, said))
        self.add_row(row)
        return row

    def _removed(self, row: TaskRow, said: str) -> None:
        self.drop_row(row)
        if said:
            self.taken_back.emit(said)


def shortened(said: str) -> str:
    """Return what fits into one line of a need or a task; all of it stays in the notes."""
    line = " ".join(said.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _areas() -> tuple[Option, ...]:
    return tuple(Option(one.key, short_label("life_area", one.key)) for one in options("life_area"))
