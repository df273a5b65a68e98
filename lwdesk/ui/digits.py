"""Thirty digits that two people compare by phone: one reads them out, the other types them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

GROUP, IN_A_LINE = 5, 3


class DigitsPanel(Panel):
    """Shows digits in groups, to be read out."""

    def __init__(self, digits: str = "") -> None:
        super().__init__(spacing=4)
        self._lines = [Text("", "section", tabular=True, selectable=True) for _n in range(2)]
        for line in self._lines:
            self.add(line)
        self.show_digits(digits)

    def show_digits(self, digits: str) -> None:
        groups = digits.split()
        for line, start in zip(self._lines, (0, IN_A_LINE), strict=True):
            line.setText("   ".join(groups[start : start + IN_A_LINE]))
        self.setAccessibleName(_("Check digits: {digits}", digits=" ".join(groups)))


class DigitsInput(QWidget):
    """Takes the digits as they are heard, and says at once in which group something differs."""

    changed = Signal()

    def __init__(self, label: str, expected: str = "") -> None:
        super().__init__()
        self.expect(expected)
        self.input = LineInput()
        self.input.setObjectName("digits")
        self._box = FieldBox(label, self.input, help_text=_("Six groups of five digits"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        column.addWidget(self._box)
        self.input.edited.connect(self._judge)

    def expect(self, digits: str) -> None:
        """Say which digits are to be heard; they are not shown."""
        self._expected = "".join(digits.split())

    def typed(self) -> str:
        return "".join(sign for sign in str(self.input.value() or "") if sign.isdecimal())

    def fits(self) -> bool:
        return bool(self._expected) and self.typed() == self._expected

    def _judge(self) -> None:
        typed = self.typed()
        self._box.show_problem(self._problem(typed) or None)
        self.changed.emit()

    def _problem(self, typed: str) -> str:
        for at in range(0, len(typed) - GROUP + 1, GROUP):
            if typed[at : at + GROUP] != self._expected[at : at + GROUP]:
                return _("Group {n} differs. Please compare it once more.", n=at // GROUP + 1)
        return ""
