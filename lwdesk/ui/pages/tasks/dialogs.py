"""The small questions about tasks: what is to do, until when, by whom."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.task import Task
from lwdesk.ui.context import Context
from lwdesk.ui.pages.dialog_draft import DialogDraft, Kept, form_told, show_told
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

    def __init__(self, context: Context, colleagues: Named, me: UUID, kept: Kept, parent: QWidget) -> None:
        staff, self.household = StaffInput(), HouseholdInput(context)
        staff.set_named(colleagues)
        layout: Layout = (("title",), ("due_on", "assigned"), ("household",), ("note",))
        form = RecordForm(Task, layout, faces={"assigned": staff, "household": self.household})
        super().__init__(_("New task"), _("Save"), form, parent, save="save_task")
        self.setObjectName("new_task")
        self._shown, self._name = Task(due_on=clock.today(), assigned=me, household=kept.household), ""
        self.draft = DialogDraft(context, self, self.cancel, kept, self._written)
        self.draft.anew.connect(self._show_fresh)
        form.edited.connect(lambda _name: self.draft.touch())

    def begin(self, name: str = "") -> None:
        """Show the household that it is about, and go on with what waited."""
        self._name = name
        self._show_fresh()
        self.draft.started()
        kept = self.draft.payload
        home = self.household.value() if show_told(self.form, self._shown, kept) else None
        if isinstance(home, UUID) and home != self._shown.household:
            self.household.set_household(home, kept["name"])

    def _show_fresh(self) -> None:
        self.form.show_record(self._shown)
        if self._shown.household is not None:
            self.household.set_household(self._shown.household, self._name)

    def _written(self) -> dict[str, Any]:
        return {**form_told(self.form, self._shown), "name": self.household.name()}

    def needed(self) -> tuple[str, ...]:
        return ("title",)

    def take(self) -> None:
        """Give the task; until it is saved, the draft stays."""
        self.draft.keeper.keep()
        self.told.emit(self.form.record())
