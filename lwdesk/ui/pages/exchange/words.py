"""Packages in words: whose, when, how many, and what became of them."""

from datetime import date, datetime

from lwdesk.base import errors
from lwdesk.base.errors import BundleRefused, LwError
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_
from lwdesk.services.exchange.views import Passage, PassageState, Preview
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural, words

LOOKS: dict[PassageState, tuple[str, str, str]] = {
    "confirmed": ("ok", N_("Receipt confirmed"), "check-check"),
    "unconfirmed": ("quiet", N_("No receipt yet"), "clock"),
    "overdue": ("warn", N_("Receipt is missing"), "clock"),
    "taken": ("ok", N_("taken in"), "check"),
    "known": ("neutral", N_("was here already"), "check"),
    "waiting": ("warn", N_("waits for an earlier one"), "hourglass"),
    "refused": ("danger", N_("refused"), "ban"),
}
REASONS = {
    "BundleDamaged": N_("damaged"),
    "BundleForged": N_("not signed by one of us"),
    "BundleNotForUs": N_("for another device"),
    "BundleRevoked": N_("device is withdrawn"),
    "BundleTooNew": N_("program is too old for it"),
    "BundleTooLarge": N_("too large"),
    "BundleForked": N_("an older copy was in use"),
    "BundleInconsistent": N_("contradicts itself"),
    "SetHere": N_("one of its households is here already"),
    "SetGone": N_("its set was erased here"),
}
SINGLE = {
    ("BundleDamaged", "cut"): N_("incomplete"),
    ("BundleForged", "office"): N_("from another office"),
    ("BundleForged", "writer"): N_("goes on with the work of another device"),
    ("BundleForged", "former"): N_("signed with a former key"),
    ("BundleForged", "epoch"): N_("holds work under a former key"),
    ("BundleNotForUs", "office"): N_("for another office"),
    ("BundleNotForUs", "organisation"): N_("from another organisation"),
    ("BundleNotForUs", "device"): N_("this device is not on the list"),
    ("BundleRevoked", "log"): N_("holds work of a withdrawn device"),
    ("BundleForked", "versions"): N_("other work was taken in here"),
}
"""Words for some reasons, in place of those for the refusal as such."""
SIGNS = {"office": "laptop", "laptop": "laptop", "coordination": "building-2", "central": "building-2"}


def look(passage: Passage) -> BadgeLook:
    """Return the state of a package as a badge; one that brought conflicts says so."""
    tone, word, icon = LOOKS[passage.state]
    if passage.state == "taken" and passage.conflicts:
        return BadgeLook(differences(passage.conflicts), "warn", "git-compare")
    reason = refusal(passage.reason, str(passage.facts.get("why", "")))
    if passage.state == "refused" and reason:
        return BadgeLook(_("refused: {why}", why=_(reason)), tone, icon)
    return BadgeLook(_(word), tone, icon)


def refusal(reason: str, why: str) -> str:
    """Return in a few words why a package was refused, "" where nothing more is known."""
    return SINGLE.get((reason, why), REASONS.get(reason, ""))


def differences(count: int) -> str:
    return plural("{n} difference", "{n} differences", count)


def title(passage: Passage) -> str:
    """Return whose package it is, with its number."""
    whose = isolate(passage.label) or (
        _("All devices") if passage.direction == "sent" else _("Unknown device")
    )
    if not passage.number:
        return whose
    return _("{whose} · No. {number}", whose=whose, number=passage.number)


def sign(passage: Passage) -> str:
    """Return the symbol of the device at the other end."""
    if passage.direction == "sent":
        return "package"
    return SIGNS.get(passage.role, "laptop") if passage.label else "circle-help"


def amount(changes: int, homes: int) -> str:
    """Return how much a package holds; one that holds nothing confirms what came before."""
    if not changes:
        return _("confirms what arrived")
    told = [households(homes)] if homes else []
    return ", ".join((*told, changed(changes)))


def number(count: int) -> str:
    """Return a number with its thousands apart, as the language writes it."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if words.language == "de" else grouped


def changed(count: int) -> str:
    return plural("{amount} change", "{amount} changes", count, amount=number(count))


def not_through(count: int) -> str:
    return plural("{n} entry did not go through", "{n} entries did not go through", count)


def households(count: int) -> str:
    return plural("{n} household", "{n} households", count)


def at(moment: datetime, today: date) -> str:
    """Return when something happened, with the time where it was yesterday or today."""
    local = moment.astimezone()
    if (today - local.date()).days == 1:
        return _("yesterday, {time}", time=dates.clock_time(moment))
    return dates.when(local.date(), moment, today)


def why(passage: Passage) -> tuple[str, str]:
    """Return what happened to a package that was refused or waits, and what to do now."""
    if passage.state == "waiting":
        return explain(errors.BundleGap(), words.texts)
    kind = getattr(errors, passage.reason, BundleRefused)
    known = isinstance(kind, type) and issubclass(kind, LwError)
    reason = str(passage.facts.get("why", ""))
    return explain(kind(why=reason) if known else BundleRefused(why=reason), words.texts)


def missing(preview: Preview) -> str:
    """Return which packages are missing before one, in words; nothing where none is."""
    told = [
        _("{device}, no. {first} to {last}", device=isolate(device) or "–", first=first, last=last)
        for device, first, last in preview.missing
    ]
    return "; ".join(told)
