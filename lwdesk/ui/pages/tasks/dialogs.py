"""The small questions about tasks: what is to do, until when, by whom."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.task import Task
from lwdesk.ui.context import Context
from lwdesk.ui.pages.few_fields import FewFields
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.faces import StaffInput
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.words import _

type Named = Sequence[tuple[UUID, str]]


class OtherDay(FewFields):
    """Asks until when a task shall wait."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        form = RecordForm(Task, (("due_on",),), mandatory=("due_on",))
        super().__init__(_("Put off until when?"), _("Put off"), form, parent, save="save_task")
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


class OtherPerson(FewFields):
    """Asks who shall do a task."""

    chosen = Signal(object)

    def __init__(self, colleagues: Named, parent: QWidget) -> None:
        staff = StaffInput()
        staff.set_named(colleagues)
        layout: Layout = (("assigned",),)
        form = RecordForm(Task, layout, mandatory=("assigned",), faces={"assigned": staff})
        super().__init__(_("Hand over to whom?"), _("Hand over"), form, parent, save="save_task")
        self.setObjectName("other_person")

    def needed(self) -> tuple[str, ...]:
        return ("assigned",)

    def take(self) -> None:
        self.chosen.emit(self.form.input("assigned").value())


class NewTask(FewFields):
    """A task with its day, its person and, where there is one, its household."""

    told = Signal(object)

    def __init__(self, context: Context, colleagues: Named, me: UUID, parent: QWidget) -> None:
        staff, self.household = StaffInput(), HouseholdInput(context)
        staff.set_named(colleagues)
        layout: Layout = (("title",), ("due_on", "assigned"), ("household",), ("note",))
        form = RecordForm(Task, layout, faces={"assigned": staff, "household": self.household})
        super().__init__(_("New task"), _("Save"), form, parent, save="save_task")
        self.setObjectName("new_task")
        form.show_record(Task(due_on=clock.today(), assigned=me))

    def set_household(self, household: UUID, name: str) -> None:
        self.household.set_household(household, name)

    def needed(self) -> tuple[str, ...]:
        return ("title",)

    def take(self) -> None:
        self.told.emit(self.form.record())
