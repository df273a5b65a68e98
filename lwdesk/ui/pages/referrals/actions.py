"""What can be done with a referral: each step is asked for, saved, said, and can be taken back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.fields import Value
from lwdesk.domain.referral import Referral
from lwdesk.services.changes import Changes
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.referrals import Forwarding, ReferralRow
from lwdesk.ui.context import Context
from lwdesk.ui.pages.referral.begun import Wanted
from lwdesk.ui.pages.referrals.dialogs import ComeIn, JoinDialog, StepDialog
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class ReferralActions(QObject):
    """The ways of a referral; `page` is where questions are asked."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.slip: UUID | None = None  # the referral whose slip was typed last

    def step(self, referral: Referral, to: str, facts: Mapping[str, Value] | None = None) -> None:
        """Go on to a state; an answer that came by slip says so."""
        told = dict(facts or {})
        if self.slip == referral.id and not told.get("feedback_channel"):
            told["feedback_channel"] = "slip"
        said = {
            "accepted": _("It was accepted"),
            "refused": _("Refusal noted"),
            "appointment": _("Appointment noted"),
            "used": _("Appointment kept"),
            "not_used": _("Appointment missed"),
            "finished": _("Referral closed"),
            "withdrawn": _("Referral withdrawn"),
        }[to]
        self._run(lambda desk: desk.referrals.step(referral.id, to, **told), said)

    def ask(self, referral: Referral, to: str) -> None:
        """Ask what belongs to a step, then go on."""
        shown = referral
        if self.slip == referral.id:
            shown = referral.replace(feedback_channel=referral.feedback_channel or "slip")
        dialog = StepDialog(to, shown, self._page)
        dialog.answered.connect(lambda facts: self.step(referral, to, facts))
        dialog.open()

    def may_print(self, referral: Referral) -> bool:
        """Tell whether a letter went out of the office that this person may print."""
        out = referral.direction != "in" and referral.state not in (None, "draft", "withdrawn")
        return out and self._context.may("print")

    def print_letter(self, referral: Referral) -> None:
        self._context.wanted.emit("paper", Wish("referral_letter", referral.id))

    def withdraw(self, referral: Referral) -> None:
        self._context.ask.confirm(
            self._page,
            _("Withdraw this referral?"),
            _("Nobody asks for its answer any more. What was passed on stays noted."),
            _("Withdraw"),
            lambda: self.step(referral, "withdrawn"),
        )

    def elsewhere(self, referral: Referral) -> None:
        """Begin the same request to somebody else."""

        def go(again: Forwarding) -> None:
            self._context.wanted.emit("refer", Wanted(again=again))

        self._context.jobs.run(self, lambda desk: desk.referrals.elsewhere(referral.id), go)

    def go_on(self, referral: Referral) -> None:
        self._context.wanted.emit("refer", Wanted(referral=referral.id))

    def new(self) -> None:
        self._context.wanted.emit("refer", Wanted())

    def open_household(self, row: ReferralRow) -> None:
        if row.home is not None:
            self._context.household_wanted.emit(row.home.household)

    def enter(self) -> None:
        """Write down somebody whom another service sent."""
        dialog = ComeIn(self._page)
        dialog.told.connect(
            lambda made: self._run(lambda desk: desk.referrals.take_in(made), _("Entered under “Incoming”"))
        )
        dialog.open()

    def take_in(self, referral: Referral) -> None:
        """Begin an intake with what was told; who is known already is found there, who is kept is joined."""
        self._context.wanted.emit("take_in", referral)

    def join(self, referral: Referral) -> None:
        dialog = JoinDialog(self._context, self._page)
        dialog.chosen.connect(
            lambda home: self._run(lambda desk: desk.referrals.join(referral.id, home), _("Household joined"))
        )
        dialog.open()

    def _run(self, work: "Callable[[Desk], Changes]", said: str) -> None:
        self._context.jobs.run(self, work, lambda _changes: self._context.said.emit(said, True))
