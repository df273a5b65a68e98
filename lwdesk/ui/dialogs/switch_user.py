"""Somebody else goes on working at this computer: who, and their passphrase, on top of what is open."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.services import accounts
from lwdesk.ui import style
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.unlock_form import SignIn
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _, words


class SwitchUserDialog(DialogFrame):
    """Proves the passphrase while the file is still open; only then the present person's work is put away."""

    proven = Signal(str, str)
    scrolls = True

    def __init__(self, parent: QWidget, context: Context, path: Path, me: str) -> None:
        told = _("What you are writing is kept as a draft. The file is opened anew for the other person.")
        super().__init__(_("Switch user"), told, parent)
        self.setModal(True)
        self._context, self._path = context, path
        self._form = SignIn()
        self._form.leave_out_forgotten()
        others = tuple(user for user in accounts.users(path) if user.id != me)
        self._form.ask(path, others or accounts.users(path), "")
        self._form.tried.connect(self._try)
        self.add(self._form)
        cancel = SecondaryButton(_("Cancel"))
        cancel.setAutoDefault(False)  # Enter in the passphrase unlocks
        self.add_button(cancel)
        self.finished.connect(lambda _result: self._form.stop())
        self.finished.connect(self.deleteLater)
        self._form.focus_first()

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(style.px(440))

    def _try(self, user: str, secret: str) -> None:
        path = self._path
        self._form.set_busy(True)
        self._context.jobs.run(
            self,
            lambda _desk: accounts.proves(path, user, secret),
            lambda _none: self._proven(user, secret),
            failed=self._refused,
        )

    def _proven(self, user: str, secret: str) -> None:
        self._form.set_busy(False)
        self._form.clear()
        self.accept()
        self.proven.emit(user, secret)

    def _refused(self, error: Exception) -> bool:
        if self._form.refuse(error):
            return True
        if isinstance(error, LwError):
            self.consequence.setText(" ".join(explain(error, words.texts)))
            return True
        return False
