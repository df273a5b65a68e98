"""The panel beside the talks: what was talked about, and the ways on."""

from collections.abc import Callable

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.contact import Contact
from lwdesk.services.contacts import ContactRow
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.contacts import rows
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

LONGEST = 2000


class ContactPanel(ListPanel):
    """With whom, when and how long, the topics with their kinds, and what came of it."""

    nothing = N_("Choose a contact to see what it was about.")

    def __init__(self, context: Context, join: Callable[[ContactRow], object]) -> None:
        super().__init__()
        self._context, self._join = context, join

    def show_row(self, row: object) -> None:
        assert isinstance(row, ContactRow)
        self.clear()
        self.shown = row
        contact, home = row.record, row.home
        self.set_title(rows.whom(row), home.native_name if home and home.name else "", rows.side(row))
        self._mark(row)
        self._tell(row)
        for area, support in row.topics:
            parts = (label("life_area", area), short_label("support_kind", support))
            self.tell("message-circle", " · ".join(part for part in parts if part))
        for text in (contact.result, contact.note):
            if text:
                self.told.addWidget(Text(isolate(text[:LONGEST]), wrap=True, selectable=True))
        self._tell_gap(contact)
        self.told.addStretch(1)
        self._add_ways(row)

    def _mark(self, row: ContactRow) -> None:
        marks = []
        if row.home and row.home.address_protected:
            marks.append(Badge("danger", _("Address protected"), "shield"))
        if row.home and row.home.restricted:
            marks.append(Badge("neutral", _("Processing restricted"), "lock"))
        if row.is_joinable:
            marks.append(Badge("quiet", _("without a household"), "user"))
        if marks:
            self.told.addWidget(Flow(*marks))

    def _tell(self, row: ContactRow) -> None:
        contact = row.record
        hidden = row.home is not None and row.home.address_protected
        minutes = _("{n} min", n=contact.minutes) if contact.minutes else ""
        how = (label("contact_kind", contact.sort), minutes)
        self.tell("calendar", rows.when(row, clock.today()))
        self.tell("clipboard-list", ", ".join(part for part in how if part))
        self.tell("languages", label("language", contact.language))
        if not hidden:
            self.tell("map-pin", label("district", contact.district))
        self.tell("user", row.staff)

    def _tell_gap(self, contact: Contact) -> None:
        if contact.gap:
            self.tell(
                "flag", ": ".join(part for part in (_("Gap in what is offered"), contact.gap_note) if part)
            )

    def _add_ways(self, row: ContactRow) -> None:
        contact, home = row.record, row.home
        if row.is_joinable and self._context.may("edit"):
            join = SecondaryButton(_("Say whose talk it was …"), icon="users")
            self.way(join, "join_contact", lambda: self._join(row))
        opens = QuietButton(_("Open the contact"))
        self.way(opens, "open_contact", lambda: self._context.wanted.emit("contact", contact.id))
        if home is not None:
            opens = QuietButton(_("Open household"))
            self.way(opens, "open_household", lambda: self._context.household_wanted.emit(home.household))
