"""A symbol with one line of words that may change, for the foot of a form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text


class Status(QWidget):
    """Says how things stand; empty it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = Sign("info", "text2", 16)
        self.words = Text("", "help", token="text2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.words, 1)
        self.hide()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setSpacing(style.px(8))

    def say(self, words: str, icon: str) -> None:
        """Show these words with a symbol, or with none."""
        self.words.setText(words)
        self.setAccessibleName(words)
        if icon:
            self.sign.set_sign(icon, "text2")
        self.sign.setVisible(bool(icon))
        self.setVisible(bool(words))
