"""Two people changed the same field: both values in words."""

from datetime import date

from lwdesk.domain.fields import RECORDS, Choice, Field, Value
from lwdesk.domain.vague import VagueDay
from lwdesk.services.changes import Conflicts
from lwdesk.ui import dates
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _


def conflict_text(conflicts: Conflicts) -> str:
    """Return one line per field: what it is, what I typed, what stands in the file now."""
    fields = RECORDS[conflicts.kind].by_name
    return "\n".join(
        _(
            "{field}: yours “{mine}”, now there “{theirs}”",
            field=_(fields[one.field].label),
            mine=shown(fields[one.field], one.mine),
            theirs=shown(fields[one.field], one.theirs),
        )
        for one in conflicts.fields
    )


def shown(field: Field, value: Value) -> str:
    if value == field.empty or value is None:
        return "–"
    if isinstance(field.kind, Choice):
        return label(field.kind.codelist, str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, VagueDay):
        return dates.born(value)
    return dates.day(value) if isinstance(value, date) else isolate(str(value))
