"""What a visit that did not take place asks for: nothing but the next step."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.base import clock
from lwdesk.domain.visit import Visit
from lwdesk.services.visits import Outcome
from lwdesk.ui import style
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.visits.big import big_text
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LAYOUT = (("next_step", "next_on"), ("result_note",), ("card_left",))
LATER = timedelta(days=7)


class NextStep(PageScroll):
    """Three fields and a box to tick."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Text("", "title")
        self.form = RecordForm(Visit, LAYOUT)
        self.form.setMaximumWidth(style.px(720))
        self.form.edited.connect(self.edited)
        column = self.column()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(16))
        column.addWidget(self.title)
        column.addWidget(big_text(_("Nothing else is needed. A task reminds of the next step.")))
        column.addWidget(self.form)
        column.addStretch(1)

    def show_result(self, result: str, visit: Visit) -> None:
        self.title.setText(label("visit_result", result))
        self.form.show_record(visit.replace(next_on=clock.today() + LATER))
        self.form.boxes["card_left"].setVisible(result == "not_met")

    def focus_first(self) -> None:
        self.form.input("next_step").setFocus(Qt.FocusReason.OtherFocusReason)

    def outcome(self, result: str) -> Outcome | None:
        """Return what was written down, or None while something cannot be read."""
        if self.form.problems():
            self.form.focus_problem()
            return None
        told = self.form.record()
        assert isinstance(told, Visit)
        return Outcome(
            result,
            told.next_step,
            told.next_on,
            told.result_note,
            card_left=told.card_left and result == "not_met",
        )
