"""A new recovery sheet in the place of the old one."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import Texts
from lwdesk.services import accounts, setting_up
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.recovery_step import RecoveryStep
from lwdesk.ui.words import _, words


def ask_for_new_sheet(parent: QWidget, context: Context) -> None:
    """Ask once, for the sheet in the safe opens nothing afterwards."""
    context.ask.confirm(
        parent,
        _("Make a new recovery sheet?"),
        _("The sheet until now opens nothing any more. Put the new one in its place."),
        _("Make it"),
        lambda: _make(parent, context),
    )


def _make(parent: QWidget, context: Context) -> None:
    office, texts = context.who.office, words.texts
    context.jobs.run(
        parent,
        lambda desk: _made(accounts.new_recovery(desk), office, desk.path, texts),
        lambda made: RecoveryDialog(parent, context, *made).open(),
    )


def _made(code: str, office: str, path: Path, texts: Texts) -> tuple[bytes, str]:
    return setting_up.recovery_sheet(code, office, path, texts), code


class RecoveryDialog(DialogFrame):
    """Shows the code until it is on paper; it is shown this once."""

    def __init__(self, parent: QWidget, context: Context, pdf: bytes, code: str) -> None:
        super().__init__(_("New recovery sheet"), parent=parent)
        self.setModal(True)
        self._step = RecoveryStep(context.ask, pdf, code)
        self._step.changed.connect(self._refresh)
        self.add(self._step)
        self._done = PrimaryButton(_("Close"))
        self._done.setObjectName("sheet_done")
        self._done.clicked.connect(self.accept)
        self.buttons.addWidget(self._done)
        self.finished.connect(self.deleteLater)
        self._step.focus_first()
        self._refresh()

    def _refresh(self) -> None:
        self._done.set_blocked(self._step.blocked())
