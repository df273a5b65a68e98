"""The fields of a request: when, where, what about, and what is rarely said."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Value
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.inputs import SearchInput, finder, labeller
from lwdesk.ui.option import Option
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

TALK: Final[Layout] = (
    ("language", "dialect"),
    ("at", "minutes"),
    ("setting",),
    ("place",),
    ("topic",),
    ("legal",),
    ("gender_wish",),
    ("occasion",),
)
MORE: Final[Layout] = (
    ("pool",),
    ("access",),
    ("other_language", "specialist_present"),
    ("persons", "children"),
    ("medical",),
    ("ongoing",),
    ("private_client",),
    ("flexible",),
    ("alternatives",),
    ("note",),
)
SHARES: Final = (("at", 5), ("minutes", 2))
NARROW: Final = 34
"""Characters of width from which two fields stand beside each other in this narrow column."""
SEGMENTS: Final = ("setting", "legal")
WANTED: Final = ("minutes", "place")
ELSEWHERE: Final = {
    "office": "the office that asks",
    "household": "the card, or the field above the form",
    "reference": "given when the request is sent",
    "staff": "whoever asks",
    "visit": "the visit from which one comes",
    "appointment": "the appointment from which one comes",
    "state": "the steps",
    "state_since": "follows from the state",
    "wished": "the choice among those who fit",
    "urgent": "beside the rule that asks for it",
    "urgent_reason": "beside the rule that asks for it",
    "consent": "found in the file when the request is sent",
    "sent_on": "follows from the state",
    "unfilled": "asked when nobody was found",
    "cancelled_by": "asked when the talk is called off",
    "held_from": "after the talk",
    "held_until": "after the talk",
    "travel_minutes": "after the talk",
    "kilometres": "after the talk",
    "understanding": "after the talk",
    "again": "after the talk",
    "signed_on": "the step with the signed sheet",
    "price_model": "with the interpreter",
    "cents": "reckoned from time and way",
    "settled_on": "the step that settles",
}


class RequestForm(QWidget):
    """Everything that is typed; the page brings the rest."""

    edited = Signal(str)
    household_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.home = HouseholdInput(context)
        self.home.setObjectName("household")
        self.home_box = FieldBox(_("Household"), self.home, optional=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (Text(_("Talk"), "section"), self.home_box):
            self.column.addWidget(part)
        self.home.edited.connect(lambda: self.household_chosen.emit(self.home.value()))
        style.follow(self.restyle)

    def build(self) -> Iterator[QWidget]:
        """Make the fields part by part, each where it stands."""
        self.talk = RecordForm(
            InterpreterRequest,
            TALK,
            segments=SEGMENTS,
            mandatory=WANTED,
            narrow=NARROW,
            faces={"dialect": SearchInput(self._dialects, _dialect)},
            labels={"gender_wish": _("Wish about the person"), "place": _("Place without names")},
            in_parts=True,
        )
        self.column.addWidget(self.talk)
        yield from self.talk.build()
        for name, share in SHARES:
            self.talk.boxes[name].setProperty("share", share)
        self.talk.grid.restyle()
        yield self.talk
        self.more = RecordForm(InterpreterRequest, MORE, narrow=NARROW, later=True)
        self.fold = Fold(_("Further details"), self.more)
        self.fold.button.setObjectName("more_details")
        self.column.addWidget(self.fold)
        self.column.addStretch(1)
        self.forms = (self.talk, self.more)
        for form in self.forms:
            form.edited.connect(self.edited)
        yield self.fold

    def restyle(self) -> None:
        self.column.setSpacing(style.px(16))

    def show_request(self, request: InterpreterRequest, family: tuple[str, str], *, fixed: bool) -> None:
        """Show a request; where it comes from a family's card, the family stands in the title alone."""
        self.home_box.setVisible(not fixed)
        if request.household is not None:
            self.home.set_household(request.household, *family)
        else:
            self.home.set_value(None)
        for form in self.forms:
            form.show_record(request)

    def values(self) -> dict[str, Value]:
        return {**self.talk.values(), **self.more.values()}

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields without being a value yet."""
        return {**self.talk.typed(), **self.more.typed()}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put back what a draft kept without knowing what it means."""
        for form in self.forms:
            form.retype(typed)

    def household(self) -> UUID | None:
        chosen = self.home.value()
        return chosen if isinstance(chosen, UUID) else None

    def problems(self) -> bool:
        """Check every field; tell whether one asks for a look, and put the cursor there."""
        wrong = [form for form in self.forms if form.problems()]
        if self.more in wrong:
            self.fold.set_open(wanted=True)
        return bool(wrong) and wrong[0].focus_problem()

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        form = self.talk if name in self.talk.boxes else self.more
        if form is self.more:
            self.fold.set_open(wanted=True)
        form.input(name).setFocus()

    def choose(self, name: str, value: Value) -> None:
        """Set a field as a way on asks for it."""
        form = self.talk if name in self.talk.boxes else self.more
        form.input(name).set_value(value)
        self.edited.emit(name)

    def _dialects(self, text: str) -> list[Option]:
        """Find the dialects of the chosen language alone."""
        language = self.talk.input("language").value()
        known = codelists()["dialect"]
        found = finder("dialect")(text)
        return [one for one in found if not language or known.get(one.key).text("language") in ("", language)]


def _dialect(key: str) -> str:
    """Return a dialect in few words: where it is spoken stands in the list."""
    return labeller("dialect", key).partition(" (")[0]
