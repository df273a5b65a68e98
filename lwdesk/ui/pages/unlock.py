"""The first screen: which data, who, and the passphrase; it stands before anything heavy is loaded."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk import __version__
from lwdesk.base.errors import FileInUse, LwError, MustWait, WrongPassphrase
from lwdesk.base.messages import explain
from lwdesk.services import accounts
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.file_choice import FileButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_choice import ChoiceInput
from lwdesk.ui.opening import Opener
from lwdesk.ui.record_form import FieldBox
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.surface import EmptyState, Sign
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.type_ahead import Option
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

PATTERN = "lwdesk (*.lwdb)"


class UnlockPage(QWidget):
    """Choose file and person, enter the passphrase; every wrong answer gets the same words."""

    opened = Signal(object)
    setup_wanted = Signal()
    recovery_wanted = Signal(Path)
    language_wanted = Signal(str)
    scale_wanted = Signal(int)

    def __init__(self, settings: DeviceSettings, ask: Ask, chosen: Path | None = None) -> None:
        super().__init__()
        self._ask, self._opener = ask, Opener(self)
        self._files = tuple(known for known in settings.files if known.present or known.path == chosen)
        if chosen is not None and all(known.path != chosen for known in self._files):
            self._files = (KnownFile(chosen), *self._files)
        self._file: KnownFile | None = None
        self._halves = TwoHalves()
        self._make_left()
        self._make_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves, 1)
        self._halves.add_below(self._make_foot())
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        self._left_seconds = 0
        if self._files:
            self._choose(self._files[0])

    def focus_first(self) -> None:
        """Start in the passphrase when file and person are known."""
        if self._file is None:
            self._setup.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._user.value() is None:
            self._user.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def unlock(self, *, read_only: bool = False) -> None:
        """Try the passphrase on the thread that will own the file."""
        user, secret = self._user.value(), self._secret.value()
        if self._file is None or not user or not secret or self._left_seconds:
            return
        path = self._file.path
        self._button.set_busy(True)
        self._opener.run(
            lambda: _unlock(path, str(user), str(secret), read_only=read_only),
            self._unlocked,
            self._refused,
        )

    def close_down(self) -> None:
        """Let go of timer and thread when the page goes."""
        self._countdown.stop()
        self._opener.stop()

    def _make_left(self) -> None:
        left = self._halves.left
        left.addWidget(Text(_("Good day."), "title"))
        self._list_words = Text(_("Which data would you like to open?"), token="text2", wrap=True)
        left.addWidget(self._list_words)
        left.addSpacing(style.px(16))
        self._buttons = [FileButton(known, self._choose) for known in self._files]
        for button in self._buttons:
            left.addWidget(button)
        if not self._files:
            self._list_words.hide()
            left.addWidget(EmptyState("house", _("No data file is known on this computer yet.")))
        self._setup = QuietButton(_("Set up an office …"), icon="plus")
        self._setup.setObjectName("setup")
        self._setup.clicked.connect(self.setup_wanted)
        other = QuietButton(_("Open another file …"), icon="folder-open")
        other.clicked.connect(
            lambda: self._ask.open_file(self, _("Open a data file"), PATTERN, self._open_other)
        )
        for quiet in (other, self._setup):
            left.addWidget(quiet, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        promise = QHBoxLayout()
        promise.setSpacing(style.px(8))
        promise.addWidget(Sign("shield-check", "ok", 16))
        promise.addWidget(
            Text(_("Encrypted. Nobody can read anything without the passphrase."), "help", wrap=True), 1
        )
        left.addLayout(promise)

    def _make_right(self) -> None:
        right = self._halves.right
        self._title = Text(_("Sign in"), "title")
        self._office = Text("", token="text2")
        self._user = ChoiceInput((), optional=False)
        self._secret = SecretInput()
        self._secret.entered.connect(self.unlock)
        self._secret.shouting.connect(self._tell_caps)
        self._secret_box = FieldBox(
            _("Passphrase"), self._secret, help_text=_("Upper and lower case matter.")
        )
        self._button = PrimaryButton(_("Unlock"), icon="lock-open")
        self._button.setObjectName("unlock")
        self._button.clicked.connect(self.unlock)
        self._caps = _Told("arrow-big-up", "warn", _("Caps Lock is on."))
        self._tries = _Told("info", "text2", "")
        self._forgotten = QuietButton(_("Forgotten your passphrase?"), size="small")
        self._forgotten.clicked.connect(self._recover)
        right.addWidget(self._title)
        right.addWidget(self._office)
        right.addSpacing(style.px(16))
        for widget in (FieldBox(_("User"), self._user), self._secret_box, self._button):
            right.addWidget(widget)
            right.addSpacing(style.px(8))
        right.addWidget(self._caps)
        right.addWidget(self._tries)
        right.addStretch(1)
        right.addWidget(self._forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self._halves.show_right(bool(self._files))

    def _make_foot(self) -> QWidget:
        foot = Flow(gap=16)
        foot.add(Text(_("Version {number}", number=__version__), "help", token="text2"))
        other = "en" if words.language == "de" else "de"
        language = QuietButton({"en": "English", "de": "Deutsch"}[other], icon="globe", size="small")
        language.clicked.connect(lambda: self.language_wanted.emit(other))
        larger = QuietButton(_("Larger type"), icon="a-large-small", size="small")
        larger.clicked.connect(lambda: self.scale_wanted.emit(1))
        for widget in (language, larger):
            foot.add(widget)
        return foot

    def _choose(self, known: KnownFile) -> None:
        self._file = known
        for button in self._buttons:
            button.setChecked(button.known == known)
        self._office.setText(known.office)
        self._office.setVisible(bool(known.office))
        self._halves.show_right(True)
        try:
            users = accounts.users(known.path)
        except LwError as error:
            self._user.set_options(())
            self._say(error)
            return
        self._user.set_options([Option(user.id, user.name) for user in users], optional=False)
        self._user.set_value(known.user if any(user.id == known.user for user in users) else users[0].id)
        self._secret_box.show_problem(None)

    def _open_other(self, path: Path) -> None:
        self._choose(KnownFile(path))
        self.focus_first()

    def _unlocked(self, opened: object) -> None:
        self._countdown.stop()
        self.opened.emit(opened)

    def _refused(self, error: Exception) -> bool:
        self._button.set_busy(False)
        self._secret.set_value("")
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, MustWait):
            self._wait(int(error.facts["seconds"] or 0))
        elif isinstance(error, FileInUse):
            self._offer_reading()
        elif isinstance(error, LwError):
            self._say(error)
        else:
            show_error(self._ask, self, error)
        return True

    def _say(self, error: LwError) -> None:
        happened, now = explain(error, words.texts)
        self._secret_box.show_problem(f"{happened} {now}")
        if isinstance(error, WrongPassphrase) and error.facts.get("left"):
            left = int(error.facts["left"] or 0)
            self._tries.tell(
                plural(
                    "After {n} more wrong try lwdesk waits 30 seconds.",
                    "After {n} more wrong tries lwdesk waits 30 seconds.",
                    left,
                )
            )

    def _wait(self, seconds: int) -> None:
        self._left_seconds = seconds
        self._button.set_blocked(_("Please wait"))
        self._countdown.start()
        self._show_wait()

    def _count_down(self) -> None:
        self._left_seconds = max(0, self._left_seconds - 1)
        self._show_wait()

    def _show_wait(self) -> None:
        left = self._left_seconds
        if left:
            self._tries.tell(_("You can try again in {time}.", time=f"{left // 60}:{left % 60:02d}"))
            return
        self._countdown.stop()
        self._tries.tell("")
        self._button.set_blocked()
        self._secret_box.show_problem(None)

    def _offer_reading(self) -> None:
        """Bring the other window to the front, or read beside it."""
        if self._file is not None and accounts.bring_to_front(self._file.path):
            self._tries.tell(_("The file is already open in another window."))
        self._ask.confirm(
            self,
            _("Open for reading only?"),
            _("The file is open in another place. You can read but not change it."),
            _("Read only"),
            lambda: self._secret.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _tell_caps(self, on: bool) -> None:
        self._caps.setVisible(on)

    def _recover(self) -> None:
        if self._file is not None:
            self.recovery_wanted.emit(self._file.path)


class _Told(QWidget):
    """A symbol and one line below the button; hidden while there is nothing to tell."""

    def __init__(self, icon: str, token: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self._text = Text(text, "help", wrap=True)
        row.addWidget(Sign(icon, token, 16))
        row.addWidget(self._text, 1)
        self.hide()

    def tell(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))


def _unlock(path: Path, user: str, secret: str, *, read_only: bool) -> "Desk":
    return accounts.unlock(path, user, secret, read_only=read_only)
