"""The window of an opened file: navigation, the page on its sheet, toasts, keys that work everywhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from lwdesk.base import clock
from lwdesk.services.changes import Changes
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.ask import show_error
from lwdesk.ui.context import Context, Make, Page, Who
from lwdesk.ui.exchanging import Exchanging
from lwdesk.ui.idle import Idle
from lwdesk.ui.navigation import WIDE, Navigation
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.registry import ABOUT, HOME, PAGES, household_page, intake_page
from lwdesk.ui.popups import Toast
from lwdesk.ui.surface import Banner, BottomBar, Sheet
from lwdesk.ui.words import _, plural

RAIL_BELOW = 70  # characters of body text
DEEPEST = 20


@dataclass(slots=True, eq=False)
class Stop:
    """A page on the trail, how it is made again, and where the focus was when it was left."""

    page: Page
    make: Make
    focus: QWidget | None = None


class Shell(QWidget):
    """Holds the pages of one person at work, until it is locked."""

    locked = Signal()
    person_wanted = Signal()

    def __init__(self, context: Context, idle_minutes: int = 10, trail: tuple[Make, ...] = ()) -> None:
        super().__init__()
        self.context, self._open = context, True
        self.navigation = Navigation(context.who)
        self._sheet = Sheet(spacing=0)
        self.pages = QStackedWidget()
        self._sheet.add(self.pages, 1)
        self._frame = QVBoxLayout()
        self._soon = Banner("warn", _("Locks in one minute. Your draft is kept."), icon="lock")
        self._soon.hide()
        self._frame.addWidget(self._soon)
        for banner in _warnings(context.who):
            self._frame.addWidget(banner)
        self._frame.addWidget(self._sheet, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(self._frame, 1)
        self._trail: list[Stop] = []
        self._toast = Toast(self._sheet)
        self._toast.undone.connect(self.undo)
        self._idle = Idle(self, idle_minutes)
        self._exchanging = Exchanging(context, self, lambda: self.page.full_window)
        self._listen()
        _bind_keys(self)
        style.follow(self.restyle)
        for make in trail or (PAGES[HOME],):
            self._enter(make)
        self._count()

    def restyle(self) -> None:
        inset = style.px(8)
        around = 0 if self._trail and self.page.full_window else inset
        self._frame.setContentsMargins(0, around, around, around)
        self._frame.setSpacing(inset)
        self._fold()

    @property
    def page(self) -> Page:
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, name: str) -> None:
        """Show a page of the navigation; the trail starts anew there."""
        self._leave_all()
        self._enter(PAGES[name])

    def show_page(self, name: str) -> None:
        """Show a page that stands in no navigation; the way back leads to where one was."""
        if self.page.name != name:
            self._enter(PAGES[name])

    def show_household(self, household: UUID) -> None:
        self._enter(lambda context: household_page(context, household))

    def show_about(self, kind: str, subject: object) -> None:
        """Show a page that is about one thing: a visit, a referral, a request."""
        if self.context.lets_in(kind):
            self._enter(lambda context: ABOUT[kind](context, subject))

    def show_intake(self, text: str = "", draft: UUID | None = None) -> None:
        if self.context.lets_in("intake"):
            self._enter(lambda context: intake_page(context, text, draft))

    def back(self) -> None:
        """Return to the page before, with its row, filter, scroll position and focus as they were."""
        if len(self._trail) < 2:
            return
        self._leave(self._trail.pop())
        self.resume()

    def resume(self) -> None:
        """Show the page again that was left, and put the focus where it was."""
        stop = self._trail[-1]
        self._show(stop)
        if stop.focus is not None and isValid(stop.focus) and stop.focus.isVisible():
            stop.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def pause(self) -> None:
        """Remember where the focus is before something else takes the place of the page."""
        if self._trail:
            self._trail[-1].focus = self.page.focusWidget()

    def escape(self) -> None:
        """Close what is open on the page, else go back to the page before."""
        if not self.page.escape():
            self.back()

    def undo(self) -> None:
        if self.context.lets("edit"):
            self.context.jobs.run(self, lambda desk: desk.undo_last(), self._undone)

    def keep_drafts(self) -> None:
        for stop in self._trail:
            stop.page.keep_draft()

    def close_down(self) -> tuple[Exception, ...]:
        """Write down what was typed and close the file; return the failures nobody has heard of."""
        if not self._open:
            return ()
        self._toast.leave()
        self._open = False
        self._idle.stop()
        self._leave_all()
        return self.context.jobs.close()

    def lock(self) -> None:
        self.locked.emit()

    def again(self, who: Who) -> "Shell":
        """Return a shell for the same person and file, built anew in the present language; this one ends."""
        trail = tuple(make for stop in self._trail if (make := stop.page.again(stop.make)) is not None)
        self._idle.stop()
        self._exchanging.stop()
        self._leave_all()
        old, self._open = self.context, False
        old.jobs.changed.disconnect(self._changed)
        old.jobs.failed.disconnect(self._failed)
        return Shell(Context(old.jobs, old.ask, who), self._idle.minutes, trail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Let the navigation become a rail where the page would be too narrow beside its words."""
        self.navigation.set_rail(self.width() < style.characters(RAIL_BELOW) + style.px(WIDE))

    def _listen(self) -> None:
        context = self.context
        context.jobs.changed.connect(self._changed)
        context.jobs.failed.connect(self._failed)
        context.household_wanted.connect(self.show_household)
        context.intake_wanted.connect(self.show_intake)
        context.draft_wanted.connect(lambda draft: self.show_intake("", draft))
        context.page_wanted.connect(self.go)
        context.wanted.connect(self.show_about)
        context.back_wanted.connect(self.back)
        context.said.connect(self._say)
        context.lock_wanted.connect(self.lock)
        self.navigation.chosen.connect(self.go)
        self.navigation.locked.connect(self.lock)
        self.navigation.person_wanted.connect(self.person_wanted)
        self._idle.over.connect(self.lock)
        self._idle.soon.connect(self._warn)
        self._idle.back.connect(self._soon.hide)

    def search(self) -> None:
        if self.page.name != HOME:
            self.go(HOME)
        self.page.start_search()

    def quick(self) -> None:
        """Open the quick contact, with the household that is shown."""
        if not self.context.lets("edit"):
            return
        subject = self.page.subject()
        if self.page.name != HOME:
            self.go(HOME)
        self.page.start_quick(subject)

    def next_pane(self) -> None:
        """Move the focus between navigation and page; there are two panes, so both ways lead to the other."""
        focused = QApplication.focusWidget()
        if self.page.full_window:
            self.page.focus_first()
            return
        if focused is None or not self.navigation.isAncestorOf(focused):
            self.pause()
            self.navigation.focus_chosen()
            return
        left = self._trail[-1].focus
        if left is not None and isValid(left) and left.isVisible():
            left.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.page.focus_first()

    def _enter(self, make: Make) -> None:
        page = make(self.context)
        self.pause()
        self._trail.append(Stop(page, make))
        self.pages.addWidget(page)
        self._show(self._trail[-1])
        if len(self._trail) > DEEPEST:
            self._leave(self._trail.pop(1))

    def _show(self, stop: Stop) -> None:
        self._toast.leave()  # it speaks of the page that was left; taking back stays on its key
        self.pages.setCurrentWidget(stop.page)
        self.navigation.setVisible(not stop.page.full_window)
        self.restyle()
        self.navigation.choose(stop.page.name)
        stop.page.opened()

    def _leave(self, stop: Stop) -> None:
        page = stop.page
        page.keep_draft()
        page.closed()
        for work in page.findChildren(InParts):
            work.end()
        self.pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _leave_all(self) -> None:
        while self._trail:
            self._leave(self._trail.pop())

    def _changed(self, changes: Changes, initiator: QObject | None) -> None:
        self.navigation.set_saved(clock.now())
        for stop in self._trail:
            stop.page.changed(changes, initiator)
        self._count()

    def _count(self) -> None:
        """Renew the numbers of the navigation; once a day what ends becomes tasks before."""
        self.context.jobs.run(self, lambda desk: desk.tasks.catch_up())
        self.context.jobs.run(self, lambda desk: desk.counts(), self.navigation.set_counts, lane="counts")

    def _failed(self, error: Exception) -> None:
        show_error(self.context.ask, self, error)

    def _undone(self, changes: Changes) -> None:
        del changes
        self._say(_("Taken back"), undoable=False)

    def _say(self, text: str, undoable: bool) -> None:
        """Tell it above the bottom bar of the page, beside what can be pressed or typed into there."""
        bars = [bar for bar in self.page.findChildren(BottomBar) if bar.isVisible()]
        bottom = self._sheet.height() - min(
            (_place(bar, self._sheet).top() for bar in bars), default=self._sheet.height()
        )
        controls = [_place(one, self._sheet) for one in self.page.findChildren(QWidget) if _can_be_used(one)]
        undo = undoable and not self.context.lacks("edit")
        self._toast.tell(text, undo=undo, bottom=bottom + style.px(12), controls=controls)

    def _warn(self) -> None:
        self._soon.show()
        announce(self, self._soon.title.text(), urgent=True)


