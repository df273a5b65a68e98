"""What can be done from the card: each action asks, saves in the background and says what happened."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.household import Benefit, Dwelling, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.person import Person
from lwdesk.domain.task import Task
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.views import Card, MemberView, StillTrue
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household import ways
from lwdesk.ui.pages.household.agreements import Agreements
from lwdesk.ui.pages.household.day_actions import DayActions
from lwdesk.ui.pages.household.edits import Edits, Waiting
from lwdesk.ui.pages.household.life_actions import LifeActions
from lwdesk.ui.pages.household.merge_actions import MergeActions
from lwdesk.ui.pages.household.sections_notes import NoteActions
from lwdesk.ui.pages.interpreting.exclusions import ExclusionActions
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class CardActions(QObject):
    """The actions of one card; the page tells them which card is shown."""

    revealed = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page, self.may = context, page, context.may
        self.edits = Edits(context, page)
        self.days = DayActions(context, page, lambda: self._shown)
        self.agreements = Agreements(context, page, self.edits, lambda: self._shown)
        self.life = LifeActions(context, page, lambda: self._shown)
        self.merging = MergeActions(context, page, lambda: self._shown)
        self.notes = NoteActions(context, page, lambda: self._shown)
        self.exclusions = ExclusionActions(context, page, lambda: self._shown)
        self.quiet: date | None = None  # since when nobody heard of the household, when that is long
        self.card: Card | None = None
        self.dwelling: Dwelling | None = None  # the one with its address, once somebody said why

    def write_contact(self) -> None:
        ways.write_contact(self._context, self._shown)

    def go(self, kind: str) -> None:
        """Open another form of the office with this household."""
        ways.go(self._context, kind, self._shown.household.id)

    def print_paper(self, wish: Wish | None = None) -> None:
        """Open the papers about this household, or one of them."""
        wish = wish or Wish("household_sheet", self._shown.household.id)
        self._context.wanted.emit("paper", wish)

    def refer(self, need: Need) -> None:
        """Look for somebody who helps with a need."""
        self._context.wanted.emit("refer", need)

    def edit_household(self) -> None:
        household = self._shown.household
        self.edits.begin("household", household.id, [household])

    def edit_dwelling(self) -> None:
        """Open the dwelling; of a protected one only what does not lead to its door."""
        card = self._shown
        record = self.dwelling or card.dwelling
        if record is None:
            self.edits.begin("dwelling", card.household.id, [], [Dwelling(household=card.household.id)])
            return
        hidden = card.household.address_protected and self.dwelling is None
        self.edits.begin("dwelling_protected" if hidden else "dwelling", record.id, [record])

    def move(self) -> None:
        household = self._shown.household.id
        self.edits.begin("move", household, [], [Dwelling(household=household)])

    def edit_member(self, view: MemberView) -> None:
        """Open a person with the membership and all that is known of languages, residence and spellings."""
        records = (view.person, view.membership, *view.names, *view.languages, *view.residences)
        self.edits.begin("member", view.membership.id, records)

    def add_person(self) -> None:
        household = self._shown.household.id
        person = Person()
        membership = Membership(household=household, person=person.id)
        self.edits.begin("new_person", household, [], [person, membership])

    def add_need(self) -> None:
        household = self._shown.household.id
        self.edits.begin("new_need", household, [], [Need(household=household)])

    def edit_need(self, need: Need) -> None:
        self.edits.begin("need", need.id, [need])

    def edit_benefits(self, benefit: Benefit | None = None) -> None:
        """Open the benefits at one of them, or with an empty one below them."""
        dialog = self.edits.begin("benefits", self._shown.household.id, self._shown.benefits)
        if benefit is None:
            dialog.sheet.add("benefit")
        else:
            dialog.go_to("benefit.benefit", benefit.id)

    def resume(self, begun: Waiting) -> None:
        """Go on with a draft; one that shows a protected address asks why first, like the address itself."""
        hidden = self._shown.household.address_protected and self.dwelling is None
        if hidden and begun.shows_address():
            self._reveal(lambda: self.edits.open(begun.change))
        else:
            self.edits.open(begun.change)

    def confirm(self, fact: StillTrue) -> None:
        self._run(lambda desk: desk.households.confirm(fact), _("Confirmed"))

    def edit_doubt(self, fact: StillTrue) -> None:
        """Open the record behind a fact that may have changed."""
        if fact.kind == "dwelling":
            self.edit_dwelling()
            return
        view = next((view for view in self._shown.members if view.person.id == fact.record), None)
        if view is not None:
            self.edit_member(view)

    def finish_task(self, task: Task) -> None:
        done = task.replace(state="done")
        self._run(lambda desk: desk.households.save(done, task), _("Task done"))

    def reveal(self) -> None:
        self._reveal(lambda: None)

    def _reveal(self, then: Callable[[], object]) -> None:
        """Show where a protected household lives once somebody said why."""
        household = self._shown.household.id

        def show(dwelling: Dwelling | None) -> None:
            self._show_address(dwelling)
            then()

        def because(reason: str) -> None:
            self._context.jobs.run(self, lambda desk: desk.households.reveal_address(household, reason), show)

        self._context.ask.reason(
            self._page,
            _("Why do you need the address?"),
            _("The address is protected. Who looks, when and why is written down."),
            "reveal_reason",
            _("Show"),
            because,
        )

    def restrict(self) -> None:
        self._context.ask.confirm(
            self._page,
            _("Restrict processing?"),
            _("Only the team lead then still sees this household. Nobody can change it."),
            _("Restrict"),
            lambda: self._set_restricted(restricted=True),
            danger=True,
        )

    def lift_restriction(self) -> None:
        self._set_restricted(restricted=False)

    def show_card(self, card: Card, begun: tuple[Waiting, ...]) -> None:
        """Take over what is shown now, and what waits to be gone on with."""
        self.card = self.edits.card = card
        self.edits.waiting = begun
        if not card.household.address_protected:
            self.dwelling = None

    @property
    def _shown(self) -> Card:
        assert self.card is not None
        return self.card

    def _set_restricted(self, *, restricted: bool) -> None:
        before = self._shown.household
        after = before.replace(restricted=restricted)
        said = _("Processing restricted") if restricted else _("Restriction lifted")
        self._run(lambda desk: desk.households.save(after, before), said)

    def _show_address(self, dwelling: Dwelling | None) -> None:
        self.dwelling = dwelling
        self.revealed.emit(dwelling)

    def _run(self, work: Callable[["Desk"], Changes | Conflicts], said: str) -> None:
        def then(result: Changes | Conflicts) -> None:
            if isinstance(result, Changes):
                self._context.said.emit(said, True)

        self._context.jobs.run(self, work, then)
