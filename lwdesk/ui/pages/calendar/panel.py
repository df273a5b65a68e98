"""The panel beside the day: what an entry is, and what came of it."""

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.appointment import Appointment
from lwdesk.services.appointments import DayEntry
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.calendar import rows
from lwdesk.ui.pages.calendar.actions import AppointmentActions
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import short_label
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LONGEST_NOTE = 2000


class DayPanel(ListPanel):
    """When, with whom, where; an appointment that stands is kept, missed, cancelled or moved."""

    nothing = N_("Choose an entry to see what it is about.")

    def __init__(self, doing: AppointmentActions, context: Context) -> None:
        super().__init__()
        self._doing, self._context = doing, context

    def show_row(self, row: object) -> None:
        assert isinstance(row, DayEntry)
        self.clear()
        self.shown = row
        self.set_title(rows.title(row))
        if row.home:
            self.set_home(row.home)
        look = rows.look(row)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        self._tell(row)
        self.told.addStretch(1)
        if row.is_planned and self._context.may("edit"):
            self._add_ways(row)
        if row.home:
            self.way(QuietButton(_("Open household")), "open_entry", lambda: self._doing.open(row))

    def _tell(self, row: DayEntry) -> None:
        on = row.at.astimezone().date()
        self.tell("calendar", dates.when(on, row.at, clock.today()))
        self.tell("clock", rows.lasts(row))
        self.tell("tag", rows.kind(row))
        self.tell("user", row.staff or _("nobody yet"))
        if isinstance(row.record, Appointment):
            self.tell("map-pin", row.record.place)
            self.tell("handshake", row.record.companion)
            self.tell("flag", short_label("life_area", row.record.area))
            if row.record.note:
                self.told.addWidget(Text(row.record.note[:LONGEST_NOTE], wrap=True, selectable=True))

    def _add_ways(self, row: DayEntry) -> None:
        doing = self._doing
        self.way(SecondaryButton(_("Took place …"), icon="check"), "hold", lambda: doing.hold(row))
        ask = (_("Ask for an interpreter"), "ask_interpreter", lambda: doing.ask_interpreter(row))
        self.few_ways(
            (_("Did not come"), "no_show", lambda: doing.end(row, "no_show")),
            (_("Cancelled"), "cancelled", lambda: doing.end(row, "cancelled")),
            (_("Move …"), "postpone", lambda: doing.postpone(row)),
            (_("Change …"), "change", lambda: doing.change(row)),
            *([ask] if self._context.may("ask_interpreter") else []),
        )
