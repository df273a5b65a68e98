"""Opening the trail by two: the second person enters their passphrase beside the lead."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from lwdesk.domain.staff import Staff
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.together import TogetherDialog
from lwdesk.ui.words import _


class OpenTrailDialog(TogetherDialog):
    """Asks who sits beside, and for their passphrase; that both look is written down."""

    def __init__(self, parent: QWidget, context: Context, witnesses: Sequence[Staff]) -> None:
        told = _("The second person enters their passphrase. That you looked together is written down.")
        super().__init__(
            parent,
            context,
            (_("Read the trail together?"), told),
            [(one.id, one.name) for one in witnesses],
            lambda desk, second, secret: desk.audit.open(str(second), secret),
        )
        self.go.setText(_("Open together"))
        self.go.set_icon("eye")
        self.go.setObjectName("open_trail")
