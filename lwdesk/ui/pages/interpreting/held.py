"""After the talk, in one short form: how long it really was, the way, and whether people understood."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.allowances import minutes_between
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.services.assignments import Held
from lwdesk.ui.inputs import SegmentedInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.calendar.dialogs import FormDialog
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.words import _

LAYOUT: Final[Layout] = (
    ("held_from", "held_until"),
    ("travel_minutes", "kilometres"),
    ("understanding",),
    ("again",),
)


class HeldDialog(FormDialog):
    """Filled with what was planned, so that only what was different has to be typed."""

    told = Signal(object)
    needed = ("held_from", "held_until")

    def __init__(self, request: InterpreterRequest, parent: QWidget) -> None:
        again = SegmentedInput((Option("yes", _("yes")), Option("no", _("no"))))
        form = RecordForm(
            InterpreterRequest,
            LAYOUT,
            segments=("understanding",),
            faces={"again": again},
            mandatory=("held_from", "held_until"),
        )
        super().__init__(_("After the talk"), form, parent)
        self.setObjectName("held_dialog")
        self.save_button.setObjectName("save_held")
        ends = request.at + timedelta(minutes=request.minutes or 60) if request.at else None
        form.show_record(request.replace(held_from=request.at, held_until=ends))

    def take(self) -> None:
        shown = self.form.record()
        assert isinstance(shown, InterpreterRequest)
        if not minutes_between(shown.held_from, shown.held_until):
            self.form.show_problems({"held_until": _("The end lies before the beginning.")})
            self.form.focus_problem()
            return
        self.told.emit(
            Held(
                shown.held_from,
                shown.held_until,
                shown.travel_minutes,
                shown.kilometres,
                shown.understanding,
                shown.again,
            )
        )
        self.close_saved()
