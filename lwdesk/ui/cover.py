"""A neutral face for the window while somebody stands beside the desk; it hides, it does not lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.ground import RoundSign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LIFTING = (Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Cover(QWidget):
    """Stands in the place of everything else until a key or the mouse lifts it."""

    lifted = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = _("Covered. F9 or Enter shows the page again.")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setSpacing(style.px(16))
        column.addStretch(1)
        column.addWidget(RoundSign("coffee"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Text("lwdesk", "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Text(words, token="text2"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LIFTING:
            self.lifted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lifted.emit()
