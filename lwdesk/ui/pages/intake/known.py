"""Looks in the file whether the household in the form is known already."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from lwdesk.domain.intake import Intake
from lwdesk.services.changes import Changes
from lwdesk.services.views import Similar
from lwdesk.ui.context import Context
from lwdesk.ui.words import _

PAUSE = 300


class Lookout(QObject):
    """Asks for similar households a moment after the last edit; only the newest question is answered."""

    found = Signal(tuple)

    def __init__(self, context: Context, intake: Callable[[], Intake], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._intake = context, intake
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)

    def soon(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Look now; without a name or a phone there is nothing to compare."""
        self._timer.stop()
        intake = self._intake()
        if not worth_looking(intake):
            self.found.emit(())
            return
        self._context.jobs.run(self, lambda desk: desk.search.similar(intake), self._answer, lane="similar")

    def tell_apart(self, household: UUID) -> None:
        """Remember that the household in the form is not this one."""
        own = self._intake().household.id
        self._context.jobs.run(
            self, lambda desk: desk.households.not_the_same(own, household), self._told_apart
        )

    def _answer(self, similar: tuple[Similar, ...]) -> None:
        self.found.emit(similar)

    def _told_apart(self, _changes: Changes) -> None:
        self._context.said.emit(_("Remembered: not the same"), True)


def worth_looking(intake: Intake) -> bool:
    """Tell whether there is a name or a phone to compare."""
    told = (intake.household.name, intake.household.native_name)
    people = (
        text
        for member in intake.members
        for text in (member.shown_name, member.person.native_name, member.person.phone)
    )
    return any(len(text.strip()) > 1 for text in (*told, *people))


def phone_is_known(similar: tuple[Similar, ...], phone: str) -> bool:
    return bool(phone) and any(
        fact.what == "phone" and fact.mine == phone for one in similar for fact in one.facts
    )
