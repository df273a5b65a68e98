"""The panel beside the offers: every fact, when somebody looked last, and the ways on."""

from collections.abc import Iterator

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain import fitting
from lwdesk.domain.provider import Offer, Provider
from lwdesk.services.directory import Gap, Match
from lwdesk.services.listing import Listed
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.offers import rows
from lwdesk.ui.pages.offers.actions import OfferActions
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

LONGEST = 2000


class OfferPanel(ListPanel):
    """What is known of an offer, a provider or a gap."""

    nothing = N_("Choose an offer to see what is known of it.")

    def __init__(self, doing: OfferActions, context: Context) -> None:
        super().__init__()
        self._doing, self._context = doing, context

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        match row:
            case Match():
                self._show_offer(row)
            case Gap():
                self._show_gap(row)
            case Listed(record=Provider()):
                self._show_provider(row.record)

    def _show_offer(self, match: Match) -> None:
        offer, today = match.offer, clock.today()
        self.set_title(offer.name)
        self.told.addWidget(Text(isolate(match.provider.name), "help", token="text2", wrap=True))
        look = rows.look(match, today)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        for title, text in offer_facts(match):
            self._fact(title, text)
        if match.provider.phone or match.provider.mail:
            self._fact(_("Contact"), " · ".join(filter(None, (match.provider.phone, match.provider.mail))))
        if offer.note:
            self.told.addWidget(Text(offer.note[:LONGEST], token="text2", wrap=True))
        self.told.addStretch(1)
        if self._context.may("manage_offers"):
            self._add_ways(match)
        if offer.capacity is not None and fitting.is_valid(offer, match.provider, today):
            self._add_place(match)

    def _add_ways(self, match: Match) -> None:
        offer, doing = match.offer, self._doing
        check = SecondaryButton(_("Checked today"), icon="check")
        self.way(check, "check_offer", lambda: doing.check(offer))
        self.way(SecondaryButton(_("Edit the offer")), "edit_offer", lambda: doing.edit_offer(offer))
        for one in (offer, match.provider):
            if fitting.is_over(one, clock.today()):
                self._take_up(one)

    def _add_place(self, match: Match) -> None:
        if self._context.may("refer"):
            text = _("On the waiting list …") if "full" in match.fit.warnings else _("Give a place …")
            self.way(QuietButton(text), "give_place", lambda: self._doing.give_place(match))

    def _show_provider(self, provider: Provider) -> None:
        today = clock.today()
        self.set_title(provider.name)
        look = rows.look_of_provider(provider, today)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        for title, text in provider_facts(provider):
            self._fact(title, text)
        self.told.addStretch(1)
        if self._context.may("manage_offers"):
            edit = SecondaryButton(_("Edit the provider"))
            self.way(edit, "edit_provider", lambda: self._doing.edit_provider(provider))
            if fitting.is_over(provider, today):
                self._take_up(provider)

    def _take_up(self, one: Offer | Provider) -> None:
        """Offer to let what is over be valid again."""
        offer = isinstance(one, Offer)
        text = _("Offer is there again") if offer else _("Provider is there again")
        name = "take_up_offer" if offer else "take_up_provider"
        self.way(SecondaryButton(text, icon="archive-restore"), name, lambda: self._doing.take_up(one))

    def _show_gap(self, gap: Gap) -> None:
        self.set_title(label("life_area", gap.area))
        district = label("district", gap.district) if gap.district else _("district unknown")
        self.told.addWidget(Text(district, "help", token="text2", wrap=True))
        self._fact(_("Open needs without an offer"), str(gap.needs))
        self._fact(_("Reported as a gap"), str(gap.reported))
        self.told.addStretch(1)
        if self._context.may("manage_offers"):
            new = SecondaryButton(_("Enter an offer for it"), icon="plus")
            self.way(new, "fill_gap", lambda: self._doing.new_offer(gap.area, gap.district))

    def _fact(self, title: str, text: str) -> None:
        if text:
            self.told.addWidget(Text(title, "help", token="text2"))
            self.told.addWidget(Text(isolate(text[:LONGEST]), wrap=True, selectable=True))


def offer_facts(match: Match) -> Iterator[tuple[str, str]]:
    """Yield what is known of an offer, with its heading."""
    offer = match.offer
    yield _("Category"), label("map_category", offer.category)
    yield _("Life areas"), _labels("life_area", offer.areas)
    yield _("For whom"), _labels("target_group", offer.target_groups)
    yield _("Languages"), _labels("language", offer.languages)
    yield _("Age"), _ages(offer)
    yield _("For which districts"), _labels("district", offer.districts) or _("city-wide")
    yield _("Opening times"), offer.opening + (f" ({_('by appointment')})" if offer.by_appointment else "")
    yield _("How to register"), offer.registration
    yield _("Place"), _place(offer.street, offer.postcode, offer.city, offer.district)
    yield _("Cost"), _("free of charge") if offer.free else offer.cost
    yield _("Papers to bring"), offer.papers
    yield _("Who may come"), offer.eligibility
    yield _("Who may not come"), offer.exclusion
    yield _("Access for people with disabilities"), offer.access
    yield _("Places"), rows.places(match)
    yield _("Valid"), _valid(offer)
    yield _("Last checked on"), dates.day(offer.checked_on) if offer.checked_on else _("never")


def provider_facts(provider: Provider) -> Iterator[tuple[str, str]]:
    """Yield what is known of a provider, with its heading."""
    yield _("Kind of provider"), label("provider_kind", provider.sort)
    yield _("Other names"), provider.aliases
    yield _("Field of competence"), provider.competence
    yield _("Contact person"), provider.contact_person
    yield _("Phone"), provider.phone
    yield _("E-mail"), provider.mail
    yield _("Website"), provider.website
    yield _("Place"), _place(provider.street, provider.postcode, provider.city, provider.district)
    yield _("Valid"), _valid(provider)
    yield _("Where it is known from"), provider.source
    yield _("Note"), provider.note


def _labels(codelist: str, codes: tuple[str, ...]) -> str:
    return ", ".join(label(codelist, code) for code in codes)


def _place(street: str, postcode: str, city: str, district: str | None) -> str:
    town = f"{postcode} {city}".strip()
    return ", ".join(part for part in (street, town if street else "", label("district", district)) if part)


def _ages(offer: Offer) -> str:
    low, high = offer.age_from, offer.age_until
    if low is None and high is None:
        return ""
    if low is None:
        return _("up to {high} years", high=high)
    return _("from {low} years", low=low) if high is None else _("{low} to {high} years", low=low, high=high)


def _valid(one: Offer | Provider) -> str:
    since = _("from {day}", day=dates.day(one.valid_from)) if one.valid_from else ""
    until = _("until {day}", day=dates.day(one.valid_until)) if one.valid_until else ""
    return " ".join(part for part in (since, until) if part)
