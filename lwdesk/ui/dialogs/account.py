"""What the person who works here does with the file itself: a backup, and another passphrase."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.services import accounts
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.pages.hour_ways import HourWays
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.words import _, words


class AccountActions(Flow):
    """The ways of the role, side by side where there is room."""

    def __init__(self, context: Context) -> None:
        self._context = context
        backup = SecondaryButton(_("Make a backup …"), icon="save")
        backup.setObjectName("make_backup")
        secret = SecondaryButton(_("Change passphrase …"), icon="key")
        secret.setObjectName("change_passphrase")
        hours = SecondaryButton(_("Opening hours …"), icon="calendar-clock")
        hours.setObjectName("opening_hours")
        ways = (
            *([] if context.lacks("back_up") else [backup]),
            secret,
            *([] if context.lacks("plan_hours") else [hours]),
        )
        super().__init__(*ways)
        backup.clicked.connect(self._ask_for_folder)
        secret.clicked.connect(self._change_secret)
        hours.clicked.connect(self._plan)

    def _change_secret(self) -> None:
        """One question at a time: the settings make room."""
        settings = self.window()
        host = settings.parentWidget()
        assert host is not None
        PassphraseDialog(host, self._context).open()
        settings.close()

    def _plan(self) -> None:
        settings = self.window()
        host = settings.parentWidget()
        assert host is not None
        HourWays(self._context, host).plan()
        settings.close()

    def _ask_for_folder(self) -> None:
        self._context.ask.folder(self, _("Where the backup shall lie"), self._back_up)

    def _back_up(self, folder: Path) -> None:
        said = self._context.said
        self._context.jobs.run(
            self,
            lambda desk: desk.backups.make(folder),
            lambda _path: said.emit(_("The backup is made and proven"), False),
        )


class PassphraseDialog(DialogFrame):
    """The old passphrase once, the new one twice."""

    scrolls = True

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(_("Change passphrase"), parent=parent)
        self.setModal(True)
        self._context = context
        self._old, self._new = SecretInput(), NewSecret()
        self._old.edit.setObjectName("old_passphrase")
        self._old_box = FieldBox(_("Passphrase until now"), self._old)
        self._new.know(context.who.staff, context.who.office)
        self.add(self._old_box)
        self.add(self._new)
        self.add_button(SecondaryButton(_("Cancel")))
        self._go = PrimaryButton(_("Change"))
        self._go.setObjectName("change")
        self._go.clicked.connect(self._change)
        self.buttons.addWidget(self._go)
        self._old.edited.connect(self._refresh)
        self._new.changed.connect(self._refresh)
        self._new.entered.connect(self._change)
        self.finished.connect(self.deleteLater)
        self._refresh()

    def _refresh(self) -> None:
        missing = "" if self._old.value() else _("The passphrase until now is missing.")
        self._go.set_blocked(missing or self._new.blocked())

    def _change(self) -> None:
        if not self._go.isEnabled() or self._go.is_busy():
            return
        old, new = str(self._old.value()), self._new.secret()
        self._go.set_busy(True)
        self._context.jobs.run(
            self,
            lambda desk: accounts.change_passphrase(desk, old, new),
            lambda _none: self._done(),
            failed=self._refused,
        )

    def _done(self) -> None:
        self._context.said.emit(_("The passphrase is changed"), False)
        self.accept()

    def _refused(self, error: Exception) -> bool:
        self._go.set_busy(False)
        if not isinstance(error, LwError):
            return False
        self._old.set_value("")
        self._old_box.show_problem(" ".join(explain(error, words.texts)))
        self._old.setFocus()
        return True
