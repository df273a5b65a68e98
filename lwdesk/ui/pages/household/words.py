"""What the card says of its records, as values free of widgets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lwdesk.base import clock
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.need import CaseStep
from lwdesk.domain.person import Person
from lwdesk.services.views import Card, MemberView, StillTrue
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import family, label, short_label
from lwdesk.ui.words import _

ALWAYS_SHOWN = ("store", "pass_on")
NEED_TONES = {
    "open": ("warn", "circle"),
    "in_work": ("accent", "circle-dot"),
    "referred": ("accent", "corner-up-right"),
    "waiting": ("quiet", "clock"),
    "solved": ("ok", "check"),
    "partly_solved": ("ok", "check"),
}
LANGUAGES_SHOWN = 3
SHORT = 30


def latin_name(person: Person) -> str:
    return f"{person.given_name} {person.family_name}".strip() or person.call_name


def member_name(view: MemberView, household_name: str) -> tuple[str, str]:
    """Return a member's name and the name in their own script; the household's own name is left out."""
    person = view.person
    name, own = latin_name(person), person.native_name
    if person.given_name and person.family_name and household_name.endswith(person.family_name):
        name = person.given_name
    return (name, own) if name else (own or _("without a name"), "")


def household_name(card: Card) -> tuple[str, str]:
    """Return the title of the card and the same in its own script."""
    household = card.household
    name, own = household.name, household.native_name
    if not name:
        return own or _("without a name"), ""
    titled = family(name) if _is_family(card) else name
    if not own and len(card.members) == 1:
        own = card.members[0].person.native_name
    return titled, own if own != name else ""


def _is_family(card: Card) -> bool:
    """Tell whether the household goes by the family name of several members."""
    return len(card.members) > 1 and any(
        view.person.family_name == card.household.name for view in card.members
    )


def member_line(view: MemberView, today: date) -> str:
    person = view.person
    parts = [label("member_role", view.membership.role)]
    if view.membership.main_contact and view.membership.role != "reference":
        parts.insert(0, _("Main contact"))
    if person.born is not None:
        parts += [dates.age(person.born, today), dates.born(person.born)]
    return " · ".join(part for part in parts if part)


def former_line(view: MemberView) -> str:
    until = view.membership.until
    parts = (
        latin_name(view.person) or view.person.native_name,
        _("until {day}", day=dates.day(until)) if until else "",
        label("leaving_reason", view.membership.leaving_reason),
    )
    return " · ".join(part for part in parts if part)


def languages(card: Card) -> str:
    """Return the languages of the household, those one would use first, and the best German."""
    skills = [skill for view in card.members for skill in view.languages if skill.language != "de"]
    skills.sort(key=lambda skill: not skill.preferred)
    codes = [card.household.advice_language, *(skill.language for skill in skills)]
    named = list(dict.fromkeys(short_label("language", code) for code in codes if code))[:LANGUAGES_SHOWN]
    levels = [view.person.speaks_german for view in card.members if view.membership.main_contact]
    german = next((short_label("german_level", code) for code in levels if code), "")
    return ", ".join([*named, *([_("German {level}", level=german)] if german else [])])


def address(dwelling: Dwelling) -> str:
    town = f"{dwelling.postcode} {dwelling.city}".strip()
    return ", ".join(part for part in (dwelling.street, town) if part)


def housing(dwelling: Dwelling) -> str:
    parts = (
        short_label("housing", dwelling.housing),
        _("{n} rooms", n=dwelling.rooms) if dwelling.rooms else "",
        _("since {month}", month=dates.month(dwelling.moved_in_on)) if dwelling.moved_in_on else "",
    )
    return ", ".join(part for part in parts if part)


def doubt(fact: StillTrue, card: Card) -> tuple[str, str]:
    """Return what is to be confirmed: the name of the fact, and its value."""
    dwelling = card.dwelling
    if fact.kind == "phone":
        own = (member_name(v, card.household.name)[0] for v in card.members if v.person.id == fact.record)
        name = next(own, fact.owner)
        return (_("Phone, {name}", name=name) if name else _("Phone")), fact.value
    return _("Housing"), (housing(dwelling.replace(moved_in_on=None)) if dwelling else "") or short_label(
        "housing", fact.value
    ) or "–"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose and whether the household agreed."""

    purpose: str
    title: str
    detail: str
    given: bool
    record: Consent | None


