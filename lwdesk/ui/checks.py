"""Check boxes and radio buttons, painted so that they grow with the font and their words may wrap."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from lwdesk.ui import paint, style

SIDE, GAP = 20, 10
FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


def _words_rect(button: QAbstractButton, width: int) -> QRect:
    left = style.px(SIDE + GAP)
    metrics = QFontMetrics(style.font())
    return metrics.boundingRect(QRect(left, 0, max(1, width - left), 10_000), FLAGS, _plain(button.text()))


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _size(button: QAbstractButton) -> QSize:
    words = QFontMetrics(style.font()).horizontalAdvance(_plain(button.text()))
    gap = style.px(GAP) + 2 if button.text() else 0
    return QSize(style.px(SIDE) + gap + words, max(style.px(28), style.px(SIDE)))


def _height(button: QAbstractButton, width: int) -> int:
    return max(style.px(28), _words_rect(button, width).height() + style.px(8))


def _spot(button: QAbstractButton) -> QRectF:
    side = style.px(SIDE)
    first_line = min(button.height(), style.px(28))
    return QRectF(
        0,
        (first_line - side) / 2 if button.height() > style.px(40) else (button.height() - side) / 2,
        side,
        side,
    )


def _draw_words(button: QAbstractButton, painter: QPainter) -> None:
    left = style.px(SIDE + GAP)
    painter.setFont(style.font())
    painter.setPen(style.color("text" if button.isEnabled() else "text3"))
    place = QRect(left, 0, button.width() - left, button.height())
    painter.drawText(place, FLAGS | int(Qt.TextFlag.TextHideMnemonic), button.text())


def _set_up(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)


class CheckBox(QCheckBox):
    """A box with a check mark."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> float:
        return 6

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_size(self).width(), style.px(180)), style.px(28))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return _height(self, width)

    def hitButton(self, at: QPoint, /) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        spot, on = _spot(self), self.isChecked()
        if not self.isEnabled():
            off_edge = "edge" if style.theme.contrast else None
            paint.box(painter, spot, fill="sunken", edge=off_edge, radius=5, dashed=True)
        else:
            edge = "accent" if on or self.underMouse() else "edge"
            paint.box(painter, spot, fill="accent" if on else "sheet", edge=edge, radius=5)
        if on:
            paint.tick(painter, spot, "on_accent" if self.isEnabled() else "text3")
        _draw_words(self, painter)
        painter.end()


class RadioButton(QRadioButton):
    """A circle with a dot."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_size(self).width(), style.px(180)), style.px(28))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return _height(self, width)

    def hitButton(self, at: QPoint, /) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        spot, on = _spot(self), self.isChecked()
        warm = on or self.underMouse()
        ink = "accent" if self.isEnabled() else "text3"
        paint.circle(painter, spot, fill=ink if on else "sheet", edge=ink if warm else "edge")
        if on:
            d = style.px(6)
            paint.circle(painter, spot.adjusted(d, d, -d, -d), fill="on_accent")
        _draw_words(self, painter)
        painter.end()
