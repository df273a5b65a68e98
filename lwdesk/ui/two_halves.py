"""The frame of the first screens: one sheet in two halves, one below the other when it is narrow."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lwdesk.ui import style
from lwdesk.ui.flow import PageScroll, Rule
from lwdesk.ui.ground import Sheet, Sign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDEST, ONE_COLUMN_BELOW = 960, 78


class TwoHalves(PageScroll):
    """Logo and the first half left, the second half right, quiet links below the sheet."""

    def __init__(self, *, begins_left: bool = False) -> None:
        super().__init__()
        self._begins_left, self._narrow, self._ordered = begins_left, False, False
        self._sheet = Sheet(spacing=0)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._rule = Rule()
        self.left, self._left_side = _half()
        self.right, self._right_side = _half(end=48)
        self.left.addLayout(_logo())
        self.left.addSpacing(style.px(36))
        self._above_right = Blank(76)
        self.right.addWidget(self._above_right)
        self._sides.addWidget(self._left_side, 1)
        self._sides.addWidget(self._rule)
        self._sides.addWidget(self._right_side, 1)
        self._sheet.column.addLayout(self._sides)
        column = self.column()
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sheet, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(style.px(16))
        column.addStretch(2)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._sheet.setMaximumWidth(style.px(WIDEST))
        self._arrange()

    def add_below(self, widget: QWidget) -> None:
        self.column().insertWidget(3, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Side by side the halves are read as they were built; only one below the other needs an order."""
        super().showEvent(event)
        if self._narrow:
            self.order()

    def _arrange(self) -> None:
        narrow = self.width() < style.characters(ONE_COLUMN_BELOW)
        self._above_right.setVisible(not narrow)
        way = QBoxLayout.Direction
        # one below the other, the half where something is to be entered first stands on top
        below = way.TopToBottom if self._begins_left else way.BottomToTop
        self._sides.setDirection(below if narrow else way.LeftToRight)
        turned, self._narrow = narrow != self._narrow, narrow
        if turned and self.isVisible() and (narrow or self._ordered):
            self.order()
        self._rule.setFrameShape(Rule.Shape.HLine if narrow else Rule.Shape.VLine)
        tall = 0 if narrow else min(style.px(558), max(0, self.height() - style.px(120)))
        self._sheet.setMinimumHeight(tall)

    def order(self) -> None:
        """Let Tab go the way the halves are read; to be called again after parts were added."""
        self._ordered = True
        first_right = self._narrow and not self._begins_left
        chain, widget = [], self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None
            if takes and self.isAncestorOf(widget):
                chain.append(widget)
            widget = widget.nextInFocusChain()
        halves = (self._right_side, self._left_side) if first_right else (self._left_side, self._right_side)
        ordered = [one for half in halves for one in chain if half.isAncestorOf(one)]
        ordered += [one for one in chain if not any(half.isAncestorOf(one) for half in halves)]
        for one, following in pairwise(ordered):
            QWidget.setTabOrder(one, following)


class Blank(QWidget):
    """An empty place that grows with the type."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(self._height))


def _half(end: int = 40) -> tuple[QVBoxLayout, QWidget]:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(style.px(48), style.px(48), style.px(end), style.px(40))
    column.setSpacing(style.px(8))
    return column, side


def _logo() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(12))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text("lwdesk", "title"))
    words.addWidget(Text(_("Welcome offices of Dortmund"), "help", token="text2"))
    row.addWidget(Sign("app", "accent", 40))
    row.addLayout(words, 1)
    return row
