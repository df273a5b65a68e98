"""What papers about data protection say of the municipality: entered once, printed on every sheet."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.papers import authority
from lwdesk.services.papers.authority import LABELS, LONGEST, Authority
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.input import Input
from lwdesk.ui.input_text import NoteInput, NumberInput
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

YEARS: Final = "years"
HELPS: Final = {
    "controller": N_("Name, street, town, phone: one line each."),
    "officer": N_("Name or office, street, town, mail: one line each."),
    "years": N_("After the year of the last contact."),
    "basis": N_("Have the wording checked by the data protection officer."),
    "supervisor": N_("For North Rhine-Westphalia the LDI NRW."),
}


class AuthorityDialog(DialogFrame):
    """A field for each statement; what stays empty is a gap on paper."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, told: Authority) -> None:
        about = _("These statements are printed on information sheets and access reports.")
        super().__init__(_("Statements about data protection"), about, parent)
        self.setObjectName("authority")
        self.setModal(True)
        self.boxes: dict[str, FieldBox] = {}
        scroll = PageScroll()
        scroll.column().setContentsMargins(0, 0, style.px(16), 0)
        scroll.column().setSpacing(style.px(12))
        for name, label in LABELS.items():
            made: Input = NumberInput(1, 99) if name == YEARS else NoteInput(3)
            made.control().setObjectName(name)
            value: str = getattr(told, name)
            made.set_value(int(value) if name == YEARS and value.isdecimal() else value or None)
            help_text = _(HELPS[name]) if name in HELPS else ""
            box = self.boxes[name] = FieldBox(_(label), made, help_text=help_text)
            scroll.column().addWidget(box)
        scroll.column().addStretch(1)
        self.add(scroll)
        self.add_button(QuietButton(_("Cancel")))
        self.add_button(PrimaryButton(_("Save"), icon="check"), accepts=True)

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


def ask_for_authority(window: QWidget, context: Context) -> None:
    """Show the statements and save what was changed."""

    def show(told: Authority) -> None:
        dialog = AuthorityDialog(window, told)
        dialog.chosen.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(told: Authority) -> None:
        context.jobs.run(
            context,
            lambda desk: authority.save(desk, told),
            lambda _none: context.said.emit(_("Saved, in force from now on"), False),
        )

    context.jobs.run(context, authority.load, show)
