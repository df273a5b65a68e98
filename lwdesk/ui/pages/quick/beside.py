"""What may go with a quick contact: a note, a gap in what is offered, a task."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.task import Task
from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.pages.quick.talk import QuickTalk
from lwdesk.ui.pages.quick.topics import area_label
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.words import _

LONGEST_NOTE = 2000


class Beside(QWidget):
    """The last line of the open quick contact; a task brings its title and its day along."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = LineEdit(_("Note, only if needed"))
        self.note.setObjectName("quick_note")
        self.note.setAccessibleName(_("Note"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.gap = CheckBox(_("Gap in what is offered"))
        self.gap.setObjectName("quick_gap")
        self.task = CheckBox(_("Add a task"))
        self.task.setObjectName("quick_task")
        self.form = RecordForm(Task, (("title", "due_on"),), later=True)
        self._line = QHBoxLayout()
        self._line.setSpacing(style.px(8))
        self._line.addWidget(self.note, 3)
        self._line.addWidget(Flow(self.gap, self.task, gap=16), 2, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(self.form)
        column.addLayout(self._line)
        self.note.textEdited.connect(self.changed)
        self.gap.clicked.connect(self.changed)
        self.task.clicked.connect(self.changed)
        self.form.edited.connect(lambda _name: self.changed.emit())

    def hold(self, button: QWidget) -> None:
        self._line.addWidget(button)
        button.show()

    def told(self, talk: QuickTalk, today: date) -> QuickTalk:
        """Return the talk with what stands here."""
        talk = replace(talk, note=self.note.text(), gap=self.gap.isChecked())
        if talk.task and self.task.isChecked():
            task = self.form.record()
            assert isinstance(task, Task)
            return replace(talk, task_title=task.title, task_due=task.due_on)
        return talk.with_task(self.task.isChecked(), _title(talk), today)

    def show_talk(self, talk: QuickTalk) -> None:
        if self.note.text() != talk.note:
            self.note.setText(talk.note)
        self.gap.setChecked(talk.gap)
        self.task.setChecked(talk.task)
        if talk.task and self.form.isHidden():
            self.form.show_record(Task(title=talk.task_title, due_on=talk.task_due))
        self.form.setVisible(talk.task)


def _title(talk: QuickTalk) -> str:
    """Return what the task may be called: the note, else the first topic."""
    return talk.note or (area_label(talk.topics[0][0]) if talk.topics else "")
