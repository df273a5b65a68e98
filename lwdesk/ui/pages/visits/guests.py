"""Who else was at a visit, told afterwards: written down when a field is left."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.visit import Visit
from lwdesk.services.visit_mode import WHEN
from lwdesk.ui.context import Context
from lwdesk.ui.record_form import RecordForm

if TYPE_CHECKING:
    from datetime import datetime

    from lwdesk.services.desk import Desk

GUESTS: Final = (("others_present", "children_present"),)


class Guests(QWidget):
    """Others and children who were there."""

    def __init__(self, context: Context, visit: UUID) -> None:
        super().__init__()
        self._context, self._visit = context, visit
        self.form = RecordForm(Visit, GUESTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        for box in self.form.boxes.values():
            box.input.left.connect(self.keep)
        self._kept = self.form.values()

    def show_visit(self, visit: Visit, *, editable: bool) -> None:
        self.form.show_record(visit)
        self._kept = self.form.values()
        self.setEnabled(editable and visit.state in WHEN)

    def keep(self) -> None:
        """Write down what was typed, unless it cannot be read or nothing was."""
        told = self.form.values()
        if told == self._kept or not all(box.check() for box in self.form.boxes.values()):
            return
        before, self._kept, visit = self._kept, told, self._visit

        def work(desk: "Desk") -> "datetime":
            return desk.visit_mode.keep(visit, **told)

        def failed(_error: Exception) -> bool:
            self._kept = before
            return False

        self._context.jobs.run(self, work, failed=failed)
