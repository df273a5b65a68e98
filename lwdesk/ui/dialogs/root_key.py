"""The root of the organisation in the window: made once, and opened for one signature."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange import root
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.users import AccountDialog
from lwdesk.ui.digits import DigitsPanel
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.file_patterns import ROOT
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.recovery_step import RecoveryStep
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class DeviceDialog(AccountDialog):
    """What these dialogs share: they end when the work has succeeded, and say why not.

    What is asked stands in an area that scrolls where the window is low or the type is large.
    """

    def __init__(
        self, parent: QWidget, context: Context, question: str, consequence: str, go: Button
    ) -> None:
        super().__init__(parent, context, question, consequence, go)
        self.area = PageScroll()
        self.content = self.area.column()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(style.px(12))
        self.body.addWidget(self.area, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is asked, as far as the window behind goes."""
        super().showEvent(event)
        grow_with(self, self.area)

    def run[T](self, work: "Callable[[Desk], T]", then: Callable[[T], None]) -> None:
        if self.go.is_busy() or not self.go.isEnabled():
            return
        self.trouble.hide()
        self.go.set_busy(True)

        def done(told: T) -> None:
            self.go.set_busy(False)
            self.accept()
            then(told)

        self.context.jobs.run(self, work, done, failed=self.refused)


def grow_with(dialog: QDialog, area: PageScroll) -> None:
    """Make a dialog higher by what its area hides, but never higher than the window behind it."""
    host, column = dialog.parentWidget(), area.column()
    room = host.window().height() - style.px(32) if host is not None else dialog.height()
    wanted = column.sizeHint().height()
    if column.hasHeightForWidth():
        wanted = column.totalHeightForWidth(area.viewport().width())
    more = max(0, wanted + style.px(4) - area.viewport().height())
    dialog.resize(dialog.width(), max(dialog.height(), min(room, dialog.height() + more)))


class RootPart(QWidget):
    """The file of the root and its passphrase; both are forgotten as soon as the dialog ends."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        super().__init__()
        self.path: Path | None = None
        self._changed = changed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        self._file = Text(_("The file of the root is still to be chosen."), token="text2", wrap=True)
        choose = SecondaryButton(_("Choose …"), icon="folder-open", size="small")
        choose.setObjectName("choose_root")
        choose.setAccessibleName(_("Choose the file of the root …"))
        choose.clicked.connect(lambda: context.ask.open_file(self, _("File of the root"), ROOT, self._take))
        row.addWidget(self._file, 1)
        row.addWidget(choose)
        column.addLayout(row)
        self._secret = SecretInput()
        self._secret.edit.setObjectName("root_passphrase")
        column.addWidget(
            FieldBox(_("Passphrase of the root"), self._secret, help_text=_("Or the code of its sheet"))
        )
        self._secret.edited.connect(changed)

    def secret(self) -> str:
        return str(self._secret.value())

    def blocked(self) -> str:
        if self.path is None:
            return _("The file of the root is still to be chosen.")
        return "" if self.secret() else _("The passphrase of the root is still missing.")

    def _take(self, path: Path) -> None:
        self.path = path
        self._file.setText(path.name)
        self._changed()


class FoundDialog(DeviceDialog):
    """A passphrase for the root that is about to be made."""

    def __init__(
        self, parent: QWidget, context: Context, path: Path, *, again: bool, then: Callable[[], None]
    ) -> None:
        about = (
            _("Only when the root until now is lost: every device has to compare the digits of the other.")
            if again
            else _("It signs the device list. Keep its file on a stick in a safe, never beside the data.")
        )
        super().__init__(
            parent,
            context,
            _("Replace the lost root?") if again else _("Make the root of the organisation?"),
            about,
            PrimaryButton(_("Make the root")),
        )
        self._path, self._then = path, then
        self._secret = NewSecret()
        self._secret.know(context.who.office, context.who.staff)
        self.content.addWidget(self._secret)
        self._secret.changed.connect(self._refresh)
        self._secret.entered.connect(self.act)
        self._refresh()
        self._secret.focus_first()

    def act(self) -> None:
        path, secret, office, texts = self._path, self._secret.secret(), self.context.who.office, words.texts

        def work(desk: "Desk") -> tuple[root.Made, bytes]:
            made = desk.exchange.devices.found(path, secret)
            return made, root.sheet(made, office, texts)

        self.run(work, self._made)

    def _made(self, told: tuple[root.Made, bytes]) -> None:
        made, pdf = told
        self._then()
        parent = self.parentWidget()
        RootSheetDialog(parent if isinstance(parent, QWidget) else self, self.context, made, pdf).open()

    def _refresh(self) -> None:
        self.go.set_blocked(self._secret.blocked())


class RootSheetDialog(DialogFrame):
    """The code of the root and its digits, until the sheet is in its envelope."""

    def __init__(self, parent: QWidget, context: Context, made: root.Made, pdf: bytes) -> None:
        super().__init__(_("Sheet of the root"), parent=parent)
        self.setModal(True)
        self._area = PageScroll()
        inside = self._area.column()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(style.px(12))
        inside.addWidget(Text(_("Digits of the root"), "label"))
        inside.addWidget(DigitsPanel(made.root.fingerprint))
        self._step = RecoveryStep(
            context.ask,
            pdf,
            made.recovery_code,
            use=_("It opens the file of the root when nobody knows its passphrase. Nobody else can help."),
            file="hauptschluessel-blatt.pdf",
        )
        self._step.changed.connect(self._refresh)
        inside.addWidget(self._step)
        self.body.addWidget(self._area, 1)
        self._done = PrimaryButton(_("Close"))
        self._done.setObjectName("sheet_done")
        self._done.clicked.connect(self.accept)
        self.buttons.addWidget(self._done)
        self.finished.connect(self.deleteLater)
        self._step.focus_first()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the sheet, as far as the window behind goes."""
        super().showEvent(event)
        grow_with(self, self._area)

    def _refresh(self) -> None:
        self._done.set_blocked(self._step.blocked())
