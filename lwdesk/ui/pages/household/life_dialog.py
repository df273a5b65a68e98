"""One small question about a household's life: about whom, on which day, and why."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.inputs import ChoiceInput, DayInput, options
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words, who may be meant, whether a day is wanted, and the list of the reasons."""

    title: str
    consequence: str
    verb: str
    people: tuple[tuple[UUID, str], ...]
    day: str = ""
    codelist: str = ""
    without: frozenset[str] = frozenset()


class LifeDialog(DialogFrame):
    """Asks and answers with who, when and why; what is missing is said at its field."""

    answered = Signal(object, object, str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question.title, question.consequence, parent)
        self.setModal(True)
        self.setObjectName("life_dialog")
        self._question = question
        self.who = ChoiceInput([Option(str(one), name) for one, name in question.people], optional=False)
        self.day = DayInput(future=False)
        self.why = ChoiceInput(self._reasons())
        self.boxes = {
            "who": self._box(_("Who?"), self.who, wanted=True),
            "day": self._box(question.day, self.day, wanted=bool(question.day)),
            "why": self._box(_("Why?"), self.why, wanted=bool(question.codelist)),
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
        self.who.setFocus()

    def _box(self, label: str, field: ChoiceInput | DayInput, *, wanted: bool) -> FieldBox:
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
            self.answered.emit(UUID(str(self.who.value())), on, str(why or ""))
            self.accept()

    def _complain(self, field: str, text: str) -> None:
        self.boxes[field].show_problem(text)
        self.boxes[field].input.setFocus()
