"""The one top-level window: it unlocks, sets up, and then holds the shell of whoever works."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from lwdesk.services.settings import DeviceSettings
from lwdesk.ui import icons, style
from lwdesk.ui.ask import Ask, Dialogs
from lwdesk.ui.context import Context, Who
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.opening import Opened
from lwdesk.ui.words import words

STEP, SMALLEST, LARGEST = 25, 100, 200


class Window(QWidget):
    """Shows one surface at a time; its title names the office and never a person."""

    first_painted = Signal()

    def __init__(
        self, settings: DeviceSettings, keep: Callable[[DeviceSettings], None], ask: Ask | None = None
    ) -> None:
        super().__init__()
        self.settings, self._keep = settings, keep
        self.ask: Ask = ask or Dialogs()
        self._surfaces = QStackedLayout(self)
        self._surfaces.setContentsMargins(0, 0, 0, 0)
        self._painted = False
        self.setMinimumSize(640, 480)
        self.setWindowTitle("lwdesk")
        self._bind_keys()
        self._dress()
        self.setWindowIcon(QIcon(icons.pixmap("app", "accent", 64)))

    def surface(self) -> QWidget | None:
        return self._surfaces.currentWidget()

    def show_unlock(self, chosen: Path | None = None) -> None:
        from lwdesk.ui.pages.unlock import UnlockPage

        page = UnlockPage(self.settings, self.ask, chosen)
        page.opened.connect(self.show_desk)
        page.setup_wanted.connect(self.show_setup)
        page.recovery_wanted.connect(self.show_recovery)
        page.language_wanted.connect(self.switch_language)
        page.scale_wanted.connect(self.step_scale)
        self._put(page)
        self.setWindowTitle("lwdesk")
        page.focus_first()

    def show_setup(self) -> None:
        from lwdesk.ui.pages.setup import SetupPage

        page = SetupPage(self.ask)
        page.opened.connect(self.show_desk)
        page.left.connect(self.show_unlock)
        self._put(page)
        page.focus_first()

    def show_recovery(self, path: Path) -> None:
        from lwdesk.ui.pages.recover import RecoverPage

        page = RecoverPage(self.ask, path)
        page.opened.connect(self.show_desk)
        page.left.connect(self.show_unlock)
        self._put(page)
        page.focus_first()

    def show_desk(self, opened: Opened) -> None:
        """Build the shell around an unlocked file."""
        from lwdesk.ui.shell import Shell

        desk = opened.desk
        self.update_settings(self.settings.opened(opened.known))
        who = Who(desk.office.name, desk.staff.name, opened.employer, opened.role, read_only=desk.read_only)
        shell = Shell(Context(Jobs(desk, opened.executor), self.ask, who), opened.idle_minutes)
        shell.locked.connect(self.show_unlock)
        shell.scale_wanted.connect(self.step_scale)
        shell.person_wanted.connect(self._show_settings)
        self._put(shell)
        self.setWindowTitle(f"lwdesk – {who.office}")

    def update_settings(self, settings: DeviceSettings) -> None:
        self.settings = settings
        self._keep(settings)

    def switch_language(self, language: str) -> None:
        """Speak another language at once; what is open is built again."""
        self.update_settings(replace(self.settings, language=language))
        self._dress()
        self._rebuild()

    def switch_theme(self, theme: str) -> None:
        self.update_settings(replace(self.settings, theme=theme))
        self._dress()

    def step_scale(self, step: int) -> None:
        """Make everything larger, smaller or, at 0, as large as usual."""
        scale = self.settings.scale + step * STEP if step else SMALLEST
        self.set_scale(max(SMALLEST, min(LARGEST, scale)))

    def set_scale(self, scale: int) -> None:
        self.update_settings(replace(self.settings, scale=scale))
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), style.color("bg"))
        painter.end()
        if not self._painted and self.surface() is not None:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.update_settings(
            replace(self.settings, geometry=bytes(self.saveGeometry().toBase64().data()).decode())
        )
        self._leave()
        super().closeEvent(event)

    def restore_place(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        else:
            self.resize(1366, 768)

    def come_to_front(self) -> None:
        self.showNormal()
        self.raise_()
        self.activateWindow()

    def rescue(self) -> None:
        """Write down every open form after an unexpected error."""
        from lwdesk.ui.shell import Shell

        current = self.surface()
        if isinstance(current, Shell):
            current.keep_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange and self.settings.theme == "system":
            self._dress()

    def _bind_keys(self) -> None:
        for key, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self.step_scale(step))

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if words.language != self.settings.language:
            words.switch(self.settings.language)
        looks = self.settings
        style.apply(app, looks.theme, looks.scale / 100, looks.language, scripts=self._painted)
        self.update()

    def _rebuild(self) -> None:
        from lwdesk.ui.shell import Shell

        current = self.surface()
        if isinstance(current, Shell):
            self._put(current.again())
        else:
            self.show_unlock()

    def _show_settings(self) -> None:
        from lwdesk.ui.dialogs.settings import SettingsDialog

        SettingsDialog(self).open()

    def _put(self, widget: QWidget) -> None:
        before = self._surfaces.currentWidget()
        self._surfaces.addWidget(widget)
        self._surfaces.setCurrentWidget(widget)
        if before is not None:
            close_down = getattr(before, "close_down", None)
            if close_down is not None:
                close_down()
            self._surfaces.removeWidget(before)
            before.deleteLater()

    def _leave(self) -> None:
        from lwdesk.ui.shell import Shell

        current = self.surface()
        if isinstance(current, Shell):
            current.lock()
