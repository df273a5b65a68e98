"""How an intake ends: as a household, as a draft put aside, or discarded."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from lwdesk.domain.intake import Intake
from lwdesk.services.changes import Changes
from lwdesk.ui.ask import show_error
from lwdesk.ui.context import Context, Page
from lwdesk.ui.pages.intake.begun import Begun
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.intake.frame import Frame
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class Finish(QObject):
    """Saves, keeps or discards what stands in the form."""

    def __init__(
        self,
        context: Context,
        frame: Frame,
        keeper: DraftKeeper,
        begun: Callable[[], Begun],
        page: Page,
    ) -> None:
        super().__init__(page)
        self._context, self._frame, self._keeper, self._begun, self._page = (
            context,
            frame,
            keeper,
            begun,
            page,
        )
        self.created = False
        self.discarded = False

    def take_in(self) -> None:
        """Save the household and let its draft go; all or nothing."""
        self._keeper.timer.stop()
        self._frame.next.set_busy(True)
        begun = self._begun()
        work = partial(_take_in, intake=begun.intake, draft=begun.id, referral=begun.referral)
        self._context.jobs.run(self._page, work, self._done, failed=self._refused)

    def is_taken_back(self, changes: Changes, initiator: QObject | None) -> bool:
        """Tell whether somebody took the creation back; the form then is a draft again."""
        own = changes.touches(record=self._begun().intake.household.id)
        if not (self.created and own and changes.what == "take_in" and initiator is not self._page):
            return False
        self.created = self._page.over = False
        return True

    def shelve(self) -> None:
        """Keep the draft and go back to where one came from."""
        self._keeper.keep_what_is_filled(self._begun())
        self._context.back_wanted.emit()
        self._context.said.emit(_("Put aside as draft"), False)  # on the page that one comes back to

    def discard(self) -> None:
        """Let the form go, after one question when more than one field is filled."""
        if self._begun().filled() <= 1:
            self._discard()
            return
        question, consequence = _("Discard this intake?"), _("What was typed is deleted with its draft.")
        self._context.ask.confirm(self._page, question, consequence, _("Discard"), self._discard, danger=True)

    def _done(self, changes: Changes) -> None:
        self.created = self._page.over = True
        self._keeper.stop()
        self._frame.next.set_busy(False)
        intake = self._begun().intake
        persons = sum(any(record.filled() for record in member.records()) for member in intake.members)
        self._context.household_wanted.emit(intake.household.id)
        text = plural("Household created, {n} person", "Household created, {n} persons", persons)
        if changes.touches("referral"):
            text = _("{done}, joined to the referral", done=text)
        self._context.said.emit(text, True)

    def _refused(self, error: Exception) -> bool:
        """Stay on the form, keep the draft, and say what happened."""
        self._frame.next.set_busy(False)
        self._keeper.touch()
        self._keeper.keep()
        show_error(self._context.ask, self._page, error)
        return True

    def _discard(self) -> None:
        self.discarded = True
        self._keeper.stop()
        identity = self._begun().id
        self._context.jobs.run(self._page, lambda desk: desk.drafts.discard(identity))
        self._context.back_wanted.emit()


def _take_in(desk: "Desk", intake: Intake, draft: UUID, referral: UUID | None) -> Changes:
    household = intake.household
    if household.information_on:
        intake = replace(intake, household=household.replace(information_by=desk.staff.id))
    changes = desk.households.take_in(intake, referral=referral)
    desk.drafts.discard(draft)
    return changes
