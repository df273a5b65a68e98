"""Packages as rows of the page: a symbol in its circle, two lines, what became of it, when."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.services.exchange.views import Passage
from lwdesk.ui import icons, paint, style
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import TONES, Badge
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.household.parts import PressRow, opens
from lwdesk.ui.steps import empty
from lwdesk.ui.text import Text


class Coin(QWidget):
    """A symbol in a circle beside words; decoration, so it has no name."""

    def __init__(self, icon: str, tone: str = "neutral", side: int = 36) -> None:
        super().__init__()
        self._icon, self._tone, self._side = icon, tone, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.updateGeometry)

    def set_look(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(style.px(self._side), style.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        fill, ink, _sign = TONES[self._tone]
        whole = QRectF(self.rect())
        paint.circle(painter, whole, fill=fill, edge="text" if style.theme.contrast else None)
        inner = style.px(self._side * 0.26)
        icons.paint(painter, self._icon, ink, whole.adjusted(inner, inner, -inner, -inner))
        painter.end()


class PassageRows(QWidget):
    """A short list of packages; each opens the record of all of them."""

    def __init__(
        self, name: str, after: QWidget, *, stacked: bool, open_one: Callable[[Passage], None]
    ) -> None:
        super().__init__()
        self._name, self._stacked, self._open = name, stacked, open_one
        self._after = after  # Tab comes here after it, whenever the rows were made
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(4))

    def show_passages(self, passages: Sequence[Passage], nothing: str, today: date) -> None:
        """Show the packages, or the sentence that there are none."""
        empty(self._column)
        if not passages:
            self._column.addWidget(Text(nothing, token="text2", wrap=True))
        before = self._after
        for number, passage in enumerate(passages):
            row = _stacked(passage, today) if self._stacked else _in_line(passage, today)
            row.setObjectName(f"{self._name}_{number}")
            opens(row, partial(self._open, passage))
            self._column.addWidget(row)
            self.setTabOrder(before, row)
            before = row
        self._column.addStretch(1)


def _tone(passage: Passage) -> str:
    if passage.state == "refused":
        return "danger"
    return "accent" if passage.direction == "received" and passage.role != "coordination" else "neutral"


def _row(passage: Passage, today: date) -> tuple[PressRow, QHBoxLayout, QVBoxLayout]:
    """Return an empty row with the place beside its symbol, and the column of its words."""
    badge, when = words.look(passage), words.at(passage.at, today)
    amount = words.amount(passage.changes, passage.households)
    spoken = ", ".join((words.title(passage), amount, badge.word, when))
    row = PressRow("", spoken, high=52)
    line = QHBoxLayout()
    line.setSpacing(style.px(12))
    line.addWidget(Coin(words.sign(passage), _tone(passage)), 0, Qt.AlignmentFlag.AlignTop)
    told = QVBoxLayout()
    told.setSpacing(style.px(2))
    told.addWidget(Text(words.title(passage), "strong", shortens=True))
    line.addLayout(told, 1)
    row.column.addLayout(line)
    return row, line, told


def _in_line(passage: Passage, today: date) -> PressRow:
    row, line, told = _row(passage, today)
    told.addWidget(
        Text(words.amount(passage.changes, passage.households), "help", token="text2", shortens=True)
    )
    badge = words.look(passage)
    beside = (
        Badge(badge.tone, badge.word, badge.icon),
        Text(words.at(passage.at, today), token="text2", tabular=True),
    )
    for part in beside:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _stacked(passage: Passage, today: date) -> PressRow:
    row, _line, told = _row(passage, today)
    when, badge = words.at(passage.at, today), words.look(passage)
    refused = passage.state == "refused"
    detail = words.why(passage)[0] if refused else words.amount(passage.changes, passage.households)
    told.addWidget(Text(f"{when} · {detail}", "help", token="text2", wrap=True))
    told.addWidget(Flow(Badge(badge.tone, badge.word, badge.icon)))
    return row
