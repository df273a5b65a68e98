"""The first unlock of somebody: a passphrase of their own takes the place of the one for the start."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.services import accounts
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.opening import Opener
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class OwnPassphrasePage(QWidget):
    """Why an own passphrase is needed left, the passphrase right."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask, path: Path, user: str, start: str) -> None:
        super().__init__()
        self._ask, self.path, self._user, self._start = ask, path, user, start
        self._opener = Opener(self)
        self._secret = NewSecret()
        self._reason = Text("", "help", token="text2", wrap=True)
        self._go = PrimaryButton(_("Take it and open"), icon="lock-open")
        self._go.setObjectName("take_own")
        self._go.clicked.connect(self.take)
        halves = TwoHalves()
        self._fill_left(halves.left)
        self._fill_right(halves.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves)
        self._secret.know(self._name())
        self._secret.changed.connect(self._refresh)
        self._secret.entered.connect(self.take)
        self._refresh()

    def focus_first(self) -> None:
        self._secret.focus_first()

    def escape(self) -> None:
        """Go back to the first screen; the passphrase for the start stays in force."""
        if not self._go.is_busy():
            self.left.emit()

    def take(self) -> None:
        """Replace the passphrase and open the file."""
        if not self._go.isEnabled() or self._go.is_busy():
            return
        path, user, start, own = self.path, self._user, self._start, self._secret.secret()

        def work() -> "Desk":
            return accounts.begin(path, user, start, own)

        self._go.set_busy(True)
        self._opener.run(work, self.opened.emit, self._failed)

    def close_down(self) -> None:
        """Let go of the thread and of the passphrase when the page goes."""
        self._go.set_busy(False)
        self._opener.stop()
        self._start = ""

    def _name(self) -> str:
        return next((one.name for one in accounts.users(self.path) if one.id == self._user), "")

    def _fill_left(self, left: QVBoxLayout) -> None:
        left.addWidget(Text(_("Welcome, {name}", name=self._name()), "title", wrap=True))
        for sentence in (
            _("Somebody else gave you the passphrase for the start. Choose one that only you know."),
            _("You need it each time you unlock. Nobody can look it up."),
        ):
            left.addWidget(Text(sentence, token="text2", wrap=True))
        left.addStretch(1)

    def _fill_right(self, right: QVBoxLayout) -> None:
        right.addWidget(Text(_("Your own passphrase"), "title"))
        right.addSpacing(style.px(16))
        right.addWidget(self._secret)
        right.addStretch(1)
        right.addWidget(self._reason)
        buttons = QHBoxLayout()
        back = QuietButton(_("Cancel"))
        back.clicked.connect(self.left)
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        right.addLayout(buttons)

    def _refresh(self) -> None:
        same = self._secret.secret() == self._start
        reason = _("This is still the passphrase for the start.") if same else self._secret.blocked()
        self._go.set_blocked(reason)
        self._reason.setText(reason)

    def _failed(self, error: Exception) -> bool:
        self._go.set_busy(False)
        if isinstance(error, LwError):
            self._reason.setText(" ".join(explain(error, words.texts)))
            announce(self, self._reason.text(), urgent=True)
        else:
            show_error(self._ask, self, error)
        return True
