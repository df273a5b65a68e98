"""The steps of joining, each a part of its own: what is asked there, and what is still missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from lwdesk.base.progress import Progress
from lwdesk.ui.ask import Ask
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.digits import DigitsInput, DigitsPanel
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.file_patterns import PACKAGE, REQUEST, ROSTER
from lwdesk.ui.flow import Flow
from lwdesk.ui.folder_choice import FolderChoice
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.option import Option
from lwdesk.ui.progress_bar import WorkStrip
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.wizard import WizardStep
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.domain.staff import Staff
    from lwdesk.services.exchange.devices import Offer


class JoinStep(WizardStep):
    """One step, with sentences between its parts."""

    def say(self, text: str) -> Text:
        told = Text(text, token="text2", wrap=True)
        self.column.addWidget(told)
        return told


class NameStep(JoinStep):
    """What this computer is called in the office."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._name = LineInput()
        self._name.setObjectName("device")
        self.place = FolderChoice(ask)
        self.column.addWidget(FieldBox(_("Name of the device"), self._name))
        self.say(_("The office sees this name in its list, for example “Laptop blue”."))
        self.column.addWidget(self.place)
        self._name.edited.connect(self.changed)

    def name(self) -> str:
        return str(self._name.value() or "")

    def blocked(self) -> str:
        return "" if self.name() else _("The device needs a name.")

    def focus_first(self) -> None:
        self._name.setFocus()


class SecretStep(JoinStep):
    """The passphrase of whoever will work here."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = NewSecret()
        self.say(_("With it you open this file from today on, and later under your own name."))
        self.column.addWidget(self.secret)
        self.secret.changed.connect(self.changed)

    def blocked(self) -> str:
        return self.secret.blocked()

    def focus_first(self) -> None:
        self.secret.focus_first()


class RequestStep(JoinStep):
    """The request as a file, and the digits that are read out on the phone."""

    wanted = Signal(Path)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.is_written = False
        self.say(
            _("Save the request and send it to the coordination, by mail or on a stick. It holds no data.")
        )
        self.save = SecondaryButton(_("Save the request …"), icon="download")
        self.save.setObjectName("save_request")
        self.save.clicked.connect(
            lambda: ask.save_file(self, _("Save the request"), "anfrage.lwenroll", REQUEST, self.wanted.emit)
        )
        self.column.addWidget(Flow(self.save))
        self._told = Text("", "help", token="ok", wrap=True)
        hide_unless(self._told, False)
        self.column.addWidget(self._told)
        self.say(_("Then call the coordination, and read these digits out group by group:"))
        self.digits = DigitsPanel()
        self.column.addWidget(self.digits)

    def written(self, path: Path) -> None:
        self.is_written = True
        self._told.setText(_("Saved as {name}.", name=path.name))
        self._told.show()
        self.changed.emit()

    def focus_first(self) -> None:
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)


class ListStep(JoinStep):
    """The device list that comes back, with the digits of the organisation's root."""

    wanted = Signal(Path)
    accepted = Signal(object, str)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._offer: Offer | None = None
        self._is_done = False
        self.told = self.say(_("The coordination sends a device list back. You may close until it is here."))
        self.read = SecondaryButton(_("Read in the device list …"), icon="upload")
        self.read.setObjectName("read_list")
        self.read.clicked.connect(lambda: ask.open_file(self, _("Device list"), ROSTER, self.wanted.emit))
        self.column.addWidget(Flow(self.read))
        self._digits = DigitsInput(_("Digits that the coordination reads out"))
        self._digits.changed.connect(self._typed)
        hide_unless(self._digits, False)
        self.column.addWidget(self._digits)

    def offered(self, offer: "Offer") -> None:
        """Ask for the digits of the root, which the coordination reads out."""
        self._offer = offer
        self._digits.expect(offer.fingerprint)
        self._digits.show()
        self._digits.input.setFocus()
        self.changed.emit()

    def done(self, office: str) -> None:
        self._is_done = True
        self._digits.hide()
        self.told.setText(_("The device list is read in. This device belongs to {office}.", office=office))
        self.changed.emit()

    def blocked(self) -> str:
        if self._is_done:
            return ""
        if self._offer is None:
            return _("The device list is still missing.")
        return _("The digits are still to be compared.")

    def focus_first(self) -> None:
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self._digits.fits():
            self.accepted.emit(self._offer, self._digits.typed())


class PackageStep(JoinStep):
    """The first package, with the office and its people."""

    wanted = Signal(Path)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._is_done = False
        self.told = self.say(
            _("Your office makes the first package on its page “Exchange”, or packs a take-along set.")
        )
        self.read = SecondaryButton(_("Read in the package …"), icon="package-open")
        self.read.setObjectName("read_package")
        self.read.clicked.connect(lambda: ask.open_file(self, _("First package"), PACKAGE, self.wanted.emit))
        self.column.addWidget(Flow(self.read))
        self._strip = WorkStrip()
        self._strip.stopped.connect(self.changed)
        self.column.addWidget(self._strip)

    def begin(self) -> Progress:
        """Show how far the package is, which may be the whole of the office."""
        self.read.setEnabled(False)
        return self._strip.begin(_("The package is being read in …"))

    def stop(self) -> None:
        """Let a package that is being read in come to nothing."""
        if self._strip.progress is not None:
            self._strip.progress.cancel()

    def end(self) -> None:
        self.read.setEnabled(True)
        self._strip.end()

    def done(self, office: str) -> None:
        self._is_done = True
        self.told.setText(_("The package is read in: {office}.", office=office))
        self.changed.emit()

    def blocked(self) -> str:
        return "" if self._is_done else _("The first package is still missing.")

    def focus_first(self) -> None:
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)


class PersonStep(JoinStep):
    """Who of the office sits here."""

    def __init__(self) -> None:
        super().__init__()
        self._who = ChoiceInput(())
        self._who.setObjectName("who")
        self.say(
            _("From now on this device opens under your name. Colleagues are added on the page “Users”.")
        )
        self.column.addWidget(FieldBox(_("Who are you?"), self._who))
        self._secret = NewSecret()
        self._why = Text(
            _("Your passphrase holds your name. Choose another one for the start of work."), wrap=True
        )
        for widget in (self._why, self._secret):
            hide_unless(widget, False)
            self.column.addWidget(widget)
        self._who.edited.connect(self.changed)
        self._secret.changed.connect(self.changed)

    def offer(self, people: "Sequence[Staff]") -> None:
        self._who.set_options([Option(str(one.id), one.name) for one in people])

    def who(self) -> UUID | None:
        chosen = str(self._who.value() or "")
        return UUID(chosen) if chosen else None

    def secret(self) -> str:
        """Return another passphrase where the first one was no good under this name."""
        return "" if self._secret.isHidden() else self._secret.secret()

    def ask_another(self, name: str) -> None:
        self._why.show()
        self._secret.show()
        self._secret.know(name)
        self._secret.focus_first()
        self.changed.emit()

    def name(self) -> str:
        return str(self._who.combo.currentText())

    def blocked(self) -> str:
        if self.who() is None:
            return _("Choose your name.")
        return "" if self._secret.isHidden() else self._secret.blocked()

    def focus_first(self) -> None:
        self._who.setFocus()
