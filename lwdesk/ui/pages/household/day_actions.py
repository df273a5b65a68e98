"""What a card arranges for later: an appointment of the household, a task about it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.services.views import Card
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.words import latin_name


class DayActions(QObject):
    """The ways into the calendar and the tasks, with the household that is shown."""

    def __init__(self, context: Context, page: QWidget, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown

    def arrange(self) -> None:
        """Ask for an appointment with the household or one of its people."""
        from lwdesk.ui.pages.calendar.actions import AppointmentActions

        card = self._shown()
        people = [
            (view.person.id, latin_name(view.person) or view.person.native_name) for view in card.members
        ]
        AppointmentActions(self._context, self._page).arrange(
            clock.today(), card.household.id, _name(card), people
        )

    def add_task(self) -> None:
        """Ask for a task about the household."""
        from lwdesk.ui.pages.tasks.actions import TaskActions

        card = self._shown()
        TaskActions(self._context, self._page).add(card.household.id, _name(card))


def _name(card: Card) -> str:
    return card.household.name or card.household.native_name or card.household.case_number
