"""How households stand in the list: cells, badges and the one sentence that is read."""

from datetime import date

from lwdesk.services.views import DraftView, Row
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, persons, short_label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural

LANGUAGES_SHOWN = 2
STATES = {
    "active": ("accent", "circle-dot"),
    "dormant": ("quiet", "clock"),
    "closed": ("neutral", "archive"),
    "draft": ("quiet", "pencil"),
}


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Household"), 6, "name", sorts=True),
        Column(_("City district and language"), 5, "district", sorts=True, wide_only=True),
        Column(_("State"), 7),
        Column(_("Persons"), 3, "size", right=True, sorts=True, wide_only=True),
        Column(_("Last here"), 3, "last_contact", right=True, sorts=True),
    )


def flag_look(flag: str) -> BadgeLook:
    return {
        "address_protected": BadgeLook(_("Address protected"), "danger", "shield"),
        "restricted": BadgeLook(_("Processing restricted"), "danger", "lock"),
        "interpreter_needed": BadgeLook(_("Interpreter needed"), "accent", "languages"),
        "target_group_unclear": BadgeLook(_("Target group unclear"), "warn", "circle-help"),
        "no_information": BadgeLook(_("Information missing"), "warn", "file-warning"),
    }[flag]


def state_look(row: Row) -> BadgeLook:
    """Return what matters most about a household: a warning before its usual state."""
    urgent = ("restricted", "address_protected", "target_group_unclear", "no_information")
    flag = next((flag for flag in urgent if flag in row.flags), None)
    if flag is not None and row.status != "closed":
        return flag_look(flag)
    if row.open_needs:
        return BadgeLook(open_needs(row.open_needs), "accent", "flag")
    tone, icon = STATES.get(row.status or "active", ("neutral", "circle"))
    return BadgeLook(label("household_status", row.status or "active"), tone, icon)


def open_needs(count: int) -> str:
    return plural("{n} open need", "{n} open needs", count)


def spoken(row: Row) -> str:
    return ", ".join(short_label("language", code) for code in row.languages[:LANGUAGES_SHOWN])


def last_here(row: Row, today: date) -> str:
    return dates.short_day(row.last_contact, today) if row.last_contact else "–"


def shown(row: Row, today: date) -> rows.Row:
    """Return the row as the list paints it."""
    look = state_look(row)
    name = row.name or row.native_name or _("without a name")
    folded = " · ".join(p for p in (row.case_number, label("district", row.district), persons(row.size)) if p)
    cells = (
        Cell(name, row.case_number, row.native_name if row.name else "", strong=True, folded=folded),
        Cell(label("district", row.district) or "–", spoken(row) or "–"),
        Cell(badge=look),
        Cell(str(row.size), tabular=True),
        Cell(last_here(row, today), tabular=True),
    )
    here = dates.ago(row.last_contact, today) if row.last_contact else _("not here yet")
    spoken_parts = (name, row.native_name, row.case_number, persons(row.size), look.word, here)
    sentence = ", ".join(part for part in spoken_parts if part)
    return rows.Row(str(row.household), cells, sentence, data=row)


def shown_draft(draft: DraftView, today: date) -> rows.Row:
    """Return a draft as the list paints it."""
    title = draft.title or _("without a name")
    saved = draft.saved_at.astimezone()
    when = dates.when(saved.date(), draft.saved_at, today)
    cells = (
        Cell(title, _("Intake"), strong=True),
        Cell(),
        Cell(badge=BadgeLook(label("household_status", "draft"), "quiet", "pencil")),
        Cell(),
        Cell(when, tabular=True),
    )
    return rows.Row(str(draft.id), cells, f"{title}, {_('Draft')}, {when}", data=draft)
