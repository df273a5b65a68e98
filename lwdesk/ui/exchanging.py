"""The shared folder while the program runs: a turn every few minutes, on the thread of the file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.progress import Progress
from lwdesk.domain.fields import RECORDS
from lwdesk.services.changes import Changes
from lwdesk.ui.context import Context
from lwdesk.ui.words import plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.shared_turn import Turn

EVERY, AT_REST = 180_000, 45_000
"""Milliseconds between two looks into the folder, and from the last save to the next look."""


@dataclass(frozen=True, slots=True)
class CameByItself(Changes):
    """What a turn brought, so that every open page looks again."""

    packages: int = 0
    records: int = 0
    conflicts: int = 0
    left_out: int = 0


def everything() -> frozenset[tuple[str, UUID]]:
    """Return what a package may have touched: all kinds, so that every open page looks again.

    It is asked for when something came: the window is there before the kinds of records are.
    """
    return frozenset((kind, UUID(int=0)) for kind in RECORDS)


class Exchanging(QObject):
    """Takes the turns of one window; it rests while the window is covered or shows one family alone.

    The file has one thread, so a turn never comes between the parts of a save; it is told to stop
    when the window locks, and what it had begun is then as if it had never been.
    """

    def __init__(self, context: Context, surface: QWidget, shows_one: Callable[[], bool]) -> None:
        super().__init__(surface)
        self._context, self._surface, self._shows_one = context, surface, shows_one
        self._progress: Progress | None = None
        self._goes_on = not context.who.read_only
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.turn)
        if self._goes_on:
            context.jobs.changed.connect(self._saved)
            context.jobs.closing.connect(self.stop)
            self._timer.start(AT_REST)

    def stop(self) -> None:
        """Take no more turns, and let the one that runs end at once."""
        if not self._goes_on:
            return
        self._goes_on = False
        self._timer.stop()
        self._context.jobs.changed.disconnect(self._saved)
        self._context.jobs.closing.disconnect(self.stop)
        if self._progress is not None:
            self._progress.cancel()

    def turn(self) -> None:
        """Take a turn, or wait for the next time where somebody should not be disturbed."""
        self._timer.start(EVERY)
        if self._progress is not None or not self._surface.isVisible() or self._shows_one():
            return
        progress = self._progress = Progress()
        self._context.jobs.run(
            self, lambda desk: _turn(desk, progress), self._done, failed=self._failed, lane="shared folder"
        )

    def _done(self, came: CameByItself | None) -> None:
        self._progress = None
        self._context.exchanged.emit()
        if came is not None and came.packages:
            self._context.said.emit(told(came), False)

    def _failed(self, error: Exception) -> bool:
        """Leave what can be mended to the page of the exchange; after anything else there is no next turn."""
        self._progress = None
        if not isinstance(error, LwError):
            self.stop()
        return isinstance(error, LwError)

    def _saved(self, changes: Changes, initiator: QObject | None) -> None:
        del changes
        if initiator is not self:
            self._timer.start(AT_REST)


def told(came: CameByItself) -> str:
    """Return what came in words that say nothing of anybody."""
    packages = plural("{n} package came in by itself", "{n} packages came in by themselves", came.packages)
    amount = plural("{n} change", "{n} changes", came.records)
    out, apart = came.left_out, came.conflicts
    more = (
        plural("{n} entry did not go through", "{n} entries did not go through", out) if out else "",
        plural("{n} difference to resolve", "{n} differences to resolve", apart) if apart else "",
    )
    return " · ".join(part for part in (packages, amount, *more) if part)


def _turn(desk: "Desk", progress: Progress) -> CameByItself | None:
    """Lock what is over, or take a turn at the shared folder; a device without one loads nothing for it."""
    from lwdesk.services import set_locks
    from lwdesk.services.exchange.shared_place import shared_place

    if set_locks.lock(desk.seat.store):
        return CameByItself(everything(), "lock_set")
    if shared_place(desk.seat) is None:
        return None
    return came_by_itself(desk.exchange.shared.turn(progress))


def came_by_itself(turn: "Turn") -> CameByItself | None:
    """Return what a turn brought that was not here before; nothing where it brought nothing."""
    came = [one for one in turn.taken if not one.is_known]
    if not came and not turn.answered:
        return None
    passages = [one.summary.passage for one in came]
    records, conflicts = (sum(getattr(one, name) for one in passages) for name in ("changes", "conflicts"))
    left_out = sum(len(one.summary.left_out) for one in came)
    return CameByItself(everything(), "import", len(came), records, conflicts, left_out)
