"""One ring for everything: it follows the focus that came by keyboard and is never cut off."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from lwdesk.ui import paint, style

GAP = 2
WIDTH = 2
WATCHED = "watched_by_focus_ring"
MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class Ring(QWidget):
    """The overlay of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.radius = 8.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def surround(self, rect: QRect, radius: float, *, slide: bool) -> None:
        self.radius = radius
        out = style.px(GAP + WIDTH)
        place = rect.adjusted(-out, -out, out, out)
        self._slide.stop()
        time = style.motion(80)
        if slide and self.isVisible() and time:
            self._slide.setDuration(time)
            self._slide.setStartValue(self.geometry())
            self._slide.setEndValue(place)
            self._slide.start()
        else:
            self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            edge="accent",
            radius=self.radius + GAP + WIDTH,
            width=style.px(WIDTH),
        )
        painter.end()


class FocusRing(QObject):
    """Watches which widget has the focus and puts the ring around it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_mouse = False
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._worn: Ring | None = None
        app.focusChanged.connect(self._moved_on)
        style.theme.changed.connect(self._again)

    def ring(self, window: QWidget) -> Ring | None:
        """Return the overlay of a window; the window owns it, so that it goes with it."""
        return window.findChild(Ring, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind == QEvent.Type.MouseButtonPress:
                self._by_mouse = True
            elif kind == QEvent.Type.KeyPress:
                self._key_pressed()
        elif kind in MOVED:
            self._again()
        return False

    def _key_pressed(self) -> None:
        if self._by_mouse:
            self._by_mouse = False
            self._again()

    def _moved_on(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_mouse = True
        self._unwatch()
        self._target = new
        if new is not None:
            self._watch(new)
        self._draw(slide=True)

    def _watch(self, target: QWidget) -> None:
        window = target.window()
        handle = window.windowHandle()
        if handle is not None and not handle.property(WATCHED):
            handle.setProperty(WATCHED, True)
            handle.installEventFilter(self)
        step: QWidget | None = target
        while step is not None and step is not window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()

    def _unwatch(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # it is gone already
                continue
        self._watched.clear()

    def _again(self) -> None:
        self._draw(slide=False)

    def _draw(self, *, slide: bool) -> None:
        target = self._target
        if target is None or not isValid(target) or self._by_mouse or not _wants_ring(target):
            self._take_off()
            return
        window, rect = target.window(), visible_rect(target)
        ring = self.ring(window) or Ring(window)
        if ring is not self._worn or rect.isEmpty():
            self._take_off()
        if not rect.isEmpty():
            self._worn = ring
            radius = target.focus_radius() if hasattr(target, "focus_radius") else 8
            ring.surround(rect, radius, slide=slide)

    def _take_off(self) -> None:
        if self._worn is not None and isValid(self._worn):
            self._worn.hide()
        self._worn = None


def _wants_ring(widget: QWidget) -> bool:
    return wears_ring(widget) and widget.isVisible()


def wears_ring(widget: QWidget) -> bool:
    """Tell whether a widget gets the ring: fields and lists show the focus themselves."""
    own = getattr(widget, "draws_own_focus", False)
    return not own and not isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractItemView | QScrollArea)


def visible_rect(widget: QWidget) -> QRect:
    """Return what the ring surrounds in window coordinates, empty where it is scrolled out of sight."""
    window = widget.window()
    own: QRect = widget.focus_rect() if hasattr(widget, "focus_rect") else widget.rect()
    rect = QRect(widget.mapTo(window, own.topLeft()), own.size())
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QAbstractScrollArea):
            port = step.viewport()
            seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
            if not seen.contains(rect.center()):
                return QRect()
        step = None if step is window else step.parentWidget()
    return rect


def install(app: QApplication) -> FocusRing:
    """Let the ring follow the focus in all windows."""
    return FocusRing(app)
