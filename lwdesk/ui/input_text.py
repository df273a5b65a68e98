"""Inputs one types into: lines, notes, own script, phone, mail, numbers, days."""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from PySide6.QtCore import QDate, QEvent, QMimeData, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from lwdesk.base import clock
from lwdesk.domain.fields import Value
from lwdesk.domain.rules import MAIL
from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton
from lwdesk.ui.calendar import Calendar
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.popups import Popup
from lwdesk.ui.typed_day import NotADay, read_day, write_day
from lwdesk.ui.words import _

APART = "\x1f"  # between what was typed for a day and for a time


class LineInput(Input):
    """One line of text."""

    def __init__(self, placeholder: str = "", longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = LineEdit(placeholder)
        self.edit.setMaxLength(longest)
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self.left)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(8))
        self._row.addWidget(self.edit)
        self.hold(self.edit)

    def value(self) -> Value:
        return unicodedata.normalize("NFC", self.edit.text().strip())

    def set_value(self, value: Value) -> None:
        self.edit.setText(str(value or ""))

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)


class NativeInput(LineInput):
    """A name in the person's own script: the typed text decides the direction."""

    def __init__(self, longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__("", longest, parent)
        self.edit.set_script(True)
        self.edit.textChanged.connect(self._turn)

    def _turn(self, text: str) -> None:
        right = _reads_right_to_left(text)
        way = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        self.edit.setLayoutDirection(way)


def _reads_right_to_left(text: str) -> bool:
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class PhoneInput(LineInput):
    """A telephone number as it was told; it stays left to right in every language."""

    def __init__(self, longest: int = 60, parent: QWidget | None = None) -> None:
        super().__init__("", longest, parent)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def complaint(self) -> Complaint | None:
        typed = self.edit.text()
        if typed.strip() and not any(sign.isdigit() for sign in typed):
            return Complaint(_("A phone number needs figures."))
        return None


class MailInput(LineInput):
    """An e-mail address."""

    def __init__(self, longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__("", longest, parent)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)

    def complaint(self) -> Complaint | None:
        typed = self.edit.text().strip()
        return (
            Complaint(_("An address looks like name@example.org."))
            if typed and not MAIL.fullmatch(typed)
            else None
        )


class NumberInput(LineInput):
    """A whole number in a range; it can be empty."""

    def __init__(self, low: int = 0, high: int = 1_000_000, parent: QWidget | None = None) -> None:
        super().__init__("", 12, parent)
        self.low, self.high = low, high
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> Value:
        typed = self.edit.text().replace(".", "").replace(" ", "")
        return int(typed) if _is_number(typed) else None

    def set_value(self, value: Value) -> None:
        self.edit.setText("" if value is None else str(value))

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def complaint(self) -> Complaint | None:
        if self.is_empty():
            return None
        number = self.value()
        if not isinstance(number, int):
            return Complaint(_("Please enter a whole number."))
        if not self.low <= number <= self.high:
            return Complaint(_("The number lies between {low} and {high}.", low=self.low, high=self.high))
        return None


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


class NoteEdit(QPlainTextEdit):
    """Several lines; Tab leaves the field, Return makes a new line."""

    def __init__(self, lines: int = 3, longest: int = 20_000, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._longest = lines, longest
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font())
        self.document().setDocumentMargin(style.px(4))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * self._lines + style.px(24))
        self.updateGeometry()

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        """Paste plain text, and no more of it than the field may hold."""
        selected = len(self.textCursor().selectedText())
        room = self._longest - self.document().characterCount() + 1 + selected
        self.insertPlainText(source.text()[: max(0, room)])

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(120), self.minimumHeight())


