"""The dialogs of a card: opened, kept as drafts, found again, saved in one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Member
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.vague import VagueDay
from lwdesk.services.cards import HIDDEN, shown_name
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.views import Card
from lwdesk.ui.context import Context
from lwdesk.ui.pages.conflict import conflict_text
from lwdesk.ui.pages.household import consent_dialog, layouts, revoking, withholding_dialog
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.household.record_dialog import FORM, RecordDialog
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form of this card that was begun and not yet saved."""

    change: Change
    saved_at: datetime

    @property
    def title(self) -> str:
        return _(layouts.FORMS[self.change.form].title)

    def shows_address(self) -> bool:
        """Tell whether it brings back where a protected household lives."""
        records = self.change.records.values()
        return self.change.form == "dwelling" and any(set(HIDDEN) & one.filled().keys() for one in records)


def waiting(desk: "Desk", household: UUID) -> tuple[Waiting, ...]:
    """Return the drafts of a card, the newest first."""
    own = (view for view in desk.drafts.list(FORM) if view.household == household)
    found = ((view, desk.drafts.load(view.id)) for view in own)
    read = ((view, Change.from_payload(view.id, payload)) for view, payload in found)
    return tuple(Waiting(change, view.saved_at) for view, change in read if change is not None)


class Edits(QObject):
    """Opens one dialog at a time; what was begun before is gone on with."""

    closed = Signal()

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.card: Card | None = None
        self.waiting: tuple[Waiting, ...] = ()
        self.dialog: RecordDialog | None = None

    def begin(
        self, form: str, about: object, saved: Iterable[Record], new: Iterable[Record] = ()
    ) -> RecordDialog:
        """Open a form for these records, or its draft where one waits."""
        assert self.card is not None
        change = Change.begin(form, about, self.card.household.id, saved, new)
        same = (
            one.change for one in self.waiting if (one.change.form, one.change.about) == (form, str(about))
        )
        return self.open(next(same, change))

    def open(self, change: Change) -> RecordDialog:
        assert self.card is not None
        people, colleagues = _people(self.card), self.card.colleagues
        if change.form == consent_dialog.FORM:
            dialog: RecordDialog = consent_dialog.ConsentDialog(
                self._context, change, people, colleagues, _births(self.card), self._page
            )
        elif change.form in withholding_dialog.FORMS:
            dialog = withholding_dialog.WithholdingDialog(
                self._context, change, people, colleagues, self._page
            )
        else:
            dialog = RecordDialog(self._context, change, people, colleagues, self._page)
        dialog.save_wanted.connect(lambda: self._save(dialog))
        dialog.finished.connect(self.closed)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
        return dialog

    def discard(self, begun: Waiting) -> None:
        """Let a draft go, after one question when more than one field was changed."""
        if len(begun.change.touched()) <= 1:
            self._discard(begun)
            return
        self._context.ask.confirm(
            self._page,
            _("Discard this draft?"),
            _("What was typed is deleted with its draft."),
            _("Discard"),
            lambda: self._discard(begun),
            danger=True,
        )

    def revoke(self, consent: Consent) -> None:
        """Revoke a consent at one click; what it stopped and who knows what is told at once."""
        revoking.revoke(self._context, self._page, self, consent)

    def keep_draft(self) -> None:
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.keep_draft()

    def put_away(self) -> None:
        """Close the dialog with the page; its draft stays."""
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.reject()

    def _discard(self, begun: Waiting) -> None:
        identity = begun.change.id

        def then(_nothing: None) -> None:
            self.closed.emit()

        self._context.jobs.run(self, lambda desk: desk.drafts.discard(identity), then)

    def _save(self, dialog: RecordDialog) -> None:
        said = _(layouts.FORMS[dialog.change.form].said)

        def then(result: Changes | Conflicts) -> None:
            dialog.saved(result)
            if isinstance(result, Changes):
                self._context.said.emit(said, True)
            else:
                self._settle(dialog, result)

        work = _given(dialog) if isinstance(dialog, consent_dialog.ConsentDialog) else _work(dialog.change)
        self._context.jobs.run(dialog, work, then, failed=dialog.failed)

    def _settle(self, dialog: RecordDialog, conflicts: Conflicts) -> None:
        """Somebody changed the same field meanwhile: show both values; overwriting is a decision."""

        def keep_mine() -> None:
            dialog.change.settle(conflicts)
            dialog.save()

        self._context.ask.confirm(
            dialog,
            _("Somebody changed the same entries meanwhile."),
            conflict_text(conflicts),
            _("Keep my entries"),
            keep_mine,
        )


def _given(dialog: consent_dialog.ConsentDialog) -> "Callable[[Desk], Changes | Conflicts]":
    consent, signature, draft = dialog.consent(), dialog.signature.picture(), dialog.change.id
    return lambda desk: desk.consents.give(consent, signature, draft)


def _work(change: Change) -> "Callable[[Desk], Changes | Conflicts]":
    """Return the one save of a dialog, which takes its draft along."""
    if change.form == "new_person":
        household, member, draft = change.household, _member(change), change.id
        return lambda desk: desk.households.add_member(household, member, draft)
    pairs, removed, draft = change.pairs(), change.removed(), change.id
    if change.form == "move" and isinstance(pairs[0][0], Dwelling):
        dwelling = pairs[0][0]
        return lambda desk: desk.life.move(dwelling, draft)

    def save(desk: "Desk") -> Changes | Conflicts:
        signed = [(_signed(record, base, desk.staff.id), base) for record, base in pairs]
        return desk.households.save_together(signed, removed, draft)

    return save


def _signed(record: Record, base: Record | None, staff: UUID) -> Record:
    """Note who handed out the information sheet unless somebody said it."""
    if not isinstance(record, Household) or not isinstance(base, Household):
        return record
    handed_out = record.information_on is not None and base.information_on is None
    return record.replace(information_by=staff) if handed_out and not record.information_by else record


def _member(change: Change) -> Member:
    found: dict[type[Record], list[Record]] = {}
    for record in change.records.values():
        found.setdefault(type(record), []).append(record)

    def of[R: Record](cls: type[R]) -> tuple[R, ...]:
        return tuple(one for one in found.get(cls, ()) if isinstance(one, cls))

    return Member(of(Person)[0], of(Membership)[0], of(PersonName), of(LanguageSkill), of(Residence))


def _births(card: Card) -> dict[UUID, VagueDay | None]:
    return {view.person.id: view.person.born for view in (*card.members, *card.former_members)}


def _people(card: Card) -> tuple[tuple[UUID, str], ...]:
    views = (*card.members, *card.former_members)
    names = ((view.person.id, shown_name(view.person)) for view in views)
    return tuple((identity, isolate(name) if name else _("without a name")) for identity, name in names)
