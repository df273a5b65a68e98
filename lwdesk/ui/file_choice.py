"""One data file in the list of the first screen."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from lwdesk.base import clock
from lwdesk.services.settings import KnownFile
from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import Pressable
from lwdesk.ui.words import _


def opened_words(known: KnownFile) -> str:
    """Return where the file lies and when it was open: today with the time, otherwise the day."""
    if not known.present:
        return _("Not to be found at the moment")
    parts = [_("This device")]
    if known.opened_at is not None:
        local = known.opened_at.astimezone()
        if local.date() == clock.today():
            parts.append(_("last opened today, {time}", time=local.strftime("%H:%M")))
        else:
            parts.append(_("last opened on {day}", day=local.strftime("%d.%m.%Y")))
    return " · ".join(parts)


class FileButton(Pressable):
    """Two lines, a symbol, and a check mark on the chosen one."""

    def __init__(self, known: KnownFile, choose: Callable[[KnownFile], None]) -> None:
        super().__init__()
        self.known = known
        self.setCheckable(True)
        self.setText(known.office or known.path.stem)
        self._detail = opened_words(known)
        self._sign = "house" if known.present else "unplug"
        parts = (self.text(), _("Practice data") if known.practice else "", self._detail)
        self.setAccessibleName(", ".join(filter(None, parts)))
        self.setToolTip(str(known.path))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: choose(known))
        style.follow(self.updateGeometry)

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        return QSize(style.px(240), style.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        area, chosen = QRectF(self.rect()), self.isChecked()
        if chosen or self.underMouse():
            edge = "edge" if chosen and style.theme.contrast else None
            paint.box(painter, area, fill="accent_soft" if chosen else "subtle", edge=edge, radius=8)
        square = QRectF(style.px(12), 0, style.px(20), area.height())
        icons.paint(painter, self._sign, "accent_text" if chosen else "text2", square)
        left, wide = style.px(44), area.width() - style.px(84)
        above = QRectF(left, style.px(8), wide, style.px(20))
        below = QRectF(left, style.px(29), wide, style.px(18))
        used = paint.line_width(painter, above, self.text(), weight=600)
        if self.known.practice:
            _draw_practice(painter, above, used)
        paint.line(painter, below, self._detail, size=12, token="text2")
        if chosen:
            mark = QRectF(area.width() - style.px(32), 0, style.px(20), area.height())
            icons.paint(painter, "check", "accent_text", mark)
        painter.end()


def _draw_practice(painter: QPainter, line: QRectF, used: float) -> None:
    from lwdesk.ui.marks import BadgeLook, badge_width, draw_badge  # nobody else needs them this early

    look = BadgeLook(_("Practice data"), "warn", "graduation-cap")
    wide = badge_width(look)
    left = min(line.x() + used + style.px(8), line.right() - wide)
    draw_badge(painter, QRectF(left, line.y() - style.px(2), wide, style.px(22)), look)
