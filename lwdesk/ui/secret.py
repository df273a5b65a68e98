"""The passphrase field: hidden, with an eye to look, and a word when Caps Lock is on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton
from lwdesk.ui.input import Input
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.domain.fields import Value  # a name for the reader and the checker alone


class SecretInput(Input):
    """Holds a passphrase; `entered` is the Enter key, `shouting` tells of Caps Lock as typing shows it."""

    entered = Signal()
    shouting = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = SecretEdit(self)
        self.edit.setObjectName("passphrase")
        self._eye = IconButton("eye", _("Show passphrase"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(4))
        row.addWidget(self.edit, 1)
        row.addWidget(self._eye)
        self.hold(self.edit)
        self.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.edit.returnPressed.connect(self.entered)
        self.edit.typed.connect(self._listen)

    def value(self) -> "Value":
        return self.edit.text()

    def set_value(self, value: "Value") -> None:
        self.edit.setText(str(value or ""))

    def _look(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.setAccessibleName(_("Hide passphrase") if shown else _("Show passphrase"))

    def _listen(self, text: str, shifted: bool) -> None:
        """A capital letter without Shift, or a small one with it, means that Caps Lock is on."""
        if text.isalpha() and text.upper() != text.lower():
            self.shouting.emit(text.isupper() != shifted)


class SecretEdit(LineEdit):
    """The text field of a passphrase; nothing of it reaches undo lists, spelling or prediction."""

    typed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._shift = Qt.KeyboardModifier.ShiftModifier
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhHiddenText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text():
            self.typed.emit(event.text(), bool(event.modifiers() & self._shift))
