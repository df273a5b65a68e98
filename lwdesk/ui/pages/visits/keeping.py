"""Writes down what happens at the table: every change at once, notes after a short pause."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.ui.context import Context
from lwdesk.ui.words import words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

PAUSE = 600


class Keeping(QObject):
    """Tells when something was saved, and what could not be."""

    saved = Signal(datetime)
    renewed = Signal()  # the list of points is another one
    failed = Signal(str)

    def __init__(self, context: Context, visit: UUID, notes: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._visit, self._notes = context, visit, notes
        self.dirty = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE)
        self.timer.timeout.connect(self.keep_notes)

    def typed(self) -> None:
        """Something was typed: write it after a short pause, and never much later."""
        self.dirty = True
        if not self.timer.isActive():
            self.timer.start()

    def keep_notes(self, *, closing: bool = False) -> None:
        """Write the notes now, unless they are written already."""
        self.timer.stop()
        if not self.dirty:
            return
        self.dirty = False
        visit, notes = self._visit, self._notes()
        self._context.jobs.run(
            self,
            lambda desk: desk.visit_mode.keep(visit, notes=notes),
            self.saved.emit,
            failed=self._lost,
            even_if_closing=closing,
        )

    def came(self, people: tuple[UUID, ...], here: bool) -> None:
        """Note that people of the household are there, or are not."""
        visit = self._visit

        def work(desk: "Desk") -> datetime:
            for person in people[:-1]:
                desk.visit_mode.attend(visit, person, here=here)
            return desk.visit_mode.attend(visit, people[-1], here=here)

        self._write(work)

    def others(self, told: str) -> None:
        visit = self._visit
        self._write(lambda desk: desk.visit_mode.keep(visit, others_present=told))

    def child_count(self, told: int | None) -> None:
        visit = self._visit
        self._write(lambda desk: desk.visit_mode.keep(visit, children_present=told))

    def refuse(self, areas: tuple[str, ...]) -> None:
        """Note which areas the notes are not about."""
        visit = self._visit
        self._write(lambda desk: desk.visit_mode.keep(visit, refused=areas))

    def mark(self, item: UUID, state: str, remark: str | None = None) -> None:
        self._write(lambda desk: desk.visit_mode.mark(item, state, remark))

    def add_point(self, text: str) -> None:
        visit = self._visit
        self._write(lambda desk: desk.visit_mode.add_point(visit, text), lambda _item: self.renewed.emit())

    def drop_point(self, item: UUID) -> None:
        self._write(lambda desk: desk.visit_mode.drop_point(item), lambda _at: self.renewed.emit())

    def stop(self) -> None:
        self.timer.stop()

    def _write(self, work: Callable[["Desk"], Any], then: Callable[[Any], None] | None = None) -> None:
        self._context.jobs.run(self, work, then or self.saved.emit)

    def _lost(self, error: Exception) -> bool:
        """Keep what was typed for the next try, and say why it is not in the file yet."""
        self.dirty = True
        if not isinstance(error, LwError):
            return False
        self.failed.emit(explain(error, words.texts)[0])
        return True
