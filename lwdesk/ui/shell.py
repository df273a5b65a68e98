"""The window of an opened file: navigation, the page on its sheet, toasts, keys that work everywhere."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.services.changes import Changes
from lwdesk.ui import style
from lwdesk.ui.ask import show_error
from lwdesk.ui.context import Context, Page
from lwdesk.ui.navigation import Navigation
from lwdesk.ui.pages.registry import HOME, PAGES, household_page, intake_page
from lwdesk.ui.popups import Toast
from lwdesk.ui.surface import Sheet
from lwdesk.ui.words import _

RAIL_BELOW = 70  # characters of body text
WARNING_SECONDS = 60
DEEPEST = 20


class Shell(QWidget):
    """Holds the pages of one person at work, until it is locked."""

    locked = Signal()
    person_wanted = Signal()
    scale_wanted = Signal(int)

    def __init__(self, context: Context, idle_minutes: int = 10) -> None:
        super().__init__()
        self.context = context
        self.navigation = Navigation(context.who)
        self._sheet = Sheet(spacing=0)
        self.pages = QStackedWidget()
        self._sheet.add(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        self._frame = QVBoxLayout()
        self._frame.addWidget(self._sheet)
        row.addLayout(self._frame, 1)
        self._trail: list[Page] = []
        self._toast = Toast(self._sheet)
        self._toast.undone.connect(self.undo)
        self._idle = Idle(self, idle_minutes)
        self._listen()
        self._bind_keys()
        style.follow(self.restyle)
        self.go(HOME)
        self._count()

    def restyle(self) -> None:
        inset = style.px(8)
        self._frame.setContentsMargins(0, inset, inset, inset)

    @property
    def page(self) -> Page:
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, name: str) -> None:
        """Show a page of the navigation; the trail starts anew there."""
        while self._trail:
            self._leave(self._trail.pop())
        self._enter(PAGES[name](self.context))

    def show_household(self, household: UUID) -> None:
        self._enter(household_page(self.context, household))

    def show_intake(self, text: str = "", draft: UUID | None = None) -> None:
        self._enter(intake_page(self.context, text, draft))

    def _show_draft(self, draft: UUID) -> None:
        self.show_intake("", draft)

    def back(self) -> None:
        """Return to the page before, with its row, filter and scroll position as they were."""
        if len(self._trail) < 2:
            return
        self._leave(self._trail.pop())
        self._show(self._trail[-1])

    def undo(self) -> None:
        self.context.jobs.run(self, lambda desk: desk.undo_last(), self._undone)

    def keep_drafts(self) -> None:
        for page in self._trail:
            page.keep_draft()

    def lock(self) -> None:
        """Write down what was typed, close the file, and say so."""
        self.keep_drafts()
        self._idle.stop()
        while self._trail:
            self._leave(self._trail.pop())
        self.context.jobs.close()
        self.locked.emit()

    def again(self) -> "Shell":
        """Return a shell for the same person and file, built anew in the present language."""
        self.keep_drafts()
        self._idle.stop()
        name = self._trail[0].name
        while self._trail:
            self._leave(self._trail.pop())
        old = self.context
        fresh = Shell(Context(old.jobs, old.ask, old.who), self._idle.minutes)
        fresh.go(name)
        return fresh

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.set_rail(self.width() < style.characters(RAIL_BELOW) + style.px(48))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._idle.stop()
        super().closeEvent(event)

    def _listen(self) -> None:
        context = self.context
        context.jobs.changed.connect(self._changed)
        context.jobs.failed.connect(self._failed)
        context.household_wanted.connect(self.show_household)
        context.intake_wanted.connect(self.show_intake)
        context.draft_wanted.connect(self._show_draft)
        context.page_wanted.connect(self.go)
        context.back_wanted.connect(self.back)
        context.said.connect(self._say)
        context.lock_wanted.connect(self.lock)
        self.navigation.chosen.connect(self.go)
        self.navigation.locked.connect(self.lock)
        self.navigation.person_wanted.connect(self.person_wanted)
        self._idle.over.connect(self.lock)
        self._idle.soon.connect(
            lambda: self._say(_("Locks in one minute. Your draft is kept."), undoable=False)
        )

    def _bind_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+L", self.lock),
            ("Ctrl+N", self._new_household),
            ("Ctrl+K", self._search),
            ("F3", self._search),
            ("Ctrl+Z", self.undo),
            ("Alt+Left", self.back),
            ("Ctrl+Return", self._primary),
            ("Ctrl+Enter", self._primary),
            ("Ctrl+S", self._save_now),
            ("Ctrl+F", self._find),
            ("Escape", self._escape),
            ("Ctrl++", lambda: self.scale_wanted.emit(1)),
            ("Ctrl+-", lambda: self.scale_wanted.emit(-1)),
            ("Ctrl+0", lambda: self.scale_wanted.emit(0)),
            ("F6", self._next_pane),
            ("Shift+F6", self._next_pane),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(
                action
            )

    def _new_household(self) -> None:
        self.show_intake()

    def _primary(self) -> None:
        self.page.primary()

    def _save_now(self) -> None:
        self.page.save_now()

    def _find(self) -> None:
        self.page.find()

    def _search(self) -> None:
        if self.page.name != HOME:
            self.go(HOME)
        self.page.find()

    def _escape(self) -> None:
        if not self.page.escape():
            self.back()

    def _next_pane(self) -> None:
        """Move the focus between navigation and page."""
        focused = QApplication.focusWidget()
        if focused is not None and self.navigation.isAncestorOf(focused):
            self.page.focus_first()
        else:
            self.navigation.focus_chosen()

    def _enter(self, page: Page) -> None:
        self._trail.append(page)
        self.pages.addWidget(page)
        self._show(page)
        if len(self._trail) > DEEPEST:
            self._leave(self._trail.pop(1))

    def _show(self, page: Page) -> None:
        self.pages.setCurrentWidget(page)
        self.navigation.choose(page.name)
        page.opened()

    def _leave(self, page: Page) -> None:
        page.keep_draft()
        page.closed()
        self.pages.removeWidget(page)
        page.deleteLater()

    def _changed(self, changes: Changes, initiator: QObject | None) -> None:
        self.navigation.set_saved(clock.now())
        for page in self._trail:
            page.changed(changes, initiator)
        self._count()

    def _count(self) -> None:
        self.context.jobs.run(self, lambda desk: desk.counts(), self.navigation.set_counts, lane="counts")

    def _failed(self, error: Exception) -> None:
        show_error(self.context.ask, self, error)

    def _undone(self, changes: Changes) -> None:
        del changes
        self._say(_("Taken back"), undoable=False)

    def _say(self, text: str, undoable: bool) -> None:
        self._toast.tell(text, undo=undoable, bottom=80)


class Idle(QObject):
    """Watches keys and mouse; warns a minute before the time is over."""

    soon = Signal()
    over = Signal()

    def __init__(self, parent: QWidget, minutes: int) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._milliseconds = minutes * 60_000
        self._warned = QTimer(self)
        self._ended = QTimer(self)
        for timer, signal in ((self._warned, self.soon), (self._ended, self.over)):
            timer.setSingleShot(True)
            timer.timeout.connect(signal)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.restart()

    def restart(self) -> None:
        self._warned.start(max(0, self._milliseconds - WARNING_SECONDS * 1000))
        self._ended.start(self._milliseconds)

    def stop(self) -> None:
        self._warned.stop()
        self._ended.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.restart()
        return super().eventFilter(watched, event)
