"""How the lines of the trail stand in their list: when, what, on what, and last of all who."""

from datetime import date

from lwdesk.services import trail
from lwdesk.services.trail import Line
from lwdesk.ui import dates, rows
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural, words


def columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), 4),
        Column(_("What was done"), 6),
        Column(_("On what"), 5),
        Column(_("By whom"), 4, wide_only=True),
    )


def shown(line: Line, place: int, today: date) -> rows.Row:
    """Return the line as the list paints it."""
    at = line.at.astimezone()
    when = dates.when(at.date(), line.at, today)
    act, kind = trail.act(line, words.texts), trail.kind(line, words.texts)
    count = plural("{n} record", "{n} records", line.count) if line.count is not None else ""
    cells = (
        Cell(when, at.strftime("%H:%M:%S"), tabular=True, folded=line.who),
        Cell(act, count),
        Cell(kind or "–", line.case_number),
        Cell(line.who or "–"),
    )
    sentence = ", ".join(part for part in (when, act, kind, line.case_number, line.who) if part)
    return rows.Row(str(place), cells, sentence, data=line)