class NoteInput(Input):
    """Several lines of text."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = NoteEdit(lines)
        self._setting = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.hold(self.edit)

    def value(self) -> Value:
        return unicodedata.normalize("NFC", self.edit.toPlainText().strip())

    def set_value(self, value: Value) -> None:
        self._setting = True
        self.edit.setPlainText(str(value or ""))
        self._setting = False

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def _typed(self) -> None:
        if not self._setting:
            self.edited.emit()


class DayInput(LineInput):
    """A day, typed as people type it, or picked from a calendar."""

    def __init__(self, *, future: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(_("dd.mm.yyyy"), 20, parent)
        self._future = future
        self._popup: Popup | None = None
        self.button = IconButton("calendar", _("Choose a day from the calendar"))
        self.button.clicked.connect(self.open_calendar)
        self._row.addWidget(self.button)
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> Value:
        try:
            return read_day(self.edit.text(), clock.today(), future=self._future)
        except NotADay:
            return None

    def set_value(self, value: Value) -> None:
        self.edit.setText(write_day(value) if isinstance(value, date) else "")

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def complaint(self) -> Complaint | None:
        try:
            day = read_day(self.edit.text(), clock.today(), future=self._future)
        except NotADay as wrong:
            return day_complaint(self.edit.text(), wrong.nearest, self._take)
        if day and not self._future and day > clock.today():
            return Complaint(_("This day lies in the future."))
        return None

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.button.setAccessibleName(_("Calendar, choose {field}", field=name))

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.button.setVisible(not read_only)

    def open_calendar(self) -> None:
        if self._popup is None:
            self._popup = Popup(self.window())
            self.calendar = Calendar()
            self.calendar.clicked.connect(self._picked)
            self.calendar.activated.connect(self._picked)
            self._popup.column.addWidget(self.calendar)
            self._popup.closed.connect(self.edit.setFocus)
        day = self.value()
        if isinstance(day, date):
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._popup.open_below(self.edit, width=style.px(336))
        self.calendar.setFocus()

    def _picked(self, picked: QDate) -> None:
        self._take(date(picked.year(), picked.month(), picked.day()))
        if self._popup is not None:
            self._popup.close_popup()

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.left.emit()

    def _tidy(self) -> None:
        day = self.value()
        if isinstance(day, date) and self.edit.text() != write_day(day):
            self.set_value(day)


def day_complaint(typed: str, nearest: date | None, take: object) -> Complaint:
    """Return the sentence for a day that does not exist, with the nearest possible one as remedy."""
    if nearest is None or not callable(take):
        return Complaint(_("Please enter a day like 03.04.1990."))
    text = _(
        "This day does not exist: {typed}. Did you mean {day}?", typed=typed.strip(), day=write_day(nearest)
    )
    return Complaint(text, _("Take this day"), lambda: take(nearest))


class MomentInput(Input):
    """A day and a time of the clock on the wall; kept in UTC."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self.day = DayInput()
        self.time = LineEdit(_("hh:mm"))
        self.time.setMaxLength(5)
        row.addWidget(self.day, 2)
        row.addWidget(self.time, 1)
        self.day.edited.connect(self.edited)
        self.day.left.connect(self.left)
        self.time.textEdited.connect(self.edited)
        self.time.editingFinished.connect(self.left)
        self.hold(self.day.edit)

    def value(self) -> Value:
        day, at = self.day.value(), read_time(self.time.text())
        if not isinstance(day, date) or at is None:
            return None
        return datetime.combine(day, at).astimezone(UTC)

    def set_value(self, value: Value) -> None:
        local = value.astimezone() if isinstance(value, datetime) else None
        self.day.set_value(local.date() if local else None)
        self.time.setText(local.strftime("%H:%M") if local else "")

    def is_empty(self) -> bool:
        return self.day.is_empty() and not self.time.text()

    def complaint(self) -> Complaint | None:
        if wrong := self.day.complaint():
            return wrong
        if not self.is_empty() and read_time(self.time.text()) is None:
            return Complaint(_("Please enter a time like 14:05."))
        return None

    def typed(self) -> str:
        """Return day and time as they stand here while they are no moment yet."""
        if self.value() is not None or self.is_empty():
            return ""
        return f"{self.day.edit.text()}{APART}{self.time.text()}"

    def retype(self, text: str) -> None:
        day, _apart, at = text.partition(APART)
        self.day.edit.setText(day)
        self.time.setText(at)

    def setAccessibleName(self, name: str) -> None:
        self.day.setAccessibleName(name)
        self.time.setAccessibleName(_("{field}, time", field=name))

    def set_read_only(self, read_only: bool) -> None:
        self.day.set_read_only(read_only)
        self.time.setReadOnly(read_only)


class TimeInput(LineInput):
    """A time of the clock, typed as people type it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("hh:mm"), 5, parent)
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> Value:
        return read_time(self.edit.text())

    def set_value(self, value: Value) -> None:
        self.edit.setText(value.strftime("%H:%M") if isinstance(value, time) else "")

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def complaint(self) -> Complaint | None:
        if not self.is_empty() and self.value() is None:
            return Complaint(_("Please enter a time like 14:05."))
        return None

    def _tidy(self) -> None:
        if self.value() is not None:
            self.set_value(self.value())


def read_time(text: str) -> time | None:
    """Return the time typed as 14:05, 14.05, 1405 or 9."""
    found = re.fullmatch(r"\s*(\d{1,2})[:.]?(\d{2})?\s*", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
