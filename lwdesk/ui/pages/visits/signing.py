"""A consent that is being signed at the table: its strokes wait in the draft until it is saved."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from lwdesk.base import ids
from lwdesk.services.drafts import Begun
from lwdesk.ui.context import Context
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.visits.consent_page import ConsentPage
from lwdesk.ui.words import _

FORM = "visit_consent"


class Signing(QObject):
    """Keeps who signs and what is drawn, and brings it back after a lock."""

    def __init__(self, context: Context, visit: UUID, page: ConsentPage, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._visit, self._page = context, visit, page
        self.draft = ids.derived(visit, "signing")
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        page.edited.connect(self.keeper.touch)

    def read(self) -> None:
        """Bring back what waits."""
        about = str(self._visit)
        self._context.jobs.run(self, lambda desk: desk.drafts.about(FORM, about), self._show, lane=FORM)

    def _show(self, begun: Begun | None) -> None:
        if begun is not None and not self.keeper.dirty:
            self._page.show_written(begun.payload)

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        return self.draft, {**self._page.written(), "about": str(self._visit)}, _("Consent")