def consents(records: Iterable[Consent], today: date) -> Iterator[ConsentLine]:
    """Yield the two purposes everybody needs, then what else was agreed to."""
    known = sorted(records, key=lambda consent: consent.given_on or date.min, reverse=True)
    others = [consent.purpose for consent in known if consent.purpose]
    for purpose in dict.fromkeys((*ALWAYS_SHOWN, *others)):
        of_purpose = [consent for consent in known if consent.purpose == purpose]
        valid = [consent for consent in of_purpose if is_valid(consent, today)]
        for consent in valid or of_purpose[:1]:
            yield _consent_line(purpose, consent, given=bool(valid))
        if not of_purpose:
            yield ConsentLine(
                purpose, label("consent_purpose", purpose), _("missing"), given=False, record=None
            )


def is_valid(consent: Consent, today: date) -> bool:
    lapsed = consent.valid_until is not None and consent.valid_until < today
    return consent.given_on is not None and consent.revoked_on is None and not lapsed


def _consent_line(purpose: str, consent: Consent, *, given: bool) -> ConsentLine:
    title = label("consent_purpose", purpose)
    if consent.recipient:
        title = f"{title}: {consent.recipient}"
    if consent.revoked_on:
        detail = _("revoked on {day}", day=dates.day(consent.revoked_on))
    elif not given and consent.valid_until:
        detail = _("lapsed on {day}", day=dates.day(consent.valid_until))
    elif consent.given_on:
        text = (
            _("text in {language}", language=label("language", consent.language)) if consent.language else ""
        )
        detail = ", ".join(part for part in (dates.day(consent.given_on), text) if part)
    else:
        detail = _("missing")
    return ConsentLine(purpose, title, detail, given, consent)


def information(household: Household) -> str:
    """Return when, in which language and with whom the information sheet was handed out."""
    language = household.information_language
    parts = (
        dates.day(household.information_on) if household.information_on else "",
        label("language", language) if language else "",
        _("interpreter: {name}", name=household.information_interpreter)
        if household.information_interpreter
        else "",
    )
    return ", ".join(part for part in parts if part)


def step(record: CaseStep | None, by: str) -> str:
    """Return what came of one of the nine steps, and when."""
    if record is None:
        return _("open")
    day = dates.day(record.on) if record.on else ""
    if record.skipped:
        return ", ".join(part for part in (_("left out: {why}", why=record.skip_reason), day) if part)
    return ", ".join(part for part in (day, by, record.result) if part) or _("done")


MET: Final = frozenset({"solved", "partly_solved", "not_solved", "referred", "withdrawn"})
"""States of a need in which nobody is looked for who helps with it."""


def need_badge(state: str | None) -> BadgeLook:
    code = state or "open"
    tone, icon = NEED_TONES.get(code, ("neutral", "circle"))
    return BadgeLook(label("need_state", code), tone, icon)


def flags(card: Card) -> Iterator[BadgeLook]:
    """Yield what must be seen or done before anything else."""
    household, today = card.household, clock.today()
    if household.interpreter_needed == "yes":
        yield BadgeLook(_("Interpreter needed"), "accent", "languages")
    for line in consents(card.consents, today):
        if not line.given and line.purpose in ALWAYS_SHOWN:
            short = {"store": _("storing"), "pass_on": _("passing on")}[line.purpose]
            yield BadgeLook(_("Consent missing: {what}", what=short), "warn", "file-warning")
    if household.information_on is None:
        yield BadgeLook(_("Information sheet not handed out"), "warn", "file-warning")
    if household.target_group == "unclear":
        yield BadgeLook(_("Target group unclear"), "warn", "circle-help")
    if card.out_until is not None:
        yield BadgeLook(_("On a laptop until {day}", day=dates.day(card.out_until)), "accent", "luggage")
    yield from _standing(card)


def _standing(card: Card) -> Iterator[BadgeLook]:
    """Yield what holds for longer."""
    household = card.household
    if household.withhold or card.withholdings:
        yield BadgeLook(_withheld(card), "danger", "eye-off")
    if card.members and not any(view.membership.main_contact for view in card.members):
        yield BadgeLook(_("Main contact missing"), "warn", "user-x")
    if household.status in {"closed", "dormant"}:
        state, reason = label("household_status", household.status), household.status_reason
        told = _("{state}: {reason}", state=state, reason=label("status_reason", reason)) if reason else state
        yield BadgeLook(told, "neutral", "archive")
    if household.with_kim_since:
        since = dates.day(household.with_kim_since)
        yield BadgeLook(_("with KIM since {day}", day=since), "accent", "handshake")


def _withheld(card: Card) -> str:
    """Return whom not to tell, where few words say it."""
    whom = [one.whom for one in card.withholdings]
    if len(whom) == 1 and not card.household.withhold and len(whom[0]) <= SHORT:
        return _("Do not tell: {whom}", whom=whom[0])
    return _("Do not tell everything")
