"""What papers about data protection say of the municipality: entered once, printed on every sheet."""

from typing import Final

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.papers import authority
from lwdesk.services.papers.authority import LABELS, LONGEST, Authority
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.agreed import AgreedDialog, ask
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input import Input
from lwdesk.ui.input_text import NoteInput, NumberInput
from lwdesk.ui.words import _

YEARS: Final = "years"
HELPS: Final = {
    "controller": N_("Name, street, town, phone: one line each."),
    "officer": N_("Name or office, street, town, mail: one line each."),
    "years": N_("After the year of the last contact."),
    "basis": N_("Have the wording checked by the data protection officer."),
    "supervisor": N_("For North Rhine-Westphalia the LDI NRW."),
}


class AuthorityDialog(AgreedDialog):
    """A field for each statement; what stays empty is a gap on paper."""

    def __init__(self, parent: QWidget, told: Authority) -> None:
        about = _("These statements are printed on information sheets and access reports.")
        super().__init__(_("Statements about data protection"), about, parent)
        self.setObjectName("authority")
        self.boxes = {name: _box(name, getattr(told, name)) for name in LABELS}
        self.show_fields(self.boxes.values())

    def accept(self) -> None:
        """Stay while something cannot be read or is too long to be printed."""
        values = {name: str(box.input.value() or "") for name, box in self.boxes.items()}
        for name, box in self.boxes.items():
            if len(values[name]) > LONGEST:
                box.show_problem(_("Please be shorter: at most {n} characters.", n=LONGEST))
            elif box.check():
                continue
            box.input.setFocus()
            return
        super().accept()
        self.chosen.emit(Authority(**values))


def _box(name: str, value: str) -> FieldBox:
    made: Input = NumberInput(1, 99) if name == YEARS else NoteInput(3)
    made.control().setObjectName(name)
    made.set_value(int(value) if name == YEARS and value.isdecimal() else value or None)
    return FieldBox(_(LABELS[name]), made, help_text=_(HELPS[name]) if name in HELPS else "")


def ask_for_authority(window: QWidget, context: Context) -> None:
    """Show the statements and save what was changed."""
    ask(window, context, authority.load, AuthorityDialog, authority.save)
