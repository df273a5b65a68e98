"""The right side of the form: whether it may leave, the ways on, and exactly what would."""

from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain import handing_over
from lwdesk.domain.consent import Consent
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.pages.note_check import NoteCheck
from lwdesk.ui.pages.referral import words as said
from lwdesk.ui.pages.transfer import words
from lwdesk.ui.pages.transfer.begun import OUTSIDE, Answer, Around, Begun
from lwdesk.ui.pages.transfer.shown import PartsView
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, Panel, SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

NOBODY: Final = frozenset({"restricted", "withheld"})
NIL: Final = UUID(int=0)


class GatePanel(Panel):
    """Says whether the household may leave, and shows what would be in the package."""

    edited = Signal()
    consent_wanted = Signal()
    revoke_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("transfer_gate")
        self.setAccessibleName(_("What leaves the office"))
        self.answer, self._begun = Answer(), Begun(NIL, NIL)

    def build(self) -> Iterator[QWidget]:
        """Make the parts after those at the left, so that Tab comes by in this order."""
        self.note = NoteCheck()
        self.note.edited.connect(self.edited)
        self._gate = QWidget()
        self._gate_box = QVBoxLayout(self._gate)
        self._gate_box.setContentsMargins(0, 0, 0, 0)
        self.parts = PartsView(_("Nothing leaves the office yet."))
        self.parts.setObjectName("leaving")
        self.heading = SectionHeading(_("This leaves the office, and nothing else"))
        self._before = QVBoxLayout()
        for part in (self.note, self._gate, self.heading, self.parts):
            self.add(part)
        self.column.addLayout(self._before)
        self.column.addStretch(1)
        yield self.parts

    def show_before(self, around: Around) -> None:
        """List what was handed over before."""
        empty(self._before)
        if around.before:
            self._before.addWidget(SectionHeading(_("Handed over before")))
        for one in around.before:
            self._before.addWidget(Text(words.before(one), "help", token="text2", wrap=True))

    def show_answer(self, begun: Begun, around: Around, answer: Answer, recipient: str) -> None:
        """Show what the gate said."""
        self.answer, self._begun = answer, begun
        prepared = answer.prepared
        note = around.offered.note.strip() if prepared and prepared.gate.confirm else ""
        self.note.show_note(note)
        self.parts.show_parts(prepared.parts if prepared and recipient else ())
        self._show_gate(recipient)

    def hinders(self) -> str:
        """Return why nothing may leave yet, in one sentence, or nothing."""
        prepared = self.answer.prepared
        if prepared is None:
            return _("Please wait a moment.")
        gate = prepared.gate
        consented = gate.consent.valid_until if gate.consent else None
        expires = self._begun.expires
        checks = (
            (gate.stop in NOBODY, _("Nothing may be passed on to this recipient.")),
            (bool(self.note.hinders()), self.note.hinders()),
            (
                gate.stop is not None or bool(gate.missing),
                _("The consent for handing this over is still missing."),
            ),
            (
                prepared.closed is not None,
                _("Your role does not include passing on a protected address."),
            ),
            (
                consented is not None and expires is not None and expires > consented,
                _("The consent ends before the package does. Please choose an earlier day."),
            ),
        )
        return next((told for wrong, told in checks if wrong), "")

    def focus_way(self) -> None:
        """Put the focus on the first way on."""
        for button in self.findChildren(Button, "obtain_consent"):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_gate(self, recipient: str) -> None:
        held = self.window().focusWidget()
        kept = held.objectName() if held is not None and self._gate.isAncestorOf(held) else ""
        empty(self._gate_box)
        self._gate_box.setSpacing(style.px(8))
        prepared = self.answer.prepared
        if prepared is None or not recipient:
            self._say(Banner("accent", _("Choose to whom it goes"), _("Then you see what may leave.")))
            return
        gate = prepared.gate
        if gate.stop in NOBODY:
            text = {
                "restricted": _("Processing of this household is restricted."),
                "withheld": _("The family does not want this recipient to learn anything."),
            }[gate.stop or ""]
            self._say(Banner("danger", _("Nothing may go there"), text, icon="shield"))
        elif gate.stop or gate.missing:
            text = said.why_missing(gate, recipient)
            self._say(Banner("warn", _("Consent missing"), text, icon="file-warning"))
            obtain = PrimaryButton(_("Obtain consent"), icon="signature")
            self._way(obtain, "obtain_consent", self.consent_wanted.emit)
        elif gate.consent is not None:
            self._show_consent(gate.consent)
        if kept:
            self._focus_again(kept)

    def _show_consent(self, consent: Consent) -> None:
        self._say(Banner("ok", _("There is a consent"), said.consent_line(consent), icon="shield-check"))
        if reading := said.consent_reading(consent):
            self._say(Text(reading, "help", token="text2", wrap=True))
        revoke = QuietButton(_("Revoke"), size="small")
        self._way(revoke, "revoke_consent", lambda: self.revoke_wanted.emit(consent))

    def _focus_again(self, name: str) -> None:
        shown = [one for one in self.findChildren(QWidget, name) if one.isVisibleTo(self)]
        if shown:
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, widget: QWidget) -> None:
        self._gate_box.addWidget(widget)
        widget.show()

    def _way(self, button: Button, name: str, do: Callable[[], object]) -> None:
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self._say(Flow(button))
        button.show()


def missing_first(begun: Begun, around: Around | None, answer: Answer) -> str:
    """Return what is to be filled in before anybody is asked for a consent, or nothing."""
    enrolled = around is None or around.offered.enrolled
    checks = (
        (not enrolled, _("This device does not take part in the exchange yet.")),
        (not begun.recipient, _("Please choose to whom it goes.")),
        (begun.recipient == OUTSIDE and not begun.name, _("Please say who it is.")),
        (begun.recipient == OUTSIDE and not begun.key, _("Please fill in the key of the other side.")),
        (answer.key_is_none and begun.recipient == OUTSIDE, _("The key of the other side is none.")),
        (not begun.purpose, _("Please choose what for.")),
        (not begun.persons, _("Please choose who of the household.")),
        (
            handing_over.NAME not in handing_over.kinds_of(begun.fields),
            _("Without a name nobody can be handed over."),
        ),
        (not _is_near(begun), _("Please choose a day within the next six months.")),
    )
    return next((told for wrong, told in checks if wrong), "")


def _is_near(begun: Begun) -> bool:
    today = clock.today()
    return begun.expires is not None and today <= begun.expires <= today + handing_over.LONGEST
