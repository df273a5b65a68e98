"""What the timeline of the card says of its entries, as values free of widgets."""

from collections.abc import Callable
from datetime import date
from typing import Final

from lwdesk.domain.codelists import codelists
from lwdesk.services.views import Event
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.household import decided_words, issued_words
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.steps import TimelineEntry
from lwdesk.ui.words import _

CONTACT_ICONS = {"phone": "phone", "message": "mail", "letter": "mail", "accompaniment": "users"}
ICONS = {
    "contact": "message-circle",
    "visit": "footprints",
    "visiting": "footprints",
    "appointment": "calendar",
    "interpreting": "languages",
    "task": "circle-check",
    "need": "flag",
    "levelled": "flag",
    "intake": "door-open",
    "moved": "map-pin",
    "joined": "user-plus",
    "left": "user-x",
    "consent": "file-check",
    "revoked": "file-x",
    "referral": "corner-up-right",
    "disclosed": "forward",
    "issued": "printer",
    "step": "list-checks",
    "taken_over": "package-open",
    "merged": "copy-check",
    "decided": "git-compare",
}


def entry(event: Event, today: date) -> TimelineEntry:
    """Return an event as the timeline shows it."""
    icon = (
        CONTACT_ICONS.get(event.code or "", ICONS["contact"])
        if event.kind == "contact"
        else ICONS[event.kind]
    )
    return TimelineEntry(
        key=f"{event.kind} {event.record} {event.key}".rstrip(),
        title=_title(event),
        when=dates.when(event.on, event.at, today),
        text=_text(event),
        icon=icon,
        state="today" if event.on == today and event.state != "planned" else event.state,
        badges=_badges(event),
    )


def _title(event: Event) -> str:
    return TITLES.get(event.kind, _talk)(event)


def _talk(event: Event) -> str:
    title = short_label("contact_kind", event.code) or _("Contact")
    return _("{kind}, {n} min", kind=title, n=event.minutes) if event.minutes else title


def _consent_title(event: Event) -> str:
    what = label("consent_purpose", event.code)
    if event.kind == "revoked":
        return _("Consent revoked: {what}", what=what)
    return _("Consent given: {what}", what=what)


def _visiting_title(event: Event) -> str:
    """Say the occasion of a visit and how far it is."""
    kind = short_label("visit_kind", event.topics[0][0]) or _("Visit")
    if event.code == "planned":
        return _("{kind} planned", kind=kind)
    return _("{kind}: {state}", kind=kind, state=label("visit_state", event.code))


def _appointment_title(event: Event) -> str:
    """Say the kind of what is to come, and of what is over how it ended."""
    if event.code in codelists()["appointment_state"]:
        return _("Appointment: {state}", state=label("appointment_state", event.code))
    return label("appointment_kind", event.code) or _("Appointment")


def _interpreting_title(event: Event) -> str:
    """Say in one line what language it was, how long it really was, and whether people understood."""
    language, understanding = event.topics[0]
    parts = [_("Interpreting: {language}", language=label("language", language))]
    if event.minutes:
        parts.append(_("{n} min", n=event.minutes))
    if understanding:
        parts.append(_("understanding {how}", how=label("understanding", understanding)))
    return ", ".join(parts)


TITLES: Final[dict[str, Callable[[Event], str]]] = {
    "visiting": _visiting_title,
    "appointment": _appointment_title,
    "interpreting": _interpreting_title,
    "task": lambda event: _("Task: {title}", title=event.note),
    "need": lambda event: _("Need recorded: {area}", area=short_label("life_area", event.code)),
    "levelled": lambda event: _(
        "Need {area}: {former} → {level}",
        area=short_label("life_area", event.code),
        former=event.topics[0][0],
        level=event.topics[0][1],
    ),
    "intake": lambda _event: _("Taken in"),
    "moved": lambda _event: _("Moved in"),
    "joined": lambda event: _("{name} belongs to the household", name=event.note),
    "left": lambda event: _("{name} no longer belongs to the household", name=event.note),
    "consent": _consent_title,
    "revoked": _consent_title,
    "referral": lambda event: _("Referral: {what}", what=event.note or _referred_area(event)),
    "disclosed": lambda event: _("Passed on: {recipient}", recipient=event.note),
    "issued": issued_words.title,
    "step": lambda event: label("nine_steps", event.code),
    "taken_over": lambda event: _("Taken over from: {office}", office=event.note),
    "merged": lambda _event: _("Merged with another entry"),
    "decided": decided_words.title,
}
"""What an entry is headed with, by its kind; a talk says its kind and its minutes."""


TEXTS: Final[dict[str, Callable[[Event], str]]] = {
    **dict.fromkeys(("task", "joined", "referral"), lambda _event: ""),
    "intake": lambda event: label("access_route", event.code),
    "moved": lambda event: (
        _("City district {name}", name=label("district", event.code)) if event.code else ""
    ),
    "left": lambda event: label("leaving_reason", event.code),
    **dict.fromkeys(("disclosed", "issued", "taken_over"), issued_words.left),
    "decided": decided_words.text,
}
"""What stands below the heading, where it is not the note."""


def _text(event: Event) -> str:
    return TEXTS[event.kind](event) if event.kind in TEXTS else event.note


def _badges(event: Event) -> tuple[BadgeLook, ...]:
    if event.kind == "interpreting":
        state = codelists()["request_state"].get(event.code or "draft")
        return (BadgeLook(label("request_state", state.code), state.text("tone"), state.text("icon")),)
    if event.kind == "referral":
        return (_referral_badge(event),)
    if event.kind in ("disclosed", "visiting", "issued", "taken_over", "levelled"):
        return ()
    return tuple(BadgeLook(topic) for topic in dict.fromkeys(_topic(*both) for both in event.topics))


def _topic(area: str, support: str) -> str:
    parts = (short_label("life_area", area), short_label("support_kind", support))
    return " · ".join(part for part in parts if part)


def _referred_area(event: Event) -> str:
    return short_label("life_area", event.topics[0][0])


def _referral_badge(event: Event) -> BadgeLook:
    """Say the state; of a refused one why, of a finished one how it ended."""
    state, why = codelists()["referral_state"].get(event.code or "draft"), event.topics[0][1]
    word = label("referral_state", state.code)
    if state.code == "refused" and why:
        word = f"{word}: {label('refusal_reason', why)}"
    elif state.code == "finished" and why:
        word = label("referral_outcome", why)
    return BadgeLook(word, state.text("tone") or "neutral", state.text("icon"))
