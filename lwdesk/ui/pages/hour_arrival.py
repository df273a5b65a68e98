"""Taking a waiting person into the queue: a name or none, the language, what it is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.task import QueueEntry
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.words import _

LAYOUT = (("shown_name",), ("language",), ("concern",))


class ArrivalDialog(DialogFrame):
    """Three fields, all of them optional: nobody must give a name to be served."""

    arrived = Signal(object)
    scrolls = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            _("Who is waiting?"),
            _("No name is needed. Without one the person is shown as “Anonymous”."),
            parent,
        )
        self.setObjectName("arrival")
        self.setModal(True)
        self.form = RecordForm(QueueEntry, LAYOUT)
        self.add(self.form)
        cancel = QuietButton(_("Cancel"))
        take = PrimaryButton(_("Add to queue"), icon="user-plus")
        take.setObjectName("take")
        self.add_button(cancel)
        self.add_button(take, accepts=True, default=True)
        self.accepted.connect(lambda: self.arrived.emit(self.form.record()))

    def open(self) -> None:
        super().open()
        self.form.input("shown_name").setFocus()

    def accept(self) -> None:
        """Stay while a field cannot be read."""
        if self.form.problems():
            self.form.focus_problem()
            return
        super().accept()
