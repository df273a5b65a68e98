"""The panel beside the list of devices: one of them, its digits, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.base.texts import N_
from lwdesk.services.exchange.devices import Known
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.digits import DigitsPanel
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.devices import rows
from lwdesk.ui.pages.household.parts import fact
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDE = 328
OWN_WAYS = (("rotate", N_("Renew the keys …")), ("renew", N_("Continue under a new name …")))
WAYS = (("lost", N_("Report a loss …")), ("revoke", N_("Lock out …")))
GONE_WAYS = (WAYS[0], ("report", N_("Read in a report of a loss …")))


def ways(one: Known | None) -> tuple[tuple[str, str], ...]:
    """Return what can be done with a device."""
    if one is None:
        return ()
    if one.is_own:
        return OWN_WAYS if one.state == "active" else ()
    return WAYS if one.state == "active" else GONE_WAYS


class DevicePanel(Panel):
    """Summary of the chosen device and the ways to go."""

    wanted = Signal(str)

    def __init__(self, *, acts: bool) -> None:
        """Without `acts`, the file is only read and nothing is offered."""
        super().__init__(wide=WIDE)
        self._acts = acts
        self.setObjectName("panel")
        self.setAccessibleName(_("Details"))
        self._scroll = PageScroll()
        self._told = self._scroll.column()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(style.px(8))
        self.add(self._scroll, 1)
        self._ways = QVBoxLayout()
        self.column.addLayout(self._ways)

    def show_device(self, one: Known | None) -> None:
        """Show a device, or nothing while none is chosen."""
        empty(self._told)
        empty(self._ways)
        if one is None:
            self._told.addStretch(1)
            return
        look = rows.look(one)
        self._told.addWidget(Text(one.label, "section", wrap=True, selectable=True))
        self._told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        for icon, text in (
            ("building-2", one.office_name),
            ("package", rows.role(one)),
            ("hash", _("Short code {code}", code=one.code) if one.code else ""),
            ("clock", _("heard of: {when}", when=rows.heard(one)) if not one.is_own else ""),
            (
                "package-open",
                _("its last package: No. {number}", number=one.last_number) if one.last_number else "",
            ),
            ("package-check", rows.behind(one)),
        ):
            if text:
                self._told.addWidget(fact(icon, text))
        self._told.addWidget(Text(_("Check digits"), "label"))
        self._told.addWidget(DigitsPanel(one.fingerprint))
        if one.state == "revoked":
            self._hint(_("What it wrote before still counts. It comes back only as another device."))
        self._told.addStretch(1)
        self._offer(one)

    def _offer(self, one: Known) -> None:
        for name, words in ways(one) if self._acts else ():
            kind = SecondaryButton if name != "revoke" else QuietButton
            button = kind(_(words))
            button.setObjectName(f"{name}_device")
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            self._ways.addWidget(button)

    def _hint(self, sentence: str) -> None:
        self._told.addWidget(Text(sentence, "help", token="text2", wrap=True))
