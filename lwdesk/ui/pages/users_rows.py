"""How the people of the office stand in their list."""

from datetime import date

from lwdesk.services.colleagues import Colleague
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook, initials
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _

SOON = 30  # days before the end of an account


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Name"), 6),
        Column(_("Role"), 4),
        Column(_("Account"), 5),
        Column(_("Valid until"), 3, right=True, wide_only=True),
    )


def access_look(one: Colleague, today: date) -> BadgeLook:
    """Return whether and how somebody gets in."""
    until = one.staff.valid_until
    if one.access == "over":
        return BadgeLook(_("ended"), "neutral", "archive")
    if one.access == "none":
        return BadgeLook(_("no passphrase yet"), "warn", "key")
    if one.access == "start":
        return BadgeLook(_("passphrase for the start"), "warn", "key")
    if until is not None and (until - today).days <= SOON:
        return BadgeLook(_("ends soon"), "warn", "clock")
    return BadgeLook(_("opens the file"), "ok", "check")


def shown(one: Colleague, today: date) -> rows.Row:
    """Return the row as the list paints it."""
    staff, look = one.staff, access_look(one, today)
    until = dates.day(staff.valid_until) if staff.valid_until else "–"
    role = label("role", staff.role)
    employer = label("employer", staff.employer)
    folded = f"{employer} · {until}" if staff.valid_until else employer
    cells = (
        Cell(staff.name, employer, strong=True, folded=folded),
        Cell(role),
        Cell(badge=look),
        Cell(until, tabular=True),
    )
    ends = _("valid until {day}", day=until) if staff.valid_until else ""
    sentence = ", ".join(part for part in (staff.name, role, look.word, ends) if part)
    return rows.Row(str(staff.id), cells, sentence, avatar=initials(staff.name), data=one)
