"""Saying later whose talk it was that was written down without a name."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _


class JoinDialog(DialogFrame):
    """Asks for the household; the contact then stands on its card."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            _("Whose talk was it?"), _("The contact then stands on the card of the household."), parent
        )
        self.setObjectName("join_contact")
        self.setModal(True)
        self.home = HouseholdInput(context)
        self.box = FieldBox(_("Household"), self.home, optional=False)
        self.add(self.box)
        self.add_button(QuietButton(_("Cancel")))
        take = PrimaryButton(_("Join"), icon="check")
        take.setObjectName("join")
        self.add_button(take, accepts=True, default=True)

    def open(self) -> None:
        super().open()
        self.home.control().setFocus()

    def accept(self) -> None:
        """Stay until a household is chosen."""
        household = self.home.value()
        if not isinstance(household, UUID):
            self.box.show_problem(_("Please choose the household."))
            self.home.control().setFocus()
            return
        super().accept()
        self.chosen.emit(household)
