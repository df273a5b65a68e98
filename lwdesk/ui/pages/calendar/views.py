"""List or day: the two looks at what is to do."""

from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.option import Option
from lwdesk.ui.words import _


def views(chosen: str) -> SegmentedInput:
    """Return the choice between the list of tasks and the day."""
    made = SegmentedInput((Option("list", _("List")), Option("day", _("Day"))))
    made.setObjectName("views")
    made.setAccessibleName(_("View"))
    made.set_value(chosen)
    return made
