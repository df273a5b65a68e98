"""Small marks: badges, tokens, filter chips, key hints, level dots, avatars, counts."""

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import pressed_by_enter
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

FIXED = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
TONES: dict[str, tuple[str | None, str, str]] = {
    "neutral": ("sunken", "text2", ""),
    "accent": ("accent_soft", "accent_text", "circle-dot"),
    "ok": ("ok_soft", "ok", "check"),
    "warn": ("warn_soft", "warn", "clock"),
    "danger": ("danger_soft", "danger", "circle-alert"),
    "quiet": (None, "text2", "clock"),
}


@dataclass(frozen=True, slots=True)
class BadgeLook:
    """A badge as a value, for rows that paint it."""

    word: str
    tone: str = "neutral"
    icon: str = ""

    @property
    def sign(self) -> str:
        return self.icon or TONES[self.tone][2]


def badge_width(look: BadgeLook, *, high: bool = False) -> int:
    words = paint.width(look.word, 13 if high else 12, 500)
    return round(words + style.px(18) + (style.px(22) if look.sign else 0)) + 1


def draw_badge(painter: QPainter, rect: QRectF, look: BadgeLook, *, high: bool = False) -> None:
    fill, ink, _sign = TONES[look.tone]
    edge = "text" if style.theme.contrast else None
    paint.box(painter, rect, fill=fill, edge=edge, radius=6)
    x = rect.x() + style.px(9)
    if look.sign:
        side = style.px(14)
        icons.paint(painter, look.sign, ink, QRectF(x, rect.center().y() - side / 2, side, side))
        x += style.px(22)
    place = QRectF(x, rect.y(), rect.right() - x, rect.height())
    paint.line(painter, place, look.word, size=13 if high else 12, weight=500, token=ink)


