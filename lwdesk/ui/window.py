"""The one top-level window: it unlocks, sets up, and then holds the shell of whoever works."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from lwdesk.services.settings import DeviceSettings
from lwdesk.ui import icons, style
from lwdesk.ui.ask import Ask, Dialogs, show_error
from lwdesk.ui.from_outside import FromOutside
from lwdesk.ui.looks import Looks, SystemLooks
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from lwdesk.services.key_users import KeyUser
    from lwdesk.ui.opening import Opened
    from lwdesk.ui.pages.joining import JoinPage
    from lwdesk.ui.pages.own_passphrase import OwnPassphrasePage
    from lwdesk.ui.pages.recover import RecoverPage
    from lwdesk.ui.pages.restore import RestorePage
    from lwdesk.ui.pages.setup import SetupPage
    from lwdesk.ui.shell import Shell  # all that comes after unlocking

    type FirstPage = SetupPage | RestorePage | RecoverPage | OwnPassphrasePage | JoinPage


class Window(QWidget):
    """Shows one surface at a time; its title names the office and never a person."""

    first_painted = Signal()
    front_wanted = Signal(object)  # a second start asks, from a thread of its own

    def __init__(
        self, settings: DeviceSettings, keep: Callable[[DeviceSettings], None], ask: Ask | None = None
    ) -> None:
        super().__init__()
        self.looks = Looks(settings, keep)
        self.ask: Ask = ask or Dialogs()
        self._surfaces = QStackedLayout(self)
        self._surfaces.setContentsMargins(0, 0, 0, 0)
        self._shell: Shell | None = None
        self._opened: Opened | None = None
        self._painted = False
        self.from_outside = FromOutside(self)
        self.setMinimumSize(640, 480)
        self.setWindowTitle("lwdesk")
        self.front_wanted.connect(self.come_to_front)
        self.front_wanted.connect(self.from_outside.show)
        self.looks.language_switched.connect(self._rebuild)
        style.theme.changed.connect(self.update)

    @property
    def settings(self) -> DeviceSettings:
        return self.looks.settings

    def surface(self) -> QWidget | None:
        return self._surfaces.currentWidget()

    def show_unlock(self, chosen: Path | None = None) -> None:
        """Show the first screen, on this file or the one opened last."""
        from lwdesk.ui.pages.unlock import UnlockPage

        page = UnlockPage(self.settings, self.ask, chosen, looks=self._painted)
        page.opened.connect(self.show_desk)
        page.setup_wanted.connect(self.show_setup)
        page.recovery_wanted.connect(self.show_recovery)
        page.restore_wanted.connect(self.show_restore)
        page.own_wanted.connect(self.show_own_passphrase)
        page.joining_wanted.connect(self.show_joining)
        page.language_wanted.connect(self.looks.speak)
        page.scale_wanted.connect(self.looks.step)
        page.help_wanted.connect(self.show_help)
        page.unlisted.connect(lambda path: self.looks.update(self.settings.forgotten(path)))
        self._put(page)
        self.setWindowTitle("lwdesk")
        page.focus_first()

    def show_setup(self) -> None:
        from lwdesk.ui.pages.setup import SetupPage

        page = SetupPage(self.ask)
        page.joining_wanted.connect(self.show_joining)
        self._offer(page, self.show_unlock)

    def show_joining(self, path: Path | None = None, user: str = "", secret: str = "") -> None:
        """Let this device join an office, or go on with it."""
        from lwdesk.ui.pages.joining import JoinPage

        page = JoinPage(self.ask, path, user, secret)
        page.known.connect(lambda known: self.looks.update(self.settings.opened(known)))
        self._offer(page, lambda: self.show_unlock(page.path))

    def show_restore(self, saved: Path, users: "tuple[KeyUser, ...]") -> None:
        from lwdesk.ui.pages.restore import RestorePage

        self._offer(RestorePage(self.ask, saved, users), self.show_unlock)

    def show_recovery(self, path: Path, user: str = "") -> None:
        from lwdesk.ui.pages.recover import RecoverPage

        self._offer(RecoverPage(self.ask, path, user), lambda: self.show_unlock(path))

    def show_own_passphrase(self, path: Path, user: str, start: str) -> None:
        from lwdesk.ui.pages.own_passphrase import OwnPassphrasePage

        self._offer(OwnPassphrasePage(self.ask, path, user, start), lambda: self.show_unlock(path))

    def show_desk(self, opened: "Opened") -> None:
        """Build the shell around an unlocked file."""
        from lwdesk.ui.context import Context
        from lwdesk.ui.jobs import Jobs
        from lwdesk.ui.shell import Shell

        self._opened = opened
        self.looks.update(self.settings.opened(opened.known))
        if opened.desk.file.lock is not None:
            opened.desk.file.lock.on_front(self.front_wanted.emit)
        jobs = Jobs(opened.desk, opened.executor)
        self._work_in(Shell(Context(jobs, self.ask, opened.who()), opened.idle_minutes))
        self._name(opened)
        self.from_outside.show()

    def lock(self) -> None:
        """Close the file, drop its key, and show the unlock screen of the same file and person."""
        if self._shell is None:
            return
        _clear_away(self)
        failures = self._shell.close_down()
        self.show_unlock()
        for error in failures[:1]:
            show_error(self.ask, self, error)

    def cover(self) -> None:
        """Hide what is shown from whoever stands beside the desk, or show it again."""
        from lwdesk.ui.cover import Cover, cover_for

        current, shell = self.surface(), self._shell
        if current is None or shell is None or self._opened is None:
            return
        if isinstance(current, Cover):
            current.lift()
            return
        shell.pause()
        cover = cover_for(shell, self._opened.desk)
        cover.lifted.connect(lambda: self._uncover(shell, cover))
        self._surfaces.addWidget(cover)
        self._surfaces.setCurrentWidget(cover)
        cover.focus_first()

    def _uncover(self, shell: "Shell", cover: QWidget) -> None:
        self._surfaces.setCurrentWidget(shell)
        self._let_go(cover)
        shell.resume()
        self.from_outside.show()

    def show_help(self) -> None:
        from lwdesk.ui.dialogs.help import HelpDialog

        _open(HelpDialog(self, at_work=self._shell is not None))

    def show_settings(self) -> None:
        from lwdesk.ui.dialogs.settings import SettingsDialog

        _open(SettingsDialog(self, self.looks, self._shell.context if self._shell else None))

    def restore_place(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        else:
            self.resize(1366, 768)

    def come_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def rescue(self) -> None:
        """Write down every open form: after an unexpected error, or before the session ends."""
        if self._shell is not None:
            self._shell.keep_drafts()

    def setVisible(self, visible: bool) -> None:
        if visible:
            self.looks.put_on_sheet(self)
        super().setVisible(visible)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when something was shown for the first time; the ground is the palette's."""
        super().paintEvent(event)
        if not self._painted and self.surface() is not None:
            self._painted = self.looks.all_scripts = True
            self.first_painted.emit()
            QTimer.singleShot(0, self, self._settle_in)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear of Esc last, when nothing nearer to the focus had a use for it."""
        escape = getattr(self.surface(), "escape", None)
        if event.key() == Qt.Key.Key_Escape and escape is not None:
            escape()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and close the file, whatever is shown; a set-up without its sheet asks first."""
        holds_back = getattr(self.surface(), "holds_back", None)
        if holds_back is not None and event.spontaneous() and holds_back(self.close):
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.looks.update(replace(self.settings, geometry=geometry))
        _clear_away(self)
        for surface in (self._shell, self.surface()):
            _close_down(surface)
        super().closeEvent(event)

    def _settle_in(self) -> None:
        """Take on what the first paint does without: who opens the file, icon, keys, looks of the system."""
        from PySide6.QtGui import QIcon

        getattr(self.surface(), "look_inside", lambda: None)()
        self.setWindowIcon(QIcon(icons.pixmap("app", "accent", 64)))
        self.installEventFilter(SystemLooks(self.looks))
        _bind_keys(self)

    def _rebuild(self) -> None:
        """Build what is shown again, in the language that is spoken now; the focus stays on its place."""
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None else ""
        if self._shell is not None and self._opened is not None:
            self._work_in(self._shell.again(self._opened.who()))
            self._name(self._opened)
        else:
            self.show_unlock(getattr(self.surface(), "path", None))
        for same in self.findChildren(QWidget, name) if name else ():
            if same.isVisible():
                same.setFocus(Qt.FocusReason.TabFocusReason)

    def _name(self, opened: "Opened") -> None:
        office = opened.desk.office.name
        named = _("{office} (practice data)", office=office) if opened.known.practice else office
        self.setWindowTitle(f"lwdesk – {named}")

    def _work_in(self, shell: "Shell") -> None:
        from lwdesk.ui import person_menu

        shell.locked.connect(self.lock)
        if self._opened is not None:
            person_menu.attach(self, shell, self._opened)
        self._put(shell)
        self._shell = shell
        shell.page.focus_first()

    def _offer(self, page: "FirstPage", back: Callable[[], None]) -> None:
        """Show another way into a file, and where giving it up leads."""
        page.opened.connect(self.show_desk)
        page.left.connect(back)
        self._put(page)
        page.focus_first()

    def _put(self, widget: QWidget) -> None:
        """Show another surface; what stood there before is closed down and goes."""
        before = {one for one in (self._shell, self.surface()) if one is not None}
        self._shell = None
        self._surfaces.addWidget(widget)
        self._surfaces.setCurrentWidget(widget)
        for one in before:
            _close_down(one)
            self._let_go(one)

    def _let_go(self, widget: QWidget) -> None:
        self._surfaces.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def _clear_away(window: Window) -> None:
    """Close questions and menus, and take back from the clipboard what was copied here."""
    from PySide6.QtWidgets import QDialog

    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def _close_down(surface: QWidget | None) -> None:
    close_down = getattr(surface, "close_down", None)
    if close_down is not None:
        close_down()


def _open(dialog: "QDialog") -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _bind_keys(window: Window) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    from lwdesk.ui.mnemonics import Mnemonics

    Mnemonics(window)
    for key, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(lambda step=step: window.looks.step(step))
    QShortcut(QKeySequence("F1"), window).activated.connect(window.show_help)
    QShortcut(QKeySequence("F9"), window).activated.connect(window.cover)
