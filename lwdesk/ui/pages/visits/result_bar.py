"""The foot of a visit: its result, and the two ways out; two lines where it is narrow."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.inputs import options
from lwdesk.ui.pages.visits.big import BigPrimary, BigSecondary
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class ResultBar(QFrame):
    """Result left, decision right, the primary last."""

    def __init__(self) -> None:
        super().__init__()
        self.result = SegmentedInput(options("visit_result"), numbered=True, big=True)
        self.result.setObjectName("result")
        self.result.setAccessibleName(_("Result"))
        self.later = BigSecondary(_("Continue later"))
        self.later.setObjectName("later")
        self.finish = BigPrimary(_("Finish the visit"), icon="check")
        self.finish.setObjectName("finish")
        self._title = Text(_("Result"), "strong")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        told = QWidget()
        self._told = QHBoxLayout(told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.addWidget(self._title)
        self._told.addWidget(self.result, 1, Qt.AlignmentFlag.AlignLeft)
        ways = QWidget()
        self._ways = QHBoxLayout(ways)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.addStretch(1)
        self._ways.addWidget(self.later)
        self._ways.addWidget(self.finish)
        self._box.addWidget(told, 1)
        self._box.addWidget(ways)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._box.setContentsMargins(style.px(32), style.px(12), style.px(32), style.px(12))
        self._box.setSpacing(style.px(8))
        self._told.setSpacing(style.px(24))
        self._ways.setSpacing(style.px(8))
        self._fold()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(QRectF(0, 0, self.width(), max(1, style.border())), style.color("line"))
        painter.end()

    def _fold(self) -> None:
        """Give the result a line of its own where both do not fit beside each other."""
        result, ways = self.result.sizeHint().width(), self._ways.sizeHint().width()
        title, room = self._title.sizeHint().width() + style.px(24), self.width() - style.px(64)
        narrow = title + result + style.px(24) + ways > room
        self._title.setVisible(not narrow or title + result <= room)
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
