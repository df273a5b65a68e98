"""The draft keeps itself: every change is in the encrypted file less than a second later."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.services.views import DraftView
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.pages.intake.begun import Begun
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM = "intake"
PAUSE = 800


class DraftKeeper(QObject):
    """Writes what stands in the form shortly after each change, and at once before a lock."""

    saved = Signal(datetime)
    failed = Signal(str)

    def __init__(
        self,
        jobs: "Jobs[Desk]",
        told: Callable[[], tuple[UUID, dict[str, Any], str]],
        parent: QObject,
        form: str = FORM,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._told, self._form = jobs, told, form
        self.dirty = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE)
        self.timer.timeout.connect(self.keep)
        jobs.closing.connect(self.keep)

    def touch(self) -> None:
        """Something was typed: write it once there is a short pause, and never much later."""
        self.dirty = True
        if not self.timer.isActive():
            self.timer.start()

    def touch_what_is_filled(self, begun: Begun) -> None:
        """Write also where one stands, but never a draft of an empty form."""
        if begun.filled():
            self.touch()

    def keep_what_is_filled(self, begun: Begun) -> None:
        """Write at once, whether something changed or not."""
        self.dirty = self.dirty or bool(begun.filled())
        self.keep()

    def keep(self) -> None:
        """Write now what is not written yet."""
        self.timer.stop()
        if not self.dirty:
            return
        self.dirty = False
        identity, payload, title = self._told()
        form = self._form
        self._jobs.run(
            self,
            lambda desk: desk.drafts.save(identity, form, payload, title),
            self._kept,
            failed=self._lost,
            even_if_closing=True,
        )

    def stop(self) -> None:
        self.timer.stop()
        self.dirty = False

    def _kept(self, view: DraftView) -> None:
        self.saved.emit(view.saved_at)

    def _lost(self, error: Exception) -> bool:
        """Keep the form dirty, so that the next change tries again, and say why in the bottom bar."""
        self.dirty = True
        if not isinstance(error, LwError):
            return False
        happened, _now = explain(error, words.texts)
        self.failed.emit(_("The draft could not be saved. {why}", why=happened))
        return True
