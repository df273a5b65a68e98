"""A short list as one input: a combo box."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.ui.combo import Combo
from lwdesk.ui.input import Input
from lwdesk.ui.option import Option

if TYPE_CHECKING:
    from lwdesk.domain.fields import Value  # a name for the reader and the checker alone


class ChoiceInput(Input):
    """One of up to a dozen options in a combo box; an empty first line means nothing chosen."""

    def __init__(
        self, options: Sequence[Option], *, optional: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.combo = Combo()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        self.hold(self.combo)
        self.set_options(options, optional=optional)
        self.combo.activated.connect(self._chose)

    def set_options(self, options: Sequence[Option], *, optional: bool = True) -> None:
        self.combo.clear()
        if optional:
            self.combo.addItem("–", None)
        for option in options:
            self.combo.addItem(option.label, option.key)
        self.combo.updateGeometry()

    def value(self) -> "Value":
        chosen: Value = self.combo.currentData()
        return chosen

    def set_value(self, value: "Value") -> None:
        at = self.combo.findData(value)
        if at < 0 and isinstance(value, str) and value:
            self.combo.addItem(value, value)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()
