"""One hit of the search, painted: who it is, where they belong, and why they were found."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lwdesk.services.views import Hit
from lwdesk.ui import paint, style
from lwdesk.ui.marks import BadgeLook, badge_width, draw_avatar, draw_badge, initials
from lwdesk.ui.pages import search_words
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

HIGH, FOLDED = 60, 92
AVATAR, LEFT, GAP = 36, 60, 8


class HitRow(QAbstractButton):
    """A hit as a row; narrow, its reasons stand in a third line."""

    pointed = Signal()

    def __init__(self, hit: Hit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hit, self._chosen = hit, False
        self.looks = search_words.reasons(hit)
        self._details = search_words.second_line(hit)
        self.setText(hit.name)
        self.setAccessibleName(search_words.sentence(hit))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the search while arrows choose
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(FOLDED if self._is_folded() else HIGH))
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    def is_chosen(self) -> bool:
        return self._chosen

    def fit(self, width: int) -> None:
        """Fold the reasons below the lines where the row gets narrow."""
        free = width - style.px(LEFT + 24) - self._wide()
        name = paint.width(self.hit.name, 14, 600)
        if self.hit.address_protected:
            name += badge_width(_guard()) + style.px(24)
        needed = max(min(name, width / 2), min(paint.width(self._details, 12), width / 2))
        self.setProperty("folded", bool(self.looks) and needed > free)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), self.minimumHeight())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit()
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        painter.setClipRect(rect)
        if self._chosen:
            edge = "text" if style.theme.contrast else None
            paint.box(painter, rect, fill="accent_soft", edge=edge)
        side = style.px(AVATAR)
        spot = QRectF(style.px(12), (style.px(HIGH) - side) / 2, side, side)
        draw_avatar(painter, spot, initials(self.hit.name), tone="soft" if self._chosen else "")
        free = self._draw_reasons(painter, rect)
        left, line = style.px(LEFT), style.px(20)
        top = (style.px(HIGH) - 2 * line) / 2
        self._draw_name(painter, QRectF(left, top, free - left, line))
        second = QRectF(left, top + line, free - left, line)
        paint.line(painter, second, self._details, size=12, token="text2")
        painter.end()

    def _is_folded(self) -> bool:
        return bool(self.property("folded"))

    def _wide(self) -> float:
        return sum(badge_width(look) + style.px(GAP) for look in self.looks)

    def _draw_reasons(self, painter: QPainter, rect: QRectF) -> float:
        """Draw the reasons and return where the room for the words ends."""
        high = style.px(24)
        if self._is_folded():
            x, y = float(style.px(LEFT)), float(style.px(HIGH))
            for look in self.looks:
                width = min(badge_width(look), round(rect.right() - x))
                self._draw_reason(painter, QRectF(x, y, width, high), look)
                x += width + style.px(GAP)
            return rect.right() - style.px(12)
        x = rect.right() - style.px(12)
        for look in reversed(self.looks):
            x -= badge_width(look)
            place = QRectF(x, (style.px(HIGH) - high) / 2, badge_width(look), high)
            self._draw_reason(painter, place, look)
            x -= style.px(GAP)
        return x - style.px(GAP)

    def _draw_reason(self, painter: QPainter, place: QRectF, look: BadgeLook) -> None:
        """Draw one reason; on the tint of the chosen row it stands on white."""
        if self._chosen:
            paint.box(painter, place, fill="sheet", radius=6)
            look = BadgeLook(look.word, "quiet", look.icon)
        draw_badge(painter, place, look)

    def _draw_name(self, painter: QPainter, place: QRectF) -> None:
        guard = _guard() if self.hit.address_protected else None
        room = place.width() - (badge_width(guard) + style.px(12) if guard else 0)
        used = draw_matched(painter, place, self.hit, max(room, place.width() / 2))
        own = self.hit.native_name if self.hit.native_name != self.hit.name else ""
        if own and used + style.px(48) < room:
            x = used + style.px(10)
            beside = QRectF(place.x() + x, place.y(), room - x, place.height())
            used = x + paint.line_width(painter, beside, isolate(own), token="text2", script=True)
        if guard:
            high = style.px(20)
            spot = QRectF(place.x() + used + style.px(12), place.y(), badge_width(guard), high)
            draw_badge(painter, spot, guard)


def _guard() -> BadgeLook:
    return BadgeLook(_("Address protected"), "danger", "shield")


def draw_matched(painter: QPainter, place: QRectF, hit: Hit, room: float) -> float:
    """Draw the name with the letters underlined that were typed; return its width."""
    font = style.font(14, 600)
    shown = QFontMetricsF(font).elidedText(hit.name, Qt.TextElideMode.ElideRight, room)
    layout = QTextLayout(isolate(shown), font)
    strong = QTextCharFormat()
    strong.setForeground(style.color("accent_text"))
    strong.setFontUnderline(True)
    ranges = []
    for start, length in search_words.matched(shown, hit):
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start + 1, length, strong
        ranges.append(made)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room + 1000)
    layout.endLayout()
    painter.setPen(style.color("text"))
    layout.draw(painter, QPointF(place.x(), place.y() + (place.height() - line.height()) / 2))
    return line.naturalTextWidth()
