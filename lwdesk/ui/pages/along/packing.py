"""The form of a new set: for which laptop, whose visits, which households, until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.workdays import is_working_day
from lwdesk.services.exchange.along_views import Candidate, Laptop
from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.inputs import ChoiceInput, DayInput, Option
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.along import words
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

DAYS: Final = 2


class Line(QWidget):
    """One household: taken along or not, why it is proposed, and what speaks against it."""

    def __init__(self, one: Candidate, *, ticked: bool) -> None:
        super().__init__()
        self.candidate = one
        number = f" · {one.number}" if one.number else ""
        self.box = CheckBox(f"{words.name_of(one)}{number}")
        self.box.setObjectName(f"take_{one.household}")
        self.box.setChecked(ticked and one.is_packable)
        self.box.setEnabled(one.is_packable)
        looks = [words.WARNINGS[warning] for warning in one.warnings]
        self.box.setAccessibleDescription(", ".join([words.why(one), *(_(word) for _t, word, _i in looks)]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        column.addWidget(self.box)
        below = QWidget()
        inset = QVBoxLayout(below)
        inset.setContentsMargins(style.px(30), 0, 0, 0)
        inset.setSpacing(style.px(4))
        inset.addWidget(Text(words.why(one), "help", token="text2", wrap=True))
        if looks:
            inset.addWidget(Flow(*(Badge(tone, _(word), icon) for tone, word, icon in looks)))
        column.addWidget(below)

    @property
    def is_taken(self) -> bool:
        return self.box.isChecked() and self.candidate.is_packable


class PackForm(QWidget):
    """Holds what was chosen; the page packs it."""

    day_changed = Signal()
    added = Signal()
    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        next_day = _next_working_day(clock.today())
        self.device = ChoiceInput((), optional=False)
        self.device.setObjectName("device")
        self.day = DayInput()
        self.day.setObjectName("day")
        self.day.set_value(next_day)
        self.mine = CheckBox(_("Only my visits"))
        self.mine.setObjectName("mine")
        self.until = DayInput()
        self.until.setObjectName("until")
        self.until.set_value(next_day + timedelta(days=DAYS))
        self.more = HouseholdInput(context)
        self.more.setObjectName("more_households")
        self.lines: dict[UUID, Line] = {}
        self._by_hand: list[UUID] = []
        self._left_out: set[UUID] = set()
        self._arrange()
        self.device.edited.connect(self.day_changed)
        self.day.edited.connect(self._day_edited)
        self.mine.clicked.connect(lambda _on: self.day_changed.emit())
        self.until.edited.connect(self.edited)
        self.more.edited.connect(self._add)

    def show_laptops(self, laptops: Sequence[Laptop]) -> None:
        chosen = self.device.value()
        self.device.set_options([Option(str(one.id), one.label) for one in laptops], optional=False)
        if chosen is not None and any(str(one.id) == chosen for one in laptops):
            self.device.set_value(chosen)

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show the households of the day and those added by hand; what was ticked off stays off."""
        self._left_out |= {key for key, line in self.lines.items() if not line.is_taken}
        self._left_out -= {key for key, line in self.lines.items() if line.is_taken}
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {}
        for one in found:
            line = Line(one, ticked=one.household not in self._left_out)
            line.box.toggled.connect(lambda _on: self._ticked())
            self.lines[one.household] = line
            self._list.addWidget(line)
        self._nothing.setVisible(not found)
        self._ticked()

    def chosen(self) -> tuple[UUID, ...]:
        return tuple(key for key, line in self.lines.items() if line.is_taken)

    def by_hand(self) -> tuple[UUID, ...]:
        return tuple(self._by_hand)

    def laptop(self) -> UUID | None:
        found = self.device.value()
        return UUID(str(found)) if found else None

    def visit_day(self) -> date | None:
        found = self.day.value()
        return found if isinstance(found, date) else None

    def last_day(self) -> date | None:
        found = self.until.value()
        return found if isinstance(found, date) else None

    def reason(self) -> str:
        """Return why nothing can be packed yet, in one sentence, or nothing."""
        if self.laptop() is None:
            return _("Choose a laptop.")
        if self.last_day() is None:
            return _("Say until when the set can be opened.")
        return "" if self.chosen() else _("Choose at least one household.")

    def focus_first(self) -> None:
        self.device.setFocus()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(16))
        column.addWidget(SectionHeading(_("New set")))
        column.addWidget(FieldBox(_("Laptop"), self.device))
        column.addWidget(FieldBox(_("Households with a visit on"), self.day))
        column.addWidget(self.mine)
        self._heading = SectionHeading(_("Goes along"))
        column.addWidget(self._heading)
        self._nothing = Text(_("No visit on this day. Add households below."), token="text2", wrap=True)
        column.addWidget(self._nothing)
        self._list = QVBoxLayout()
        self._list.setSpacing(style.px(12))
        column.addLayout(self._list)
        column.addWidget(FieldBox(_("Another household"), self.more, optional=True))
        help_text = _("After this day the laptop locks the households by itself.")
        column.addWidget(FieldBox(_("Can be opened until"), self.until, help_text=help_text))
        column.addStretch(1)

    def set_day(self, day: date) -> None:
        """Take the visits of another day."""
        self.day.set_value(day)
        self.until.set_value(day + timedelta(days=DAYS))

    def _day_edited(self) -> None:
        """Ask for the visits as soon as what stands there is a day."""
        if self.visit_day() is not None:
            self.day_changed.emit()

    def _add(self) -> None:
        household = self.more.value()
        if not isinstance(household, UUID):
            return
        self.more.set_value(None)
        self._left_out.discard(household)
        if household not in self._by_hand:
            self._by_hand.append(household)
        self.added.emit()

    def _ticked(self) -> None:
        self._heading.set_count(str(len(self.chosen())))
        self.edited.emit()


def _next_working_day(after: date) -> date:
    found = after + timedelta(days=1)
    while not is_working_day(found):
        found += timedelta(days=1)
    return found
