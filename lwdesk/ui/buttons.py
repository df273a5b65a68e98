"""Buttons: one primary per view, the others quieter; blocked ones say why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QWidget

from lwdesk.ui import icons, paint, style
from lwdesk.ui.words import _

HEIGHTS = {"normal": 36, "small": 28, "big": 48}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Button(QPushButton):
    """The common drawing of all buttons; use the kinds below."""

    fill: str | None = None
    hover: str | None = "subtle"
    edge: str | None = None
    ink = "text"
    weight = 500
    side = 14
    letter: int | None = None

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        size: str = "normal",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon, self._height, self._busy, self._turn = icon, HEIGHTS[size], False, 0
        self._small = size == "small"
        self._reason = ""
        self._timer: QTimer | None = None
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if shortcut:
            from PySide6.QtGui import QKeySequence

            self.setShortcut(QKeySequence(shortcut))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font(12 if self._small else 14, self.weight))
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def icon_name(self) -> str:
        return self._icon

    def set_busy(self, busy: bool) -> None:
        """Keep the text and turn a small wheel instead of the symbol; further presses do nothing."""
        self._busy = busy
        self.blockSignals(busy)
        if busy and style.motion(80):
            self._wheel().start()
        elif self._timer is not None:
            self._timer.stop()
        self.setAccessibleDescription(_("Please wait") if busy else self._reason)
        self.updateGeometry()
        self.update()

    def _wheel(self) -> QTimer:
        if self._timer is None:
            self._timer = QTimer(self)
            self._timer.setInterval(80)
            self._timer.timeout.connect(self._spin)
        return self._timer

    def is_busy(self) -> bool:
        return self._busy

    def set_blocked(self, reason: str = "") -> None:
        """Switch the button off and keep the reason for tip and screen reader; no reason switches it on."""
        self._reason = reason
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def blocked_reason(self) -> str:
        return self._reason

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def words(self) -> str:
        """Return the text as it is read: Qt wants an ampersand of a name written twice."""
        return self.text().replace("&&", "&")

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * self._padding(), style.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        on = self.isEnabled()
        warm = on and self.underMouse()
        fill = (self.hover if warm and self.hover else self.fill) if on else self._off_fill()
        paint.box(painter, rect, fill=fill, edge=self.edge if on else self._off_edge(), dashed=not on)
        if self.isDown() and on:
            painter.setOpacity(0.85)
        self._draw_content(painter, rect, self.ink if on else "text3")
        painter.end()

    def _off_fill(self) -> str | None:
        return "sunken" if self.fill or self.edge else None

    def _off_edge(self) -> str | None:
        return "edge" if style.theme.contrast else None

    def _padding(self) -> int:
        return style.px(12 if self._small else self.side + 2)

    def _icon_side(self) -> int:
        return style.px(16 if self._small else 18)

    def _has_sign(self) -> bool:
        return bool(self._icon) or self._busy

    def _content_width(self) -> int:
        words = round(self.fontMetrics().horizontalAdvance(self.words())) + 1
        sign = self._icon_side() + style.px(6 if self._small else 8) if self._has_sign() else 0
        return words + sign + (style.px(16) if self.menu() else 0)

    def _draw_content(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        x = rect.x() + max(0, rect.width() - self._content_width()) / 2
        if self._has_sign():
            side = self._icon_side()
            place = QRectF(x, rect.center().y() - side / 2, side, side)
            if self._busy:
                draw_wheel(painter, place, ink, self._turn)
            else:
                icons.paint(painter, self._icon, ink, place)
            x += side + style.px(6 if self._small else 8)
        painter.setFont(self.font())
        painter.setPen(style.color(ink))
        flag, words = paint.lettered(self.words(), self.letter)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | flag
        painter.drawText(QRectF(x, rect.y(), rect.right() - x, rect.height()), flags, words)
        if self.menu():
            paint.chevron(
                painter, QPointF(rect.right() - self._padding() - style.px(4), rect.center().y()), ink
            )

    def _spin(self) -> None:
        self._turn = (self._turn + 30) % 360
        self.update()


class PrimaryButton(Button):
    """The next useful step; one per view, rightmost of its group."""

    fill, hover, ink, weight = "accent", "accent_hover", "on_accent", 600

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        size: str = "normal",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon=icon, size=size, shortcut=shortcut, parent=parent)
        if size == "big":
            self.side = 20


class SecondaryButton(Button):
    """Another thing one can do here."""

    fill, edge = "sheet", "edge"


class QuietButton(Button):
    """Cancel, links in headings: no border until the pointer is over it."""

    ink = "accent_text"
    side = 6
    flush = False  # begins where the words above it begin

    def _padding(self) -> int:
        return style.px(1 if self.flush else 4 if self._small else 8)


class DangerButton(Button):
    """What cannot be undone; only in the dialog that asks, never the default."""

    fill, hover, edge, ink = "sheet", "danger_soft", "danger", "danger"

    def setDefault(self, default: bool) -> None:
        """Stay what must be chosen on purpose."""
        super().setDefault(False)


class IconButton(Button):
    """A symbol alone; its name says verb and object."""

    ink = "text2"

    def __init__(self, icon: str, name: str, *, size: str = "normal", parent: QWidget | None = None) -> None:
        super().__init__("", icon=icon, size=size, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _content_width(self) -> int:
        return self._icon_side()

    def sizeHint(self) -> QSize:
        side = style.px(self._height)
        return QSize(side, side)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press what has the focus with Enter too, before a dialog takes the key for its own default."""
    enter = event.key() in ENTER and event.modifiers() in PLAIN
    if enter and not event.isAutoRepeat():
        button.click()
    return enter


class Pressable(QAbstractButton):
    """What is drawn by itself and pressed by mouse, space bar and Enter alike."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


def draw_wheel(painter: QPainter, rect: QRectF, token: str, turn: int) -> None:
    """Draw three quarters of a circle, the sign of waiting."""
    pen = QPen(style.color(token), style.px(2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    d = style.px(3)
    painter.drawArc(rect.adjusted(d, d, -d, -d), -turn * 16, 270 * 16)


def with_menu(button: Button, menu: QMenu) -> Button:
    """Let the button open a menu and show that it does."""
    button.setMenu(menu)
    button.updateGeometry()
    return button
