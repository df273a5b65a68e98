"""How offers, providers and gaps stand in their list."""

from datetime import date

from lwdesk.domain.fitting import is_ahead, is_over
from lwdesk.domain.provider import Offer, Provider
from lwdesk.services.directory import Gap, Match
from lwdesk.services.listing import Listed
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural

type Shown = Match | Listed[Provider] | Gap


def columns(tab: str = "") -> tuple[Column, ...]:
    """Return the columns of a tab; gaps and providers are not sorted by what offers have."""
    if tab == "gaps":
        return (
            Column(_("Life area"), 7),
            Column(_("Needs and reports"), 7, wide_only=True),
            Column(_("State"), 5),
            Column("", 3),
        )
    if tab in ("providers", "former"):
        return (
            Column(_("Provider"), 7, "name", sorts=True),
            Column(_("Responsible for"), 7, wide_only=True),
            Column(_("State"), 5),
            Column("", 3),
        )
    return (
        Column(_("Offer"), 7, "name", sorts=True),
        Column(_("For whom and where"), 7, wide_only=True),
        Column(_("State"), 5),
        Column(_("Checked"), 3, "checked", right=True, sorts=True),
    )


def places(match: Match) -> str:
    """Return how many of the places are taken, and how many wait."""
    capacity = match.offer.capacity
    if capacity is None:
        return ""
    taken = _("{taken} of {all} places taken", taken=match.taken, all=capacity)
    waiting = plural("{n} waiting", "{n} waiting", match.waiting) if match.waiting else ""
    return ", ".join(part for part in (taken, waiting) if part)


def look(match: Match, today: date) -> BadgeLook:
    """Return how an offer stands."""
    offer, provider = match.offer, match.provider
    if offer.valid_until is not None and is_over(offer, today):
        return BadgeLook(
            _("expired {day}", day=dates.short_day(offer.valid_until, today)), "neutral", "archive"
        )
    if is_over(provider, today):
        return BadgeLook(_("provider no longer there"), "neutral", "archive")
    if (begins := begins_on(offer, provider, today)) is not None:
        return _begins(begins, today)
    if "full" in match.fit.warnings:
        return BadgeLook(_("full: waiting list"), "warn", "users")
    if "stale" in match.fit.warnings:
        return BadgeLook(_("to be checked"), "warn", "triangle-alert")
    return BadgeLook(_("up to date"), "ok", "check")


def look_of_provider(provider: Provider, today: date) -> BadgeLook:
    """Return whether a provider is there."""
    if is_over(provider, today):
        return BadgeLook(_("no longer there"), "neutral", "archive")
    if provider.valid_from is not None and is_ahead(provider, today):
        return _begins(provider.valid_from, today)
    return BadgeLook(_("active"), "ok", "check")


def begins_on(offer: Offer, provider: Provider, today: date) -> date | None:
    """Return the day from which there will be an offer, where it is not there yet."""
    days = [one.valid_from for one in (offer, provider) if one.valid_from and is_ahead(one, today)]
    return max(days, default=None)


def _begins(on: date, today: date) -> BadgeLook:
    return BadgeLook(_("from {day}", day=dates.short_day(on, today)), "accent", "calendar-clock")


def for_whom(match: Match) -> str:
    """Return for whom an offer is, in few words."""
    offer = match.offer
    groups = [label("target_group", code) for code in offer.target_groups[:2]]
    spoken = [label("language", code) for code in offer.languages[:3]]
    return ", ".join([*groups, *spoken]) or _("for everybody")


def where(match: Match) -> str:
    codes = match.offer.districts
    return ", ".join(label("district", code) for code in codes[:3]) or _("city-wide")


def shown(row: Shown, today: date) -> rows.Row:
    """Return a row as the list paints it."""
    if isinstance(row, Match):
        return _offer(row, today)
    return _gap(row) if isinstance(row, Gap) else _provider(row, today)


def _offer(match: Match, today: date) -> rows.Row:
    offer, badge = match.offer, look(match, today)
    checked = dates.short_day(offer.checked_on, today) if offer.checked_on else _("never")
    cells = (
        Cell(offer.name, match.provider.name, strong=True),
        Cell(for_whom(match), where(match)),
        Cell(badge=badge),
        Cell(checked, tabular=True),
    )
    spoken = (offer.name, match.provider.name, for_whom(match), where(match), badge.word, checked)
    return rows.Row(str(offer.id), cells, ", ".join(part for part in spoken if part), data=match)


def _provider(row: Listed[Provider], today: date) -> rows.Row:
    provider = row.record
    badge = look_of_provider(provider, today)
    sort, district = label("provider_kind", provider.sort), label("district", provider.district)
    cells = (
        Cell(provider.name, sort, strong=True),
        Cell(provider.competence or provider.aliases or "–", district),
        Cell(badge=badge),
        Cell(""),
    )
    spoken = (provider.name, sort, provider.competence, district, badge.word)
    return rows.Row(str(provider.id), cells, ", ".join(part for part in spoken if part), data=row)


def _gap(gap: Gap) -> rows.Row:
    area = label("life_area", gap.area)
    district = label("district", gap.district) if gap.district else _("district unknown")
    needs = plural("{n} open need", "{n} open needs", gap.needs) if gap.needs else ""
    told = plural("reported {n} time", "reported {n} times", gap.reported) if gap.reported else ""
    badge = (
        BadgeLook(_("no offer"), "warn", "flag") if gap.needs else BadgeLook(_("reported"), "accent", "flag")
    )
    said = ", ".join(part for part in (needs, told) if part)
    cells = (
        Cell(short_label("life_area", gap.area), district, strong=True),
        Cell(said),
        Cell(badge=badge),
        Cell(""),
    )
    return rows.Row(f"{gap.area} {gap.district or ''}", cells, f"{area}, {district}, {said}", data=gap)
