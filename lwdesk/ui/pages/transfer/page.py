"""The page on which a household is handed to another office."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.errors import PackageUnfinished
from lwdesk.base.texts import N_
from lwdesk.domain import handing_over
from lwdesk.domain.consent import Consent
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.exchange.transfer_views import HandedOver
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.gated_page import GatedPage
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.status import Status
from lwdesk.ui.pages.transfer import begun as beginning
from lwdesk.ui.pages.transfer.begun import FORM, Around, Begun
from lwdesk.ui.pages.transfer.form import TransferForm
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

CONCERNING = ("consent", "withholding", "household", "membership", "person", "dwelling", "need", "transfer")


class TransferPage(GatedPage[Begun, Around]):
    """Hands a household over: nothing leaves but what was chosen and what the gate lets through."""

    name = "households"
    heading = N_("Hand over to another office")
    drafts = FORM
    form: TransferForm

    def __init__(self, context: Context, household: UUID, parent: QWidget | None = None) -> None:
        self.household = household
        self._flagged = False
        super().__init__(context, parent)

    def make_foot(self) -> PrimaryButton:
        self.status = Status()
        self.bar.add_status(self.status)
        self.make = PrimaryButton(_("Make the package …"), icon="package")
        self.add_button(QuietButton(_("Cancel")), "cancel", self.leave)
        self.add_button(self.make, "make_package", self.primary)
        return self.make

    def build(self) -> Iterator[QWidget]:
        self.form = TransferForm(self.context)
        yield self.form
        yield from self.form.build()
        self.listen(self.form)

    def load(self) -> "Callable[[Desk], tuple[Begun, Around]]":
        household = self.household
        return lambda desk: beginning.begin(desk, household)

    def show_begun(self, begun: Begun, around: Around) -> Iterator[object]:
        return self.form.show_begun(begun, around)

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        begun = self.form.written()
        name = self.form.around.offered.name if self.form.around else ""
        return begun.id, begun.payload(), name

    def settle(self, conflicts: Conflicts) -> None:
        """Nobody else changes a handing over that has not left."""

    def focus_first(self) -> None:
        if self.ready:
            self.form.concern.focus_first()

    def focus_way(self) -> None:
        self.form.gate.focus_way()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Ask the gate again when a consent was given or revoked, and the card when it changed."""
        del initiator
        if self.ready and not self.over and changes.touches(*CONCERNING):
            household = self.household
            self.context.jobs.run(
                self, lambda desk: beginning.look_around(desk, household), self._look_again, lane="around"
            )

    def primary(self) -> None:
        """Ask for the place of the package and make it, unless something is missing."""
        if not self.is_open():
            return
        if reason := self.form.reason():
            self.status.say(reason, "info")
            self.focus_way()
            return
        self.context.ask.folder(self, _("Where do you want to put the package?"), self._make)

    def finish(self, told: str) -> None:
        """Go back and say what was done; what left cannot be taken back."""
        self.over = True
        self.context.back_wanted.emit()
        self.context.said.emit(told, False)

    def _make(self, folder: Path) -> None:
        begun, around = self.form.written(), self.form.around
        assert around is not None
        recipient, read = self.form.recipient(), self.form.gate.note.read()

        def work(desk: "Desk") -> HandedOver:
            transfers = desk.exchange.transfers
            to = beginning.recipient_of(begun, around) or transfers.outside(begun.name, begun.key)
            try:
                done = transfers.send(replace(begun.wish(to), read=read), folder)
            except PackageUnfinished:
                desk.drafts.discard(begun.id)  # it is noted as sent
                raise
            desk.drafts.discard(begun.id)
            return done

        self.save(
            work,
            lambda done: _(
                "Package for {recipient} made: {name}",
                recipient=isolate(recipient),
                name=isolate(Path(done.path).name),
            ),
        )

    def _failed(self, error: Exception) -> bool:
        """Go back where the package is noted as sent, so that nobody makes a second one."""
        if not isinstance(error, PackageUnfinished):
            return super()._failed(error)
        self._set_busy(busy=False)
        self.over = True
        self.context.back_wanted.emit()
        return False

    def take_around(self, around: Around) -> None:
        home = around.card.household
        name = isolate(around.offered.name) or home.case_number
        self.header.set_subtitle(" · ".join(filter(None, (name, home.case_number))))
        self.edits.card, self.edits.waiting = around.card, around.waiting
        if home.address_protected and not self._flagged:
            self._flagged = True
            self.header.add_action(Badge("danger", _("Address protected"), "shield", high=True))

    def _look_again(self, around: Around) -> None:
        self.take_around(around)
        self.form.take_around(around)

    def show_reason(self) -> None:
        reason = self.form.reason()
        self.make.set_blocked(reason)
        recipient, begun = self.form.recipient(), self.form.written()
        answers = begun.recipient != beginning.OUTSIDE
        told = (
            _("{recipient} answers with a receipt.", recipient=isolate(recipient))
            if answers
            else _("No answer comes back to the program.")
        )
        self.status.say(reason or told, "info" if reason else "package-check")

    def obtain(self) -> None:
        """Open the consent as the card does, for this recipient and these data."""
        around, begun = self.form.around, self.form.written()
        assert around is not None
        everybody = {one.person.id for one in around.offered.members}
        alone = begun.persons[0] if len(begun.persons) == 1 and len(everybody) > 1 else None
        consent = Consent(
            household=self.household,
            person=alone,
            purpose="pass_on",
            recipient=self.form.recipient(),
            subject=label("transfer_purpose", begun.purpose) if begun.purpose else "",
            data_kinds=handing_over.kinds_of(begun.chosen()),
            given_on=clock.today(),
            language=around.card.household.advice_language,
        )
        self.edits.begin("new_consent", f"transfer {begun.id}", [], [consent])
