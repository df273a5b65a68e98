"""The open consultation hour, the home of the program: who comes next, whom to find, what is due."""

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.views import Hit, Hour
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, Flow, PageScroll
from lwdesk.ui.marks import CountLabel
from lwdesk.ui.pages.hour_arrival import ArrivalDialog
from lwdesk.ui.pages.hour_foot import QuickFoot
from lwdesk.ui.pages.hour_queue import Queue
from lwdesk.ui.pages.hour_tasks import DueTasks, tasks_heading
from lwdesk.ui.pages.hour_ways import HourWays
from lwdesk.ui.pages.quick.talk import Subject, of_entry
from lwdesk.ui.pages.search_box import SearchBox
from lwdesk.ui.surface import EmptyState, PageHeader, SectionHeading
from lwdesk.ui.text import hide_unless
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.hours import QueueState

MINUTE = 60_000
LANE = "hour"
ROOM_FOR_HITS = 360


class HourPage(Page):
    """Serves the next person: the search, the queue, the tasks of the day."""

    name = "hour"
    heading = N_("Consultation hour")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._hour: Hour | None = None
        self.setAccessibleName(_("Consultation hour"))
        self._make_head()
        self.search = SearchBox(context, self)
        self.queue = Queue(moves=context.may("edit"))
        self.tasks = DueTasks(finishes=context.may("manage_tasks"))
        self.foot = QuickFoot(context, self)
        hide_unless(self.foot, not context.lacks("edit"))
        self.quick, self.ways = self.foot.quick, HourWays(context, self)
        self._make_body()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self.reload)
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._search_row.setContentsMargins(side, 0, side, style.px(16))
        self._day.setContentsMargins(side, style.px(4), side, style.px(16))
        self._numbers.setSpacing(style.px(32))
        if self._hour is not None:
            self.queue.fit_height(at_most=200)

    def opened(self) -> None:
        self.reload()
        self._minute.start()
        self.quick.load_draft()
        self.focus_first()

    def closed(self) -> None:
        self._minute.stop()
        self.quick.closed()
        self.search.close_popup()

    def focus_first(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches("queue_entry", "task", "contact", "household", "opening_hour"):
            self.reload()

    def start_search(self) -> None:
        self.search.start()

    def escape(self) -> bool:
        return self.search.close_popup() or self.quick.escape()

    def primary(self) -> None:
        """Save the quick contact that is being written, else take in who comes."""
        if self.quick.is_open() or self.quick.talk.topics:
            self.quick.save()
        else:
            self.take_into_queue()

    def keep_draft(self) -> None:
        self.quick.keeper.keep()

    def start_quick(self, subject: Subject | None = None) -> None:
        """Open the quick contact: with this person, else with whoever of the queue is being talked to."""
        if subject is None and self.quick.talk.is_empty():
            key = self.queue.current_key()
            entry = self.queue.entry(key) if key else None
            subject = of_entry(entry) if entry is not None and entry.state == "in_talk" else None
        self.quick.start(subject)
        self.foot.show_entry()

    def reload(self) -> None:
        self.context.jobs.run(self, lambda desk: desk.hours.today(), self.show_hour, lane=LANE)

    def show_hour(self, hour: Hour) -> None:
        first = self._hour is None
        self._hour = hour
        self.header.set_subtitle(opening_words(hour.opening, clock.today()))
        longest = _("{n} min", n=hour.longest_minutes) if hour.longest_minutes is not None else "–"
        self.waiting.set_count(str(hour.waiting), _("waiting"))
        self.longest.set_count(longest, _("longest wait"))
        self.contacts.set_count(str(hour.contacts_today), _("contacts today"))
        self.queue.show_hour(hour, clock.now())
        self.queue.setVisible(bool(hour.queue))
        self.nobody.setVisible(not hour.queue)
        self.add_button.setVisible(bool(hour.queue) and self.context.may("edit"))
        self.tasks.show_hour(hour)
        self.all_done.setVisible(not hour.due)
        if first and hour.queue:
            self.queue.choose(self.queue.rows.rows[0].key)

    def take_into_queue(self) -> None:
        """Ask who is waiting and put them at the end of the queue."""
        if not self.context.lets("edit") or self.context.who.read_only:
            return
        dialog = ArrivalDialog(self)
        dialog.arrived.connect(self._arrive)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make_head(self) -> None:
        self.header = PageHeader(_("Open consultation hour"), dates.long_day(clock.today()), kind="body")
        numbers = QWidget()
        self._numbers = QHBoxLayout(numbers)
        self._numbers.setContentsMargins(0, 0, 0, 0)
        self.waiting, self.longest, self.contacts = CountLabel(), CountLabel(), CountLabel()
        for count in (self.waiting, self.longest, self.contacts):
            self._numbers.addWidget(count)
        self._numbers.addStretch(1)
        self.header.add_action(numbers)

    def _make_body(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._search_row = QHBoxLayout()
        self._search_row.addWidget(self.search)
        self.nobody = EmptyState(
            "coffee",
            _("As soon as somebody comes: add them, no name is needed."),
            _("Take in a person") if self.context.may("edit") else "",
            action_icon="user-plus",
            title=_("Nobody here yet"),
            primary=True,
        )
        self.all_done = EmptyState("circle-check", _("No task is due today."), title=_("All done"))
        self.add_button = SecondaryButton(_("Take in a person"), icon="user-plus", size="small")
        self.add_button.setObjectName("add_waiting")
        heading = SectionHeading(_("Today in the consultation hour"))
        every = QuietButton(_("All contacts"), size="small")
        every.setObjectName("all_contacts")
        every.clicked.connect(lambda _checked=False: self.context.wanted.emit("contacts", None))
        heading.add(Flow(every, self.add_button))
        self.columns = Columns(
            _side(heading, self.queue, self.nobody),
            _side(tasks_heading(self.context), self.tasks, self.all_done),
            weights=(68, 32),
            ruled=False,
        )
        self.paper = PageScroll()
        inside = self.paper.column()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.header)
        inside.addLayout(self._search_row)
        self._day = QHBoxLayout()
        self._day.addWidget(self.columns)
        inside.addLayout(self._day, 1)
        column.addWidget(self.paper, 1)
        column.addWidget(self.foot)

    def _listen(self) -> None:
        self.search.opening.connect(self._make_room)
        self.paper.verticalScrollBar().valueChanged.connect(self.search.follow)
        self.add_button.clicked.connect(self.take_into_queue)
        self.nobody.acted.connect(self.take_into_queue)
        self.queue.moved.connect(self._move)
        self.queue.contact_wanted.connect(self.ways.open_contact)
        self.queue.joining.connect(self.ways.join)
        self.quick.saved.connect(self._next_person)
        self.quick.search_wanted.connect(self.search.start)
        self.search.quick_wanted.connect(self._talk_to)
        self.search.queue_wanted.connect(self._let_wait)
        self.queue.household_wanted.connect(self.context.household_wanted)
        self.tasks.household_wanted.connect(self.context.household_wanted)
        self.tasks.done.connect(self._finish)
        self.tasks.draft_wanted.connect(self.context.draft_wanted)
        QShortcut(QKeySequence("Ctrl+Shift+N"), self).activated.connect(self.take_into_queue)

    def _make_room(self) -> None:
        """Move the search to the top where the hits would have no room below it."""
        bottom = self.search.mapTo(self, QPoint(0, self.search.height())).y()
        if self.height() - bottom < style.px(ROOM_FOR_HITS):
            top = self.search.mapTo(self.paper.body, QPoint(0, 0)).y()
            self.paper.verticalScrollBar().setValue(top - style.px(8))

    def _talk_to(self, hit: Hit) -> None:
        if self.context.lets("edit"):
            self.start_quick(Subject(hit.name, hit.household, hit.person, since=clock.now()))

    def _let_wait(self, hit: Hit) -> None:
        if self.context.lets("edit"):
            self._arrive(QueueEntry(household=hit.household, person=hit.person, shown_name=hit.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.fit()

    def _next_person(self) -> None:
        """Put the focus on the next person who waits."""
        waiting = [row.key for row in self.queue.rows.rows if self._waits(row.key)]
        if waiting:
            self.queue.choose(waiting[0])
            self.queue.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def _waits(self, key: str) -> bool:
        entry = self.queue.entry(key)
        return entry is not None and entry.state == "waiting"

    def _arrive(self, entry: QueueEntry) -> None:
        self.context.jobs.run(
            self, lambda desk: desk.hours.arrive(entry), self._said(_("Added to the queue"))
        )

    def _move(self, entry: UUID, state: "QueueState") -> None:
        said = self._said(_("Queue changed"))

        def then(result: Changes) -> None:
            said(result)
            called = self.queue.entry(str(entry))
            if state == "in_talk" and called is not None:
                self.quick.set_subject(of_entry(called))

        self.context.jobs.run(self, lambda desk: desk.hours.move(entry, state), then)

    def _finish(self, task: Task) -> None:
        done = task.replace(state="done", done_on=clock.today())

        def work(desk: "Desk") -> Changes | Conflicts:
            return desk.households.save(done, task)

        self.context.jobs.run(self, work, self._said(_("Task done")))

    def _said(self, text: str) -> Callable[[Changes | Conflicts], None]:
        def say(result: Changes | Conflicts) -> None:
            if isinstance(result, Changes):
                self.context.said.emit(text, True)
            else:
                self.reload()

        return say


def _side(heading: QWidget, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.px(8))
    column.addWidget(heading)
    for part in parts:
        column.addWidget(part, 4 if isinstance(part, EmptyState) else 0)
    column.addStretch(1)
    return made


def opening_words(hours: tuple[OpeningHour, ...], today: date) -> str:
    """Return the day and when the office is open on it."""
    times = [
        _("{opens} to {closes}", opens=_clock(one.opens), closes=_clock(one.closes))
        for one in hours
        if one.opens and one.closes
    ]
    spoken = _("{times} o'clock", times=", ".join(times)) if times else ""
    return " · ".join(part for part in (dates.long_day(today), spoken) if part)


def _clock(at: time) -> str:
    """Return a time as one says it: the full hour without minutes."""
    return at.strftime("%H:%M") if at.minute else str(at.hour)
