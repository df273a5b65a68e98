"""What the form begins with: read while its rest is made, handed on once both are there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from lwdesk.ui.context import Context
from lwdesk.ui.pages.intake.deck import Deck
from lwdesk.ui.pages.intake.follows import first_look

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Told = tuple[UUID, str, dict[str, Any] | None]


class First(QObject):
    """Looks once into the file; the answer waits for the form."""

    def __init__(self, context: Context, deck: Deck, then: Callable[[Told], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._deck, self._then, self._page = context, deck, then, parent
        self._told: Told | None = None
        self._whole = False

    def look(self, draft: UUID | None) -> None:
        """Read the office and the draft, and let the rest of the form be made meanwhile."""
        self._context.jobs.run(self._page, partial(_first, draft=draft), self._answered)
        self._deck.build_rest(self.hurry)

    def hurry(self) -> None:
        """Wait for the form no longer: somebody goes on already, or it is there."""
        self._whole = True
        self._begin()

    def _answered(self, told: Told) -> None:
        self._told = told
        self._begin()

    def _begin(self) -> None:
        if self._whole and self._told is not None:
            told, self._told = self._told, None
            self._then(told)


def _first(desk: "Desk", draft: UUID | None) -> Told:
    return *first_look(desk), desk.drafts.load(draft) if draft else None
