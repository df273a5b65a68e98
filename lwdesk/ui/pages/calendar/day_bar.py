"""Which day is shown, and the ways to the one before, to today and to the next."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.domain.office import OpeningHour
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import IconButton, SecondaryButton
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: 0}
"""What the keys of the day do: a step of days, none for today."""


class DayBar(QWidget):
    """‹ Today › and the day in words with its opening hours."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self.before = IconButton("chevron-left", _("The day before"))
        self.today = SecondaryButton(_("Today"), size="small")
        self.after = IconButton("chevron-right", _("The next day"))
        for button, name, step in (
            (self.before, "day_before", -1),
            (self.today, "day_today", 0),
            (self.after, "day_after", 1),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: self.stepped.emit(step))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Text("", "section", wrap=True)
        self.words.setObjectName("day_words")
        self.hours = Text("", "help", token="text2", wrap=True)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.hours)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(8))

    def show_day(self, on: date, hours: tuple[OpeningHour, ...]) -> None:
        self.words.setText(dates.long_day(on))
        self.hours.setText(_hours(hours))


def _hours(hours: tuple[OpeningHour, ...]) -> str:
    told = [f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in hours if one.opens and one.closes]
    return _("open {hours}", hours=", ".join(told)) if told else ""
