"""Back into the data with the code of the recovery sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base.errors import InvalidInput, LwError, MustWait, WrongPassphrase
from lwdesk.base.messages import explain
from lwdesk.services import accounts
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.opening import Opener
from lwdesk.ui.option import Option
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class RecoverPage(QWidget):
    """Code left, new passphrase right."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask, path: Path, user: str = "") -> None:
        super().__init__()
        self._ask, self.path, self._opener = ask, path, Opener(self)
        self._user = ChoiceInput(
            [Option(known.id, known.name) for known in accounts.users(path)], optional=False
        )
        if user:
            self._user.set_value(user)
        self._code = LineInput(longest=80)
        self._code.setObjectName("recovery_code")
        self._code_box = FieldBox(
            _("Code of the recovery sheet"),
            self._code,
            help_text=_("Upper and lower case and spaces do not matter."),
        )
        self._secret = NewSecret()
        self._go = PrimaryButton(_("Unlock"), icon="lock-open")
        self._go.setObjectName("recover")
        self._go.clicked.connect(self.recover)
        halves = TwoHalves(begins_left=True)
        self._fill_left(halves.left)
        self._fill_right(halves.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves)
        self._secret.changed.connect(self._refresh)
        self._secret.entered.connect(self.recover)
        self._know_names()
        self._code.edited.connect(self._refresh)
        self._refresh()

    def focus_first(self) -> None:
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Go back to the first screen."""
        if not self._go.is_busy():
            self.left.emit()

    def recover(self) -> None:
        user, code, secret = str(self._user.value()), str(self._code.value()), self._secret.secret()
        path = self.path
        if not self._go.isEnabled() or self._go.is_busy():
            return

        def work() -> "Desk":
            return accounts.recover(path, code, user, secret)

        self._go.set_busy(True)
        self._opener.run(work, self.opened.emit, self._failed)

    def close_down(self) -> None:
        """Let go of the thread when the page goes."""
        self._go.set_busy(False)
        self._opener.stop()

    def _fill_left(self, left: QVBoxLayout) -> None:
        left.addWidget(Text(_("Passphrase forgotten"), "title"))
        left.addWidget(
            Text(
                _("The recovery sheet lies in a safe place of your office. Nothing is lost."),
                token="text2",
                wrap=True,
            )
        )
        left.addSpacing(style.px(16))
        left.addWidget(FieldBox(_("User"), self._user))
        left.addSpacing(style.px(8))
        left.addWidget(self._code_box)
        left.addStretch(1)

    def _fill_right(self, right: QVBoxLayout) -> None:
        right.addWidget(Text(_("New passphrase"), "title"))
        right.addSpacing(style.px(16))
        right.addWidget(self._secret)
        right.addStretch(1)
        self._reason = Text("", "help", token="text2", wrap=True)
        right.addWidget(self._reason)
        buttons = QHBoxLayout()
        back = QuietButton(_("Cancel"))
        back.clicked.connect(self.left)
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        right.addLayout(buttons)

    def _know_names(self) -> None:
        self._secret.know(*(known.name for known in accounts.users(self.path)))

    def _refresh(self) -> None:
        reason = self._secret.blocked() if self._code.value() else _("The code is still missing.")
        self._go.set_blocked(reason)
        self._reason.setText(reason)

    def _failed(self, error: Exception) -> bool:
        self._go.set_busy(False)
        if isinstance(error, WrongPassphrase | MustWait | InvalidInput):
            self._code_box.show_problem(_slip(error) or " ".join(explain(error, words.texts)))
            self.focus_first()
        else:
            show_error(self._ask, self, error)
        return True


def _slip(error: LwError) -> str:
    """Return which part of the code was mistyped, as far as the code itself tells."""
    group = error.facts.get("group")
    if group is None:
        return ""
    if group == 0:
        return _("The code has eight groups of five signs.")
    return _("There is a slip in group {n}.", n=group)
