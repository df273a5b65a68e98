"""One difference: what it is about, what stood there before, the sides, and the reason if there is one."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange.views import Choice, Difference, Enter, KeepBoth, Take
from lwdesk.ui import inputs, style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.ground import Surface
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.pages.differences import words
from lwdesk.ui.pages.differences.sides import BOTH, OTHER, Sides
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Name, Text
from lwdesk.ui.words import _

LONGEST_REASON = 200


class Former(Surface):
    """What stood there before both wrote."""

    fill = "subtle"
    radius = 12

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        row.addWidget(Sign("history", "text2", 18))
        row.addWidget(Text(_("Before:"), token="text2"))
        self.value = Text("", "strong", wrap=True)
        self.until = Text("", "help", token="text2")
        row.addWidget(self.value)
        row.addWidget(self.until)
        row.addStretch(1)
        self.column.addLayout(row)

    def say(self, value: str, until: str) -> None:
        self.value.setText(value)
        self.until.setText(until)
        self.setAccessibleName(" ".join((_("Before:"), value, until)))


class DifferenceView(QWidget):
    """Shows a difference and holds what the person chose; nothing is chosen before."""

    edited = Signal()
    household_wanted = Signal(UUID)
    reveal_wanted = Signal()
    remade = Signal()  # there are other parts, and Tab has to come by them in their order

    def __init__(self) -> None:
        super().__init__()
        self.difference: Difference | None = None
        self.revealed = False
        self.other: FieldBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._make_head()
        self.former = Former()
        self.sides = Sides()
        self.first_stays = Text("", "help", token="text2", wrap=True)
        self.reason = LineInput(_("For example: asked on the phone"), LONGEST_REASON)
        self.reason.edit.setObjectName("difference_reason")
        self._reason_box = FieldBox(_("Reason"), self.reason, optional=True)
        self._place_of_other = QVBoxLayout()
        for part in (self._head, self.title, self.former, self.sides, self.first_stays):
            self._column.addWidget(part)
        self._column.addLayout(self._place_of_other)
        self._column.addWidget(self._reason_box)
        self._column.addLayout(_info())
        self._column.addStretch(1)
        self.sides.chosen.connect(self._chosen)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(16))

    def show_difference(self, difference: Difference) -> None:
        """Show another difference; what was typed for the one before is gone."""
        self.difference, self.revealed = difference, not difference.is_protected
        self.reason.set_value("")
        self._name.set_names(words.home(difference), difference.native_name if difference.name else "")
        self._number.setText(difference.case_number)
        self.household.setVisible(difference.household is not None)
        self.title.setText(words.subject(difference))
        self._tell()

    def reveal(self, difference: Difference) -> None:
        """Show the values of a protected address, after somebody said why they have to be seen."""
        if self.difference is None or self.difference.found != difference.found:
            return  # meanwhile another one is shown
        self.difference, self.revealed = difference, True
        self._tell()
        self.focus_first()

    def focus_first(self) -> None:
        if self.sides.cards:
            self.sides.cards[0].setFocus()

    def choice(self) -> Choice | None:
        """Return what was chosen, nothing where that is not yet clear."""
        key = self.sides.choice()
        if key.isdecimal():
            return Take(int(key))
        if key == BOTH and self.difference is not None:
            return KeepBoth(words.order(self.difference)[0])
        if key == OTHER and self.other is not None:
            if self.other.input.is_empty() or not self.other.check():
                return None
            return Enter(self.other.input.value())
        return None

    def told_reason(self) -> str:
        return str(self.reason.value() or "")

    def complain(self) -> None:
        """Say what is missing in the other value, and lead there."""
        if self.other is not None and self.sides.choice() == OTHER:
            if self.other.input.is_empty():
                self.other.show_problem(_("Enter the value that is to stand there."))
            self.other.input.setFocus()
        else:
            self.focus_first()

    def _make_head(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self._name = Name("")
        self._number = Text("", token="text2", selectable=True)
        self.show_values = QuietButton(_("Show …"), icon="eye", size="small")
        self.show_values.setObjectName("show_protected")
        self.show_values.setAccessibleName(_("Show the protected address …"))
        self.household = QuietButton(_("See the household"), size="small")
        self.household.setObjectName("see_household")
        row.addWidget(self._name)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self.show_values)
        row.addWidget(self.household)
        self.title = Text("", "name", wrap=True)
        self.show_values.clicked.connect(lambda _checked=False: self.reveal_wanted.emit())
        self.household.clicked.connect(self._see_household)

    def _see_household(self) -> None:
        if self.difference is not None and self.difference.household is not None:
            self.household_wanted.emit(self.difference.household)

    def _tell(self) -> None:
        difference = self.difference
        assert difference is not None
        hidden = not self.revealed
        self.show_values.setVisible(hidden)
        self.former.setVisible(difference.kind == "field")
        self.former.say(words.former(difference, hidden=hidden), words.replaced(difference))
        self.sides.show_difference(difference, hidden=hidden)
        self._drop_other()
        self.first_stays.hide()
        self.remade.emit()

    def _chosen(self, key: str) -> None:
        self._show_other(wanted=key == OTHER)
        difference = self.difference
        ordered = key == BOTH and difference is not None and difference.room not in ("together", "all")
        if ordered and difference is not None:
            first = words.value(difference, difference.sides[words.order(difference)[0]], hidden=False)
            self.first_stays.setText(_("“{value}” stays in the first place.", value=first))
        self.first_stays.setVisible(ordered)
        self.edited.emit()

    def _show_other(self, *, wanted: bool) -> None:
        if not wanted:
            if self.other is not None:
                self.other.hide()
            return
        if self.other is None:
            self._make_other()
        assert self.other is not None
        self.other.show()
        self.other.input.setFocus()

    def _make_other(self) -> None:
        """Make the input that the field itself has, so that it checks and offers the same."""
        assert self.difference is not None
        field = words.field_of(self.difference)
        assert field is not None
        made = inputs.build(field)
        made.setObjectName("other_value")
        self.other = FieldBox(_("Another value"), made)
        made.edited.connect(self.edited)
        self._place_of_other.addWidget(self.other)
        self.remade.emit()

    def _drop_other(self) -> None:
        if self.other is not None:
            self._place_of_other.removeWidget(self.other)
            self.other.hide()
            self.other.deleteLater()
            self.other = None


def _info() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(8))
    told = _("Your decision is saved, can be taken back and goes to the other devices with the next package.")
    sign, text = Sign("info", "text2", 16), Text(told, "help", token="text2", wrap=True)
    row.addWidget(sign)
    row.addWidget(text, 1)
    return row
