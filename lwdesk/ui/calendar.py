"""The month from which a day is picked, in our own colours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from lwdesk.ui import icons, style
from lwdesk.ui.words import _


class Calendar(QCalendarWidget):
    """A month; arrows move by day, Enter picks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setAccessibleName(_("Calendar"))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font())
        head, weekend = QTextCharFormat(), QTextCharFormat()
        head.setForeground(style.color("text2"))
        head.setBackground(style.color("sheet"))
        weekend.setForeground(style.color("text2"))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        if bar is not None:
            palette = QPalette(bar.palette())
            palette.setColor(QPalette.ColorRole.Highlight, style.color("sheet"))
            palette.setColor(QPalette.ColorRole.HighlightedText, style.color("text"))
            bar.setPalette(palette)
            for button in bar.findChildren(QToolButton):
                button.setPalette(palette)
        self._arrow("qt_calendar_prevmonth", "chevron-left", _("Previous month"))
        self._arrow("qt_calendar_nextmonth", "chevron-right", _("Next month"))
        self.setMinimumSize(style.px(320), style.px(260))

    def _arrow(self, part: str, icon: str, name: str) -> None:
        button = self.findChild(QToolButton, part)
        if button is not None:
            button.setIcon(icons.icon(icon, "text2"))
            button.setAccessibleName(name)
            button.setMinimumSize(style.px(28), style.px(28))
