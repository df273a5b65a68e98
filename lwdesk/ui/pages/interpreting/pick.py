"""Who could be asked by hand, with the reasons for and against."""

from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.matching import Match
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.interpreting.side import MatchesPane
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

WIDE, HIGH = 560, 520


class PickDialog(DialogFrame):
    """One of those who fit is chosen and asked."""

    told = Signal(object)

    def __init__(self, request: InterpreterRequest, matches: tuple[Match, ...], parent: QWidget) -> None:
        super().__init__(_("Whom do you want to ask?"), parent=parent)
        self.setModal(True)
        self.setObjectName("pick_dialog")
        self._request, self._matches = request.replace(wished=None), matches
        self._chosen: UUID | None = None
        self.pane = MatchesPane()
        self.pane.hint.hide()
        self.pane.show_matches(matches, self._request)
        self.pane.chosen.connect(self._choose)
        paper = PageScroll()
        paper.column().addWidget(self.pane)
        self.add(paper)
        self.add_button(QuietButton(_("Cancel")))
        self.ask = PrimaryButton(_("Ask"), icon="send")
        self.ask.setObjectName("ask_chosen")
        self.ask.set_blocked(_("Please choose somebody."))
        self.add_button(self.ask, accepts=True, default=True)
        self.finished.connect(self.deleteLater)

    def sizeHint(self) -> QSize:
        return QSize(style.px(WIDE), style.px(HIGH))

    def accept(self) -> None:
        if self._chosen is not None:
            self.told.emit(self._chosen)
            super().accept()

    def _choose(self, interpreter: UUID | None) -> None:
        self._chosen = interpreter
        self._request = self._request.replace(wished=interpreter)
        self.pane.show_matches(self._matches, self._request)
        self.ask.set_blocked("" if interpreter else _("Please choose somebody."))
