"""Two people changed the same field: both values in words, and the question whose shall stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.printed import printed
from lwdesk.services.changes import Conflicts
from lwdesk.ui.context import Context
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


def ask_whose(context: Context, parent: QWidget, conflicts: Conflicts, keep_mine: Callable[[], None]) -> None:
    """Ask whether the own entries shall stay: overwriting what somebody else wrote is a decision."""
    context.ask.confirm(
        parent,
        _("Somebody changed the same entries meanwhile."),
        conflict_text(conflicts),
        _("Keep my entries"),
        keep_mine,
    )


def settled_base[R: Record](base: R, conflicts: Conflicts) -> R:
    """Return what the form was opened with, as if it had shown what somebody else wrote meanwhile."""
    return base.replace(**{one.field: one.theirs for one in conflicts.fields})
