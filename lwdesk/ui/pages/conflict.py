"""Two people changed the same field: both values in words."""

from lwdesk.domain.fields import RECORDS
from lwdesk.domain.printed import printed
from lwdesk.services.changes import Conflicts
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, words


def conflict_text(conflicts: Conflicts) -> str:
    """Return one line per field: what it is, what I typed, what stands in the file now."""
    fields = RECORDS[conflicts.kind].by_name
    return "\n".join(
        _(
            "{field}: yours “{mine}”, now there “{theirs}”",
            field=_(fields[one.field].label),
            mine=isolate(printed(fields[one.field], one.mine, words.texts)),
            theirs=isolate(printed(fields[one.field], one.theirs, words.texts)),
        )
        for one in conflicts.fields
    )
