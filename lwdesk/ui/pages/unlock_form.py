"""The form of the first screen: who, and the passphrase, with its tries and waits."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk import __version__
from lwdesk.base import clock
from lwdesk.base.errors import MustWait, WrongPassphrase
from lwdesk.base.messages import explain
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.ground import Sign
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.option import Option
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from lwdesk.services.key_users import KeyUser


class SignIn(QWidget):
    """Takes user and passphrase; after wrong tries it counts the wait down that the key file demands."""

    tried = Signal(str, str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._wait_until = clock.now()
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._show_wait)
        self._user, self._secret = ChoiceInput((), optional=False), SecretInput()
        self._user.setObjectName("user")
        self._secret_box = FieldBox(
            _("Passphrase"), self._secret, help_text=_("Upper and lower case matter.")
        )
        self._button = PrimaryButton(_("Unlock"), icon="lock-open")
        self._button.setObjectName("unlock")
        self._caps = Told("arrow-big-up", "warn", _("Caps Lock is on."))
        self._caps.setObjectName("caps")
        self._tries = Told("info", "text2", "")
        self._tries.setObjectName("tries")
        self._lay_out()
        self._user.edited.connect(self.look_at_wait)
        self._secret.entered.connect(self._try)
        self._secret.shouting.connect(self._caps.setVisible)
        self._button.clicked.connect(self._try)

    def ask(self, path: Path, users: "tuple[KeyUser, ...]", usual: str) -> None:
        """Ask who opens this file; whoever did it last is proposed."""
        self._path = path
        self._user.set_options([Option(user.id, user.name) for user in users], optional=False)
        self._user.set_value(usual if any(user.id == usual for user in users) else users[0].id)
        self.clear()
        self._secret_box.show_problem(None)
        self.look_at_wait()

    def leave_out_forgotten(self) -> None:
        """Take the way to the recovery sheet off where the file is open already."""
        self.last.hide()

    def choose(self, user: str) -> None:
        self._user.set_value(user)

    def focus_first(self) -> None:
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self._secret.set_value("")

    def set_busy(self, busy: bool) -> None:
        self._button.set_busy(busy)

    def stop(self) -> None:
        """Let the timers rest when the page goes."""
        self._countdown.stop()
        self._button.set_busy(False)

    def refuse(self, error: Exception) -> bool:
        """Ask anew, and say what a passphrase was refused for; tell whether there were words for it."""
        self.set_busy(False)
        self.clear()
        self.focus_first()
        if isinstance(error, WrongPassphrase):
            self.say_wrong(error)
        elif isinstance(error, MustWait):
            self.look_at_wait()
        else:
            return False
        return True

    def say_wrong(self, error: WrongPassphrase) -> None:
        """Say the same words for every wrong answer, and when the next one makes everybody wait."""
        self._secret_box.show_problem(" ".join(explain(error, words.texts)))
        announce(self, self._secret_box.problem(), urgent=True)
        left = int(error.facts.get("left") or 0)
        if not left:
            self.look_at_wait()
            return
        self._tries.tell(
            plural(
                "After {n} more wrong try lwdesk waits 30 seconds.",
                "After {n} more wrong tries lwdesk waits 30 seconds.",
                left,
            )
        )

    def look_at_wait(self) -> None:
        """Ask the key file how long this person still has to wait; a restart does not shorten it."""
        user = self._user.value()
        from lwdesk.services import key_users

        seconds = key_users.waiting(self._path, str(user)) if self._path and user else 0
        self._wait_until = clock.now() + timedelta(seconds=seconds)
        self._tries.tell("")
        if seconds:
            self._countdown.start()
        self._show_wait()

    def _try(self) -> None:
        """An empty passphrase costs no try, and nothing is tried while a wait lasts."""
        secret, user = str(self._secret.value() or ""), self._user.value()
        if secret and user and not self._button.is_busy() and not self._seconds():
            self.tried.emit(str(user), secret)

    def _seconds(self) -> int:
        return max(0, ceil((self._wait_until - clock.now()).total_seconds()))

    def _show_wait(self) -> None:
        left = self._seconds()
        if left:
            self._button.set_blocked(_("Please wait"))
            self._tries.tell(_("You can try again in {time}.", time=f"{left // 60}:{left % 60:02d}"))
            return
        self._button.set_blocked()
        if self._countdown.isActive():
            self._countdown.stop()
            self._tries.tell("")
            self._secret_box.show_problem(None)

    def _lay_out(self) -> None:
        self.last = forgotten = QuietButton(_("Forgotten your passphrase?"), size="small")
        forgotten.setObjectName("forgotten")
        forgotten.flush = True
        forgotten.clicked.connect(lambda: self.forgotten.emit(str(self._user.value() or "")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        for widget in (FieldBox(_("User"), self._user), self._secret_box, self._button):
            column.addWidget(widget)
            column.addSpacing(style.px(8))
        column.addWidget(self._caps)
        column.addWidget(self._tries)
        column.addStretch(1)
        column.addWidget(forgotten, 0, Qt.AlignmentFlag.AlignLeft)


class Welcome(QWidget):
    """Stands in the place of the form while no file is known on this computer."""

    setup_wanted = Signal()
    other_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._setup = PrimaryButton(_("Set up an office …"), icon="plus")
        self._setup.setObjectName("setup")
        self._setup.clicked.connect(self.setup_wanted)
        other = SecondaryButton(_("Open another file …"), icon="folder-open")
        other.setObjectName("other")
        other.clicked.connect(self.other_wanted)
        restore = SecondaryButton(_("Restore a backup …"), icon="save")
        restore.setObjectName("restore")
        restore.clicked.connect(self.restore_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        column.addWidget(self._setup)
        column.addSpacing(style.px(32))
        column.addWidget(Text(_("Is there already a file or a backup?"), "strong", wrap=True))
        hint = _(
            "Open it, or bring a backup back from a stick. The recovery sheet helps without a passphrase too."
        )
        column.addWidget(Text(hint, token="text2", wrap=True))
        column.addSpacing(style.px(8))
        column.addWidget(other)
        column.addWidget(restore)
        column.addStretch(1)

    def focus_first(self) -> None:
        self._setup.setFocus(Qt.FocusReason.OtherFocusReason)


class Foot(Flow):
    """The version and, below everything, the ways to another language, to larger type and to help."""

    def __init__(
        self, speak: Callable[[str], None], step: Callable[[int], None], explain_keys: Callable[[], None]
    ) -> None:
        super().__init__(gap=16)
        self.add(Text(_("Version {number}", number=__version__), "help", token="text2"))
        other = "en" if words.language == "de" else "de"
        language = QuietButton({"en": "English", "de": "Deutsch"}[other], icon="globe", size="small")
        language.setObjectName("language")
        language.clicked.connect(lambda: speak(other))
        larger = QuietButton(_("Larger type"), icon="a-large-small", size="small")
        larger.clicked.connect(lambda: step(1))
        keys = QuietButton(_("Help (F1)"), icon="circle-help", size="small")
        keys.clicked.connect(lambda: explain_keys())  # noqa: PLW0108 - the state of the button stays here
        self._ways = (language, larger, keys)
        for way in self._ways:
            self.add(way)

    def follow_on(self, widget: QWidget) -> None:
        """Let Tab come here from this widget."""
        for one, following in pairwise((widget, *self._ways)):
            QWidget.setTabOrder(one, following)


class Told(QWidget):
    """A symbol and one line below the button; hidden while there is nothing to tell."""

    def __init__(self, icon: str, token: str, text: str) -> None:
        super().__init__()
        self._icon, self._token, self._words = icon, token, text
        self._text: Text | None = None
        self.hide()

    def text(self) -> str:
        return "" if self.isHidden() else self._words

    def tell(self, text: str) -> None:
        self._words = text
        if self._text is not None:
            self._text.setText(text)
        self.setVisible(bool(text))

    def setVisible(self, visible: bool) -> None:
        """Make symbol and text when there is first something to tell, which on most days is never."""
        if visible and self._text is None:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(style.px(8))
            self._text = Text(self._words, "help", wrap=True)
            row.addWidget(Sign(self._icon, self._token, 16))
            row.addWidget(self._text, 1)
        super().setVisible(visible)
