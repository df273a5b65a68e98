"""Above a visit: whose it is, that everything stays here, when it was saved, and the way to cover it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.visit_views import VisitView
from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton
from lwdesk.ui.flow import Rule
from lwdesk.ui.pages.visits import words
from lwdesk.ui.pages.visits.big import BigSecondary
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

WIDE = 120


class ModeHead(QWidget):
    """One line that names no other family."""

    left = Signal()
    covered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("chevron-left", _("Leave the visit, continue later"), size="big")
        self.back.setObjectName("leave_visit")
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.title = Text("", "section")
        self.line = Text("", "help", token="text2", wrap=True)
        self.here = _Fact("cloud-off", "text2", _("Without a network, everything stays on this device"))
        self.saved = _Fact("circle-check", "ok", "")
        self.saved.setObjectName("saved")
        self.saved.hide()
        self.cover = BigSecondary(_("Cover  F9"), icon="eye-off")
        self.cover.setObjectName("cover")
        self.cover.setAccessibleName(_("Cover the screen, F9"))
        self.cover.clicked.connect(lambda _checked=False: self.covered.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        column.addLayout(self._row)
        column.addWidget(Rule(vertical=False))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.line)
        self._row.addWidget(self.back)
        self._row.addLayout(told, 1)
        for part in (self.here, self.saved, self.cover):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setContentsMargins(style.px(16), style.px(8), style.px(24), style.px(8))
        self._row.setSpacing(style.px(16))
        self._fold()

    def show_view(self, view: VisitView) -> None:
        self.title.setText(words.occasion(view.visit))
        self.line.setText(isolate(words.head_line(view)))

    def show_saved(self, moment: datetime) -> None:
        self.saved.tell(words.saved_at(moment))
        self.saved.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.here.setVisible(self.width() > style.characters(WIDE))


class _Fact(QWidget):
    """A symbol with its words."""

    def __init__(self, icon: str, token: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        row.addWidget(Sign(icon, token, 18))
        self.text = Text(text, token="text2", tabular=True)
        row.addWidget(self.text)

    def tell(self, text: str) -> None:
        self.text.setText(text)
