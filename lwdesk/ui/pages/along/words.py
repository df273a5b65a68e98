"""How take-along sets are said."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from lwdesk.base.texts import N_
from lwdesk.domain.fields import RECORDS
from lwdesk.services.exchange.along_views import Candidate, SetHere, WouldLose
from lwdesk.ui import dates
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural

STATES: Final = {
    "out": ("accent", N_("on its way"), "footprints"),
    "expired": ("warn", N_("expired"), "clock"),
    "closed": ("neutral", N_("closed in the office"), "archive"),
    "back": ("ok", N_("given back"), "circle-check"),
    "erased": ("neutral", N_("erased from the device"), "trash-2"),
}
WARNINGS: Final = {
    "restricted": ("danger", N_("restricted, stays in the office"), "lock"),
    "foreign": ("danger", N_("belongs to another office"), "building-2"),
    "difference": ("danger", N_("difference open, decide it first"), "git-compare"),
    "out": ("danger", N_("still out with this device"), "footprints"),
    "elsewhere": ("warn", N_("is out with another device, too"), "footprints"),
    "protected": ("warn", N_("goes along without its address"), "shield"),
}


def name_of(one: Candidate) -> str:
    return one.name or one.number or _("without a name")


def why(one: Candidate) -> str:
    """Return why a household is proposed, and who goes there."""
    if one.visit_at is None:
        return _("added by hand")
    at = _("Visit at {time}", time=dates.clock_time(one.visit_at))
    return " · ".join(part for part in (at, one.staff_name) if part)


def households(count: int) -> str:
    return plural("{n} household", "{n} households", count)


def until(day: date | None) -> str:
    return _("until {day}", day=dates.day(day)) if day else ""


def standing(one: SetHere) -> tuple[str, str, str]:
    """Return tone, title and sentence of a set on this device."""
    title = " · ".join((_("Take-along set"), households(one.households), until(one.until)))
    if one.is_locked:
        told = _(
            "Its time ended on {day}. The households are locked; nothing is lost.", day=dates.day(one.until)
        )
        return "danger", title, f"{told} {unsent(one)}".strip()
    told = _("Can be opened until {day}, then it locks itself.", day=dates.long_day(one.until))
    return ("warn" if one.unsent else "accent"), title, f"{told} {unsent(one)}".strip()


def unsent(one: SetHere) -> str:
    if not one.unsent:
        return _("The office has everything that was written here.")
    return plural(
        "{n} change is not known to be in the office.",
        "{n} changes are not known to be in the office.",
        one.unsent,
    )


def loss(told: WouldLose) -> str:
    """Return what would be gone for good, in one sentence."""
    parts = [*_written(told.writes)]
    if told.private_notes:
        parts.append(plural("{n} private note", "{n} private notes", told.private_notes))
    if told.drafts:
        parts.append(plural("{n} begun form", "{n} begun forms", told.drafts))
    if not parts:
        return _("The office has everything. Only the copy on this device goes.")
    return _("The office does not have this, it is lost for good: {what}.", what=", ".join(parts))


def _written(writes: Iterable[tuple[str, int]]) -> Iterable[str]:
    for kind, count in writes:
        label = _(RECORDS[kind].label) if kind in RECORDS else kind
        yield f"{label} ({count})" if count > 1 else label


def names(told: Iterable[str], most: int = 6) -> str:
    shown = [isolate(one or _("without a name")) for one in told]
    more = len(shown) - most
    listed = ", ".join(shown[:most])
    return f"{listed} {_('and {n} more', n=more)}" if more > 0 else listed
