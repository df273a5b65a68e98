"""One data file in the list of the first screen."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
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
        self.setAccessibleName(f"{self.text()}, {self._detail}")
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
        paint.line(painter, above, self.text(), weight=600)
        paint.line(painter, below, self._detail, size=12, token="text2")
        if chosen:
            mark = QRectF(area.width() - style.px(32), 0, style.px(20), area.height())
            icons.paint(painter, "check", "accent_text", mark)
        painter.end()
