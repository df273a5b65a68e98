"""The birth date: a day with its precision, and the first of January that papers invent."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.fields import Value
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.input_text import day_complaint
from lwdesk.ui.option import Option
from lwdesk.ui.text import hide_unless
from lwdesk.ui.typed_day import NotADay, read_vague, write_vague
from lwdesk.ui.words import _


def precisions() -> tuple[Option, ...]:
    return (
        Option(Precision.DAY, _("Exact day")),
        Option(Precision.MONTH, _("Month")),
        Option(Precision.YEAR, _("Year")),
        Option(Precision.ESTIMATED, _("estimated")),
    )


class DateLine(LineEdit):
    """The line of the date; Tab may jump over what the typed date has already told."""

    def __init__(self, past: Callable[[], QWidget | None]) -> None:
        super().__init__(_("dd.mm.yyyy"))
        self._past = past

    def focusNextPrevChild(self, following: bool, /) -> bool:
        last = self._past() if following else None
        if last is None:
            return super().focusNextPrevChild(following)
        last.setFocus(Qt.FocusReason.TabFocusReason)
        return last.focusNextPrevChild(following)


class VagueInput(Input):
    """A date line, the precision as segments and, below, the day that only the papers know."""

    def __init__(self, parent: QWidget | None = None, *, papers: bool = True) -> None:
        super().__init__(parent)
        self._fresh = False
        self.edit = DateLine(self._told_all)
        self.edit.setMaxLength(20)
        self.precision = SegmentedInput(precisions())
        self.precision.set_value(Precision.DAY)
        self.papers = CheckBox(_("01.01. as in the papers – the exact day is not known"))
        hide_unless(self.papers, papers)
        self.below = self.papers  # a labelled box puts its message line between the two
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        column.addWidget(Flow(self.edit, self.precision, gap=16))
        column.addWidget(self.papers)
        self.hold(self.edit)
        self.edit.textEdited.connect(self._type)
        self.edit.editingFinished.connect(self._leave)
        self.precision.edited.connect(self._choose_precision)
        self.papers.clicked.connect(self._choose_papers)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.edit.setFixedWidth(style.px(160))

    def value(self) -> Value:
        try:
            return read_vague(self.edit.text(), self._precision(), clock.today())
        except NotADay:
            return None

    def set_value(self, value: Value) -> None:
        day = value if isinstance(value, VagueDay) else None
        papers = day is not None and day.precision is Precision.PAPERS
        self.papers.setChecked(papers)
        self.precision.set_value(Precision.DAY if day is None or papers else day.precision)
        self.precision.set_read_only(papers)
        self.edit.setText(write_vague(day))

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def complaint(self) -> Complaint | None:
        try:
            day = read_vague(self.edit.text(), self._precision(), clock.today())
        except NotADay as wrong:
            return day_complaint(self.edit.text(), wrong.nearest, self._take)
        if day and day.on > clock.today():
            return Complaint(_("This day lies in the future."))
        return None

    def setAccessibleName(self, name: str) -> None:
        self.edit.setAccessibleName(name)
        self.precision.setAccessibleName(_("{field}, precision", field=name))
        self.papers.setAccessibleName(f"{name}: {self.papers.text()}")

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)
        self.precision.set_read_only(read_only)
        self.papers.setEnabled(not read_only)

    def _precision(self) -> Precision:
        return Precision.PAPERS if self.papers.isChecked() else Precision(str(self.precision.value()))

    def _take(self, day: date) -> None:
        self.set_value(VagueDay(day, self._precision()))
        self.edited.emit()
        self.left.emit()

    def _type(self) -> None:
        self._fresh = True
        self.edited.emit()

    def _told_all(self) -> QWidget | None:
        """Return the last part when what was just typed says how exact it is; 1 January may be invented."""
        day = self.value()
        clear = isinstance(day, VagueDay) and (
            day.precision is not Precision.DAY or day.on.timetuple().tm_yday > 1
        )
        if not (self._fresh and clear):
            return None
        return self.papers if self.papers.isVisible() else self.precision.control()

    def _leave(self) -> None:
        """Let the precision follow what was typed: a year alone is no exact day."""
        self._fresh = False
        day = self.value()
        if isinstance(day, VagueDay):
            told = day.precision is not self._precision()
            self.set_value(day)
            if told:
                self.edited.emit()
        self.left.emit()

    def _choose_precision(self) -> None:
        day = self.value()
        if isinstance(day, VagueDay):
            self.set_value(VagueDay(day.on, Precision(str(self.precision.value()))))
        self.edited.emit()
        self.left.emit()

    def _choose_papers(self) -> None:
        self.precision.set_read_only(self.papers.isChecked())
        day = self.value()
        if isinstance(day, VagueDay):
            self.set_value(VagueDay(day.on, self._precision() if self.papers.isChecked() else Precision.YEAR))
        self.edited.emit()
        self.left.emit()
