"""How the devices of the organisation stand in their list."""

from datetime import datetime

from lwdesk.base.texts import N_
from lwdesk.services.exchange.devices import Known
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural

ROLES = {
    "office": N_("everything of its office"),
    "coordination": N_("coordination"),
    "laptop": N_("take-along sets only"),
}


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Device"), 6),
        Column(_("Gets"), 5),
        Column(_("State of the device"), 4),
        Column(_("Last heard of"), 4, right=True, wide_only=True),
    )


def role(one: Known) -> str:
    return _(ROLES[one.role]) if one.role in ROLES else one.role


def look(one: Known) -> BadgeLook:
    """Return whether a device is trusted, and why not."""
    if one.state == "revoked":
        why = label("device_state", one.reason) if one.reason else ""
        return BadgeLook(_("withdrawn: {why}", why=why) if why else _("withdrawn"), "danger", "ban")
    if one.is_own:
        return BadgeLook(_("this device"), "ok", "check")
    if one.heard is None:
        return BadgeLook(_("not heard of yet"), "warn", "clock")
    return BadgeLook(_("in use"), "ok", "check")


def heard(one: Known) -> str:
    if one.is_own:
        return "–"
    return _moment(one.heard) if one.heard else _("never")


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{dates.day(here.date())} {dates.clock_time(here)}"


def last_package(one: Known) -> str:
    return _("its last package: No. {number}", number=one.last_number) if one.last_number else ""


def behind(one: Known) -> str:
    """Return how far a device is, where anything goes to it from here."""
    if one.behind is None:
        return ""
    if not one.behind:
        return _("has everything")
    return plural("lacks {n} change", "lacks {n} changes", one.behind)


def shown(one: Known) -> rows.Row:
    """Return the row as the list paints it."""
    state = look(one)
    cells = (
        Cell(one.label, one.office_name, strong=True, folded=f"{one.office_name} · {heard(one)}"),
        Cell(role(one)),
        Cell(badge=state),
        Cell(heard(one), tabular=True),
    )
    sentence = ", ".join(part for part in (one.label, one.office_name, role(one), state.word) if part)
    return rows.Row(str(one.id), cells, sentence, data=one)
