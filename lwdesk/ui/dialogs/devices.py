"""Taking a device in, withdrawing it, and taking a device list over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.services.exchange import root
from lwdesk.services.exchange.device_files import Asked
from lwdesk.services.exchange.devices import REASONS, Grant, Known, Offer, Reason, Role
from lwdesk.ui.buttons import DangerButton, PrimaryButton, QuietButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.root_key import DeviceDialog, RootPart
from lwdesk.ui.digits import DigitsInput, DigitsPanel
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.file_patterns import LOSS
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _, words

GIVEN: tuple[tuple[Role, str], ...] = (
    ("office", N_("Everything of its office")),
    ("laptop", N_("Take-along sets only")),
    ("coordination", N_("Coordination")),
)


class EnrolDialog(DeviceDialog):
    """What a device asks, whether its digits agree, and what it is given."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        asked: Asked,
        devices: Sequence[Known],
        then: Callable[[], None],
    ) -> None:
        name = asked.enrolment.label
        question = (
            _("Renew the keys of {name}?", name=name) if asked.renews else _("Take in {name}?", name=name)
        )
        about = _("Let somebody you know read the digits out, and type them. So nobody else can slip in.")
        super().__init__(parent, context, question, about, PrimaryButton(_("Sign")))
        self._asked, self._then = asked, then
        self._digits = DigitsInput(_("Digits as you hear them"), asked.fingerprint)
        self.content.addWidget(self._digits)
        self._role = ChoiceInput([Option(code, _(label)) for code, label in GIVEN], optional=False)
        self._role.set_value("office")
        self._office = ChoiceInput(_offices(asked, devices), optional=False)
        if not asked.renews:
            self.content.addWidget(FieldBox(_("What it is given"), self._role))
            self.content.addWidget(FieldBox(_("Office"), self._office))
        self._root = RootPart(context, self._refresh)
        self.content.addWidget(self._root)
        self._digits.changed.connect(self._refresh)
        self._refresh()
        self._digits.input.setFocus()

    def act(self) -> None:
        asked, typed, path, secret = self._asked, self._digits.typed(), self._root.path, self._root.secret()
        assert path is not None
        grant = None if asked.renews else self._grant()
        self.run(
            lambda desk: desk.exchange.devices.enrol(asked, typed, root.opened(path, secret), grant),
            lambda _told: self._done(),
        )

    def _done(self) -> None:
        self.context.said.emit(_("The device belongs to the list"), False)
        self._then()

    def _grant(self) -> Grant:
        role = next(code for code, _label in GIVEN if code == self._role.value())
        return Grant(role, UUID(str(self._office.value())))

    def _refresh(self) -> None:
        missing = "" if self._digits.fits() else _("The digits are still to be compared.")
        self.go.set_blocked(missing or self._root.blocked())


def _offices(asked: Asked, devices: Sequence[Known]) -> list[Option]:
    """Return the offices that a device may belong to: its own, or those that have one."""
    known = {str(one.office): one.office_name for one in devices if one.office}
    if asked.enrolment.office:
        own = str(UUID(hex=asked.enrolment.office))
        return [Option(own, known.get(own) or asked.enrolment.office_name or "–")]
    return [Option(key, name) for key, name in known.items()]


class RevokeDialog(DeviceDialog):
    """Why a device is withdrawn, and what follows from it."""

    def __init__(self, parent: QWidget, context: Context, one: Known, then: Callable[[], None]) -> None:
        super().__init__(
            parent,
            context,
            _("Lock {name} out?", name=one.label),
            _("It gets nothing any more; what it writes from here on counts nowhere. There is no way back."),
            DangerButton(_("Lock out")),
        )
        self._device, self._then = one, then
        self._loss: Path | None = None
        language = words.language
        reasons = [Option(code, codelists().label("device_state", code, language)) for code in REASONS]
        self._reason = SegmentedInput(reasons)
        self._reason.setObjectName("reason")
        self._root = RootPart(context, self._refresh)
        self.content.addWidget(FieldBox(_("Reason"), self._reason))
        about = (
            _("Its office may have sent a report of the loss; it says how far its work counts.")
            if one.wrote
            else _("How far its work counts, nobody knows here. Its office tells it in a report of the loss.")
        )
        self._told = Text(about, "help", token="text2", wrap=True)
        self._nothing = CheckBox(_("It never wrote anything"))
        self._nothing.setObjectName("wrote_nothing")
        hide_unless(self._nothing, not one.wrote)
        report = QuietButton(_("Read in the report …"), icon="upload", size="small")
        report.setObjectName("read_loss")
        report.clicked.connect(
            lambda: context.ask.open_file(self, _("Report of a lost device"), LOSS, self._take)
        )
        self.content.addWidget(self._told)
        self.content.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self._nothing)
        self.content.addWidget(self._root)
        self._reason.edited.connect(self._refresh)
        self._nothing.toggled.connect(self._refresh)
        self._refresh()

    def act(self) -> None:
        device, path, secret, report = self._device.id, self._root.path, self._root.secret(), self._loss
        nothing = self._nothing.isChecked()
        reason: Reason = next(code for code in REASONS if code == self._reason.value())
        assert path is not None
        self.run(
            lambda desk: desk.exchange.devices.revoke(
                device, reason, root.opened(path, secret), report, wrote_nothing=nothing
            ),
            lambda _told: self._done(),
        )

    def _done(self) -> None:
        self.context.said.emit(_("The device is withdrawn"), False)
        self._then()

    def _take(self, path: Path) -> None:
        self._loss = path
        self._told.setText(path.name)
        self._refresh()

    def _refresh(self) -> None:
        missing = "" if self._reason.value() else _("Choose a reason.")
        if not missing and not (self._device.wrote or self._loss or self._nothing.isChecked()):
            missing = _("The report of the loss is missing, or that it never wrote anything.")
        self.go.set_blocked(missing or self._root.blocked())


