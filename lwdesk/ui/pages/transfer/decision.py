"""What becomes of a package: a household that is not here yet, one that is, or nothing."""

from itertools import pairwise
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from lwdesk.services.exchange.transfer_views import Arrival, Proposal
from lwdesk.services.views import Similar
from lwdesk.ui.checks import CheckBox, RadioButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.pages import duplicates
from lwdesk.ui.pages.household.parts import column
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.transfer import words
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, Panel, SectionHeading
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

ACCEPT: Final = "accept"
DECLINE: Final = "decline"
OTHER: Final = "other"
MOST: Final = 400


class DecisionPanel(Panel):
    """The ways to decide; nothing is chosen where the household may be here already."""

    edited = Signal()

    def __init__(self, context: Context, path: Path) -> None:
        super().__init__()
        self.setObjectName("decision")
        self.setAccessibleName(_("Your decision"))
        self._context, self._path = context, path
        self._told_for = ""
        self.ways: dict[str, RadioButton] = {}
        self.boxes: dict[str, CheckBox] = {}
        self._group = QButtonGroup(self)
        self.warning = Banner("warn", _("This may be a household that is here already"), icon="copy-check")
        self._choices = column(gap=4)
        self.other = HouseholdInput(context)
        self.other.setObjectName("other_household")
        self.other_box = FieldBox(_("Which household is it"), self.other)
        self.reason_input = ChoiceInput(words.refusals())
        self.reason_input.control().setObjectName("refusal_field")
        self.reason_box = FieldBox(_("Reason"), self.reason_input)
        self._values = column(gap=4)
        self.add(SectionHeading(_("Your decision")))
        for part in (self.warning, self._choices, self.other_box, self.reason_box, self._values):
            self.add(part)
        self.column.addStretch(1)
        self.other.edited.connect(self._chose)
        self.reason_input.edited.connect(self.edited)
        for part in (self.warning, self.other_box, self.reason_box, self._values):
            part.hide()

    def show_arrival(self, arrival: Arrival) -> None:
        """Offer the ways, with the households that may be the same."""
        chosen = self._way()
        self.ways = {}
        box = self._choices.layout()
        assert isinstance(box, QVBoxLayout)
        empty(box)
        self._offer(ACCEPT, _("A new household"))
        for one in arrival.similar:
            self._offer(str(one.household), _same(one))
        self._offer(OTHER, _("Another household of this office …"))
        self._offer(DECLINE, _("Decline the package"))
        self.warning.setVisible(bool(arrival.similar))
        first = ACCEPT if not arrival.similar else ""
        wanted = chosen if chosen in self.ways else first
        if wanted:
            self.ways[wanted].setChecked(True)
        self._chose()

    def choice(self) -> str:
        """Return what was chosen: a new household, the id of one that is here, declined, or nothing."""
        way = self._way()
        if way != OTHER:
            return way
        household = self.other.value()
        return str(household) if isinstance(household, UUID) else ""

    def keys(self) -> tuple[str, ...]:
        """Return which values are taken over."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def refusal(self) -> str:
        return str(self.reason_input.value() or "")

    def reason(self) -> str:
        """Return why nothing can be decided yet, or nothing."""
        if not self._way():
            return _("Please choose what becomes of it.")
        if not self.choice():
            return _("Please choose the household.")
        if self.choice() == DECLINE and not self.refusal():
            return _("Please choose the reason.")
        if self._joins() and self._told_for != self.choice():
            return _("The package is still being compared with the household.")
        return ""

    def focus_first(self) -> None:
        checked = next((one for one in self.ways.values() if one.isChecked()), None)
        first = checked or next(iter(self.ways.values()), None)
        if self._way() == DECLINE and not self.refusal():
            self.reason_input.setFocus()
        elif first is not None:
            first.setFocus()

    def put_in_order(self, before: QWidget, after: QWidget) -> None:
        """Let Tab come by in the order in which things stand, whatever was made last."""
        asked = (self.other.control(), self.reason_input.control())
        inside = (*self.ways.values(), *asked, *self.boxes.values())
        for first, second in pairwise((before, *inside, after)):
            self.setTabOrder(first, second)

    def _joins(self) -> bool:
        """Tell whether the package is to be joined to a household that is here."""
        return self.choice() not in ("", ACCEPT, DECLINE)

    def _way(self) -> str:
        return next((way for way, button in self.ways.items() if button.isChecked()), "")

    def _offer(self, way: str, text: str) -> None:
        button = RadioButton(text)
        button.setObjectName(f"way_{way}")
        button.clicked.connect(lambda _checked=False: self._chose())
        self.ways[way] = button
        self._group.addButton(button)
        box = self._choices.layout()
        assert isinstance(box, QVBoxLayout)
        box.addWidget(button)

    def _chose(self) -> None:
        way, choice = self._way(), self.choice()
        self.other_box.setVisible(way == OTHER)
        self.reason_box.setVisible(way == DECLINE)
        joins = self._joins()
        self._values.setVisible(joins)
        if joins and choice != self._told_for:
            self._propose(choice)
        self.edited.emit()

    def _propose(self, choice: str) -> None:
        """Ask what the package says beside the household, value by value."""
        self._told_for = ""
        self._clear_values()
        path, household = self._path, UUID(choice)

        def then(found: tuple[Proposal, ...]) -> None:
            if self.choice() != choice:
                return  # somebody went on to another one meanwhile
            self._told_for = choice
            self._show_values(found)
            self.edited.emit()

        self._context.jobs.run(
            self,
            lambda desk: desk.exchange.transfers.proposals(path, household),
            then,
            lane=f"join {id(self)}",
        )

    def _clear_values(self) -> QVBoxLayout:
        self.boxes = {}
        box = self._values.layout()
        assert isinstance(box, QVBoxLayout)
        empty(box)
        return box

    def _show_values(self, found: tuple[Proposal, ...]) -> None:
        box = self._clear_values()
        title = _("What is taken over") if found else _("The package says nothing that is not here already.")
        box.addWidget(Text(title, "strong", wrap=True))
        if found:
            told = _("Ticked is what fills a gap. What differs stays as it is unless you tick it.")
            box.addWidget(Text(told, "help", token="text2", wrap=True))
        for one in found:
            tick = CheckBox(_proposed(one))
            tick.setObjectName(f"take_{one.key}")
            tick.setChecked(one.fits)
            self.boxes[one.key] = tick
            box.addWidget(tick)


def _same(one: Similar) -> str:
    """Return how a household that may be the same is named, with what speaks for it and against it."""
    name = ", ".join(filter(None, (isolate(one.name), one.case_number)))
    facts = "; ".join(duplicates.spoken(fact) for fact in one.facts)
    told = _("Belongs to {name}", name=name)
    return f"{told} ({facts})" if facts else told


def _proposed(one: Proposal) -> str:
    """Return a value of the package beside the one that is here."""
    name = ": ".join(filter(None, (isolate(one.title), one.label)))
    theirs = isolate(one.theirs[:MOST])
    if one.fits or not one.mine:
        return _("{field}: {theirs}", field=name, theirs=theirs)
    return _("{field}: {theirs} instead of {mine}", field=name, theirs=theirs, mine=isolate(one.mine[:MOST]))
