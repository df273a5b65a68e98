"""What can be done from the card about a household's life: people come and go, die; a case rests."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.provider import OfferPlace
from lwdesk.services.cards import shown_name
from lwdesk.services.changes import Changes
from lwdesk.services.household_life import Founded
from lwdesk.services.views import Card, MemberView
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.life_dialog import Answer, LifeDialog, Question
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Entry = tuple[str, Callable[[], None]]
type OfMember = Callable[[MemberView, date, str], None]


class LifeActions(QObject):
    """The actions of one card on who belongs to its household, and on the state of the case."""

    def __init__(self, context: Context, page: QWidget, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown

    def entries(self) -> list[Entry]:
        """Return what can be done with this household now."""
        card = self._shown()
        several, members, former = len(card.members) > 1, bool(card.members), bool(card.former_members)
        possible: list[tuple[bool, Entry]] = [
            (several, (_("Somebody moves out …"), self.leave)),
            (several, (_("Own household …"), self.own_household)),
            (former, (_("Somebody comes back …"), self.come_back)),
            (several, (_("New main contact …"), self.main_contact)),
            (members or former, (_("Somebody died …"), self.died)),
            (members or former, (_("Entered in error …"), self.mistaken)),
            (
                bool(card.places) and self._context.may("refer"),
                (_("A place in an offer ends …"), self.leave_place),
            ),
            (card.household.status in (None, "active"), (_("Let the case rest …"), self.rest)),
            (card.household.status != "closed", (_("The household moves away …"), self.move_away)),
        ]
        return [entry for can, entry in possible if can]

    def leave(self) -> None:
        self._ask(
            Question(
                _("Who moves out?"),
                _("The person stays known as a former member."),
                _("Move out"),
                _named(self._shown().members),
                day=_("Moved out on"),
                codelist="leaving_reason",
                without=frozenset({"died", "mistake", "own_household"}),
            ),
            lambda view, on, why: self._run(
                lambda desk: desk.life.leave(view.membership.id, on, why), _("Moved out")
            ),
        )

    def own_household(self) -> None:
        """Found a household of their own for somebody, and go there."""
        self._ask(
            Question(
                _("Who founds a household of their own?"),
                _("Language and target group go along. Consents are given anew."),
                _("Found household"),
                _named(self._shown().members),
                day=_("Since"),
            ),
            lambda view, on, _why: self._run(
                lambda desk: desk.life.own_household(view.membership.id, on), _("Household founded")
            ),
        )

    def come_back(self) -> None:
        here = {view.person.id for view in self._shown().members}
        away = tuple(view for view in self._shown().former_members if view.person.id not in here)
        self._ask(
            Question(
                _("Who comes back?"),
                _("The time between stays known."),
                _("Comes back"),
                _named(tuple(view for view in away if view.person.died_on is None)),
                day=_("Since"),
            ),
            lambda view, on, _why: self._run(
                lambda desk: desk.life.come_back(view.membership.id, on), _("Belongs to the household again")
            ),
        )

    def main_contact(self) -> None:
        others = tuple(view for view in self._shown().members if not view.membership.main_contact)
        self._ask(
            Question(_("Who is the main contact?"), "", _("Choose"), _named(others)),
            lambda view, _on, _why: self._run(
                lambda desk: desk.life.make_main_contact(view.membership.id), _("Main contact changed")
            ),
        )

    def died(self) -> None:
        views = (*self._shown().members, *self._shown().former_members)
        living = tuple(view for view in views if view.person.died_on is None)
        self._ask(
            Question(
                _("Who died?"),
                _("Nothing reminds of the person any more. The household stays."),
                _("Note the death"),
                _named(living),
                day=_("Died on"),
            ),
            lambda view, on, _why: self._run(
                lambda desk: desk.life.died(view.person.id, on), _("Death noted")
            ),
        )

    def mistaken(self) -> None:
        self._ask(
            Question(
                _("Who was entered in error?"),
                _("The entry no longer counts. It stays in the log."),
                _("Take out"),
                _named((*self._shown().members, *self._shown().former_members)),
                codelist="mistake_reason",
            ),
            lambda view, _on, why: self._run(
                lambda desk: desk.life.mistaken(view.membership, why), _("Entry taken out")
            ),
        )

    def rest(self) -> None:
        self._context.ask.reason(
            self._page,
            _("Let this case rest?"),
            _("The household stays in its list under “Dormant” and can be opened again at any time."),
            "resting_reason",
            _("Let the case rest"),
            self.rest_because,
        )

    def rest_because(self, reason: str) -> None:
        """Let the case rest for a reason that is known already."""
        household = self._shown().household.id
        self._run(lambda desk: desk.households.let_rest(household, reason), _("The case rests"))

    def move_away(self) -> None:
        """Ask when the household moves away and where to; the case is closed with it."""
        household = self._shown().household.id
        self._put(
            Question(
                _("When does the household move away?"),
                _("The case is closed. The household stays findable and can be opened again at any time."),
                _("Moves away"),
                day=_("Moved out on"),
                where=_("Where to (if known)"),
            ),
            lambda told: self._run(
                lambda desk: desk.life.move_away(household, told.on, told.where), _("Moved away, case closed")
            ),
        )

    def leave_place(self, place: UUID | None = None) -> None:
        """Ask when a place in an offer ends; whoever waits for it moves up."""
        card = self._shown()
        self._put(
            Question(
                _("Which place ends?"),
                _("Whoever has waited longest gets the place."),
                _("End the place"),
                tuple((one.id, place_name(card, one, offer)) for one, offer in card.places),
                which=_("Place in an offer"),
                day=_("Ended on"),
            ),
            lambda told: self._run(
                lambda desk: desk.directory.leave_place(told.meant, told.on), _("Place ended")
            ),
            place,
        )

    def close_case(self) -> None:
        household = self._shown().household.id

        def because(reason: str) -> None:
            self._run(lambda desk: desk.households.close_case(household, reason), _("Case closed"))

        self._context.ask.reason(
            self._page,
            _("Close this case?"),
            _("The household stays findable and can be opened again at any time."),
            "closing_reason",
            _("Close case"),
            because,
        )

    def reopen(self) -> None:
        household = self._shown().household.id

        def because(reason: str) -> None:
            self._run(lambda desk: desk.households.reopen(household, reason), _("Case opened again"))

        self._context.ask.reason(
            self._page,
            _("Open this case again?"),
            _("It stands among the active ones again, and reminders come as before."),
            "reopening_reason",
            _("Open the case again"),
            because,
        )

    def _ask(self, question: Question, then: OfMember) -> None:
        card = self._shown()
        views = {view.membership.id: view for view in (*card.members, *card.former_members)}
        self._put(question, lambda told: then(views[told.meant], told.on, told.why))

    def _put(self, question: Question, then: Callable[[Answer], None], meant: UUID | None = None) -> None:
        dialog = LifeDialog(question, self._page)
        if meant is not None:
            dialog.who.set_value(str(meant))
        dialog.answered.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, work: Callable[["Desk"], Changes], said: str) -> None:
        def then(changes: Changes) -> None:
            self._context.said.emit(said, True)
            if isinstance(changes, Founded) and changes.household is not None:
                self._context.household_wanted.emit(changes.household)

        self._context.jobs.run(self, work, then)


def place_name(card: Card, place: OfferPlace, offer: str) -> str:
    """Return the offer, and whose place it is where it is one person's."""
    people = {view.person.id: shown_name(view.person) for view in (*card.members, *card.former_members)}
    who = people.get(place.person, "") if place.person else ""
    return f"{isolate(offer)} · {isolate(who)}" if who else isolate(offer)


def _named(views: tuple[MemberView, ...]) -> tuple[tuple[UUID, str], ...]:
    names = ((view.membership.id, shown_name(view.person)) for view in views)
    return tuple((identity, isolate(name) if name else _("without a name")) for identity, name in names)
