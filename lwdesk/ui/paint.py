"""Strokes and fills that several painted widgets share."""

from typing import TypedDict, Unpack

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from lwdesk.ui import style

# a name in another script stands where its column starts, so its own direction must not move it
ONE_LINE = (
    Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
    | Qt.TextFlag.TextForceLeftToRight.value
)


def begin(widget: QWidget) -> QPainter:
    """Return a painter with smooth edges; end it before the event handler returns."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str | QColor | None = None,
    edge: str | QColor | None = None,
    radius: float = 8,
    width: float | None = None,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose border lies inside `rect`."""
    line = (style.border() if width is None else width) if edge is not None else 0
    half = line / 2
    dash = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(_color(edge), line, dash) if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(_color(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    rounding = max(0.0, style.px(radius) - half)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), rounding, rounding)


def circle(
    painter: QPainter, rect: QRectF, *, fill: str | None = None, edge: str | None = None, dashed: bool = False
) -> None:
    pen = (
        QPen(style.color(edge), style.px(2) if dashed else style.border())
        if edge
        else QPen(Qt.PenStyle.NoPen)
    )
    if dashed:
        pen.setDashPattern([3, 2])
    half = pen.widthF() / 2 if edge else 0
    painter.setPen(pen)
    painter.setBrush(style.color(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(half, half, -half, -half))


def line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    size: float = 14,
    weight: int = 400,
    token: str = "text",
    tabular: bool = False,
    script: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    letter: int | None = None,
) -> str:
    """Draw one line of text, shortened at its end where the place is too narrow; return what was drawn."""
    metrics = style.metrics(size, weight, tabular=tabular, script=script)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(style.font(size, weight, tabular=tabular, script=script))
    painter.setPen(style.color(token))
    letter_flag, marked = lettered(shown, letter)
    painter.drawText(rect, ONE_LINE | align.value | letter_flag, marked)
    return shown


class Look(TypedDict, total=False):
    """How a line of text is drawn."""

    size: float
    weight: int
    token: str
    script: bool
    align: Qt.AlignmentFlag
    letter: int | None


def line_width(painter: QPainter, rect: QRectF, text: str, **look: Unpack[Look]) -> float:
    """Draw one line of text and return its width, for what stands beside it."""
    shown = line(painter, rect, text, **look)
    return width(shown, look.get("size", 14), look.get("weight", 400), script=look.get("script", False))


def width(
    text: str, size: float = 14, weight: int = 400, *, tabular: bool = False, script: bool = False
) -> float:
    return style.metrics(size, weight, tabular=tabular, script=script).horizontalAdvance(text)


def chevron(painter: QPainter, middle: QPointF, token: str = "text2") -> None:
    """Draw the small arrow of everything that opens a list."""
    pen = QPen(style.color(token), style.px(15) / 10)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    d = style.px(4)
    x, y = middle.x(), middle.y()
    painter.drawPolyline([QPointF(x - d, y - d / 2), QPointF(x, y + d / 2), QPointF(x + d, y - d / 2)])


def tick(painter: QPainter, rect: QRectF, token: str) -> None:
    """Draw a check mark, also where no symbol file is at hand."""
    pen = QPen(style.color(token), max(1.5, rect.width() / 11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, w, h = rect.x(), rect.y(), rect.width(), rect.height()
    painter.drawPolyline(
        [
            QPointF(x + w * 0.22, y + h * 0.52),
            QPointF(x + w * 0.42, y + h * 0.72),
            QPointF(x + w * 0.8, y + h * 0.3),
        ]
    )


def lettered(text: str, at: int | None) -> tuple[int, str]:
    """Return the flag and the text that draw its letter at this place underlined."""
    if at is None or at >= len(text):
        return 0, text
    before, after = (part.replace("&", "&&") for part in (text[:at], text[at:]))
    return int(Qt.TextFlag.TextShowMnemonic), f"{before}&{after}"


def _color(value: str | QColor) -> QColor:
    return style.color(value) if isinstance(value, str) else value
