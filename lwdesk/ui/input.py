"""What every input can do, whatever kind of field it shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from lwdesk.domain.fields import Value  # a name for the reader and the checker alone


class Complaint(NamedTuple):
    """What an input cannot read, in words, and the way out it can offer."""

    text: str
    remedy: str = ""
    apply: Callable[[], None] | None = None


class Input(QWidget):
    """One field's face; `edited` speaks only of what the person did, `left` of the moment to check it."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control: QWidget = self

    def hold(self, control: QWidget) -> None:
        """Name the widget inside that takes focus, name and problem."""
        self._control = control
        self.setFocusProxy(control)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Let the widget inside have it; Qt drops the proxy when a form moves to another window."""
        if self.focusProxy() is None and self._control is not self:
            self.setFocusProxy(self._control)
        super().setFocus(reason)

    def control(self) -> QWidget:
        return self._control

    def value(self) -> "Value":
        raise NotImplementedError

    def set_value(self, value: "Value") -> None:
        raise NotImplementedError

    def is_empty(self) -> bool:
        return not self.value()

    def complaint(self) -> Complaint | None:
        """Return why the typed text is no value of this kind, nothing while it is one."""
        return None

    def typed(self) -> str:
        """Return what stands here without being a value, nothing where the value says it all."""
        edit = getattr(self, "edit", None)
        text = edit.text() if isinstance(edit, QLineEdit) and self.value() is None else ""
        return text if text.strip() else ""

    def retype(self, text: str) -> None:
        """Put back what was typed and is no value."""
        edit = getattr(self, "edit", None)
        if isinstance(edit, QLineEdit):
            edit.setText(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName("")
        self._control.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        self._control.setAccessibleDescription(description)

    def show_problem(self, text: str | None) -> None:
        """Mark the field; the sentence becomes its description for assistive tools."""
        self._control.setAccessibleDescription(text or "")
        mark(self._control, wrong=bool(text))

    def set_read_only(self, read_only: bool) -> None:
        self._control.setEnabled(not read_only)


def mark(control: QWidget, *, wrong: bool) -> None:
    """Give a control the border of a field that needs a look."""
    if bool(control.property("problem")) != wrong:
        control.setProperty("problem", wrong)
        control.style().unpolish(control)
        control.style().polish(control)
        control.update()