def _bind_keys(shell: Shell) -> None:
    def elsewhere(go: Callable[[], None]) -> Callable[[], None]:
        """Lead to other families, but not from a page that shows one alone."""
        return lambda: None if shell.page.full_window else go()

    def page(wish: str) -> Callable[[], None]:
        def ask() -> None:
            getattr(shell.page, wish)()

        return ask

    keys: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Ctrl+L", shell.lock),
        ("Ctrl+N", elsewhere(shell.show_intake)),
        ("Ctrl+K", elsewhere(shell.search)),
        ("F3", elsewhere(shell.search)),
        ("F2", elsewhere(shell.quick)),
        ("Ctrl+Z", shell.undo),
        ("Alt+Left", shell.back),
        ("Ctrl+Return", page("primary")),
        ("Ctrl+Enter", page("primary")),
        ("Ctrl+S", page("save_now")),
        ("Ctrl+F", page("start_search")),
        ("Ctrl+P", page("start_print")),
        ("F6", shell.next_pane),
        ("Shift+F6", shell.next_pane),
    )
    for key, action in keys:
        QShortcut(QKeySequence(key), shell).activated.connect(action)


def _place(widget: QWidget, on: QWidget) -> QRect:
    """Return where the part of a widget that can be seen lies on another."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(on, QPoint(0, 0)))


def _can_be_used(widget: QWidget) -> bool:
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes_focus and widget.isVisible() and not isinstance(widget, QScrollArea)


def _warnings(who: Who) -> Iterator[Banner]:
    """Yield what everybody who works in this file has to know, the most urgent alone."""
    if who.missing_changes:
        yield Banner(
            "danger",
            _("An older copy took the place of the file."),
            plural(
                "{n} change that was saved here is missing. What you see is sound. "
                "Close the program and bring the last backup back, or go on and enter it again.",
                "{n} changes that were saved here are missing. What you see is sound. "
                "Close the program and bring the last backup back, or go on and enter them again.",
                who.missing_changes,
            ),
        )
    elif who.older_log:
        yield Banner(
            "accent",
            _("A log of an earlier day lay beside the file. It was set aside, nothing is missing."),
            _("You can go on working. Tell the team lead if nobody copied files by hand."),
        )
    elif who.read_only:
        yield Banner("accent", _("The file is open for reading only."), _("Nothing can be changed."))
    elif who.unsafe_place:
        yield Banner(
            "warn",
            _("The data lies on a network drive or in a folder that is synchronised with a cloud."),
            _("Files get damaged there. Close the program and move the folder to this computer."),
        )
