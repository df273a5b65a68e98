"""The way of a referral as a chain: one node below the other, what has been is tinted."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.pages.referrals.rows import Link
from lwdesk.ui.steps import NODE, draw_node
from lwdesk.ui.text import Text

HIGH, LONG = 44, 20


class ChainLink(QWidget):
    """One station with its node, its title and its day."""

    def __init__(self, link: Link, *, last: bool) -> None:
        super().__init__()
        self._link, self._last = link, last
        self.setAccessibleName(", ".join(part for part in (link.title, link.when) if part))
        self._row = QHBoxLayout(self)
        reached = link.state != "past"
        late = link.tone == "warn"
        title = Text(
            link.title, "strong" if reached else "body", token="text" if reached else "text2", wrap=True
        )
        self._row.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
        when = Text(
            link.when, "help", token="warn" if late else "text2", tabular=True, wrap=len(link.when) > 20
        )
        self._row.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setContentsMargins(style.px(NODE + 12), 0, 0, style.px(HIGH - NODE))
        self._row.setSpacing(style.px(8))
        self.setMinimumHeight(style.px(HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), style.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        side, link = style.px(NODE), self._link
        draw_node(painter, QRectF(0, 0, side, side), link.state, link.icon, link.tone)
        if not self._last:
            painter.setPen(QPen(style.color("line"), max(1, style.px(2))))
            painter.drawLine(
                QPointF(side / 2, side + style.px(2)), QPointF(side / 2, self.height() - style.px(2))
            )
        painter.end()


class Chain(QWidget):
    """All stations of one way."""

    def __init__(self, links: tuple[Link, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for n, link in enumerate(links):
            column.addWidget(ChainLink(link, last=n == len(links) - 1))
