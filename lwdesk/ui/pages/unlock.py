"""The first screen: which data, who, and the passphrase; it stands before anything heavy is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base.errors import (
    FileEmpty,
    FileInUse,
    FileMissing,
    KeyFileDamaged,
    LwError,
    StartPassphrase,
    StillJoining,
)
from lwdesk.base.messages import explain
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.file_choice import FileButton
from lwdesk.ui.file_patterns import DATA
from lwdesk.ui.ground import Sign
from lwdesk.ui.pages.unlock_form import Foot, SignIn, Welcome
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.key_users import KeyUser
    from lwdesk.ui.opening import Opened, Opener
    from lwdesk.ui.surface import Banner


class UnlockPage(QWidget):
    """Choose file and person, enter the passphrase; what is wrong with a file is said in words of its own."""

    opened = Signal(object)
    setup_wanted = Signal()
    recovery_wanted = Signal(Path, str)
    restore_wanted = Signal(Path, object)
    own_wanted = Signal(Path, str, str)
    joining_wanted = Signal(Path, str, str)
    language_wanted = Signal(str)
    scale_wanted = Signal(int)
    help_wanted = Signal()
    unlisted = Signal(Path)

    def __init__(
        self, settings: DeviceSettings, ask: Ask, chosen: Path | None = None, *, looks: bool = True
    ) -> None:
        """With `looks` off, the file is looked at once `look_inside` is called: after the first paint."""
        super().__init__()
        self._ask = ask
        self._looks = looks
        self._opener: Opener | None = None
        self._form: SignIn | None = None
        self._welcome: Welcome | None = None
        self._file: KnownFile | None = None
        self._halves = TwoHalves()
        chosen = chosen.resolve() if chosen else None
        self._make_left(_listed(settings.files, chosen))
        self._make_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves, 1)
        self._foot = Foot(self.language_wanted.emit, self.scale_wanted.emit, self.help_wanted.emit)
        self._halves.add_below(self._foot)
        known = [button.known for button in self._files]
        first = [one for one in known if one.path == chosen] or [one for one in known if one.present] or known
        if first:
            self._choose(first[0])

    @property
    def path(self) -> Path | None:
        """Return the file that is chosen."""
        return self._file.path if self._file else None

    def look_inside(self) -> None:
        """Look at the chosen file from outside, from now on whenever another one is chosen."""
        self._looks = True
        if self._file is not None:
            self._look(self._file)
            self.focus_first()

    def focus_first(self) -> None:
        """Start in the passphrase when file and person are known."""
        if self._file is None:
            self._first_day().focus_first()
        elif self._sign_in().isHidden():
            self._other.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._sign_in().focus_first()

    def sign_in(self, user: str, secret: str) -> None:
        """Open the file for somebody who has just proved who they are."""
        self._sign_in().choose(user)
        self._open(user, secret)

    def close_down(self) -> None:
        """Let go of timer and thread when the page goes."""
        if self._form is not None:
            self._form.stop()
        if self._opener is not None:
            self._opener.stop()

    def _make_left(self, files: tuple[KnownFile, ...]) -> None:
        left = self._halves.left
        left.addWidget(Text(_("Good day."), "title"))
        self._question = Text("", token="text2", wrap=True)
        left.addWidget(self._question)
        left.addSpacing(style.px(16))
        self._files = [FileButton(known, self._take) for known in files]
        for button in self._files:
            left.addWidget(button)
        self._other = _quiet(_("Open another file …"), "folder-open", "other", self._ask_for_other)
        self._setup = _quiet(_("Set up an office …"), "plus", "setup", self.setup_wanted.emit)
        self._restore = _quiet(_("Restore a backup …"), "save", "restore", self._ask_for_backup)
        for quiet in (self._other, self._setup, self._restore):
            left.addWidget(quiet, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        left.addLayout(_promise())

    def _make_right(self) -> None:
        right = self._halves.right
        self._title, self._office = Text("", "title"), Text("", token="text2", wrap=True)
        self._trouble = Trouble(self, self._unlist)
        right.addWidget(self._title)
        right.addWidget(self._office)
        right.addSpacing(style.px(16))
        right.addLayout(self._trouble)
        self._form_place = QVBoxLayout()
        right.addLayout(self._form_place, 1)
        right.addStretch(0)
        self._greet()

    def _sign_in(self) -> SignIn:
        """Return the form, which is made when a file is known to sign in to."""
        if self._form is None:
            self._form = SignIn()
            self._form.tried.connect(self._open)
            self._form.forgotten.connect(lambda user: self.recovery_wanted.emit(self.path, user))
            self._form_place.addWidget(self._form)
            if self.isVisible():  # a form that is made late comes before the foot too
                self._foot.follow_on(self._form.last)
        return self._form

    def _first_day(self) -> Welcome:
        """Return what stands in the place of the form, made while no file is known."""
        if self._welcome is None:
            self._welcome = Welcome()
            self._welcome.setup_wanted.connect(self.setup_wanted)
            self._welcome.other_wanted.connect(self._ask_for_other)
            self._welcome.restore_wanted.connect(self._ask_for_backup)
            self._form_place.addWidget(self._welcome)
        return self._welcome

    def _greet(self) -> None:
        """Say what this computer knows: nothing yet, or files to choose from."""
        known = self._file is not None or bool(self._files)
        for widget in (self._setup, self._other, self._restore):
            widget.setVisible(known)
        shown, other = (self._sign_in(), self._welcome) if known else (self._first_day(), self._form)
        shown.show()
        if other is not None:
            other.hide()
        if known:
            self._question.setText(_("Which data would you like to open?"))
            self._title.setText(_("Sign in"))
        else:
            self._question.setText(_("No data file is known on this computer yet."))
            self._title.setText(_("New here?"))
            self._office.setText(_("Setting up an office takes three minutes."))

    def _take(self, known: KnownFile) -> None:
        self._choose(known)
        self.focus_first()

    def _ask_for_backup(self) -> None:
        self._ask.open_file(self, _("Choose a backup"), DATA, self._offer_backup)

    def _offer_backup(self, saved: Path) -> None:
        try:
            users = _users(saved)
        except LwError as error:
            show_error(self._ask, self, error)
        else:
            self.restore_wanted.emit(saved, users)

    def _ask_for_other(self) -> None:
        self._ask.open_file(
            self, _("Open a data file"), DATA, lambda path: self._take(KnownFile(path.resolve()))
        )

    def _choose(self, known: KnownFile) -> None:
        self._file = known
        self._greet()
        for button in self._files:
            button.setChecked(button.known == known)
        self._office.setText(known.office or known.path.name)
        if self._looks:
            self._look(known)

    def _look(self, known: KnownFile) -> None:
        """Ask who opens the file and for the passphrase, or say at once what is wrong with it."""
        try:
            users = _users(known.path)
        except LwError as error:
            self._sign_in().hide()
            self._trouble.tell(error)
        else:
            self._trouble.tell(None)
            self._sign_in().ask(known.path, users, known.user)

    def _open(self, user: str, secret: str, *, read_only: bool = False) -> None:
        """Open the file on the thread that will own it."""
        path = self.path
        if path is None:
            return
        self._trouble.tell(None)
        self._sign_in().set_busy(True)
        self._opening().run(
            lambda: _unlock(path, user, secret, read_only=read_only),
            self._unlocked,
            lambda error: self._refused(error, user, secret),
        )

    def _opening(self) -> "Opener":
        from lwdesk.ui.opening import Opener  # brings threads, wanted once a passphrase is entered

        if self._opener is None:
            self._opener = Opener(self)
        return self._opener

    def _unlocked(self, opened: "Opened") -> None:
        self._sign_in().clear()
        self.opened.emit(opened)

    def _refused(self, error: Exception, user: str, secret: str) -> bool:
        if self._sign_in().refuse(error):
            return True
        if isinstance(error, FileInUse):
            self._offer_reading(error, user, secret)
        elif isinstance(error, StartPassphrase):
            self.own_wanted.emit(self.path, user, secret)
        elif isinstance(error, StillJoining):
            self.joining_wanted.emit(self.path, user, secret)
        elif isinstance(error, LwError):
            self._trouble.tell(error)
        else:
            show_error(self._ask, self, error)
        return True

    def _offer_reading(self, error: FileInUse, user: str, secret: str) -> None:
        """The other window was asked to come to the front; reading beside it stays possible."""
        happened, _now = explain(error, words.texts)
        if error.facts.get("front"):
            happened = _("The file is already open in another window, which is in front now.")
        self._ask.confirm(
            self,
            _("Open for reading only?"),
            happened,
            _("Read only"),
            lambda: self._open(user, secret, read_only=True),
        )

    def _unlist(self) -> None:
        known = self._file
        for button in [one for one in self._files if one.known == known]:
            self._files.remove(button)
            button.hide()
            button.deleteLater()
        if known is not None:
            self.unlisted.emit(known.path)
        if self._files:
            self._take(self._files[0].known)
            return
        self._file = None
        self._trouble.tell(None)
        self._greet()
        self.focus_first()


class Trouble(QVBoxLayout):
    """The place for what is wrong with a file and what to do now, in words of its own for each case."""

    def __init__(self, page: QWidget, unlist: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._unlist = page, unlist
        self._banner: Banner | None = None

    def tell(self, error: LwError | None) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if error is None:
            return
        banner = self._banner = _banner(error, self._unlist)
        self.addWidget(banner)
        banner.show()
        announce(self._page, f"{banner.title.text()} {banner.text.text()}", urgent=True)


def _quiet(words: str, icon: str, name: str, then: Callable[[], object]) -> QuietButton:
    button = QuietButton(words, icon=icon)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked=False: then())
    return button


def _banner(error: LwError, unlist: Callable[[], None]) -> "Banner":
    """Return the words for what is wrong, with the way on where there is one."""
    from lwdesk.ui.surface import Banner

    banner = Banner("danger", *explain(error, words.texts))
    banner.setObjectName("trouble")
    if isinstance(error, FileMissing):
        button = QuietButton(_("Take it off the list"), size="small")
        button.setObjectName("unlist")
        button.clicked.connect(unlist)
        banner.add_action(button)
    return banner


def _listed(files: tuple[KnownFile, ...], chosen: Path | None) -> tuple[KnownFile, ...]:
    """Return the files to choose from; one that was asked for stands on top even when it is new here."""
    if chosen is None or any(known.path == chosen for known in files):
        return files
    return (KnownFile(chosen), *files)


def _users(path: Path) -> "tuple[KeyUser, ...]":
    """Return who can open the file; that it is missing or empty is told before anything is typed."""
    if not path.is_file():
        raise FileMissing
    if not path.stat().st_size:
        raise FileEmpty
    from lwdesk.services import key_users  # a first day without a file does without it

    if not (users := key_users.users(path)):
        raise KeyFileDamaged(why="users")
    return users


def _unlock(path: Path, user: str, secret: str, *, read_only: bool) -> "Desk":
    """Open the file; when another program has it, ask that one to show its window."""
    from lwdesk.services import accounts

    try:
        return accounts.unlock(path, user, secret, read_only=read_only)
    except FileInUse as error:
        raise FileInUse(**error.facts, front=accounts.bring_to_front(path)) from error


def _promise() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(8))
    row.addWidget(Sign("shield-check", "ok", 16))
    row.addWidget(
        Text(
            _("Encrypted. Nobody can read anything without the passphrase."), "help", token="text2", wrap=True
        ),
        1,
    )
    return row
