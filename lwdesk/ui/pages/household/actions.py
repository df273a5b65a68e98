"""What can be done from the card: each action asks, saves in the background and says what happened."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Benefit, Dwelling, Membership
from lwdesk.domain.intake import Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.task import Task
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.views import Card, MemberView, StillTrue
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household import layouts
from lwdesk.ui.pages.household.conflict import conflict_text, settled
from lwdesk.ui.pages.household.record_dialog import Part, RecordDialog
from lwdesk.ui.record_form import Layout
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Work = Callable[[Desk, Sequence[Record], Sequence[Record]], Changes | Conflicts]


class CardActions(QObject):
    """The actions of one card; the page tells them which card is shown."""

    revealed = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.card: Card | None = None
        self.dwelling: Dwelling | None = None  # the one with its address, once somebody said why

    def edit_household(self) -> None:
        self._edit(_("Edit the household"), Part(self._shown.household, layouts.HOUSEHOLD))

    def edit_dwelling(self) -> None:
        """Open the dwelling; of a protected one only what does not lead to its door."""
        card = self._shown
        record = self.dwelling or card.dwelling or Dwelling(household=card.household.id)
        hidden = card.household.address_protected and self.dwelling is None and card.dwelling is not None
        layout = layouts.DWELLING_PROTECTED if hidden else layouts.DWELLING
        self._edit(_("Edit the dwelling"), Part(record, layout))

    def move(self) -> None:
        record = Dwelling(household=self._shown.household.id)
        self._edit(_("New address"), Part(record, layouts.DWELLING))

    def edit_member(self, view: MemberView) -> None:
        """Open a person with the membership, and what is known of languages, residence and spellings."""
        person = view.person.id
        parts = [
            Part(view.person, layouts.PERSON),
            Part(view.membership, layouts.MEMBERSHIP_END, _("In this household")),
        ]
        more: tuple[tuple[tuple[Record, ...], Record, Layout, str], ...] = (
            (view.languages, LanguageSkill(person=person), layouts.LANGUAGE, _("Language")),
            (view.residences, Residence(person=person), layouts.RESIDENCE, _("Residence")),
            (view.names, PersonName(person=person), layouts.SPELLING, _("Spelling")),
        )
        for known, blank, layout, heading in more:
            parts += [Part(record, layout, heading) for record in known]
            if not known:
                parts.append(Part(blank, layout, heading, may_stay_empty=True))
        self._edit(_("Edit the person"), *parts)

    def add_person(self) -> None:
        household = self._shown.household.id
        parts = (
            Part(Person(), layouts.NEW_PERSON),
            Part(Membership(), layouts.MEMBERSHIP, _("In this household")),
        )

        def work(desk: "Desk", records: Sequence[Record], bases: Sequence[Record]) -> Changes | Conflicts:
            del bases
            person, membership = records
            assert isinstance(person, Person)
            assert isinstance(membership, Membership)
            return desk.households.add_member(household, Member(person, membership))

        self._open(_("Add a person"), parts, work, _("Person added"))

    def add_need(self) -> None:
        self._edit(_("Record a need"), Part(Need(household=self._shown.household.id), layouts.NEW_NEED))

    def edit_need(self, need: Need) -> None:
        self._edit(_("Edit the need"), Part(need, layouts.NEED))

    def add_benefit(self) -> None:
        record = Benefit(household=self._shown.household.id)
        self._edit(_("Record a benefit"), Part(record, layouts.BENEFIT))

    def edit_benefit(self, benefit: Benefit) -> None:
        self._edit(_("Edit the benefit"), Part(benefit, layouts.BENEFIT))

    def add_consent(self, purpose: str | None = None) -> None:
        consent = Consent(household=self._shown.household.id, purpose=purpose)
        self._edit(_("Record a consent"), Part(consent, layouts.CONSENT))

    def edit_consent(self, consent: Consent) -> None:
        self._edit(_("Edit the consent"), Part(consent, layouts.CONSENT))

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
        household = self._shown.household.id

        def because(reason: str) -> None:
            self._context.jobs.run(
                self, lambda desk: desk.households.reveal_address(household, reason), self._show_address
            )

        self._context.ask.reason(
            self._page,
            _("Why do you need the address?"),
            _("The address is protected. Who looks, when and why is written down."),
            "reveal_reason",
            _("Show"),
            because,
        )

    def close_case(self) -> None:
        household = self._shown.household.id

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
        household = self._shown.household.id
        self._run(lambda desk: desk.households.reopen(household), _("Case opened again"))

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

    def _edit(self, title: str, *parts: Part) -> None:
        new = {part.record.id for part in parts if not _is_saved(part.record, self._shown)}

        def work(desk: "Desk", records: Sequence[Record], bases: Sequence[Record]) -> Changes | Conflicts:
            touched = [(r, b) for r, b in zip(records, bases, strict=True) if r != b]
            return save_all(desk, [(r, None if r.id in new else b) for r, b in touched])

        self._open(title, parts, work, _("Saved"))

    def _open(self, title: str, parts: Sequence[Part], work: Work, said: str) -> None:
        def save(records: tuple[Record, ...], done: Callable[[Changes | Conflicts], None]) -> None:
            save_on(records, tuple(part.record for part in parts), done)

        def save_on(
            records: tuple[Record, ...],
            bases: tuple[Record, ...],
            done: Callable[[Changes | Conflicts], None],
        ) -> None:
            def then(result: Changes | Conflicts) -> None:
                done(result)
                if isinstance(result, Changes):
                    self._context.said.emit(said, True)
                else:
                    newer = tuple(settled(base, result) for base in bases)
                    self._settle(dialog, result, lambda: save_on(records, newer, done))

            self._context.jobs.run(
                dialog, lambda desk: work(desk, records, bases), then, failed=dialog.failed
            )

        dialog = RecordDialog(self._context, title, parts, save, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settle(self, dialog: RecordDialog, conflicts: Conflicts, keep_mine: Callable[[], None]) -> None:
        """Somebody changed the same field meanwhile: show both values; overwriting is a decision."""
        self._context.ask.confirm(
            dialog,
            _("Somebody changed the same entries meanwhile."),
            conflict_text(conflicts),
            _("Keep my entries"),
            keep_mine,
        )


def save_all(desk: "Desk", pairs: Sequence[tuple[Record, Record | None]]) -> Changes | Conflicts:
    """Save the records that were changed; the first conflict ends it."""
    touched: frozenset[tuple[str, UUID]] = frozenset()
    for record, base in pairs:
        if record == base:
            continue
        result = desk.households.save(record, base)
        if isinstance(result, Conflicts):
            return result
        touched |= result.touched
    return Changes(touched, "save")


def _is_saved(record: Record, card: Card) -> bool:
    """Tell whether a record stands in the file already."""
    known = {
        card.household.id,
        *(one.id for one in (*card.dwellings, *card.benefits, *card.needs, *card.consents)),
    }
    for view in (*card.members, *card.former_members):
        hanging = (*view.languages, *view.residences, *view.names)
        known |= {view.person.id, view.membership.id, *(one.id for one in hanging)}
    return record.id in known
