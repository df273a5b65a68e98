"""What can be done from the card about a household's life: people come and go, die; a case rests."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.services.cards import shown_name
from lwdesk.services.changes import Changes
from lwdesk.services.household_life import Founded
from lwdesk.services.views import Card, MemberView
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.life_dialog import LifeDialog, Question
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Entry = tuple[str, Callable[[], None]]
type Answer = Callable[[MemberView, date, str], None]


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
            (card.household.status in (None, "active"), (_("Let the case rest"), self.rest)),
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
        household = self._shown().household.id
        self._run(lambda desk: desk.life.rest(household), _("The case rests"))

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
        self._run(lambda desk: desk.households.reopen(household), _("Case opened again"))

    def _ask(self, question: Question, then: Answer) -> None:
        dialog = LifeDialog(question, self._page)
        card = self._shown()
        views = {view.membership.id: view for view in (*card.members, *card.former_members)}

        def answered(membership: UUID, on: date, why: str) -> None:
            then(views[membership], on, why)

        dialog.answered.connect(answered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, work: Callable[["Desk"], Changes], said: str) -> None:
        def then(changes: Changes) -> None:
            self._context.said.emit(said, True)
            if isinstance(changes, Founded) and changes.household is not None:
                self._context.household_wanted.emit(changes.household)

        self._context.jobs.run(self, work, then)


def _named(views: tuple[MemberView, ...]) -> tuple[tuple[UUID, str], ...]:
    names = ((view.membership.id, shown_name(view.person)) for view in views)
    return tuple((identity, isolate(name) if name else _("without a name")) for identity, name in names)
