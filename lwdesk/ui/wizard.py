"""The frame of the first screens that go step by step: how far one is left, one step and its ways right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.ui import style
from lwdesk.ui.buttons import ENTER, PrimaryButton, QuietButton
from lwdesk.ui.steps import Step, StepList
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a wizard, and what its button says."""

    key: str
    title: str
    verb: str = N_("Next")


class WizardStep(QWidget):
    """What stands on the right; `changed` when it may have become complete."""

    changed = Signal()

    def __init__(self, spacing: int = 12) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(style.px(spacing))

    def blocked(self) -> str:
        """Return what is still missing, nothing when the next step may come."""
        return ""

    def focus_first(self) -> None:
        """Put the focus where the step begins."""


class Wizard(QWidget):
    """Leads through its stages; a page brings the steps and what is done between them."""

    opened = Signal(object)
    left = Signal()

    heading: ClassVar[str]
    hint: ClassVar[str]
    stages: ClassVar[tuple[Stage, ...]]
    takes_enter: ClassVar[frozenset[str]] = frozenset()
    """The stages whose fields know by themselves what Enter does."""

    def __init__(self) -> None:
        super().__init__()
        self._stage = self._first = 0
        self._shown_steps: list[Step] = []
        self._steps: tuple[WizardStep, ...] = ()
        self._halves = TwoHalves()

    def build(self, steps: Iterable[WizardStep], below: QWidget | None = None) -> None:
        """Put the steps into the frame, and what stands below their list."""
        self._make_left(below)
        self._make_right(steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        self._show(0)

    def add_step(self, step: WizardStep) -> None:
        """Add a step behind the others, at the top of a page of its own."""
        self._steps = (*self._steps, step)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(step)
        column.addStretch(1)
        self._pages.addWidget(page)
        step.changed.connect(self._refresh)

    def focus_first(self) -> None:
        self._steps[self._stage].focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Ctrl+Enter in any field goes on."""
        if event.key() in ENTER and self._key() not in self.takes_enter:
            self.next()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """One step back; from the first one back to the first screen."""
        if not self._back.isHidden() and not self._next.is_busy():
            self.back()

    def next(self) -> None:
        """Go on, unless something is missing or under way."""
        if self._next.isEnabled() and not self._next.is_busy():
            self.go_on(self._key())

    def go_on(self, key: str) -> None:
        """Do what leads on from this stage."""
        del key
        self._show(self._stage + 1)

    def back(self) -> None:
        if self._stage <= self._first:
            self.left.emit()
        else:
            self._show(self._stage - 1)

    def no_way_before(self, stage: int) -> None:
        """Let nobody go back behind this stage, because what was done there stands."""
        self._first = stage

    def _key(self) -> str:
        return self.stages[self._stage].key

    def _make_left(self, below: QWidget | None) -> None:
        left = self._halves.left
        left.addWidget(Text(_(self.heading), "title", wrap=True))
        left.addWidget(Text(_(self.hint), token="text2", wrap=True))
        left.addSpacing(style.px(16))
        self._step_list = StepList()
        self._step_list.chosen.connect(self._jump)
        left.addWidget(self._step_list)
        left.addStretch(1)
        self._fill_list()  # before what stands below it, so that Tab comes by first
        if below is not None:
            left.addWidget(below, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_right(self, steps: Iterable[WizardStep]) -> None:
        self._title = Text("", "title")
        self._pages = QStackedWidget()
        for step in steps:
            self.add_step(step)
        self._back = QuietButton(_("Back"))
        self._back.setObjectName("back")
        self._back.clicked.connect(self.back)
        self._next = PrimaryButton(_("Next"), icon="arrow-right")
        self._next.setObjectName("next")
        self._next.clicked.connect(self.next)
        self._reason = Text("", "help", token="text2", wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        right = self._halves.right
        right.addWidget(self._title)
        right.addSpacing(style.px(8))
        right.addWidget(self._pages, 1)
        right.addSpacing(style.px(8))
        right.addWidget(self._reason)
        right.addLayout(buttons)

    def _jump(self, key: str) -> None:
        wanted = next(n for n, stage in enumerate(self.stages) if stage.key == key)
        if self._first <= wanted < self._stage and not self._next.is_busy():
            self._show(wanted)

    def _show(self, stage: int) -> None:
        self._stage = stage
        self._title.setText(_(self.stages[stage].title))
        self._pages.setCurrentIndex(stage)
        self._refresh()
        self.focus_first()

    def _refresh(self) -> None:
        if self._fill_list():
            self._order()
        self._next.setText(_(self.stages[self._stage].verb))
        out = {self._first: _("Close"), 0: _("Cancel")}
        self._back.setText(out.get(self._stage, _("Back")))
        reason = self._steps[self._stage].blocked()
        self._next.set_blocked(reason)
        self._reason.setText(reason)

    def _order(self) -> None:
        """Let Tab come by where it is read, after the list was made again."""
        self._halves.order()

    def _fill_list(self) -> bool:
        """Show how far it is; where nothing changed, whoever stands on a step keeps their place."""
        steps = [Step(s.key, _(s.title), self._state(n)) for n, s in enumerate(self.stages)]
        if steps == self._shown_steps:
            return False
        self._shown_steps = steps
        self._step_list.set_steps(steps)
        return True

    def _state(self, number: int) -> str:
        if number == self._stage:
            return "current"
        return "done" if number < self._stage else "open"
