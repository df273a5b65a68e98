"""How the entries of a day stand in its list: time, what, whose, state."""

from datetime import date

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.services.appointments import DayEntry
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, words

STATES = {
    "appointment": ("appointment_state", "planned"),
    "visit": ("visit_state", "planned"),
    "interpreter_request": ("request_state", "draft"),
}


def columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), 8),
        Column(_("Time"), 3),
        Column(_("Household"), 5, wide_only=True),
        Column(_("State"), 5),
    )


def look(entry: DayEntry) -> BadgeLook:
    """Return the state of an entry in the tone and with the symbol of its code list."""
    name, first = STATES[entry.kind]
    state = entry.record.state or first
    known = codelists()[name]
    if state not in known:
        return BadgeLook(state, "quiet", "circle")
    code = known.get(state)
    return BadgeLook(
        code.label(words.language), code.text("tone") or "neutral", code.text("icon") or "circle"
    )


def title(entry: DayEntry) -> str:
    """Return what an entry is about, never more of a person than the household's name."""
    match entry.record:
        case Appointment() as one:
            return one.title or label("appointment_kind", one.sort)
        case InterpreterRequest() as one:
            return _("Interpreter: {language}", language=label("language", one.language))
        case one:
            return _("Visit: {kind}", kind=label("visit_kind", one.sort))


def kind(entry: DayEntry) -> str:
    if isinstance(entry.record, Appointment):
        return label("appointment_kind", entry.record.sort)
    return {"visit": _("Visit"), "interpreter_request": _("Interpreter request")}[entry.kind]


def whose(entry: DayEntry) -> str:
    return (entry.home.name or entry.home.native_name or _("without a name")) if entry.home else ""


def lasts(entry: DayEntry) -> str:
    return _("{n} min", n=entry.minutes) if entry.minutes else ""


def shown(entry: DayEntry, _today: date) -> rows.Row:
    """Return the entry as the list paints it."""
    badge, at, home = look(entry), dates.clock_time(entry.at), whose(entry)
    number = entry.home.case_number if entry.home else ""
    who = entry.staff or _("nobody yet")
    folded = " · ".join(part for part in (at, home, who) if part)
    detail = " · ".join(part for part in dict.fromkeys((kind(entry), who)) if part and part != title(entry))
    cells = (
        Cell(title(entry), detail, strong=True, folded=folded),
        Cell(at, lasts(entry), tabular=True),
        Cell(home or "–", number),
        Cell(badge=badge),
    )
    parts = (at, title(entry), lasts(entry), home, badge.word, who)
    return rows.Row(str(entry.record.id), cells, ", ".join(part for part in parts if part), data=entry)