class Badge(QLabel):
    """A state: tone, symbol and word together, never colour alone."""

    def __init__(
        self, tone: str, word: str, icon: str = "", *, high: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._high = BadgeLook(word, tone, icon), high
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(word)
        self.setSizePolicy(*FIXED)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def set_state(self, tone: str, word: str, icon: str = "") -> None:
        self._look = BadgeLook(word, tone, icon)
        self.setText(word)
        self.restyle()

    def tone(self) -> str:
        return self._look.tone

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._look, high=self._high), style.px(28 if self._high else 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_badge(painter, QRectF(self.rect()), self._look, high=self._high)
        painter.end()


class Token(QAbstractButton):
    """Something chosen (topic, spelling, person); its cross or Entf takes it away."""

    removed = Signal()

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        icon: str = "",
        key: object = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key, self._detail, self._icon, self._over_cross = key, detail, icon, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(*FIXED)
        self.setAccessibleDescription(_("Del removes it"))
        self.set_text(text, detail)
        style.follow(self.restyle)

    def set_text(self, text: str, detail: str = "") -> None:
        self._detail = detail
        self.setText(text)
        self.setAccessibleName(f"{text}, {detail}" if detail else text)
        self.restyle()

    def detail(self) -> str:
        return self._detail

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        width = paint.width(self.text(), 14, 600) + style.px(12 + 34) + 1
        if self._detail:
            width += paint.width(self._detail) + style.px(8)
        return QSize(round(width + (style.px(24) if self._icon else 0)), style.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        paint.box(painter, rect, fill="sunken", edge="text" if style.theme.contrast else None)
        x = rect.x() + style.px(12)
        if self._icon:
            side = style.px(16)
            icons.paint(painter, self._icon, "text2", QRectF(x, rect.center().y() - side / 2, side, side))
            x += style.px(24)
        x += paint.line_width(painter, QRectF(x, 0, rect.width(), rect.height()), self.text(), weight=600)
        if self._detail:
            place = QRectF(x + style.px(8), 0, rect.width(), rect.height())
            paint.line(painter, place, self._detail, token="text2")
        icons.paint(painter, "x", "text" if self._over_cross else "text2", self._cross())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self._hits_cross(event.position())
        super().mouseReleaseEvent(event)
        if hit and event.button() == Qt.MouseButton.LeftButton:
            self.removed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over_cross = self._hits_cross(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over_cross = False
        self.update()

    def _cross(self) -> QRectF:
        side = style.px(14)
        return QRectF(self.width() - style.px(12) - side, (self.height() - side) / 2, side, side)

    def _hits_cross(self, at: QPointF) -> bool:
        return at.x() >= self._cross().x() - style.px(8)


class FilterChip(QPushButton):
    """Switches a filter; chosen means tint and check mark, an arrow means it opens a menu."""

    def __init__(self, text: str, *, opens_menu: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._arrow = opens_menu
        self.setCheckable(not opens_menu)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(*FIXED)
        self.toggled.connect(self.updateGeometry)
        style.follow(self.restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def restyle(self) -> None:
        self.setFont(style.font(14, 500))
        self.updateGeometry()
        self.update()

    def set_chosen(self, word: str = "") -> None:
        """Show in a menu chip what was chosen from the menu; nothing shows the plain name."""
        self.setProperty("chosen", word)
        self.restyle()

    def _shown(self) -> str:
        return str(self.property("chosen") or self.text())

    def _is_on(self) -> bool:
        return self.isChecked() or bool(self.property("chosen"))

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        width = paint.width(self._shown(), 14, 500) + style.px(24) + 1
        width += style.px(24) if self.isChecked() else 0
        return QSize(round(width + (style.px(22) if self._arrow else 0)), style.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, on = QRectF(self.rect()), self._is_on()
        fill = "accent_soft" if on else ("subtle" if self.underMouse() else "sheet")
        paint.box(painter, rect, fill=fill, edge="accent" if on else "edge")
        ink = "accent_text" if on else "text"
        x = rect.x() + style.px(12)
        if self.isChecked():
            side = style.px(16)
            paint.tick(painter, QRectF(x, rect.center().y() - side / 2, side, side), ink)
            x += style.px(24)
        place = QRectF(x, 0, rect.right() - x, rect.height())
        paint.line(painter, place, self._shown(), weight=500, token=ink)
        if self._arrow:
            paint.chevron(painter, QPointF(rect.right() - style.px(18), rect.center().y()), ink)
        painter.end()


class KeyHint(QLabel):
    """A key drawn as a key; stands only where it teaches a faster way."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(*FIXED)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), 12, 500)) + style.px(12), style.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        paint.box(painter, rect, fill="subtle", edge="line", radius=4, width=max(1, style.px(1)))
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.line(painter, rect, self.text(), size=12, weight=500, token="text2", align=centre)
        painter.end()


def level_words(level: int, former: int | None = None) -> str:
    """Return a need's level in words, with what it was before."""
    if former is None:
        return _("{level} of 4", level=level)
    if former == level:
        return _("{level} of 4, unchanged", level=level)
    return _("{level} of 4, was {former}", level=level, former=former)


class LevelDots(QLabel):
    """Four dots and the same in words."""

    def __init__(self, level: int = 0, former: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(*FIXED)
        self.set_level(level, former)
        style.follow(self.restyle)

    def set_level(self, level: int, former: int | None = None) -> None:
        self._level = level
        self.setText(level_words(level, former))
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), 12)) + style.px(80) + 1, style.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        side, step = style.px(12), style.px(16)
        for n in range(4):
            spot = QRectF(n * step, (self.height() - side) / 2, side, side)
            paint.circle(
                painter,
                spot,
                fill="accent" if n < self._level else None,
                edge="accent" if n < self._level else "edge",
            )
        place = QRectF(style.px(80), 0, self.width() - style.px(80), self.height())
        paint.line(painter, place, self.text(), size=12, token="text2")
        painter.end()


def initials(name: str) -> str:
    """Return the letters of the first and the last name; small words do not count, joined ones are one."""
    words = [w for w in name.split() if unicodedata.category(w[0]).startswith("L")]
    big = [w for w in words if not w[0].islower()] or words
    picked = big[:1] + big[-1:] if len(big) > 1 else big
    return "".join(w[0] for w in picked).upper()


AVATARS = {
    "": ("sunken", "text2"),
    "soft": ("accent_soft", "accent_text"),
    "accent": ("accent", "on_accent"),
    "warn": ("warn_soft", "warn"),
}


def draw_avatar(painter: QPainter, rect: QRectF, letters: str, *, tone: str = "") -> None:
    """Draw initials or a number in a circle: grey, or in the tone of somebody who matters now."""
    fill, ink = AVATARS[tone]
    paint.circle(painter, rect, fill=fill, edge="text" if style.theme.contrast else None)
    centre = Qt.AlignmentFlag.AlignHCenter
    paint.line(painter, rect, letters, size=14, weight=600, token=ink, align=centre)


class Avatar(QLabel):
    """A circle with initials; decoration beside the name, so it has no name of its own."""

    def __init__(
        self, name: str = "", *, strong: bool = False, size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._letters, self._strong, self._side = initials(name), strong, size
        self.setSizePolicy(*FIXED)
        style.follow(self.restyle)

    def set_name(self, name: str) -> None:
        self._letters = initials(name)
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(style.px(self._side), style.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_avatar(painter, QRectF(self.rect()), self._letters, tone="soft" if self._strong else "")
        painter.end()


class CountLabel(QWidget):
    """A number and, below it, what is counted; read as one."""

    def __init__(self, count: str = "", caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        self._count = Text("", "title", tabular=True)
        self._caption = Text("", "help", token="text2")
        for label in (self._count, self._caption):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(label)
        self.set_count(count, caption)

    def set_count(self, count: str, caption: str) -> None:
        self._count.setText(count)
        self._caption.setText(caption)
        self.setAccessibleName(f"{count} {caption}")
