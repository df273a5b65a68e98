"""How tasks stand in their list: cells, badges and the one sentence that is read."""

from datetime import date

from lwdesk.services.tasks import TaskRow
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural


def columns() -> tuple[Column, ...]:
    return (
        Column(_("What is to do"), 8, "title", sorts=True),
        Column(_("Household"), 5, "name", sorts=True, wide_only=True),
        Column(_("State"), 5),
        Column(_("Due"), 3, "due_on", right=True, sorts=True),
    )


def look(row: TaskRow, today: date) -> BadgeLook:
    """Return the state of a task: done, overdue, due or still ahead."""
    task = row.record
    if not row.is_open:
        tone, icon = ("ok", "check") if task.state == "done" else ("neutral", "x")
        return BadgeLook(label("task_state", task.state), tone, icon)
    if task.due_on is not None and task.due_on < today:
        days = (today - task.due_on).days
        return BadgeLook(plural("overdue for {n} day", "overdue for {n} days", days), "warn", "clock")
    if task.due_on == today:
        return BadgeLook(_("due today"), "accent", "circle-dot")
    return BadgeLook(label("task_state", task.state or "open"), "quiet", "circle")


def whose(row: TaskRow) -> str:
    return (row.home.name or row.home.native_name or _("without a name")) if row.home else ""


def shown(row: TaskRow, today: date) -> rows.Row:
    """Return the task as the list paints it."""
    task, badge = row.record, look(row, today)
    on = task.done_on or task.due_on
    when = dates.when(on, None, today) if on else "–"
    who = row.responsible or _("nobody yet")
    origin = label("task_origin", task.origin)
    home, number = whose(row), row.home.case_number if row.home else ""
    folded = " · ".join(part for part in (home, who) if part)
    detail = " · ".join(part for part in (who, origin) if part)
    cells = (
        Cell(task.title, detail, strong=True, folded=folded),
        Cell(home or "–", number),
        Cell(badge=badge),
        Cell(when, tabular=True),
    )
    sentence = ", ".join(part for part in (task.title, home, badge.word, when, who) if part)
    return rows.Row(str(task.id), cells, sentence, data=row)
