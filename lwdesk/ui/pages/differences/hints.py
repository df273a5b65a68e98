"""Which keys decide: the number of each side, and the one that takes over."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.services.exchange.views import Difference
from lwdesk.ui import style
from lwdesk.ui.marks import KeyHint
from lwdesk.ui.pages.differences import words
from lwdesk.ui.steps import empty
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

MOST = 9


class Hints(QWidget):
    """Stands at the foot where there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setSpacing(style.px(6))

    def show_sides(self, difference: Difference) -> None:
        """Name the sides shortly: this device, and the other or others."""
        empty(self._row)
        sides = [difference.sides[at] for at in words.order(difference)]
        two = len(sides) == 2
        for number, side in enumerate(sides[:MOST], 1):
            named = _("here") if side.is_own else _("the other device") if two else words.device(side)
            self._hint(str(number), named)
        self._row.addWidget(KeyHint(_("Ctrl")))
        self._hint(_("Enter"), _("take over"))

    def _hint(self, key: str, what: str) -> None:
        self._row.addWidget(KeyHint(key))
        self._row.addWidget(Text(what, "help", token="text2"))
        self._row.addSpacing(style.px(8))