def ask_report(parent: QWidget, context: Context, one: Known, then: Callable[[], None]) -> None:
    """Ask for the report of the loss of a device that is locked out, and sign how far its work counts."""

    def chosen(path: Path) -> None:
        ReportDialog(parent, context, one, path, then).open()

    context.ask.open_file(parent, _("Report of a lost device"), LOSS, chosen)


class ReportDialog(DeviceDialog):
    """More of the work of a device counts than was known when it was locked out: the list is signed anew."""

    def __init__(
        self, parent: QWidget, context: Context, one: Known, report: Path, then: Callable[[], None]
    ) -> None:
        super().__init__(
            parent,
            context,
            _("Let the work of {name} count up to this report?", name=one.label),
            _("The device stays locked out. Packages that hold its work are taken in up to there."),
            PrimaryButton(_("Sign")),
        )
        self._device, self._report, self._then = one, report, then
        self.content.addWidget(Text(report.name, "strong", wrap=True))
        self._root = RootPart(context, self._refresh)
        self.content.addWidget(self._root)
        self._refresh()

    def act(self) -> None:
        one, report, path, secret = self._device, self._report, self._root.path, self._root.secret()
        reason = next((code for code in REASONS if code == one.reason), REASONS[0])
        assert path is not None
        self.run(
            lambda desk: desk.exchange.devices.revoke(one.id, reason, root.opened(path, secret), report),
            lambda _told: self._done(),
        )

    def _done(self) -> None:
        self.context.said.emit(_("The report is read in"), False)
        self._then()

    def _refresh(self) -> None:
        self.go.set_blocked(self._root.blocked())


class AcceptDialog(DeviceDialog):
    """The first list on a device, or one of another root: its digits are compared before it counts."""

    def __init__(self, parent: QWidget, context: Context, offer: Offer, then: Callable[[], None]) -> None:
        about = (
            _("Another root than before signed it. Take it over only if the coordination told you so.")
            if offer.is_other_root
            else _("Let the coordination read out the digits of its root, and type them.")
        )
        super().__init__(
            parent, context, _("Take over this device list?"), about, PrimaryButton(_("Take it over"))
        )
        self._offer, self._then = offer, then
        self._digits = DigitsInput(_("Digits that the coordination reads out"), offer.fingerprint)
        self.content.addWidget(self._digits)
        self._digits.changed.connect(self._refresh)
        self._refresh()
        self._digits.input.setFocus()

    def act(self) -> None:
        offer, typed = self._offer, self._digits.typed()
        self.run(lambda desk: desk.exchange.devices.accept(offer, typed), lambda _told: self._done())

    def _done(self) -> None:
        self.context.said.emit(_("The device list is read in"), False)
        self._then()

    def _refresh(self) -> None:
        self.go.set_blocked("" if self._digits.fits() else _("The digits are still to be compared."))


class DigitsDialog(DialogFrame):
    """A request was written: its digits are read out on the phone."""

    def __init__(self, parent: QWidget, digits: str, file: str) -> None:
        super().__init__(
            _("Read these digits out on the phone"),
            _("The request is saved as {name}. Send it to the coordination and call there.", name=file),
            parent.window(),
        )
        self.setModal(True)
        self.add(DigitsPanel(digits))
        self.add_button(PrimaryButton(_("Close")), default=True)
        self.finished.connect(self.deleteLater)
