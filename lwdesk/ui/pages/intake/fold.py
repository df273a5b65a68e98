"""A group of fields that is rarely needed: one line until somebody opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.surface import Divider
from lwdesk.ui.words import _


class FoldButton(QuietButton):
    """The line one presses; its arrow stands where the fields below begin."""

    def _padding(self) -> int:
        return 0


class Fold(QWidget):
    """A heading that opens and closes what stands below it."""

    turned = Signal(bool)

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self.body = title, body
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.button = FoldButton(title, icon="chevron-right")
        self.button.clicked.connect(self._turn)
        self._column.addWidget(Divider())
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(body)
        self.set_open(wanted=False)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(8))

    def is_open(self) -> bool:
        return not self.body.isHidden()

    def set_open(self, *, wanted: bool) -> None:
        self.body.setVisible(wanted)
        self.button.set_icon("chevron-down" if wanted else "chevron-right")
        state = _("unfolded") if wanted else _("folded")
        self.button.setAccessibleName(f"{self._title}, {state}")

    def _turn(self) -> None:
        self.set_open(wanted=not self.is_open())
        self.turned.emit(self.is_open())
