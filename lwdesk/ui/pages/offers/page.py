"""The list of offers: valid, to be checked, to come, expired; the providers; and what nobody offers."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.domain.fitting import Named, words
from lwdesk.services.directory import Gap, Match
from lwdesk.services.listing import Asked, Slice
from lwdesk.ui import rows
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new, may_add
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.offers import rows as offer_rows
from lwdesk.ui.pages.offers.actions import OfferActions
from lwdesk.ui.pages.offers.panel import OfferPanel
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class OffersPage(ListPage):
    """Who offers what in the city."""

    name = "offers"
    heading = N_("Offers")
    states = (
        ("valid", N_("Valid")),
        ("to_check", N_("To check")),
        ("ahead", N_("To come")),
        ("expired", N_("Expired")),
        ("providers", N_("Providers")),
        ("former", N_("Former providers")),
        ("gaps", N_("Gaps")),
    )
    order = ("name", False)
    concerning = ("offer", "provider", "offer_place", "need", "referral", "contact", "dwelling", "household")
    new_label, new_name = N_("New offer"), "new_offer"
    new_right = "manage_offers"
    empty_icon = "map"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        if may_add(self):
            provider = QuietButton(_("New provider"), icon="building-2")
            provider.setObjectName("new_provider")
            provider.clicked.connect(lambda _checked=False: self.doing.new_provider())
            self.header.add_action(provider, first=True)

    def columns(self) -> tuple[Column, ...]:
        return offer_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("category", _("Category"), codes("map_category")),
            Filter("district", _("City district"), codes("district")),
            Filter("language", _("Language"), codes("language")),
        )

    def panel_of(self) -> ListPanel:
        self.doing = OfferActions(self.context, self)
        return OfferPanel(self.doing, self.context)

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: _slice(desk, asked)

    def cells(self, row: offer_rows.Shown, today: date) -> rows.Row:
        return offer_rows.shown(row, today)

    def _show(self, told: Slice[offer_rows.Shown], found: list[rows.Row]) -> None:
        if told.asked.whole() == self.wanted:
            self.table.set_columns(offer_rows.columns(told.asked.tab))
        super()._show(told, found)

    def open_row(self, row: offer_rows.Shown) -> None:
        if not may_add(self):
            return
        if isinstance(row, Match):
            self.doing.edit_offer(row.offer)
        elif isinstance(row, Gap):
            self.doing.new_offer(row.area, row.district)
        else:
            self.doing.edit_provider(row.record)

    def primary(self) -> None:
        add_new(self, self.doing.new_offer)

    def told(self, total: int) -> str:
        return plural("{n} entry", "{n} entries", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("Nothing fits this search and these filters.")
        return {
            "valid": _("No offer is entered yet."),
            "to_check": _("Every offer was checked within a year."),
            "ahead": _("No offer begins later."),
            "expired": _("No offer has expired."),
            "providers": _("No provider is entered yet."),
            "former": _("No provider has gone."),
            "gaps": _("For every open need there is an offer."),
        }[asked.tab]


def _slice(desk: "Desk", asked: Asked) -> Slice[offer_rows.Shown]:
    """Return what a tab shows, with the counts of all."""
    gaps = desk.directory.gaps()
    offers = desk.directory.page(asked if asked.tab in _OFFERS else Asked("valid", "name", limit=0))
    provided = desk.directory.providers_page(_for_providers(asked))
    active, former = (dict(provided.counts)[name] for name in ("active", "former"))
    counts = (
        *((tab, count) for tab, count in offers.counts if tab in _OFFERS),
        ("providers", active),
        ("former", former),
        ("gaps", len(gaps)),
    )
    if asked.tab in _OFFERS:
        return Slice(asked, offers.rows, offers.total, counts)
    if asked.tab in _PROVIDERS:
        return Slice(asked, provided.rows, provided.total, counts)
    shown = _narrowed(gaps, asked)
    return Slice(asked, shown[asked.offset : asked.offset + asked.limit], len(shown), counts)


_OFFERS = frozenset({"valid", "to_check", "ahead", "expired"})
_PROVIDERS = {"providers": "active", "former": "former"}


def _for_providers(asked: Asked) -> Asked:
    """Return what is asked of the providers: the same words and the same district."""
    if asked.tab not in _PROVIDERS:
        return Asked("active", "name", limit=0)
    kept, tab = tuple(one for one in asked.filters if one[0] == "district"), _PROVIDERS[asked.tab]
    return Asked(tab, "name", asked.descending, asked.text, False, kept, asked.offset, asked.limit)


def _narrowed(gaps: tuple[Gap, ...], asked: Asked) -> tuple[Gap, ...]:
    """Return the gaps that are looked for."""
    district = dict(asked.filters).get("district")
    named = Named((gap, words((), _codes(gap))) for gap in gaps if district in (None, gap.district))
    return named.find(asked.text)


def _codes(gap: Gap) -> tuple[tuple[str, str], ...]:
    area = ("life_area", gap.area)
    return (area, ("district", gap.district)) if gap.district else (area,)
