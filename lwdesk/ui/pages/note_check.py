"""The family's note on what not to tell, with the box that confirms it: wherever something leaves."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.surface import Banner
from lwdesk.ui.words import _

LONGEST: Final = 2000


class NoteCheck(QWidget):
    """Shows the note where there is one; another note has to be confirmed anew."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._note = ""
        self.banner = Banner("danger", _("The family does not want everything told"), "", icon="eye-off")
        self.confirm = CheckBox(_("Read, and nothing against it goes along"))
        self.confirm.setObjectName("confirm_note")
        self.confirm.clicked.connect(lambda _checked=False: self.edited.emit())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.confirm)
        self.hide()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(8))

    def show_note(self, note: str) -> None:
        if note != self._note:
            self.confirm.setChecked(False)
        self._note = note
        self.banner.text.setText(note[:LONGEST])
        self.banner.text.setVisible(bool(note))
        self.setVisible(bool(note))

    def read(self) -> str:
        """Return the note that was confirmed; nothing while it was not."""
        return self._note if self.confirm.isChecked() else ""

    def hinders(self) -> str:
        """Return why nothing may leave yet, or nothing."""
        missing = bool(self._note) and not self.confirm.isChecked()
        return _("Please confirm the note of the family first.") if missing else ""
