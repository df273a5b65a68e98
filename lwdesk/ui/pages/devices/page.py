"""The devices of the organisation in one list, with the ways in and out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.device_files import Asked
from lwdesk.services.exchange.devices import Known, Offer
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, SecondaryButton, with_menu
from lwdesk.ui.context import Context, Page
from lwdesk.ui.dialogs import devices as dialogs
from lwdesk.ui.dialogs.device_loss import show_loss
from lwdesk.ui.dialogs.root_key import FoundDialog
from lwdesk.ui.file_patterns import REQUEST, ROOT, ROSTER
from lwdesk.ui.ground import EmptyState
from lwdesk.ui.pages.devices import panel, rows
from lwdesk.ui.pages.devices.panel import DevicePanel
from lwdesk.ui.rows import RowTable
from lwdesk.ui.surface import Divider, PageHeader
from lwdesk.ui.text import hide_unless
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

LOW, PANEL_FROM = 440, 118
FILES = {
    "request": (N_("Save the request"), "anfrage.lwenroll", REQUEST),
    "rotate": (N_("Save the request"), "anfrage.lwenroll", REQUEST),
    "write": (N_("Save the device list"), "geraete.lwroster", ROSTER),
    "found": (N_("Save the root"), "hauptschluessel.lwroot", ROOT),
}
MORE = (
    ("request", N_("Write a request …")),
    ("accept", N_("Read in a device list …")),
    ("write", N_("Save the device list …")),
    ("found", N_("Replace a lost root …")),
)


class DevicesPage(Page):
    """All devices at once, for they are few; what is done with one of them is asked in a dialog."""

    name = "devices"
    heading = N_("Devices")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._devices: tuple[Known, ...] = ()
        self.setAccessibleName(_("Devices"))
        self.header = PageHeader(_("Devices"), context.who.office, back_to=_("Back"))
        self.more = self._menu(QuietButton(_("More"), icon="ellipsis"), "more", MORE)
        self.new_button = PrimaryButton(_("Take a device in …"), icon="plus")
        self.new_button.setObjectName("enrol")
        for button in (self.more, self.new_button):
            self.header.add_action(button)
            hide_unless(button, not context.who.read_only)
        self.table = RowTable(rows.columns())
        self.table.setObjectName("list")
        self.table.list.setAccessibleName(_("Devices"))
        self.panel = DevicePanel(acts=not context.who.read_only)
        self.ways = self._menu(QuietButton(_("Device"), icon="ellipsis", size="small"), "ways", panel.WAYS)
        self._body = QStackedWidget()
        self._body.addWidget(self._list())
        self._body.addWidget(self._nobody())
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setSpacing(style.px(16))
        self._fit()

    def opened(self) -> None:
        self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        self.table.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches("device") and self.isVisible():
            self.reload()

    def primary(self) -> None:
        if not self.context.who.read_only and self._devices:
            self._do("enrol")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def reload(self) -> None:
        self.context.jobs.run(self, lambda desk: desk.exchange.devices.listed(), self._take, lane="devices")

    def _menu(self, button: Button, name: str, actions: tuple[tuple[str, str], ...]) -> Button:
        button.setObjectName(name)
        menu = QMenu(button)
        for what, label in actions:
            menu.addAction(_(label)).triggered.connect(lambda _on=False, what=what: self._do(what))
        return with_menu(button, menu)

    def _list(self) -> QWidget:
        page = QWidget()
        self._row = QHBoxLayout(page)
        left = QVBoxLayout()
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self.ways)
        left.addLayout(bar)
        left.addWidget(self.table, 1)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.panel)
        return page

    def _nobody(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.alone = EmptyState(
            "laptop",
            _("Devices exchange packages once the coordination has taken them in. Is that your office?"),
            title=_("This device stands alone so far"),
        )
        column.addWidget(self.alone, 1)
        for name, kind, words in (
            ("request", PrimaryButton, _("Write a request …")),
            ("accept", SecondaryButton, _("Read in a device list …")),
            ("found", SecondaryButton, _("Make the root …")),
        ):
            button = kind(words)
            button.setObjectName(f"first_{name}")
            hide_unless(button, not self.context.who.read_only)
            button.clicked.connect(lambda _on=False, name=name: self._do(name))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Divider())
        column.addWidget(self._body, 1)

    def _listen(self) -> None:
        self.header.back.connect(self.context.back_wanted)
        self.new_button.clicked.connect(self.primary)
        self.table.list.chosen.connect(lambda _key: self._chosen())
        self.panel.wanted.connect(self._do)
        self.panel.show_device(None)

    def _fit(self) -> None:
        """Show the panel where the list keeps room beside it; else a button above the list leads there."""
        beside, low = self.width() >= style.characters(PANEL_FROM), self.height() < style.px(LOW)
        self.panel.setVisible(beside)
        self.ways.setVisible(not beside and not self.context.who.read_only)
        self.header.set_low(low)
        above = style.px(8 if low else 16)
        self._row.setContentsMargins(style.px(20), above, style.px(16 if beside else 20), above)

    def _take(self, devices: tuple[Known, ...]) -> None:
        self._devices = devices
        self._body.setCurrentIndex(0 if devices else 1)
        for button in (self.more, self.new_button):
            button.setVisible(bool(devices) and not self.context.who.read_only)
        self.table.list.show_rows([rows.shown(one) for one in devices])
        if self.table.list.current_key() is None and devices:
            self.table.list.choose(str(devices[0].id))
        self._chosen()

    def _current(self) -> Known | None:
        key = self.table.list.current_key()
        return next((one for one in self._devices if str(one.id) == key), None)

    def _chosen(self) -> None:
        one = self._current()
        self.panel.show_device(one)
        menu, allowed = self.ways.menu(), panel.ways(one)
        menu.clear()
        for what, label in allowed:
            menu.addAction(_(label)).triggered.connect(lambda _on=False, what=what: self._do(what))
        self.ways.setEnabled(bool(allowed))

    def _do(self, what: str) -> None:
        if self.context.who.read_only:
            return
        ask, one = self.context.ask, self._current()
        if what in FILES:
            title, proposed, pattern = FILES[what]
            ask.save_file(self, _(title), proposed, pattern, lambda path: self._save(what, path))
        elif what == "enrol":
            ask.open_file(self, _("Request of the device"), REQUEST, self._read_request)
        elif what == "accept":
            ask.open_file(self, _("Device list"), ROSTER, self._look)
        elif one is not None and what in {name for name, _words in panel.ways(one)}:
            self._about(one, what)

    def _about(self, one: Known, what: str) -> None:
        if what == "renew":
            self._ask_renewing()
        elif what == "revoke":
            dialogs.RevokeDialog(self, self.context, one, self._signed).open()
        elif what == "report":
            dialogs.ask_report(self, self.context, one, self._signed)
        else:
            show_loss(self, self.context, one)

    def _ask_renewing(self) -> None:
        self.context.ask.confirm(
            self,
            _("Continue under a new name?"),
            _("Only after its file was put back by hand and others refuse its packages. Nothing is lost."),
            _("Continue under it"),
            lambda: self.context.jobs.run(
                self, lambda desk: desk.exchange.renewing.renew(), lambda _count: self._renewed()
            ),
        )

    def _renewed(self) -> None:
        self.context.said.emit(
            _("The device continues under a new name. Make a package for the others."), False
        )
        self.reload()

    def _save(self, what: str, path: Path) -> None:
        if what == "write":
            self._write(path)
        elif what == "found":
            FoundDialog(self, self.context, path, again=bool(self._devices), then=self.reload).open()
        else:
            self._asks(what, path)

    def _read_request(self, path: Path) -> None:
        self.context.jobs.run(self, lambda desk: desk.exchange.devices.read_request(path), self._enrol)

    def _enrol(self, asked: Asked) -> None:
        dialogs.EnrolDialog(self, self.context, asked, self._devices, self._signed).open()

    def _signed(self) -> None:
        """Show the new list and offer it as a file, for nobody learns of it otherwise."""
        self.reload()
        self._do("write")

    def _asks(self, what: str, path: Path) -> None:
        def work(desk: "Desk") -> str:
            devices = desk.exchange.devices
            return devices.rotate(path) if what == "rotate" else devices.write_request(path)

        self.context.jobs.run(self, work, lambda digits: dialogs.DigitsDialog(self, digits, path.name).open())

    def _look(self, path: Path) -> None:
        self.context.jobs.run(self, lambda desk: desk.exchange.devices.look(path), self._offered)

    def _offered(self, offer: Offer) -> None:
        if offer.must_compare:
            dialogs.AcceptDialog(self, self.context, offer, self.reload).open()
            return
        self.context.jobs.run(
            self, lambda desk: desk.exchange.devices.accept(offer), lambda _told: self._accepted()
        )

    def _accepted(self) -> None:
        self.context.said.emit(_("The device list is read in"), False)
        self.reload()

    def _write(self, path: Path) -> None:
        said = self.context.said
        self.context.jobs.run(
            self,
            lambda desk: desk.exchange.devices.write_roster(path),
            lambda _told: said.emit(_("Saved as {name}.", name=path.name), False),
        )
