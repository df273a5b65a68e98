"""The small questions about tasks: what is to do, until when, by whom."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain import advice
from lwdesk.domain.rules import Problem
from lwdesk.domain.task import Task
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.faces import StaffInput
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.words import _, words

type Named = Sequence[tuple[UUID, str]]


class TaskDialog(DialogFrame):
    """A few fields of a task; stays while one of them asks for a look."""

    def __init__(self, title: str, verb: str, form: RecordForm, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.setModal(True)
        self.form = form
        self.add(form)
        self.add_button(QuietButton(_("Cancel")))
        self.save_button = PrimaryButton(verb, icon="check")
        self.save_button.setObjectName("save_task")
        self.add_button(self.save_button, accepts=True, default=True)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def open(self) -> None:
        super().open()
        next(iter(self.form.boxes.values())).input.setFocus()

    def accept(self) -> None:
        self.form.problems()
        for name in self.needed():
            if self.form.input(name).is_empty():
                missing = Problem("required", name, kind="task")
                self.form.show_problems({name: advice.sentence(missing, words.texts)})
        if not self.form.focus_problem():
            self.take()
            super().accept()

    def needed(self) -> tuple[str, ...]:
        """Return the fields without which nothing can be saved."""
        return ()

    def take(self) -> None:
        """Tell what was answered."""


class OtherDay(TaskDialog):
    """Asks until when a task shall wait."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        form = RecordForm(Task, (("due_on",),), mandatory=("due_on",))
        super().__init__(_("Put off until when?"), _("Put off"), form, parent)
        self.setObjectName("other_day")
        self.form.input("due_on").set_value(clock.today() + timedelta(7))

    def needed(self) -> tuple[str, ...]:
        return ("due_on",)

    def accept(self) -> None:
        until = self.form.input("due_on").value()
        if isinstance(until, type(clock.today())) and until < clock.today():
            self.form.show_problems({"due_on": _("This day is over. Please choose a later one.")})
            self.form.focus_problem()
            return
        super().accept()

    def take(self) -> None:
        self.chosen.emit(self.form.input("due_on").value())


class OtherPerson(TaskDialog):
    """Asks who shall do a task."""

    chosen = Signal(object)

    def __init__(self, colleagues: Named, parent: QWidget) -> None:
        staff = StaffInput()
        staff.set_named(colleagues)
        layout: Layout = (("assigned",),)
        form = RecordForm(Task, layout, mandatory=("assigned",), faces={"assigned": staff})
        super().__init__(_("Hand over to whom?"), _("Hand over"), form, parent)
        self.setObjectName("other_person")

    def needed(self) -> tuple[str, ...]:
        return ("assigned",)

    def take(self) -> None:
        self.chosen.emit(self.form.input("assigned").value())


class NewTask(TaskDialog):
    """A task with its day, its person and, where there is one, its household."""

    told = Signal(object)

    def __init__(self, context: Context, colleagues: Named, me: UUID, parent: QWidget) -> None:
        staff, self.household = StaffInput(), HouseholdInput(context)
        staff.set_named(colleagues)
        layout: Layout = (("title",), ("due_on", "assigned"), ("household",), ("note",))
        form = RecordForm(Task, layout, faces={"assigned": staff, "household": self.household})
        super().__init__(_("New task"), _("Save"), form, parent)
        self.setObjectName("new_task")
        form.show_record(Task(due_on=clock.today(), assigned=me))

    def set_household(self, household: UUID, name: str) -> None:
        self.household.set_household(household, name)

    def needed(self) -> tuple[str, ...]:
        return ("title",)

    def take(self) -> None:
        self.told.emit(self.form.record())
