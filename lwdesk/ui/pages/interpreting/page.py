"""The list of the interpreter requests by their states, and the pool beside them."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.interpreter_requests import RequestView
from lwdesk.services.interpreters import InterpreterView
from lwdesk.services.listing import Asked
from lwdesk.services.rights import Right
from lwdesk.ui import rows
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.interpreting import table
from lwdesk.ui.pages.interpreting.actions import RequestActions
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.pages.interpreting.panel import InterpretingPanel
from lwdesk.ui.pages.interpreting.people import PoolActions
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new, may_add
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

POOL = "pool"


class InterpretingPage(ListPage):
    """Requests from the draft to the settled sheet."""

    name = "interpreting"
    heading = N_("Interpreting")
    states = (
        ("open", N_("Requests open")),
        ("accepted", N_("Talks accepted")),
        ("held", N_("Held")),
        ("to_settle", N_("To settle")),
        ("closed", N_("Closed")),
        (POOL, N_("Pool")),
    )
    order = ("at", False)
    concerning = (
        "interpreter_request",
        "assignment",
        "interpreter",
        "interpreter_skill",
        "interpreter_time",
        "household",
    )
    new_label, new_name = N_("Ask for an interpreter"), "new_request"
    new_right: Right | None = "ask_interpreter"
    empty_icon = "languages"
    has_mine = True

    def __init__(self, context: Context, request: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._request, self._may = request, False
        self.people = PoolActions(context, self)
        self.hours = SecondaryButton(_("Hours sheets"), icon="clipboard-list")
        self.hours.setObjectName("hours_sheets")
        self.hours.clicked.connect(lambda _checked=False: context.wanted.emit("hours_sheets", None))
        self.header.add_action(self.hours, first=True)
        self.hours.hide()

    def columns(self) -> tuple[Column, ...]:
        return table.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("language", _("Language"), codes("language")),
            Filter("pool", _("Pool"), codes("interpreter_pool")),
        )

    def panel_of(self) -> InterpretingPanel:
        panel = InterpretingPanel(self.context, RequestActions(self.context, self))
        panel.person_wanted.connect(lambda view: self.people.edit(view.record.id))
        self._panel = panel
        return panel

    def opened(self) -> None:
        self.context.jobs.run(self, _rights, self._allow, lane="interpreting rights")
        super().opened()
        if self._request is not None:
            request, self._request = self._request, None
            self.context.jobs.run(self, lambda desk: desk.interpreting.load(request), self._go_to)

    def fetch(self, asked: Asked) -> Fetch:
        if asked.tab == POOL:
            return lambda desk: desk.interpreters.page(asked)
        return lambda desk: desk.interpreting.page(asked)

    def cells(self, row: RequestView | InterpreterView, today: date) -> rows.Row:
        return table.shown(row, today) if isinstance(row, RequestView) else table.shown_person(row, today)

    def open_row(self, row: RequestView | InterpreterView) -> None:
        if isinstance(row, InterpreterView):
            if self.context.lets("manage_offers"):
                self.people.edit(row.record.id)
        elif row.state == "draft" and self.context.may_go("ask_interpreter"):
            self.context.wanted.emit("ask_interpreter", Wanted(request=row.record.id))
        else:
            self.panel.focus_first()

    def primary(self) -> None:
        if self.wanted.tab == POOL:
            add_new(self, self.people.add)
        else:
            add_new(self, lambda: self.context.wanted.emit("ask_interpreter", Wanted()))

    def told(self, total: int) -> str:
        if self.wanted.tab == POOL:
            return plural("{n} interpreter", "{n} interpreters", total)
        return plural("{n} request", "{n} requests", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("Nothing fits this search and these filters.")
        return {
            "open": _("No request is open."),
            "accepted": _("Nobody said yes to a talk that is still ahead."),
            "held": _("No talk is waiting for its signed sheet."),
            "to_settle": _("Nothing is to be settled."),
            "closed": _("No request is closed yet."),
            POOL: _("Nobody is in the pool yet."),
        }[asked.tab]

    def want(self, wanted: Asked) -> None:
        """Show another list; in the pool the button adds somebody to it."""
        in_pool = wanted.tab == POOL
        self.new_button.setText(_("New interpreter") if in_pool else _(self.new_label))
        self.new_right = "manage_offers" if in_pool else "ask_interpreter"
        super().want(wanted)
        self.new_button.setVisible(may_add(self))
        self.new_button.updateGeometry()

    def _allow(self, rights: tuple[bool, bool]) -> None:
        may_settle, _may_manage = rights
        self.hours.setVisible(may_settle)
        self.people.may_pay = may_settle
        if may_settle != self._panel.may_settle:
            self._panel.may_settle = may_settle
            if self._panel.shown is not None:
                self._panel.show_row(self._panel.shown)

    def _go_to(self, view: RequestView) -> None:
        """Choose the row of one request, in the tab where it stands."""
        tab = TABS.get(view.state, "closed")
        self.tabs.choose(tab)
        self.want(Asked(tab, *self.order))
        self.table.list.choose(str(view.record.id))


TABS = {
    "draft": "open", "sent": "open", "searching": "open", "unfilled": "open", "accepted": "accepted",
    "confirmed": "accepted", "held": "held", "signed": "to_settle",
}  # fmt: skip


def _rights(desk: "Desk") -> tuple[bool, bool]:
    return desk.may("settle_hours"), desk.may("manage_offers")
