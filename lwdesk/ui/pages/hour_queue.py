"""The queue of the day: who waits for how long, who is being served, who is done."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from lwdesk.domain.task import QueueEntry
from lwdesk.services.views import Hour
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.rows import Cell, Column, Row, RowList
from lwdesk.ui.words import _, plural

LONG_WAIT = 20  # minutes
ORDER = {"in_talk": 0, "waiting": 1, "done": 2, "gone": 3}


class Queue(RowList):
    """One row per person; its button is the usual next step, its menu holds the others."""

    moved = Signal(object, str)
    household_wanted = Signal(object)
    contact_wanted = Signal(object)
    joining = Signal(object)

    def __init__(self, *, moves: bool = True) -> None:
        self._moves = moves
        super().__init__((Column(weight=6), Column(weight=3, right=True), Column(right=True)))
        self.setObjectName("queue")
        self.setAccessibleName(_("Today in the consultation hour"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.acted.connect(self._acted)
        self.opened.connect(self._open)

    def show_hour(self, hour: Hour, now: datetime) -> None:
        entries = sorted(hour.queue, key=lambda entry: (ORDER.get(entry.state or "", 9), entry.number or 0))
        own, counted = dict(hour.own_script), dict(hour.topics)
        self.show_rows(
            shown(
                entry,
                now,
                own.get(entry.person, "") if entry.person else "",
                counted.get(entry.contact, 0) if entry.contact else 0,
                self._action(entry),
            )
            for entry in entries
        )
        self.fit_height(at_most=200)

    def entry(self, key: str) -> QueueEntry | None:
        at = self.rows.place_of(key)
        data = self.rows.rows[at].data if at >= 0 else None
        return data if isinstance(data, QueueEntry) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.current_key()
        entry = self.entry(key) if key else None
        if entry is None:
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        menu = self.menu(entry)
        if not menu.isEmpty():
            menu.popup(self.viewport().mapToGlobal(QPoint(at.x(), at.y())))

    def menu(self, entry: QueueEntry) -> QMenu:
        """Return every step that makes sense for this person and is open to who works here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ways = {
            "waiting": _("Back to waiting"),
            "in_talk": _("Call"),
            "done": _("Done"),
            "gone": _("Has left"),
        }
        for state, words in ways.items():
            if self._moves and state != entry.state:
                action = QAction(words, menu)
                action.triggered.connect(lambda _checked=False, state=state: self.moved.emit(entry.id, state))
                menu.addAction(action)
        self._add_contact(menu, entry)
        if entry.household is not None:
            menu.addSeparator()
            action = QAction(_("Open household"), menu)
            action.triggered.connect(lambda _checked=False: self.household_wanted.emit(entry.household))
            menu.addAction(action)
        return menu

    def _add_contact(self, menu: QMenu, entry: QueueEntry) -> None:
        if entry.contact is None:
            return
        menu.addSeparator()
        ways = [(_("Open the contact"), self.contact_wanted)]
        if entry.household is None and self._moves:
            ways.append((_("Say whose talk it was …"), self.joining))
        for words, signal in ways:
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(entry.contact))
            menu.addAction(action)

    def _action(self, entry: QueueEntry) -> str:
        """Return what the button of a row does, in a word; without a word there is none."""
        if entry.state == "waiting":
            return _("Call") if self._moves else ""
        if entry.state == "in_talk" and entry.household is None:
            return _("Done") if self._moves else ""
        return _("Open") if entry.state == "in_talk" else ""

    def _acted(self, key: str) -> None:
        entry = self.entry(key)
        if entry is None:
            return
        if entry.state == "waiting" and self._moves:
            self.moved.emit(entry.id, "in_talk")
        elif entry.household is not None:
            self.household_wanted.emit(entry.household)
        elif self._moves:
            self.moved.emit(entry.id, "done")

    def _open(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and entry.household is not None:
            self.household_wanted.emit(entry.household)
        else:
            self._acted(key)


def minutes_since(moment: datetime | None, now: datetime) -> int:
    return max(0, int((now - moment).total_seconds() // 60)) if moment else 0


def state_look(entry: QueueEntry, now: datetime) -> BadgeLook:
    """Return the state in words; who waits too long is said so."""
    match entry.state:
        case "waiting" if minutes_since(entry.arrived_at, now) >= LONG_WAIT:
            return BadgeLook(_("waits long"), "warn", "clock")
        case "in_talk":
            return BadgeLook(label("queue_state", "in_talk"), "accent", "message-circle")
        case "done":
            return BadgeLook(label("queue_state", "done"), "quiet", "check")
        case "gone":
            return BadgeLook(label("queue_state", "gone"), "quiet", "log-out")
        case _:
            return BadgeLook(label("queue_state", entry.state or "waiting"), "quiet", "clock")


def _time(entry: QueueEntry, now: datetime) -> str:
    if entry.state == "waiting":
        return _("{n} min", n=minutes_since(entry.arrived_at, now))
    if entry.state == "in_talk":
        return _("{n} min", n=minutes_since(entry.called_at or entry.arrived_at, now))
    ended = entry.finished_at or entry.arrived_at
    return dates.clock_time(ended) if ended else ""


def shown(entry: QueueEntry, now: datetime, own_script: str = "", topics: int = 0, action: str = "") -> Row:
    """Return somebody of the queue as the list paints them."""
    over = entry.state in ("done", "gone")
    name = entry.shown_name or _("Anonymous")
    saved = plural("{n} topic saved", "{n} topics saved", topics) if topics else ""
    language = short_label("language", entry.language)
    told = " · ".join(part for part in (language, saved or entry.concern) if part)
    look, time = state_look(entry, now), _time(entry, now)
    cells = (
        Cell(name, told or "–", own_script, strong=not over, token="text2" if over else "text"),
        Cell(badge=look),
        Cell(time, strong=not over, tabular=True, token="text2" if over else "text"),
    )
    parts = (str(entry.number or ""), name, told.replace(" · ", ", "), look.word, time)
    return Row(
        str(entry.id),
        cells,
        ", ".join(part for part in parts if part),
        avatar=str(entry.number or ""),
        avatar_tone="accent" if entry.state == "in_talk" else "warn" if look.tone == "warn" else "",
        action=action,
        data=entry,
    )
