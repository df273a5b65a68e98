"""What an office agrees on for everybody: waiting times, what counts as old, when the screen locks."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.file_settings import LIMITS, FileSettings
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.agreed import AgreedDialog, ask
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_text import NumberInput
from lwdesk.ui.words import _

NUMBERS: Final = {
    "idle_minutes": N_("Lock after so many minutes without a key"),
    "waiting_long_minutes": N_("From so many minutes on somebody waits long"),
    "still_true_months": N_("Ask after so many months whether a fact still holds"),
    "dormant_months": N_("Propose rest after so many months without a contact"),
    "audit_months": N_("Keep the trail for so many months"),
}
FLAGS: Final = {"topic_required": N_("A contact needs a topic")}


class OfficeRulesDialog(AgreedDialog):
    """A number for each agreement; saved together, in force at once for everybody."""

    def __init__(self, parent: QWidget, settings: FileSettings) -> None:
        about = _("This holds for everybody who works in this file.")
        super().__init__(_("What the office agreed on"), about, parent)
        self.setObjectName("office_rules")
        self._settings = settings
        self.numbers = {name: _number(name, getattr(settings, name)) for name in NUMBERS}
        self.flags = {name: _flag(name, on=bool(getattr(settings, name))) for name in FLAGS}
        boxes = (FieldBox(_(NUMBERS[name]), made, optional=False) for name, made in self.numbers.items())
        self.show_fields((*boxes, *self.flags.values()))

    def accept(self) -> None:
        """Stay while a number cannot be read or lies out of its range."""
        boxes = [box for box in self.findChildren(FieldBox) if not box.check()]
        if boxes:
            boxes[0].input.setFocus()
            return
        told = {name: made.value() for name, made in self.numbers.items()}
        flags = {name: int(box.isChecked()) for name, box in self.flags.items()}
        super().accept()
        known = {name: value for name, value in told.items() if isinstance(value, int)}
        self.chosen.emit(replace(self._settings, **known, **flags))


def _number(name: str, value: int) -> NumberInput:
    made = NumberInput(*LIMITS[name])
    made.setObjectName(name)
    made.set_value(value)
    return made


def _flag(name: str, *, on: bool) -> CheckBox:
    made = CheckBox(_(FLAGS[name]))
    made.setObjectName(name)
    made.setChecked(on)
    return made


def ask_for_rules(window: QWidget, context: Context) -> None:
    """Show the agreements and save what was changed."""
    ask(
        window,
        context,
        lambda desk: desk.settings.load(),
        OfficeRulesDialog,
        lambda desk, settings: desk.settings.save(settings),
    )
