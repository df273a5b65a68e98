"""The people of the office: who opens the file, in which role and until when."""

from datetime import date

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.listing import Asked
from lwdesk.ui import rows
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs import users as dialogs
from lwdesk.ui.pages import users_rows
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.users_panel import UserPanel
from lwdesk.ui.pages.users_rows import Person
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural


class UsersPage(ListPage):
    """All people at once, for they are few; what is done with one of them is asked in a dialog."""

    name = "users"
    heading = N_("Users")
    states = (("in", N_("With an account")), ("over", N_("Ended")), ("all", N_("All")))
    concerning = ("staff",)
    new_label, new_name = N_("Add somebody …"), "add_user"
    new_right = "manage_users"
    empty_icon = "users"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.header.set_back(_("Back"))
        self.header.back.connect(context.back_wanted)

    def columns(self) -> tuple[Column, ...]:
        return users_rows.columns()

    def panel_of(self) -> ListPanel:
        return UserPanel(self.context, self.do)

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: users_rows.slice_of(desk, asked)

    def cells(self, row: Person, today: date) -> rows.Row:
        return users_rows.shown(row, today)

    def open_row(self, row: Person) -> None:
        self.do(row, "change")

    def why_empty(self, asked: Asked) -> str:
        return _("Nobody fits this search.") if asked.narrowed else _("Nobody is here yet.")

    def told(self, total: int) -> str:
        return plural("{n} person", "{n} persons", total)

    def primary(self) -> None:
        leads = self.context.may("manage_leads")
        add_new(self, lambda: dialogs.AddDialog(self, self.context, leads=leads).open())

    def do(self, person: Person, what: str) -> None:
        """Ask in a dialog what is to be done with somebody; only a lead changes the account of a lead."""
        staff, leads = person.staff, self.context.may("manage_leads")
        if self.context.who.read_only or (staff.role == "lead" and not leads):
            return
        match what:
            case "change":
                dialogs.ChangeDialog(self, self.context, person.account, me=person.is_me, leads=leads).open()
            case "renew":
                dialogs.RenewDialog(self, self.context, staff).open()
            case _:
                dialogs.EndDialog(self, self.context, staff).open()
