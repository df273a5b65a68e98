"""Adding, changing and ending the account of somebody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, LwError
from lwdesk.base.messages import explain
from lwdesk.domain import advice
from lwdesk.domain.staff import Staff, account_problems
from lwdesk.services.changes import Changes
from lwdesk.services.colleagues import FIXED, Colleague, start_passphrase
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.inputs import options
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lwdesk.services.desk import Desk

LAYOUT = (("name",), ("employer", "role"), ("valid_from", "valid_until"), ("phone", "mail"))


class AccountDialog(DialogFrame):
    """What these dialogs share: one way on, and the sentence when it does not work."""

    def __init__(
        self, parent: QWidget, context: Context, question: str, consequence: str, go: Button
    ) -> None:
        super().__init__(question, consequence, parent.window())
        self.setModal(True)
        self.context, self.go = context, go
        self.trouble = Text("", token="danger", wrap=True)
        hide_unless(self.trouble, False)
        self.column.insertWidget(self.column.count() - 1, self.trouble)
        self.add_button(SecondaryButton(_("Cancel")))
        go.setObjectName("go")
        go.clicked.connect(self.act)
        self.buttons.addWidget(go)
        self.finished.connect(self.deleteLater)

    def act(self) -> None:
        """Do what the dialog is for."""

    def do(self, work: "Callable[[Desk], Changes]", said: str) -> None:
        """Run the work once, say what happened, or why not and leave everything as it was typed."""
        if self.go.is_busy():
            return
        self.trouble.hide()
        self.go.set_busy(True)

        def done(_changes: Changes) -> None:
            self.go.set_busy(False)
            self.context.said.emit(said, False)
            self.accept()

        self.context.jobs.run(self, work, done, failed=self.refused)

    def refused(self, error: Exception) -> bool:
        self.go.set_busy(False)
        if not isinstance(error, LwError):
            return False
        self.trouble.setText(" ".join(explain(error, words.texts)))
        self.trouble.show()
        announce(self, self.trouble.text(), urgent=True)
        return True


class StartSecret(Panel):
    """The passphrase for the start in large letters, and what to do with it."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.secret = start_passphrase()
        self.add(Text(_("Passphrase for the start"), "label"))
        shown = Text(self.secret, "section", tabular=True, selectable=True)
        shown.setObjectName("start_passphrase")
        self.add(shown)
        self.add(
            Text(
                _("Write it down for this person alone. At the first unlock they choose their own."),
                "help",
                token="text2",
                wrap=True,
            )
        )


class FormDialog(AccountDialog):
    """A dialog with the form of a staff member."""

    scrolls = True

    def __init__(
        self, parent: QWidget, context: Context, title: str, go: Button, *, leads: bool, staff: Staff
    ) -> None:
        super().__init__(parent, context, title, "", go)
        help_until = _("Freelancers and students need an end date.")
        self.form = RecordForm(
            Staff, LAYOUT, help_texts={"valid_until": help_until}, mandatory=("valid_from",)
        )
        role = self.form.input("role")
        if not leads and isinstance(role, ChoiceInput):
            role.set_options([one for one in options("role") if one.key != "lead"], optional=False)
        self.form.show_record(staff)
        self.add(self.form)

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(min(style.px(600), 640))

    def entered(self) -> Staff | None:
        """Return what stands in the form, or show what is still missing."""
        if self.form.problems():
            self.form.focus_problem()
            return None
        staff = self.form.record()
        assert isinstance(staff, Staff)
        found = account_problems(staff.replace(office=staff.office or staff.id))
        if found:
            self.form.show_problems({one.field: advice.sentence(one, words.texts) for one in found})
            self.form.focus_problem()
            return None
        return staff

    def refused(self, error: Exception) -> bool:
        if isinstance(error, InvalidInput):
            self.form.focus_problem()
        return super().refused(error)


class AddDialog(FormDialog):
    """Somebody new: who, in which role, until when, and a passphrase for the start."""

    def __init__(self, parent: QWidget, context: Context, *, leads: bool) -> None:
        new = Staff(valid_from=clock.today())
        super().__init__(parent, context, _("Add somebody"), PrimaryButton(_("Add")), leads=leads, staff=new)
        self.start = StartSecret()
        self.add(self.start)
        self.form.input("name").setFocus()

    def act(self) -> None:
        staff, secret = self.entered(), self.start.secret
        if staff is not None:
            said = _("{name} can open the file now", name=staff.name)
            self.do(lambda desk: desk.colleagues.add(staff, secret), said)


class ChangeDialog(FormDialog):
    """Name, role, last day and ways to reach; the employer stays, and one's own role too."""

    def __init__(self, parent: QWidget, context: Context, one: Colleague, *, me: bool, leads: bool) -> None:
        super().__init__(
            parent, context, _("Change an account"), PrimaryButton(_("Save")), leads=leads, staff=one.staff
        )
        for name in (*FIXED, *(("role", "valid_until") if me else ())):
            if name in self.form.boxes:
                self.form.input(name).set_read_only(True)
        self.form.input("name").setFocus()

    def act(self) -> None:
        staff = self.entered()
        if staff is not None:
            self.do(lambda desk: desk.colleagues.change(staff), _("The account is changed"))


class RenewDialog(AccountDialog):
    """Somebody forgot their passphrase, or is back."""

    def __init__(self, parent: QWidget, context: Context, staff: Staff) -> None:
        told = _("The passphrase of {name} until now opens nothing any more.", name=staff.name)
        go = PrimaryButton(_("Give it"))
        super().__init__(parent, context, _("New passphrase for the start?"), told, go)
        self._staff, self.start = staff, StartSecret()
        self.add(self.start)
        go.setDefault(True)

    def act(self) -> None:
        staff, secret = self._staff.id, self.start.secret
        said = _("The passphrase for the start is given")
        self.do(lambda desk: desk.colleagues.renew(staff, secret), said)


class EndDialog(AccountDialog):
    """Ends an account today, and asks at once who takes over."""

    def __init__(self, parent: QWidget, context: Context, staff: Staff) -> None:
        told = _("{name} opens nothing from now on. What they wrote stays, with their name.", name=staff.name)
        super().__init__(parent, context, _("End this account?"), told, DangerButton(_("End it")))
        self._staff = staff
        self._heir = ChoiceInput((), optional=False)
        self._heir.setObjectName("heir")
        self._box = FieldBox(_("Who takes over?"), self._heir)
        self._open_work = Text("", wrap=True)
        self.add(self._open_work)
        self.add(self._box)
        self.go.set_blocked(_("One moment"))
        identity = staff.id
        context.jobs.run(
            self,
            lambda desk: (desk.colleagues.duties(identity), desk.colleagues.heirs(identity)),
            self._ask,
            failed=self.refused,
        )

    def act(self) -> None:
        staff, chosen = self._staff.id, self._heir.value()
        heir = next((one.id for one in self._heirs if str(one.id) == chosen), None)
        self.do(lambda desk: desk.colleagues.end(staff, heir), _("The account is ended"))

    def _ask(self, told: tuple[int, Sequence[Staff]]) -> None:
        duties, self._heirs = told
        nobody = Option("", _("nobody yet, it stays open for all"))
        people = [Option(str(one.id), one.name) for one in self._heirs]
        self._heir.set_options([*people, nobody], optional=False)
        self._heir.set_value(str(self._heirs[0].id) if self._heirs else "")
        self._box.setVisible(bool(duties))
        self._open_work.setText(
            plural("{n} open thing is theirs.", "{n} open things are theirs.", duties)
            if duties
            else _("Nothing open is theirs.")
        )
        self.go.set_blocked()
