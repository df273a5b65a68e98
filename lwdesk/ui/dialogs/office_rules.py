"""What an office agrees on for everybody: waiting times, what counts as old, when the screen locks."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.services.file_settings import LIMITS, FileSettings
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.input_text import NumberInput
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

NUMBERS: Final = {
    "idle_minutes": N_("Lock after so many minutes without a key"),
    "waiting_long_minutes": N_("From so many minutes on somebody waits long"),
    "still_true_months": N_("Ask after so many months whether a fact still holds"),
    "dormant_months": N_("Propose rest after so many months without a contact"),
    "audit_months": N_("Keep the trail for so many months"),
}
FLAGS: Final = {"topic_required": N_("A contact needs a topic")}


class OfficeRulesDialog(DialogFrame):
    """A number for each agreement; saved together, in force at once for everybody."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, settings: FileSettings) -> None:
        about = _("This holds for everybody who works in this file.")
        super().__init__(_("What the office agreed on"), about, parent)
        self.setObjectName("office_rules")
        self.setModal(True)
        self._settings = settings
        self.numbers: dict[str, NumberInput] = {}
        self.flags: dict[str, CheckBox] = {}
        scroll = PageScroll()
        scroll.column().setContentsMargins(0, 0, style.px(16), 0)
        scroll.column().setSpacing(style.px(12))
        for name, label in NUMBERS.items():
            made = self.numbers[name] = NumberInput(*LIMITS[name])
            made.setObjectName(name)
            made.set_value(getattr(settings, name))
            scroll.column().addWidget(FieldBox(_(label), made, optional=False))
        for name, label in FLAGS.items():
            box = self.flags[name] = CheckBox(_(label))
            box.setObjectName(name)
            box.setChecked(bool(getattr(settings, name)))
            scroll.column().addWidget(box)
        scroll.column().addStretch(1)
        self.add(scroll)
        self.add_button(QuietButton(_("Cancel")))
        self.add_button(PrimaryButton(_("Save"), icon="check"), accepts=True)

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


def ask_for_rules(window: QWidget, context: Context) -> None:
    """Show the agreements and save what was changed."""

    def show(settings: FileSettings) -> None:
        dialog = OfficeRulesDialog(window, settings)
        dialog.chosen.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(settings: FileSettings) -> None:
        context.jobs.run(
            context,
            lambda desk: desk.settings.save(settings),
            lambda _none: context.said.emit(_("Saved, in force from now on"), False),
        )

    context.jobs.run(context, lambda desk: desk.settings.load(), show)
