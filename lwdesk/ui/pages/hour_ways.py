"""What else can be done from the consultation hour: open a contact, say whose it was, plan the week."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.office import OpeningHour
from lwdesk.services.changes import Changes
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.opening_hours import OpeningHoursDialog
from lwdesk.ui.pages.quick.joining import JoinDialog
from lwdesk.ui.words import _


class HourWays(QObject):
    """The ways that ask something first."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def open_contact(self, contact: UUID) -> None:
        self._context.wanted.emit("contact", contact)

    def join(self, contact: UUID) -> None:
        """Ask whose talk it was that has no name yet."""

        def chosen(household: UUID) -> None:
            run = self._context.jobs.run
            run(self, lambda desk: desk.contacts.join(contact, household), self._say(_("Contact joined")))

        dialog = JoinDialog(self._context, self._page)
        dialog.chosen.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def plan(self) -> None:
        """Show the week of the office and let it be changed."""
        self._context.jobs.run(self, lambda desk: desk.hours.plan(), self._show_plan)

    def _show_plan(self, plan: tuple[OpeningHour, ...]) -> None:
        def save(hours: tuple[OpeningHour, ...]) -> None:
            run = self._context.jobs.run
            run(self, lambda desk: desk.hours.save_plan(hours), self._say(_("Opening hours saved")))

        dialog = OpeningHoursDialog(self._page, plan)
        dialog.saved.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, text: str) -> Callable[[Changes], None]:
        return lambda _changes: self._context.said.emit(text, True)
