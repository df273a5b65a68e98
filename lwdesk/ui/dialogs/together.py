"""What takes two: the second person enters their own passphrase beside whoever works here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
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

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Named = Sequence[tuple[UUID, str]]
type Vouch = Callable[["Desk", UUID, str], object]


class TogetherDialog(DialogFrame):
    """Asks who sits beside, and for their passphrase; `granted` carries what the service hands out then."""

    granted = Signal(object)

    def __init__(
        self, parent: QWidget, context: Context, question: tuple[str, str], people: Named, vouch: Vouch
    ) -> None:
        super().__init__(*question, parent.window())
        self.setModal(True)
        self._context, self._vouch = context, vouch
        self._second = ChoiceInput([Option(str(one), name) for one, name in people], optional=False)
        self._second.setObjectName("second")
        self._second.set_value(str(people[0][0]))
        self._second.set_read_only(len(people) == 1)
        self._secret = SecretInput()
        self._secret.edit.setObjectName("second_passphrase")
        self._box = FieldBox(_("Passphrase of the second person"), self._secret)
        self.add(FieldBox(_("Second person"), self._second))
        self.add(self._box)
        self.add_button(SecondaryButton(_("Cancel")))
        self.go = PrimaryButton("")
        self.go.clicked.connect(self._open)
        self.buttons.addWidget(self.go)
        self._secret.entered.connect(self._open)
        self._secret.edited.connect(self._refresh)
        self.finished.connect(self.deleteLater)
        self._refresh()
        self._secret.setFocus()

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(style.px(440))

    def _refresh(self) -> None:
        self.go.set_blocked("" if self._secret.value() else _("The passphrase is missing."))

    def _open(self) -> None:
        if not self.go.isEnabled() or self.go.is_busy():
            return
        second, secret = UUID(str(self._second.value())), str(self._secret.value())
        self.go.set_busy(True)
        self._context.jobs.run(
            self, lambda desk: self._vouch(desk, second, secret), self._granted, failed=self._refused
        )

    def _granted(self, told: object) -> None:
        self.go.set_busy(False)
        self._secret.set_value("")
        self.accept()
        self.granted.emit(told)

    def _refused(self, error: Exception) -> bool:
        self.go.set_busy(False)
        self._secret.set_value("")
        self._refresh()
        if not isinstance(error, LwError):
            return False
        self._box.show_problem(" ".join(explain(error, words.texts)))
        announce(self, self._box.problem(), urgent=True)
        self._secret.setFocus()
        return True
