"""How requests and the people of the pool stand in the list."""

from datetime import date

from lwdesk.services.interpreter_requests import RequestView
from lwdesk.services.interpreters import InterpreterView
from lwdesk.ui import rows
from lwdesk.ui.pages.interpreting import words
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Name"), 5, "name", sorts=True),
        Column(_("Language and topic"), 6, "language", sorts=True, wide_only=True),
        Column(_("State"), 5, "state", sorts=True),
        Column(_("When"), 4, "at", right=True, sorts=True),
    )


def shown(view: RequestView, today: date) -> rows.Row:
    """Return a request as the list paints it."""
    request, look = view.record, words.state(view, today)
    number = view.home.case_number if view.home else ""
    detail = " · ".join(part for part in (number, request.reference) if part)
    own = view.home.native_name if view.home and view.home.name else ""
    language, about, when = words.language(request), words.about(request), words.when(request, today)
    cells = (
        Cell(words.whose(view), detail, own, strong=True, folded=language),
        Cell(language, about),
        Cell(badge=look),
        Cell(when, words.asked(view), tabular=True),
    )
    parts = (words.whose(view), language, about, look.word, words.asked(view), when)
    return rows.Row(str(request.id), cells, ", ".join(part for part in parts if part), data=view)


def shown_person(view: InterpreterView, today: date) -> rows.Row:
    """Return somebody of the pool as the list paints them."""
    person, look = view.record, words.papers(view, today)
    pool, spoken = short_label("interpreter_pool", person.pool), words.spoken(view.skills)
    how = ", ".join(label("interpreting_setting", code) for code in person.settings)
    cells = (
        Cell(person.name, pool, strong=True, folded=spoken),
        Cell(spoken or "–", how),
        Cell(badge=look),
        Cell(words.load(view.load), _("this month")),
    )
    sentence = ", ".join(part for part in (person.name, spoken, look.word, words.load(view.load)) if part)
    return rows.Row(str(person.id), cells, sentence, data=view)
