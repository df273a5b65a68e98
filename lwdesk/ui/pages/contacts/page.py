"""The list of all talks: of today, without a household, with partners and others, and every one."""

from datetime import date

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.domain.contact import Contact
from lwdesk.services.contacts import ContactRow, Talk
from lwdesk.services.listing import Asked
from lwdesk.ui import rows
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.contact import Wanted
from lwdesk.ui.pages.contacts import rows as contact_rows
from lwdesk.ui.pages.contacts.panel import ContactPanel
from lwdesk.ui.pages.hour_ways import HourWays
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural


class ContactsPage(ListPage):
    """Every talk that was written down, also those that stand on no card."""

    name = "contacts"
    heading = N_("Contacts")
    states = (
        ("today", N_("Today")),
        ("unnamed", N_("Without a household")),
        ("others", N_("Partners and others")),
        ("all", N_("All")),
    )
    order = ("at", True)
    concerning = ("contact", "reason", "household", "provider")
    new_label, new_name = N_("Record a contact"), "new_contact"
    new_right = "edit"
    empty_icon = "message-circle"
    has_mine = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ways = HourWays(context, self)
        back = QuietButton(_("Back"), icon="chevron-left")
        back.setObjectName("back")
        back.clicked.connect(lambda _checked=False: context.back_wanted.emit())
        self.header.add_action(back, first=True)

    def columns(self) -> tuple[Column, ...]:
        return contact_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("period", _("Period"), periods()),
            Filter("kind", _("Kind of contact"), codes("contact_kind")),
            Filter("counterpart", _("With whom"), codes("counterpart")),
        )

    def panel_of(self) -> ListPanel:
        return ContactPanel(self.context, lambda row: self.ways.join(row.record.id))

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: desk.contacts.page(asked)

    def cells(self, row: ContactRow, today: date) -> rows.Row:
        return contact_rows.shown(row, today)

    def open_row(self, row: ContactRow) -> None:
        self.context.wanted.emit("contact", row.record.id)

    def primary(self) -> None:
        add_new(self, lambda: self.context.wanted.emit("write_contact", Wanted(talk=Talk(Contact()))))

    def told(self, total: int) -> str:
        return plural("{n} contact", "{n} contacts", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No contact fits this search and these filters.")
        return {
            "today": _("No contact was written down today."),
            "unnamed": _("Every contact belongs to a household."),
            "others": _("No contact with a partner or others is written down."),
            "all": _("No contact yet"),
        }[asked.tab]


def periods() -> tuple[tuple[str, str], ...]:
    """Return the periods to choose from, each up to today."""
    return (
        ("week", _("Last 7 days")),
        ("month", _("This month")),
        ("quarter", _("Last 3 months")),
        ("year", _("This year")),
    )
