"""A small question with a few fields of a record."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lwdesk.domain import advice
from lwdesk.domain.rules import Problem
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.words import _, words

NARROW, WIDE = 400, 600


class FewFields(DialogFrame):
    """A few fields of a record; stays while one of them asks for a look."""

    scrolls = True

    def __init__(
        self, title: str, verb: str, form: RecordForm, parent: QWidget, *, save: str = "save_fields"
    ) -> None:
        self._has_pairs = any(len(row) > 1 for row in form.layout_rows)
        super().__init__(title, parent=parent)
        self.setModal(True)
        self.form = form
        self.add(form)
        self.cancel = QuietButton(_("Cancel"))
        self.add_button(self.cancel)
        self.save_button = PrimaryButton(verb, icon="check")
        self.save_button.setObjectName(save)
        self.add_button(self.save_button, accepts=True, default=True)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(style.px(WIDE if self._has_pairs else NARROW))

    def open(self) -> None:
        super().open()
        next(iter(self.form.boxes.values())).input.setFocus()

    def accept(self) -> None:
        self.form.problems()
        for name in self.needed():
            if self.form.input(name).is_empty():
                missing = Problem("required", name, kind=self.form.record_type.kind)
                self.form.show_problems({name: advice.sentence(missing, words.texts)})
        if not self.form.focus_problem():
            self.take()
            super().accept()

    def needed(self) -> tuple[str, ...]:
        """Return the fields without which nothing can be saved."""
        return ()

    def take(self) -> None:
        """Tell what was answered."""
