"""What the form of a referral says: of offers, of the gate, of what stays here."""

from datetime import date

from lwdesk.domain import fitting
from lwdesk.domain.consent import Consent
from lwdesk.domain.gate import Gate
from lwdesk.services.directory import Match
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural


def second_line(match: Match) -> str:
    """Return who offers it and when one can go there."""
    offer = match.offer
    way = _("by appointment") if offer.by_appointment else ""
    return " · ".join(part for part in (match.provider.name, offer.opening, way) if part)


def reasons(match: Match, wish: fitting.Wish) -> tuple[BadgeLook, ...]:
    """Return why an offer fits, one small tick each."""
    said = {
        "language": label("language", wish.language),
        "area": short_label("life_area", wish.area),
        "district": label("district", wish.district),
        "city_wide": _("city-wide"),
        "age": _("right age"),
        "free": _("free of charge"),
        "open": _("without appointment"),
    }
    return tuple(BadgeLook(said[code], "quiet", "check") for code in match.fit.reasons if said.get(code))


def warnings(match: Match, today: date) -> tuple[BadgeLook, ...]:
    """Return what speaks against an offer."""
    return tuple(
        BadgeLook(_warning(code, match, today), "warn", "triangle-alert") for code in match.fit.warnings
    )


def _warning(code: str, match: Match, today: date) -> str:
    offer = match.offer
    if code == "stale":
        months = fitting.months_since_check(offer, today)
        if months is None:
            return _("never checked")
        return plural("last checked {n} month ago", "last checked {n} months ago", months)
    if code == "age":
        return _age(offer.age_from, offer.age_until)
    return {
        "german_only": _("in German only"),
        "language": _("not in this language"),
        "district": _("for another district"),
        "target_group": _("for other people"),
        "full": _("full: waiting list"),
    }[code]


def _age(low: int | None, high: int | None) -> str:
    if low is None:
        return _("up to {high} years", high=high)
    if high is None:
        return _("from {low} years", low=low)
    return _("{low} to {high} years", low=low, high=high)


def match_sentence(match: Match, wish: fitting.Wish) -> str:
    """Return the one sentence that is read for an offer."""
    looks = (*reasons(match, wish), *warnings(match, wish.on))
    return ", ".join(
        part for part in (match.offer.name, second_line(match), *(b.word for b in looks)) if part
    )


def kind_name(kind: str) -> str:
    return label("data_kind", kind)


def lock_reason(kind: str, possible: Gate) -> str:
    """Return why a kind of data stays here whatever is ticked, or nothing."""
    why = dict(possible.withheld).get(kind)
    if why is not None:
        return {"protected_address": _("protected"), "withheld": _("on the family's wish")}.get(
            why, _("restricted")
        )
    return _("own consent needed") if kind == "health" and kind not in possible.allowed else ""


def consent_line(consent: Consent) -> str:
    """Return when it was given, by whom, for what, and until when."""
    kinds = ", ".join(label("data_kind", kind) for kind in consent.data_kinds)
    parts = (
        dates.day(consent.given_on) if consent.given_on else "",
        isolate(consent.signed_by),
        consent.recipient and _("only {recipient}", recipient=isolate(consent.recipient)),
        kinds,
        _("valid until {day}", day=dates.day(consent.valid_until)) if consent.valid_until else "",
    )
    return " · ".join(part for part in parts if part)


def consent_reading(consent: Consent) -> str:
    """Return in which language it was read and with whose help."""
    read = (
        _("Text read in {language}", language=label("language", consent.language)) if consent.language else ""
    )
    helped = _("interpreter: {name}", name=isolate(consent.interpreter)) if consent.interpreter else ""
    return ", ".join(part for part in (read, helped) if part)


def missing(gate: Gate, recipient: str) -> str:
    """Return what stands in the way and what goes nevertheless."""
    why = why_missing(gate, recipient)
    return why if gate.stop is None else f"{why} {_('Without it only information without data goes.')}"


def why_missing(gate: Gate, recipient: str) -> str:
    """Return what stands in the way."""
    if gate.stop is None:
        kinds = ", ".join(label("data_kind", kind) for kind in gate.missing)
        return _("The consent does not cover: {kinds}.", kinds=kinds)
    return {
        "revoked": _("The consent for “{recipient}” was revoked.", recipient=recipient),
        "lapsed": _("The consent for “{recipient}” has lapsed.", recipient=recipient),
        "persons": _("The consent does not cover everybody chosen here."),
        "guardian": _("The consent lacks the signature of a guardian."),
    }.get(gate.stop, _("There is no valid consent for “{recipient}”.", recipient=recipient))
