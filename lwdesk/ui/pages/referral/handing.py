"""The right side of the form: what goes along, what stays here and why, and the gate with its ways on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain import forwarding
from lwdesk.domain.consent import Consent
from lwdesk.domain.gate import Gate
from lwdesk.domain.referral import Referral
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow, PartScroll
from lwdesk.ui.input import Input
from lwdesk.ui.pages.intake.faces import StaffInput
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.pages.note_check import NoteCheck
from lwdesk.ui.pages.referral import layout
from lwdesk.ui.pages.referral import words as said
from lwdesk.ui.pages.referral.begun import Around, shown_kinds
from lwdesk.ui.pages.referral.marks import DataTick
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, Panel
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDE: Final = 344
MOST: Final = 16_000
NOBODY: Final = frozenset({"restricted", "withheld"})
"""Reasons that no consent and no second person moves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate says to what is ticked, and to everything that could be."""

    asked: Gate = field(default_factory=Gate)
    possible: Gate = field(default_factory=Gate)


class HandingPanel(Panel):
    """What is passed on, and whether it may be."""

    edited = Signal()
    consent_wanted = Signal()
    information_wanted = Signal()
    revoke_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(wide=WIDE)
        self.setObjectName("handing")
        self.setAccessibleName(_("What is passed on"))
        self._referral, self._around, self._recipient = Referral(), Around(), ""
        self.answer = Answer()
        self._scroll = PartScroll()
        self._told = self._scroll.column()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(0)
        self.add(self._scroll, 1)
        self._make_ticks()
        self.note = NoteCheck()
        self.note.edited.connect(self.edited)
        self._told.addSpacing(style.px(8))
        self._told.addWidget(self.note)
        self._told.addSpacing(style.px(8))
        self._make_override()
        self._told.addStretch(1)
        self._purpose = Text(_("It is passed on for this purpose alone."), "help", token="text2", wrap=True)
        self.add(self._purpose)

    def show_referral(self, referral: Referral, around: Around) -> None:
        """Show what was ticked before."""
        self._referral, self._around = referral, around
        for kind, tick in self.ticks.items():
            tick.box.setChecked(kind in referral.data_kinds)
        self.fold.set_open(wanted=bool(set(referral.data_kinds) & set(shown_kinds()[1])))
        others = _others(referral, around)
        self.override_form.prepare("override_second", lambda field: _name(field, others))
        self.override_form.show_record(referral)
        self.override_form.setVisible(bool(referral.override_reason))

    def put_into(self, referral: Referral) -> Referral:
        """Return the referral with what goes along and what stays here."""
        sorts = forwarding.passes_data(referral.sort)
        ticked = tuple(kind for kind, tick in self.ticks.items() if tick.box.isChecked()) if sorts else ()
        held = tuple(kind for kind, tick in self.ticks.items() if tick.locked) if sorts else ()
        taken = self.override_form.values() if self.overrides() else {}
        blank = {"override_basis": None, "override_reason": "", "override_second": None}
        return referral.replace(data_kinds=ticked, withheld=held, **{**blank, **taken})

    def wish(self) -> tuple[str, ...]:
        """Return what could be ticked at all."""
        return tuple(self.ticks)

    def show_answer(self, referral: Referral, recipient: str, answer: Answer, around: Around) -> None:
        """Show what the gate said."""
        self._referral, self._around, self._recipient, self.answer = referral, around, recipient, answer
        passes = forwarding.passes_data(referral.sort)
        for kind, tick in self.ticks.items():
            tick.setVisible(passes)
            tick.lock(said.lock_reason(kind, answer.possible) if around.card else "")
        self.fold.setVisible(passes)
        self.nothing.setVisible(not passes)
        self._purpose.setVisible(passes and not self._is_missing())
        note = around.card.household.withhold.strip() if around.card and answer.asked.confirm else ""
        self.note.show_note(note)
        self._show_gate(passes=passes)

    def fit(self, *, beside: bool) -> None:
        """Scroll by itself beside other columns; below them be as wide and high as needed."""
        if beside:
            self.restyle()
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(MOST)
        self._scroll.set_scrolling(wanted=beside)

    def overrides(self) -> bool:
        return not self.override_form.isHidden()

    def second(self) -> tuple[UUID, str] | None:
        """Return who takes it on themselves as well, where it goes without a consent."""
        gone = not (self.overrides() and forwarding.passes_data(self._referral.sort) and self._is_missing())
        chosen = None if gone else self.override_form.input("override_second").value()
        return next((one for one in self._around.seconds if one[0] == chosen), None)

    def hinders(self) -> str:
        """Return why nothing may leave yet, in one sentence, or nothing."""
        gate, passes = self.answer.asked, forwarding.passes_data(self._referral.sort)
        if gate.stop in NOBODY:
            return _("Nothing may be passed on to this recipient.")
        if unread := self.note.hinders():
            return unread
        if not passes or not self._is_missing():
            return ""
        if self.overrides():
            if not _others(self._referral, self._around):
                return _("Nobody else with this right can unlock this file, so it cannot go without consent.")
            return (
                "" if self._override_is_whole() else _("Legal basis, reason and second person are missing.")
            )
        return _("The consent for passing this on is still missing.")

    def focus_way(self) -> None:
        """Put the focus on the first way on."""
        ways = [button for button in self.findChildren(Button) if button.objectName() == "obtain_consent"]
        for button in ways:
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_missing(self) -> bool:
        gate = self.answer.asked
        return gate.stop is not None or bool(gate.missing)

    def _override_is_whole(self) -> bool:
        return all(not self.override_form.input(name).is_empty() for row in layout.OVERRIDE for name in row)

    def _make_ticks(self) -> None:
        self._told.addWidget(Text(_("What is passed on"), "strong"))
        first, rest = shown_kinds()
        self.ticks = {kind: DataTick(kind) for kind in (*first, *rest)}
        body = QWidget()
        folded = QVBoxLayout(body)
        folded.setContentsMargins(0, 0, 0, 0)
        folded.setSpacing(0)
        for kind, tick in self.ticks.items():
            (self._told if kind in first else folded).addWidget(tick)
            tick.switched.connect(self.edited)
        self.fold = Fold(_("More data"), body)
        self.fold.button.setObjectName("more_data")
        self.nothing = Text(_("No data of the household goes along."), token="text2", wrap=True)
        self._told.addWidget(self.fold)
        self._told.addWidget(self.nothing)

    def _make_override(self) -> None:
        self.override_link = QuietButton(_("Pass on without consent …"), size="small")
        self.override_link.setObjectName("override")
        self.override_link.clicked.connect(lambda _checked=False: self._begin_override())
        self.override_form = RecordForm(
            Referral,
            layout.OVERRIDE,
            faces={"override_second": StaffInput},
            mandatory=("override_basis", "override_reason", "override_second"),
            later=True,
        )
        self.override_form.edited.connect(lambda _name: self.edited.emit())
        self.override_link.hide()
        self.gate_box = QVBoxLayout()
        self.gate_box.setSpacing(style.px(8))
        self._told.addLayout(self.gate_box)
        self._told.addWidget(self.override_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._told.addWidget(self.override_form)

    def _begin_override(self) -> None:
        self.override_form.show()
        self.override_form.input("override_basis").setFocus()
        self.edited.emit()

    def _show_gate(self, *, passes: bool) -> None:
        """Say in one banner whether it may go; the ways on stand below it."""
        held = self.window().focusWidget()
        kept = held.objectName() if held is not None and self.isAncestorOf(held) else ""
        empty(self.gate_box)
        gate, missing = self.answer.asked, self._is_missing()
        stopped = gate.stop in NOBODY
        movable = passes and missing and not stopped and bool(self._recipient)
        self.override_link.setVisible(movable and self._around.overrides and not self.overrides())
        if not movable:
            self.override_form.setVisible(self.overrides() and passes and missing and not stopped)
        if stopped:
            text = {
                "restricted": _("Processing of this household is restricted."),
                "withheld": _("The family does not want this recipient to learn anything."),
            }[gate.stop or ""]
            self._add(Banner("danger", _("Nothing may go there"), text, icon="shield"))
        elif movable:
            self._add(
                Banner("warn", _("Consent missing"), said.missing(gate, self._recipient), icon="file-warning")
            )
            obtain = PrimaryButton(_("Obtain consent"), icon="signature")
            self._way(obtain, "obtain_consent", self.consent_wanted.emit)
            inform = SecondaryButton(_("Hand over information only"))
            self._way(inform, "information_only", self.information_wanted.emit)
        elif passes and gate.consent is not None:
            self._show_consent(gate.consent)
        if kept:
            self._focus_again(kept)

    def _show_consent(self, consent: Consent) -> None:
        self._add(Banner("ok", _("There is a consent"), said.consent_line(consent), icon="shield-check"))
        if reading := said.consent_reading(consent):
            self._add(Text(reading, "help", token="text2", wrap=True))
        revoke = QuietButton(_("Revoke"), size="small")
        revoke.setObjectName("revoke_consent")
        revoke.clicked.connect(lambda _checked=False: self.revoke_wanted.emit(consent))
        self._add(Flow(revoke))
        revoke.show()

    def _focus_again(self, name: str) -> None:
        """Put the focus back where it was; where that is gone, on what took its place."""
        again = self.findChildren(QWidget, name)
        shown = [one for one in again if one.isVisibleTo(self)]
        if shown:
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self.gate_box.addWidget(widget)
        widget.show()

    def _way(self, button: Button, name: str, do: Callable[[], object]) -> None:
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self._add(button)


def _name(field: Input, others: tuple[tuple[UUID, str], ...]) -> None:
    """Offer these as the second person."""
    assert isinstance(field, StaffInput)
    field.set_named(others)


def _others(referral: Referral, around: Around) -> tuple[tuple[UUID, str], ...]:
    """Return who may be the second: nobody who wrote it."""
    return tuple(one for one in around.seconds if one[0] != referral.staff)
