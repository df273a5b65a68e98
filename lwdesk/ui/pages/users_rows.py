"""How the people of the office stand in their list."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lwdesk.base import clock
from lwdesk.domain.staff import Staff
from lwdesk.services.colleagues import Colleague
from lwdesk.services.listing import Asked, Slice
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook, initials
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

SOON = 30  # days before the end of an account


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office, and whether it is who works here."""

    account: Colleague
    is_me: bool

    @property
    def staff(self) -> Staff:
        return self.account.staff


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


def slice_of(desk: "Desk", asked: Asked) -> Slice[Person]:
    """Return the people of a tab that fit what is searched, by anything that their row says."""
    me, today, wanted = desk.staff.id, clock.today(), asked.text.casefold()
    everybody = [Person(one, one.staff.id == me) for one in desk.colleagues.everybody()]
    inside = sum(one.account.is_in for one in everybody)
    counts = (("in", inside), ("over", len(everybody) - inside), ("all", len(everybody)))
    here = (one for one in everybody if asked.tab == "all" or one.account.is_in == (asked.tab == "in"))
    found = tuple(one for one in here if wanted in shown(one, today).sentence.casefold())
    return Slice(asked, found[asked.offset : asked.offset + asked.limit], len(found), counts)


def shown(person: Person, today: date) -> rows.Row:
    """Return the row as the list paints it."""
    one = person.account
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
    return rows.Row(str(staff.id), cells, sentence, avatar=initials(staff.name), data=person)
