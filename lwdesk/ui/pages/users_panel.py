"""The panel beside the list of people: one of them, and what can be done."""

from collections.abc import Callable
from functools import partial

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages import users_rows
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.users_rows import Person
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WAYS = (
    ("change", N_("Change …")),
    ("renew", N_("New passphrase for the start …")),
    ("end", N_("End the account …")),
)


class UserPanel(ListPanel):
    """Summary of the chosen person; the ways that this user may go."""

    nothing = N_("Choose somebody to see their account.")

    def __init__(self, context: Context, do: Callable[[Person, str], None]) -> None:
        super().__init__()
        self._context, self._do = context, do

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        if not isinstance(row, Person):
            return
        staff, look = row.staff, users_rows.access_look(row.account, clock.today())
        self.set_title(staff.name)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        since = _("since {day}", day=dates.day(staff.valid_from)) if staff.valid_from else ""
        until = _("valid until {day}", day=dates.day(staff.valid_until)) if staff.valid_until else ""
        for icon, text in (
            ("briefcase", label("employer", staff.employer)),
            ("tag", label("role", staff.role)),
            ("calendar", since),
            ("calendar-clock", until),
            ("phone", staff.phone),
            ("mail", staff.mail),
        ):
            self.tell(icon, text)
        hint = self._hint(row)
        if hint:
            self.told.addWidget(Text(hint, "help", token="text2", wrap=True))
        self.told.addStretch(1)
        self._offer(row)

    def _is_beyond(self, person: Person) -> bool:
        """Tell whether the account is that of a lead, which somebody else has to change."""
        return person.staff.role == "lead" and not self._context.may("manage_leads")

    def _hint(self, person: Person) -> str:
        if person.is_me:
            return _("This is your own account. Somebody else ends it or changes its role.")
        return _("Only a lead changes the account of a lead.") if self._is_beyond(person) else ""

    def _offer(self, person: Person) -> None:
        if self._is_beyond(person) or self._context.who.read_only:
            return
        for name, words in WAYS:
            if name == "change" or (not person.is_me and person.account.access != "over"):
                kind = SecondaryButton if name == "change" else QuietButton
                self.way(kind(_(words)), f"{name}_user", partial(self._do, person, name))
