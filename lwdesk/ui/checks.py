"""Check boxes and radio buttons, painted so that they grow with the font and their words may wrap."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from lwdesk.ui import paint, style

if TYPE_CHECKING:
    Base = QAbstractButton  # what both kinds are; at run time Qt's own class brings it
else:
    Base = object

SIDE, GAP = 20, 10
FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Ticked(Base):
    """A mark with words beside it: how large it is, where it is hit, how the words are drawn."""

    letter: int | None = None
    _said: tuple[str, float] | None = None
    _heights: dict[int, int]

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)  # type: ignore[call-arg, arg-type]  # the kinds take their text first
        self._wrap()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.follow(self.restyle)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._wrap()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(style.font()).horizontalAdvance(self.text())
        gap = style.px(GAP) + 2 if self.text() else 0
        return QSize(style.px(SIDE) + gap + words, max(style.px(28), style.px(SIDE)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), style.px(180)), style.px(28))

    def heightForWidth(self, width: int, /) -> int:
        """Return how high the wrapped words are; a layout asks for the same widths again and again."""
        said = (self.text(), style.theme.scale)
        if said != self._said:
            self._said, self._heights = said, {}
        if width not in self._heights:
            self._heights[width] = self._wrapped(width)
        return self._heights[width]

    def _wrap(self) -> None:
        """Have a height of its own for each width where there are words."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(bool(self.text()))
        self.setSizePolicy(policy)

    def _wrapped(self, width: int) -> int:
        left = style.px(SIDE + GAP)
        room = QRect(left, 0, max(1, width - left), 10_000)
        high = QFontMetrics(style.font()).boundingRect(room, FLAGS, self.text()).height()
        return max(style.px(28), high + style.px(8))

    def hitButton(self, at: QPoint, /) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        side, first_line = style.px(SIDE), min(self.height(), style.px(28))
        line = first_line if self.height() > style.px(40) else self.height()
        self.draw_mark(painter, QRectF(0, (line - side) / 2, side, side))
        left = style.px(SIDE + GAP)
        painter.setFont(style.font())
        painter.setPen(style.color("text" if self.isEnabled() else "text3"))
        place = QRect(left, 0, self.width() - left, self.height())
        flag, words = paint.lettered(self.text(), self.letter)
        painter.drawText(place, FLAGS | flag, words)
        painter.end()

    def draw_mark(self, painter: QPainter, spot: QRectF) -> None:
        raise NotImplementedError


class CheckBox(Ticked, QCheckBox):
    """A box with a check mark."""

    def focus_radius(self) -> float:
        return 6

    def draw_mark(self, painter: QPainter, spot: QRectF) -> None:
        on = self.isChecked()
        if not self.isEnabled():
            off_edge = "edge" if style.theme.contrast else None
            paint.box(painter, spot, fill="sunken", edge=off_edge, radius=5, dashed=True)
        else:
            edge = "accent" if on or self.underMouse() else "edge"
            paint.box(painter, spot, fill="accent" if on else "sheet", edge=edge, radius=5)
        if on:
            paint.tick(painter, spot, "on_accent" if self.isEnabled() else "text3")


class RadioButton(Ticked, QRadioButton):
    """A circle with a dot."""

    def focus_radius(self) -> float:
        return 8

    def draw_mark(self, painter: QPainter, spot: QRectF) -> None:
        on = self.isChecked()
        ink = "accent" if self.isEnabled() else "text3"
        paint.circle(
            painter, spot, fill=ink if on else "sheet", edge=ink if on or self.underMouse() else "edge"
        )
        if on:
            d = style.px(6)
            paint.circle(painter, spot.adjusted(d, d, -d, -d), fill="on_accent")
