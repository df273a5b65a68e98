"""The form of a handing over: left what and to whom, right the gate and exactly what would leave."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.consent import Consent
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.transfer import begun as beginning
from lwdesk.ui.pages.transfer.begun import OUTSIDE, Answer, Around, Begun
from lwdesk.ui.pages.transfer.concern import Concern
from lwdesk.ui.pages.transfer.gate import GatePanel, missing_first
from lwdesk.ui.pages.transfer.ticks import Ticks


class TransferForm(PageScroll):
    """Shows a handing over and gives it back; asks the gate after each change."""

    edited = Signal()
    judged = Signal()
    consent_wanted = Signal()
    revoke_wanted = Signal(Consent)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.begun: Begun | None = None
        self.around: Around | None = None
        self.answer = Answer()
        self.concern, self.ticks, self.gate = Concern(), Ticks(), GatePanel()
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.concern)
        self._left.addWidget(self.ticks)
        self._left.addStretch(1)
        self.column().addWidget(Columns(left, self.gate, weights=(1, 1), ruled=False))
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.column().setContentsMargins(side, style.px(16), side, style.px(24))
        self._left.setSpacing(style.px(24))

    def build(self) -> Iterator[QWidget]:
        yield from self.concern.build()
        yield from self.ticks.build()
        yield from self.gate.build()
        for part in (self.concern, self.ticks, self.gate):
            part.edited.connect(self._edited)
        self.gate.consent_wanted.connect(self.consent_wanted)
        self.gate.revoke_wanted.connect(self.revoke_wanted)

    def show_begun(self, begun: Begun, around: Around) -> Iterator[object]:
        """Show what stands in the form, in parts."""
        self.begun, self.around = begun, around
        self.concern.show_begun(begun, around)
        yield self.concern
        self.ticks.show_fields(begun.fields, around.offered.known)
        yield self.ticks
        self.gate.show_before(around)
        self.ask_gate()

    def written(self) -> Begun:
        """Return the form with what stands in it."""
        assert self.begun is not None
        return replace(self.concern.put_into(self.begun), fields=self.ticks.fields)

    def recipient(self) -> str:
        """Return the name of whoever gets it, nothing while nobody was chosen."""
        begun, around = self.written(), self.around
        if begun.recipient == OUTSIDE:
            return begun.name
        found = beginning.recipient_of(begun, around) if around is not None else None
        return found.name if found is not None else ""

    def reason(self) -> str:
        """Return why it cannot leave yet, or nothing."""
        return missing_first(self.written(), self.around, self.answer) or self.gate.hinders()

    def take_around(self, around: Around) -> None:
        """Take over what changed around the form, and ask the gate again."""
        self.around = around
        self.gate.show_before(around)
        self.ask_gate()

    def ask_gate(self) -> None:
        begun, around = self.written(), self.around
        assert around is not None
        self._context.jobs.run(
            self,
            lambda desk: beginning.answer(desk, begun, around),
            self._show_answer,
            lane=f"transfer {id(self)}",
        )

    def _edited(self) -> None:
        self.begun = self.written()
        self.edited.emit()
        self.ask_gate()

    def _show_answer(self, answer: Answer) -> None:
        assert self.around is not None
        self.answer = answer
        if self.recipient():
            self.ticks.show_gate(answer.possible)
        begun = self.written()
        self.concern.show_key_problem(wrong=answer.key_is_none and begun.recipient == OUTSIDE)
        self.gate.show_answer(begun, self.around, answer, self.recipient())
        self.judged.emit()
