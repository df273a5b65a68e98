"""Bringing a backup back: which one, who, and the passphrase; nothing that lies anywhere is replaced."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base.errors import LwError, WrongPassphrase
from lwdesk.base.messages import explain
from lwdesk.services import accounts, setting_up
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.opening import Opener
from lwdesk.ui.option import Option
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class RestorePage(QWidget):
    """What will happen left, who may do it right."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask, saved: Path, users: tuple[accounts.KeyUser, ...]) -> None:
        super().__init__()
        self._ask, self._saved, self._opener = ask, saved, Opener(self)
        self._user = ChoiceInput([Option(user.id, user.name) for user in users], optional=False)
        self._user.set_value(users[0].id)
        self._secret = SecretInput()
        self._secret_box = FieldBox(_("Passphrase"), self._secret)
        self._go = PrimaryButton(_("Restore"), icon="save")
        self._go.setObjectName("restore")
        halves = TwoHalves(begins_left=False)
        self._fill_left(halves.left)
        self._fill_right(halves.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves)
        self._go.clicked.connect(self.restore)
        self._secret.entered.connect(self.restore)

    def focus_first(self) -> None:
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Go back to the first screen."""
        if not self._go.is_busy():
            self.left.emit()

    def restore(self) -> None:
        """Prove the backup, bring it to its place and open it there."""
        user, secret, saved = str(self._user.value()), str(self._secret.value() or ""), self._saved
        if not secret or self._go.is_busy():
            return
        folder = setting_up.usual_folder()

        def work() -> "Desk":
            from lwdesk.services import backups

            target = setting_up.free_name(folder, saved.stem)
            backups.restore(saved, target, user, secret)
            return accounts.unlock(target, user, secret)

        self._go.set_busy(True)
        self._opener.run(work, self.opened.emit, self._failed)

    def close_down(self) -> None:
        """Let go of the thread when the page goes."""
        self._opener.stop()

    def _fill_left(self, left: QVBoxLayout) -> None:
        left.addWidget(Text(_("Restore a backup"), "title"))
        for sentence in (
            _("The backup is proven first and then copied to this computer."),
            _("The backup itself stays as it is. Nothing that lies there is replaced."),
        ):
            left.addWidget(Text(sentence, token="text2", wrap=True))
        left.addSpacing(style.px(16))
        left.addWidget(Text(_("Backup"), "label"))
        left.addWidget(Text(str(self._saved), token="text2", wrap=True))
        left.addSpacing(style.px(8))
        left.addWidget(Text(_("New place"), "label"))
        left.addWidget(Text(str(setting_up.usual_folder()), token="text2", wrap=True))
        left.addStretch(1)

    def _fill_right(self, right: QVBoxLayout) -> None:
        right.addWidget(Text(_("Sign in"), "title"))
        right.addSpacing(style.px(16))
        right.addWidget(FieldBox(_("User"), self._user))
        right.addSpacing(style.px(8))
        right.addWidget(self._secret_box)
        right.addStretch(1)
        buttons = QHBoxLayout()
        back = QuietButton(_("Cancel"))
        back.clicked.connect(self.left)
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        right.addLayout(buttons)

    def _failed(self, error: Exception) -> bool:
        self._go.set_busy(False)
        if isinstance(error, WrongPassphrase):
            self._secret.set_value("")
            self.focus_first()
        if isinstance(error, LwError):
            self._secret_box.show_problem(" ".join(explain(error, words.texts)))
        else:
            show_error(self._ask, self, error)
        return True
