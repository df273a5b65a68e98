"""What floats above a page: popup, toast and the frame of a question."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lwdesk.ui import icons, paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import Button, IconButton
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _

SHADOW = 24  # how far the shadow 0 8 32 reaches beyond its box in the drawings
TOAST_SECONDS = 6.0


def draw_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the one shadow of the program: 8 down, 32 wide, 18 %."""
    if style.theme.contrast:
        return
    steps, reach = 16, style.px(SHADOW)
    painter.setPen(Qt.PenStyle.NoPen)
    for n in range(steps):
        grow = reach * (1 - n / steps)
        painter.setBrush(QColor(0, 0, 0, 1 + n // 8))
        r = style.px(radius) + grow
        painter.drawRoundedRect(rect.adjusted(-grow, -grow + style.px(8), grow, grow + style.px(4)), r, r)


class Slide(QPropertyAnimation):
    """Lets what floats come a few pixels to its place; belongs to its widget and goes with it."""

    def __init__(self, widget: QWidget, milliseconds: int, way: int) -> None:
        super().__init__(widget, b"pos", widget)
        self._widget, self._time, self._way = widget, milliseconds, way
        self.setEasingCurve(QEasingCurve.Type.OutCubic)

    def to(self, place: QPoint, *, comes: bool) -> None:
        """Move there: in steps when the widget `comes`, at once when it was there or nothing may move."""
        self.stop()
        time = style.motion(self._time)
        if not (comes and time):
            self._widget.move(place)
            return
        self.setDuration(time)
        self.setStartValue(place - QPoint(0, style.px(self._way)))
        self.setEndValue(place)
        self.start()

    def is_moving(self) -> bool:
        return self.state() == QAbstractAnimation.State.Running


class Popup(QFrame):
    """A box with a shadow over the page, inside the window; Esc closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.slide = Slide(self, 120, 8)
        self.hide()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side, inner = style.px(SHADOW), style.px(8)
        self.column.setContentsMargins(
            side + inner, inner + style.px(4), side + inner, side + style.px(8) + inner
        )
        self.column.setSpacing(style.px(4))
        self.update()

    def box(self) -> QRectF:
        side = style.px(SHADOW)
        return QRectF(self.rect()).adjusted(side, style.px(4), -side, -side - style.px(8))

    def open_below(self, anchor: QWidget, *, width: int = 0, height: int = 0) -> None:
        """Show right below `anchor`, as wide as it, or above it where there is no room."""
        host = self.parentWidget()
        assert host is not None
        side, gap = style.px(SHADOW), style.px(8)
        inner = max(anchor.width(), width)
        wanted = (height or self.sizeHint().height() - side - style.px(12)) + side + style.px(12)
        at = anchor.mapTo(host, QPoint(0, anchor.height()))
        self.resize(inner + 2 * side, wanted)
        y = at.y() + gap - style.px(4)
        foot = side + style.px(8)
        below, above = host.height() - y - style.px(12), at.y() - anchor.height() - gap
        if wanted - foot > below and above > below:
            self.resize(self.width(), min(wanted, above + foot))
            y = above - (self.height() - foot)
        else:
            self.resize(self.width(), min(wanted, below + foot))
        x = min(at.x() - side, max(0, host.width() - self.width() + side))
        self.slide.to(QPoint(x, y), comes=not self.isVisible())
        self.show()
        self.raise_()

    def close_popup(self) -> None:
        if self.isVisible():
            self.slide.stop()
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_shadow(painter, self.box(), 12)
        paint.box(painter, self.box(), fill="sheet", edge="edge", radius=12)
        painter.end()


class Toast(QFrame):
    """After a save: what happened and the way back; goes after six seconds unless somebody is at it."""

    undone = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slide = Slide(self, 160, -8)
        self.hide()
        self._row = QHBoxLayout(self)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = ToastLink(_("Undo"))
        self.undo_button.clicked.connect(self._take_back)
        self._key = QLabel(_("Ctrl+Z"))
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = IconButton("x", _("Close message"), size="small")
        self.close_button.ink = "sheet"
        self.close_button.hover = None
        self.close_button.clicked.connect(self.leave)
        for widget in (self._sign, self._text, self.undo_button, self._key, self.close_button):
            self._row.addWidget(widget)
        for button in (self.undo_button, self.close_button):
            button.installEventFilter(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.leave)
        self._bottom = 0
        self._controls: Sequence[QRect] = ()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setContentsMargins(style.px(16), style.px(6), style.px(12), style.px(6))
        self._row.setSpacing(style.px(8))
        _ink(self._text, "sheet", 14, 500)
        _ink(self._key, "toast_text2", 12, 400)
        self._sign.setPixmap(icons.pixmap("check", "toast_ok", 18))
        self._place()

    def tell(self, text: str, *, undo: bool = True, bottom: int = 16, controls: Sequence[QRect] = ()) -> None:
        """Show `text` at the bottom left, `bottom` pixels above the edge, beside `controls` where it can."""
        self._bottom, self._controls = bottom, controls
        self._text.setText(text)
        self.undo_button.setVisible(undo)
        self._key.setVisible(undo)
        self.setAccessibleName(text)
        comes = not self.isVisible()
        self.show()
        self.raise_()
        self._place(comes=comes)
        self._let_go()
        announce(self, f"{text}. {_('Undo')}: {_('Ctrl+Z')}" if undo else text)

    def text(self) -> str:
        return self._text.text()

    def is_waiting(self) -> bool:
        """Tell whether the six seconds stand still."""
        return self.isVisible() and not self._clock.isActive()

    def leave(self) -> None:
        self._clock.stop()
        if self.isVisible():
            self.slide.stop()
            self.hide()
            self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._let_go()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, QRectF(self.rect()), fill="text", radius=8)
        painter.end()

    def _let_go(self) -> None:
        if self.isVisible():
            self._clock.start(round(TOAST_SECONDS * 1000))

    def _take_back(self) -> None:
        self.leave()
        self.undone.emit()

    def _place(self, *, comes: bool = False) -> None:
        host = self.parentWidget()
        if host is not None:
            self.adjustSize()
            self.slide.to(self._free_place(host), comes=comes)

    def _free_place(self, host: QWidget) -> QPoint:
        """Return the place nearest to the bottom left that covers least of what can be used."""
        left, low = style.px(32), host.height() - self.height() - self._bottom
        right = max(left, host.width() - self.width() - left)
        step = style.px(16)
        places = [
            QPoint(x, low - y) for y in (0, step, 2 * step, 3 * step) for x in range(left, right + 1, step)
        ]
        places.sort(key=lambda place: (place.x() - left) + 4 * (low - place.y()))
        return min(places, key=self._covered)

    def _covered(self, place: QPoint) -> int:
        here = QRect(place, self.size())
        shared = (here & control for control in self._controls)
        return sum(part.width() * part.height() for part in shared if not part.isEmpty())


class ToastLink(Button):
    """The way back inside a toast, in the toast's own link colour."""

    ink = "toast_link"
    hover = None
    weight = 600
    side = 6


def _ink(label: QLabel, token: str, size: int, weight: int) -> None:
    palette = label.palette()
    palette.setColor(label.foregroundRole(), style.color(token))
    label.setPalette(palette)
    label.setFont(style.font(size, weight))


class DialogFrame(QDialog):
    """A question: the question as title, the consequence as text, a verb on the button.

    With `scrolls`, what is asked moves up and down where the window behind is too low for it.
    """

    scrolls = False

    def __init__(self, question: str, consequence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("lwdesk")
        self.column = QVBoxLayout(self)
        self.question = Text(question, "section", wrap=True)
        self.consequence = Text(consequence, token="text2", wrap=True)
        hide_unless(self.consequence, bool(consequence))
        self.column.addWidget(self.question)
        self.column.addWidget(self.consequence)
        self._rolls = PageScroll() if self.scrolls else None
        if self._rolls is None:
            self.body = QVBoxLayout()
            self.column.addLayout(self.body)
        else:
            self.body = self._rolls.column()
            self.body.setContentsMargins(0, 0, 0, 0)
            self.column.addWidget(self._rolls, 1)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.column.addLayout(self.buttons)
        self.setAccessibleName(question)
        self.setAccessibleDescription(consequence)
        self._letters()
        style.follow(self.restyle)

    def restyle(self) -> None:
        m = style.px(24)
        self.column.setContentsMargins(m, m, m, m)
        self.column.setSpacing(style.px(12))
        self.body.setSpacing(style.px(12))
        self.buttons.setSpacing(style.px(8))
        self.setMinimumWidth(style.px(400))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), style.color("sheet"))
        self.setPalette(palette)

    def _letters(self) -> None:
        from lwdesk.ui.mnemonics import Mnemonics  # knows the parts that stand on what floats

        Mnemonics(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as what is asked, as far as the window behind goes; a window sees to neither itself."""
        super().showEvent(event)
        self.setMinimumHeight(0)
        if self._rolls is not None:
            self._rolls.setVisible(self.body.count() > 0)
        host = self.parentWidget()
        edge = style.px(32)
        room = host.window().size() - QSize(edge, edge) if host is not None else self.maximumSize()
        width = max(self.width(), min(self.sizeHint().width(), room.width()))
        self.resize(width, self.height())
        for _turn in range(2):  # what wraps is known once it has been laid out
            self.column.activate()
            self.resize(width, min(self._wanted_height(), room.height()))

    def _wanted_height(self) -> int:
        """Return how high the wrapped words and what is asked are at the present width."""
        area = self._rolls
        if area is None or area.isHidden():
            flows = self.column.hasHeightForWidth()
            return max(self.height(), self.column.totalHeightForWidth(self.width()) if flows else 0)
        self.body.activate()
        wide = area.viewport().width()
        flows = self.body.hasHeightForWidth()
        needed = self.body.totalHeightForWidth(wide) if flows else self.body.sizeHint().height()
        return self.height() - area.viewport().height() + needed

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def add_button(self, button: Button, *, accepts: bool = False, default: bool = False) -> None:
        """Add at the right; the last one is the verb."""
        button.clicked.connect(self.accept if accepts else self.reject)
        self.buttons.addWidget(button)
        if default:
            button.setDefault(True)
