"""The pool at the window: somebody added or changed, with languages, times and papers."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.fields import Record
from lwdesk.domain.interpreting import Interpreter, InterpreterSkill
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.interpreters import InterpreterView
from lwdesk.ui.context import Context
from lwdesk.ui.pages.conflict import ask_whose
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.household.edits import waiting
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class PoolActions(QObject):
    """Opens the form of somebody of the pool; the bank account is shown to whoever pays."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.may_pay = False
        self.dialog: RecordDialog | None = None

    def add(self) -> None:
        person = Interpreter(pool="mia_do_ki")
        self._open(
            Change.begin(self._form, "new", person.id, [], [person, InterpreterSkill(interpreter=person.id)])
        )

    def edit(self, interpreter: UUID) -> None:
        """Open somebody, or the form that was begun for them."""

        def work(desk: "Desk") -> tuple[InterpreterView, tuple[Change, ...]]:
            begun = tuple(one.change for one in waiting(desk, interpreter))
            return desk.interpreters.load(interpreter), begun

        self._context.jobs.run(self, work, self._show)

    @property
    def _form(self) -> str:
        return "interpreter_paid" if self.may_pay else "interpreter"

    def _show(self, told: tuple[InterpreterView, tuple[Change, ...]]) -> None:
        view, begun = told
        person = view.record
        records: list[Record] = [person, *view.skills, *view.times, *view.accounts]
        same = (one for one in begun if one.form == self._form)
        self._open(next(same, None) or Change.begin(self._form, person.id, person.id, records))

    def _open(self, change: Change) -> None:
        dialog = RecordDialog(self._context, change, (), (), self._page)
        dialog.save_wanted.connect(lambda: self._save(dialog))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _save(self, dialog: RecordDialog) -> None:
        change = dialog.change
        pairs, removed, draft = change.pairs(), change.removed(), change.id

        def then(result: Changes | Conflicts) -> None:
            dialog.saved(result)
            if isinstance(result, Changes):
                self._context.said.emit(_("Saved"), True)
            else:
                self._settle(dialog, result)

        self._context.jobs.run(
            dialog, lambda desk: desk.interpreters.save(pairs, removed, draft), then, failed=dialog.failed
        )

    def _settle(self, dialog: RecordDialog, conflicts: Conflicts) -> None:
        """Somebody changed the same field meanwhile: overwriting is a decision."""

        def keep_mine() -> None:
            dialog.change.settle(conflicts)
            dialog.save()

        ask_whose(self._context, dialog, conflicts, keep_mine)
