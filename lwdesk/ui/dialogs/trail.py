"""Opening the trail by two: the second person enters their passphrase beside the lead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.domain.staff import Staff
from lwdesk.services.trail import Trail
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.words import _, words


class OpenTrailDialog(DialogFrame):
    """Asks who sits beside, and for their passphrase; that both look is written down."""

    granted = Signal(object)

    def __init__(self, parent: QWidget, context: Context, witnesses: Sequence[Staff]) -> None:
        told = _("The second person enters their passphrase. That you looked together is written down.")
        super().__init__(_("Read the trail together?"), told, parent.window())
        self.setModal(True)
        self._context = context
        self._second = ChoiceInput([Option(str(one.id), one.name) for one in witnesses], optional=False)
        self._second.setObjectName("second")
        self._second.set_value(str(witnesses[0].id))
        self._secret = SecretInput()
        self._secret.edit.setObjectName("second_passphrase")
        self._box = FieldBox(_("Passphrase of the second person"), self._secret)
        self.add(FieldBox(_("Second person"), self._second))
        self.add(self._box)
        self.add_button(SecondaryButton(_("Cancel")))
        self._go = PrimaryButton(_("Open together"), icon="eye")
        self._go.setObjectName("open_trail")
        self._go.clicked.connect(self._open)
        self.buttons.addWidget(self._go)
        self._secret.entered.connect(self._open)
        self._secret.edited.connect(self._refresh)
        self.finished.connect(self.deleteLater)
        self._refresh()
        self._secret.setFocus()

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(style.px(440))

    def _refresh(self) -> None:
        self._go.set_blocked("" if self._secret.value() else _("The passphrase is missing."))

    def _open(self) -> None:
        if not self._go.isEnabled() or self._go.is_busy():
            return
        second, secret = str(self._second.value()), str(self._secret.value())
        self._go.set_busy(True)
        self._context.jobs.run(
            self, lambda desk: desk.audit.open(second, secret), self._granted, failed=self._refused
        )

    def _granted(self, trail: Trail) -> None:
        self._go.set_busy(False)
        self._secret.set_value("")
        self.accept()
        self.granted.emit(trail)

    def _refused(self, error: Exception) -> bool:
        self._go.set_busy(False)
        self._secret.set_value("")
        self._refresh()
        if not isinstance(error, LwError):
            return False
        self._box.show_problem(" ".join(explain(error, words.texts)))
        announce(self, self._box.problem(), urgent=True)
        self._secret.setFocus()
        return True
