"""The list of households: states as tabs, one search, few filters, the next step beside it."""

from datetime import date
from functools import partial

from lwdesk.base.texts import N_
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.views import DraftView, Page, Row, Wanted
from lwdesk.ui import rows
from lwdesk.ui.pages import households_rows
from lwdesk.ui.pages.households_panel import HouseholdPanel
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new, discard_draft
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural


class HouseholdsPage(ListPage):
    """The households of the office, and the intakes that were begun."""

    name = "households"
    heading = N_("Households")
    states = (
        ("active", N_("Active")),
        ("drafts", N_("Drafts")),
        ("dormant", N_("Dormant")),
        ("closed", N_("Closed")),
        ("all", N_("All")),
    )
    order = ("last_contact", True)
    concerning = ("household", "membership", "person", "dwelling", "need", "contact", "language_skill")
    new_label, new_name = N_("New household"), "new_household"
    new_right = "take_in"
    empty_icon = "users"
    has_mine = True
    panel_acts = False

    def columns(self) -> tuple[Column, ...]:
        return households_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("district", _("City district"), codes("district")),
            Filter("target_group", _("Target group"), codes("target_group")),
            Filter("language", _("Language"), codes("language")),
            Filter("look", _("To see to"), (("school", _("School place open")), ("quiet", _("Long silent")))),
        )

    def panel_of(self) -> HouseholdPanel:
        panel = HouseholdPanel()
        panel.opened.connect(self.context.household_wanted)
        panel.continued.connect(self.context.draft_wanted)
        panel.discarded.connect(partial(discard_draft, self))
        return panel

    def fetch(self, asked: Asked) -> Fetch:
        if asked.tab == "drafts":
            return lambda desk: _slice(
                asked, desk.households.page(_wanted(asked), 0, 0), desk.drafts.list("intake")
            )
        return lambda desk: _slice(
            asked, desk.households.page(_wanted(asked), asked.offset, asked.limit), None
        )

    def cells(self, row: Row | DraftView, today: date) -> rows.Row:
        return (
            households_rows.shown(row, today)
            if isinstance(row, Row)
            else households_rows.shown_draft(row, today)
        )

    def open_row(self, row: Row | DraftView) -> None:
        if isinstance(row, Row):
            self.context.household_wanted.emit(row.household)
        else:
            self.context.draft_wanted.emit(row.id)

    def primary(self) -> None:
        add_new(self, lambda: self.context.intake_wanted.emit(""))

    def told(self, total: int) -> str:
        return plural("{n} household", "{n} households", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No household fits this search and these filters.")
        if asked.tab == "drafts":
            return _("No draft is waiting.")
        return _("No household here yet.")


def _wanted(asked: Asked) -> Wanted:
    chosen = dict(asked.filters)
    return Wanted(
        tab=asked.tab,  # type: ignore[arg-type]  # the tabs above are the ones there are
        text=asked.text,
        mine=asked.mine,
        district=chosen.get("district"),
        target_group=chosen.get("target_group"),
        language=chosen.get("language"),
        look=chosen.get("look"),
        sort=asked.sort,  # type: ignore[arg-type]  # the columns name the sorts
        descending=asked.descending,
    )


def _slice(asked: Asked, page: Page, drafts: tuple[DraftView, ...] | None) -> Slice[Row | DraftView]:
    if drafts is not None:
        return Slice(asked, drafts, len(drafts), page.counts)
    return Slice(asked, page.rows, page.total, page.counts)
