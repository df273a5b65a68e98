"""One small question about a household's life: about whom, on which day, why, and where to."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input import Input
from lwdesk.ui.inputs import ChoiceInput, DayInput, LineInput, options
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

NOBODY: Final = UUID(int=0)
"""Stands for who is meant where the question is about the household as a whole."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words, what may be meant, and which of day, reason and place are wanted."""

    title: str
    consequence: str
    verb: str
    meant: tuple[tuple[UUID, str], ...] = ()
    which: str = ""
    day: str = ""
    codelist: str = ""
    without: frozenset[str] = frozenset()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; what was not asked stays empty."""

    meant: UUID
    on: date
    why: str = ""
    where: str = ""


class LifeDialog(DialogFrame):
    """Asks and tells the answer; what is missing is said at its field."""

    answered = Signal(object)
    scrolls = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question.title, question.consequence, parent)
        self.setModal(True)
        self.setObjectName("life_dialog")
        self._question = question
        self.who = ChoiceInput([Option(str(one), name) for one, name in question.meant], optional=False)
        self.day = DayInput(future=False)
        self.why = ChoiceInput(self._reasons())
        self.where = LineInput()
        self.boxes = {
            "who": self._box(question.which or _("Who?"), self.who, wanted=bool(question.meant)),
            "day": self._box(question.day, self.day, wanted=bool(question.day)),
            "why": self._box(_("Why?"), self.why, wanted=bool(question.codelist)),
            "where": self._box(question.where, self.where, wanted=bool(question.where)),
        }
        self.day.set_value(clock.today())
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.verb = PrimaryButton(question.verb)
        self.verb.setObjectName("life_verb")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._pressed)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.verb)

    def open(self) -> None:
        super().open()
        first = self.who if self._question.meant else self.day
        first.setFocus()

    def _box(self, label: str, field: Input, *, wanted: bool) -> FieldBox:
        box = FieldBox(label, field)
        self.body.addWidget(box)
        box.setVisible(wanted)
        return box

    def _reasons(self) -> list[Option]:
        if not self._question.codelist:
            return []
        offered = options(self._question.codelist)
        return [option for option in offered if option.key not in self._question.without]

    def _pressed(self) -> None:
        on, why = self.day.value(), self.why.value()
        if self._question.day and not isinstance(on, date):
            self._complain("day", _("Please enter a day. Example: 03.04.2021"))
        elif self._question.codelist and not why:
            self._complain("why", _("Please choose a reason."))
        else:
            who = self.who.value()
            meant = UUID(str(who)) if who else NOBODY
            day = on if isinstance(on, date) else clock.today()
            self.answered.emit(Answer(meant, day, str(why or ""), str(self.where.value() or "")))
            self.accept()

    def _complain(self, field: str, text: str) -> None:
        self.boxes[field].show_problem(text)
        self.boxes[field].input.setFocus()
