"""A place to sign on the screen with pen, finger or mouse, and the way for a signature on paper."""

import re
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.input_choice import YesNoInput
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDE, HIGH = 480, 140
LINE = 2.5
SHORTEST = 24  # what is drawn in all, in pixels of the picture: a dot by accident is no signature
MOST_POINTS = 20_000
MOST_BYTES = 1_000_000
FARTHEST = 100_000.0  # no pad is larger, and no number that was drawn
PATH = re.compile(r'<path d="([ML0-9. ]+)"')
POINT = re.compile(r"[ML]([0-9]{1,5}(?:\.[0-9])?) ([0-9]{1,5}(?:\.[0-9])?)")

type Stroke = list[QPointF]
type Numbers = list[list[float]]


class SignaturePad(QWidget):
    """Keeps what is drawn as lines, so that the picture is small and sharp at any size."""

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self._down = False
        self.setObjectName("signature_pad")
        self.setAccessibleName(_("Sign here"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(HIGH))
        self.setMinimumWidth(style.px(240))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(style.px(WIDE), style.px(HIGH))

    def clear(self) -> None:
        self.strokes = []
        self.update()
        self.drawn.emit()

    def is_signed(self) -> bool:
        return sum(_length(stroke) for stroke in self.strokes) >= SHORTEST

    def picture(self) -> bytes | None:
        """Return the signature as a drawing of lines, or nothing while nobody signed."""
        if not self.is_signed():
            return None
        points = [point for stroke in self.strokes for point in stroke]
        wide = max(point.x() for point in points) + LINE
        high = max(point.y() for point in points) + LINE
        lines = "".join(f'<path d="{_path(stroke)}"/>' for stroke in self.strokes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" fill="none"'
            f' stroke="black" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">'
            f"{lines}</svg>"
        ).encode()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Take a pen as it is, so that it draws finer than the mouse that Qt would make of it."""
        match event.type():
            case QEvent.Type.TabletPress:
                self._begin(event.position())
            case QEvent.Type.TabletMove:
                self._go_on(event.position())
            case QEvent.Type.TabletRelease:
                self._end()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, QRectF(self.rect()), fill="sheet", edge="edge")
        ground = self.height() - style.px(32)
        painter.setPen(QPen(style.color("line"), style.border()))
        painter.drawLine(QPointF(style.px(16), ground), QPointF(self.width() - style.px(16), ground))
        painter.setPen(_pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes:
            _draw(painter, stroke)
        painter.end()

    def _begin(self, at: QPointF) -> None:
        self._down = True
        self.strokes.append([self._inside(at)])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._down and sum(map(len, self.strokes)) < MOST_POINTS:
            self.strokes[-1].append(self._inside(at))
            self.update()

    def _end(self) -> None:
        if self._down:
            self._down = False
            self.drawn.emit()

    def _inside(self, at: QPointF) -> QPointF:
        return QPointF(min(max(at.x(), 0), self.width()), min(max(at.y(), 0), self.height()))


class SignatureField(QWidget):
    """A pad with its way back, and the way without it: signed on paper, by one key."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signature")
        self.pad = SignaturePad()
        self.clear = QuietButton(_("Sign again"), icon="rotate-ccw", size="small")
        self.clear.setObjectName("sign_again")
        self.clear.clicked.connect(self.pad.clear)
        self.on_paper = YesNoInput(_("Signed on paper"))
        self.on_paper.setObjectName("signed_on_paper")
        self.message = Text("", "help", token="danger", wrap=True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        column.addWidget(Text(_("Signature"), "label"))
        column.addWidget(self.pad)
        row = QHBoxLayout()
        row.addWidget(self.on_paper, 1)
        row.addWidget(self.clear)
        column.addLayout(row)
        column.addWidget(self.message)
        self.pad.drawn.connect(self._drawn)
        self.on_paper.edited.connect(self._paper)
        self._show()

    def picture(self) -> bytes | None:
        return None if self.is_on_paper() else self.pad.picture()

    def numbers(self) -> Numbers:
        """Return what is drawn as a draft keeps it: each stroke as its places, one after the other."""
        return [[round(v, 1) for at in stroke for v in (at.x(), at.y())] for stroke in self.pad.strokes]

    def draw(self, numbers: object) -> None:
        """Draw again what a draft kept; whatever else may stand there is left out."""
        self.pad.strokes = _strokes(numbers)
        self.pad.update()
        self._show()

    def is_on_paper(self) -> bool:
        return bool(self.on_paper.value())

    def set_on_paper(self, *, wanted: bool) -> None:
        self.on_paper.set_value(wanted)
        self._show()

    def show_problem(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _drawn(self) -> None:
        self._show()
        self.edited.emit()

    def _paper(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.show_problem("")
        self.pad.setVisible(not self.is_on_paper())
        self.clear.setVisible(bool(self.pad.strokes) and not self.is_on_paper())


class SignatureView(QWidget):
    """A signature that was kept, in the colours of the window."""

    def __init__(self, picture: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes = strokes_of(picture)
        self.setObjectName("signature_kept")
        self.setAccessibleName(_("Signature"))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(HIGH))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, QRectF(self.rect()), fill="subtle")
        points = [point for stroke in self._strokes for point in stroke]
        if points:
            inset = style.px(12)
            wide, high = max(p.x() for p in points) + LINE, max(p.y() for p in points) + LINE
            painter.translate(inset, inset)
            scale = min((self.width() - 2 * inset) / wide, (self.height() - 2 * inset) / high)
            painter.scale(scale, scale)
            painter.setPen(_pen())
            for stroke in self._strokes:
                _draw(painter, stroke)
        painter.end()


def strokes_of(picture: bytes) -> list[Stroke]:
    """Read the lines of a kept signature; whatever else a drawing may hold is left out."""
    text = picture[:MOST_BYTES].decode("ascii", "ignore")
    found = ([QPointF(float(x), float(y)) for x, y in POINT.findall(path)] for path in PATH.findall(text))
    return [stroke[:MOST_POINTS] for stroke in found if stroke]


def _strokes(numbers: object) -> list[Stroke]:
    """Return strokes of numbers that somebody drew, of nothing else and not more than a pad takes."""
    lists = [one for one in numbers if isinstance(one, list)] if isinstance(numbers, list) else []
    return [
        [QPointF(x, y) for x, y in zip(one[::2], one[1::2], strict=True)]
        for one in lists
        if one and len(one) % 2 == 0 and len(one) <= 2 * MOST_POINTS and all(map(_is_place, one))
    ]


def _is_place(number: object) -> bool:
    return isinstance(number, int | float) and 0 <= number <= FARTHEST


def _pen() -> QPen:
    pen = QPen(style.color("text"), LINE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _draw(painter: QPainter, stroke: Stroke) -> None:
    if len(stroke) == 1:
        painter.drawPoint(stroke[0])
        return
    path = QPainterPath(stroke[0])
    for point in stroke[1:]:
        path.lineTo(point)
    painter.drawPath(path)


def _path(stroke: Stroke) -> str:
    first, rest = stroke[0], stroke[1:] or stroke
    return f"M{_at(first)}" + "".join(f"L{_at(point)}" for point in rest)


def _at(point: QPointF) -> str:
    return f"{point.x():.1f} {point.y():.1f}"


def _length(stroke: Stroke) -> float:
    return sum(abs(one.x() - two.x()) + abs(one.y() - two.y()) for one, two in pairwise(stroke))
