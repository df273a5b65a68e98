"""The timeline of the card with its filters."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.services.views import Event
from lwdesk.ui import style
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import FilterChip
from lwdesk.ui.pages.household import event_words
from lwdesk.ui.steps import Timeline
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

FILTERS = {
    "contacts": ("contact", "visit"),
    "visits": ("visit", "visiting"),
    "referrals": ("referral", "disclosed"),
    "tasks": ("task",),
    "needs": ("need", "levelled", "step"),
    "life": (
        "intake",
        "moved",
        "joined",
        "left",
        "consent",
        "revoked",
        "disclosed",
        "issued",
        "taken_over",
        "merged",
        "decided",
    ),
}


class History(QWidget):
    """Contacts, visits and tasks, the newest on top; shows what one filter lets through, at first not all."""

    older_wanted = Signal()
    filtered = Signal(str)
    opened = Signal(object)  # the event

    def __init__(self, chosen: str = "all", at_first: int | None = None) -> None:
        super().__init__()
        self._events: tuple[Event, ...] = ()
        self._more, self._chosen, self._at_first = False, chosen, at_first
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        box.addWidget(SectionHeading(_("History")))
        self.chips: dict[str, FilterChip] = {}
        self._flow = Flow()
        titles = {
            "all": _("All"),
            "contacts": _("Contacts"),
            "visits": _("Visits"),
            "referrals": _("Referrals"),
            "tasks": _("Tasks"),
            "needs": _("Needs"),
            "life": _("Household"),
        }
        for key, title in titles.items():
            chip = self.chips[key] = FilterChip(title)
            chip.setObjectName(f"history_{key}")
            chip.clicked.connect(lambda _checked=False, key=key: self.choose(key))
            self._flow.add(chip)
        box.addWidget(self._flow)
        self.timeline = Timeline()
        self.timeline.older_wanted.connect(self._older)
        self.timeline.opened.connect(self._opened)
        box.addWidget(self.timeline)
        self.empty = Text("", token="text2", wrap=True)
        box.addWidget(self.empty)
        box.addStretch(1)

    def show_events(self, events: Sequence[Event], *, more: bool) -> None:
        self._events, self._more = tuple(events), more
        self.choose(self._chosen)

    def _older(self) -> None:
        """Show those that are known at once; the file may hold others."""
        self._at_first = None
        self.choose(self._chosen)
        self.older_wanted.emit()

    def _opened(self, key: str) -> None:
        today = clock.today()
        self.opened.emit(next(event for event in self._events if event_words.entry(event, today).key == key))

    def choose(self, key: str) -> None:
        """Show only one kind of entries."""
        self._chosen = key
        for name, chip in self.chips.items():
            chip.setChecked(name == key)
        today = clock.today()
        shown = [event for event in self._events if key == "all" or event.kind in FILTERS[key]]
        seen = shown[: self._at_first]
        more = self._more or len(seen) < len(shown)
        self.timeline.set_entries([event_words.entry(event, today) for event in seen], more=more)
        self.timeline.setVisible(bool(shown) or self._more)
        contact = any(event.kind in FILTERS["contacts"] for event in self._events)
        says_so = not shown or (key == "all" and not contact)
        self.empty.setText(_("No contact yet") if key in ("all", "contacts") else _("Nothing here yet"))
        self.empty.setVisible(says_so and not self._more)
        self.filtered.emit(key)
