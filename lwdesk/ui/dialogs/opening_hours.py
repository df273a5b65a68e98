"""The week of the office: when it is open, how long that is in all, and what overlaps."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain import opening
from lwdesk.domain.office import OpeningHour
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton, PrimaryButton, QuietButton
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

LAYOUT = (("weekday", "opens", "closes"), ("sort", "valid_from", "valid_until"))
ELSEWHERE = {
    "office": "the office whose plan it is",
    "place": "the hours of an outpost are kept where the outpost is",
}
WIDE, HIGH = 720, 560


class HourRow(QWidget):
    """One time of the week."""

    changed = Signal()
    removed = Signal()

    def __init__(self, hour: OpeningHour) -> None:
        super().__init__()
        self._hour = hour
        self.form = RecordForm(OpeningHour, LAYOUT)
        self.form.show_record(hour)
        self.form.edited.connect(lambda _name: self.changed.emit())
        remove = IconButton("x", _("Take this time away"))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        row.addWidget(self.form, 1)
        row.addWidget(remove)

    def hour(self) -> OpeningHour:
        made = self.form.record()
        assert isinstance(made, OpeningHour)
        return made

    def tell(self, *, overlaps: bool) -> None:
        self.form.show_problems({"opens": _("Overlaps with another time.")} if overlaps else {})
        if not overlaps:
            self.form.boxes["opens"].show_problem(None)


class OpeningHoursDialog(DialogFrame):
    """Adds, changes and takes away times; the sum and what overlaps follow while typing."""

    saved = Signal(object)

    def __init__(self, parent: QWidget, plan: Sequence[OpeningHour]) -> None:
        super().__init__(
            _("Opening hours"), _("The plan of the week. It is shown in the header of the day."), parent
        )
        self.setObjectName("opening_hours")
        self.setModal(True)
        self.rows: list[HourRow] = []
        scroll = PageScroll()
        scroll.column().setContentsMargins(0, 0, style.px(16), 0)
        self._list = QVBoxLayout()
        self._list.setSpacing(style.px(24))
        scroll.column().addLayout(self._list)
        scroll.column().addStretch(1)
        self.add(scroll)
        self.sum = Text("", "strong", tabular=True)
        self.add(self.sum)
        more = QuietButton(_("Add a time"), icon="plus")
        more.setObjectName("add_time")
        more.clicked.connect(self._add_empty)
        self._more = more
        self.buttons.insertWidget(0, more)
        self.add_button(QuietButton(_("Cancel")))
        save = PrimaryButton(_("Save"), icon="check")
        save.setObjectName("save_plan")
        self.add_button(save, accepts=True)
        for hour in plan:
            self._add(hour)
        self._count()

    def sizeHint(self) -> QSize:
        host = self.parentWidget()
        room = host.window().size() if host is not None else QSize(WIDE, HIGH)
        edge = style.px(32)
        return QSize(min(style.px(WIDE), room.width() - edge), min(style.px(HIGH), room.height() - edge))

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()
        first = self.rows[0].form.input("weekday") if self.rows else self._more
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> tuple[OpeningHour, ...]:
        return tuple(row.hour() for row in self.rows)

    def accept(self) -> None:
        """Stay while a time cannot be read or overlaps with another."""
        wrong = next((row for row in self.rows if row.form.problems()), None)
        if wrong is not None:
            wrong.form.focus_problem()
            return
        if self._count():
            announce(self, _("Overlaps with another time."), urgent=True)
            return
        super().accept()
        self.saved.emit(self.plan())

    def _add_empty(self) -> None:
        self._add(OpeningHour())
        self.rows[-1].form.input("weekday").setFocus()

    def _add(self, hour: OpeningHour) -> None:
        row = HourRow(hour)
        row.changed.connect(self._count)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _remove(self, row: HourRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._count()

    def _count(self) -> bool:
        """Show the sum and mark what overlaps; tell whether anything does."""
        plan = self.plan()
        pairs = opening.overlaps(hour.replace(office=None) for hour in plan)  # all of them are ours
        marked: set[UUID] = {one.id for pair in pairs for one in pair}
        for row, hour in zip(self.rows, plan, strict=True):
            row.tell(overlaps=hour.id in marked)
        minutes = opening.minutes_a_week(plan, clock.today())
        hours, rest = divmod(minutes, 60)
        words = plural("{n} hour a week", "{n} hours a week", hours)
        self.sum.setText(f"{words}, {_('{n} min', n=rest)}" if rest else words)
        return bool(pairs)
