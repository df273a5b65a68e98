"""Where the data file of a new office shall lie."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.services import setting_up
from lwdesk.ui import style
from lwdesk.ui.ask import Ask
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class FolderChoice(QWidget):
    """The usual folder, or another one; a dangerous one is taken only after a yes."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.folder, self.anyway = setting_up.usual_folder(), False
        self._told = Text("", "help", token="text2", wrap=True)
        other = QuietButton(_("Another folder …"), icon="folder-open", size="small")
        other.clicked.connect(lambda: ask.folder(self, _("Where the data shall lie"), self.choose))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(self._told)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._take(self.folder)

    def choose(self, folder: Path) -> None:
        """Take the folder, or ask first when files get damaged there."""
        if setting_up.unsafe(folder) is None:
            self._take(folder)
            return
        self._ask.confirm(
            self,
            _("Use this folder all the same?"),
            _("It is on a network drive or is synchronised with a cloud. Files get damaged there."),
            _("Use it"),
            lambda: self._take(folder, anyway=True),
            danger=True,
        )

    def _take(self, folder: Path, *, anyway: bool = False) -> None:
        self.folder, self.anyway = folder, anyway
        self._told.setText(_("The data lies in {folder}.", folder=str(folder)))
