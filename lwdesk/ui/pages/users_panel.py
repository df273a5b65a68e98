"""The panel beside the list of people: one of them, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.services.colleagues import Colleague
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import Button, QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages import users_rows
from lwdesk.ui.pages.household.parts import fact
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDE = 328
WAYS = (
    ("change", N_("Change …")),
    ("renew", N_("New passphrase for the start …")),
    ("end", N_("End the account …")),
)


class UserPanel(Panel):
    """Summary of the chosen person; the ways that this user may go."""

    wanted = Signal(str)  # change, renew or end

    def __init__(self) -> None:
        super().__init__(wide=WIDE)
        self.setObjectName("panel")
        self.setAccessibleName(_("Details"))
        self._leads = False
        self._scroll = PageScroll()
        self._told = self._scroll.column()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(style.px(8))
        self.add(self._scroll, 1)
        self._ways = QVBoxLayout()
        self.column.addLayout(self._ways)

    def set_leads(self, *, leads: bool) -> None:
        """Tell whether who works here may change a lead."""
        self._leads = leads

    def show_nobody(self) -> None:
        self._clear()
        self._told.addWidget(Text(_("Choose somebody to see their account."), token="text2", wrap=True))
        self._told.addStretch(1)

    def show_colleague(self, one: Colleague, *, me: bool) -> None:
        self._clear()
        staff = one.staff
        look = users_rows.access_look(one, clock.today())
        self._told.addWidget(Text(staff.name, "section", wrap=True, selectable=True))
        self._told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
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
            if text:
                self._told.addWidget(fact(icon, text))
        if me:
            self._hint(_("This is your own account. Somebody else ends it or changes its role."))
        elif staff.role == "lead" and not self._leads:
            self._hint(_("Only a lead changes the account of a lead."))
        self._told.addStretch(1)
        self._offer(one, me=me)

    def _offer(self, one: Colleague, *, me: bool) -> None:
        if one.staff.role == "lead" and not self._leads:
            return
        for name, words in WAYS:
            if name == "change" or (not me and one.access != "over"):
                kind = SecondaryButton if name == "change" else QuietButton
                self._way(kind(_(words)), name)

    def _hint(self, sentence: str) -> None:
        self._told.addWidget(Text(sentence, "help", token="text2", wrap=True))

    def _way(self, button: Button, name: str) -> None:
        button.setObjectName(f"{name}_user")
        button.clicked.connect(lambda _checked=False: self.wanted.emit(name))
        self._ways.addWidget(button)

    def _clear(self) -> None:
        empty(self._told)
        empty(self._ways)
