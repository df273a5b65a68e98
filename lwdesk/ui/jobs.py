"""Work on the opened file: done by one worker thread, answered on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from lwdesk.base.errors import Cancelled
from lwdesk.services.changes import Changes


class InlineExecutor(Executor):
    """Does the work at once, so that a test reads from top to bottom."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(error)
        return future


class Closing(Protocol):
    """Anything that can be closed when the window locks."""

    def close(self) -> None: ...


@dataclass(slots=True, eq=False)
class _Done:
    owner: QObject
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], bool] | None
    lane: str
    turn: int
    future: Future[Any]


class Jobs[D: Closing](QObject):
    """Hands functions to the one worker that owns the file; pages refresh when `changed` concerns them."""

    changed = Signal(object, object)
    failed = Signal(object)
    closing = Signal()  # the last moment at which something can be written down
    _finished = Signal(object)

    def __init__(self, desk: D, executor: Executor | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._turns: dict[str, int] = {}
        self._unheard: list[_Done] = []
        self._open = True
        self._finished.connect(self._deliver, Qt.ConnectionType.AutoConnection)

    def run[T](
        self,
        owner: QObject,
        work: Callable[[D], T],
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], bool] | None = None,
        lane: str = "",
        even_if_closing: bool = False,
    ) -> None:
        """Do `work` with the desk; in a named lane only the newest request is answered.

        `failed` may return True to say that it has shown the error itself. When the window locks, what waits
        in a lane is dropped unless it must be done `even_if_closing`, as a draft must; the rest is done.
        """
        if not self._open:
            return
        turn = self._turns[lane] = self._turns.get(lane, 0) + 1
        if even_if_closing:
            future = self._executor.submit(work, self._desk)
        else:
            future = self._executor.submit(self._unless_stale, work, lane, turn)
        done = _Done(owner, then, failed, lane, turn, future)
        self._unheard.append(done)
        future.add_done_callback(lambda _future: self._finished.emit(done))

    def close(self) -> tuple[Exception, ...]:
        """Let the work end, close the file on its own thread, and return the failures nobody has heard of."""
        if not self._open:
            return ()
        self.closing.emit()
        self._open = False
        closing = self._executor.submit(self._desk.close)
        self._executor.shutdown(wait=True)
        ended = [done.future.exception() for done in self._unheard]
        self._unheard.clear()
        return tuple(
            error
            for error in (*ended, closing.exception())
            if isinstance(error, Exception) and not isinstance(error, Cancelled)
        )

    def _unless_stale[T](self, work: Callable[[D], T], lane: str, turn: int) -> T:
        if lane and not (self._open and self._turns[lane] == turn):
            raise Cancelled
        return work(self._desk)

    def _is_stale(self, lane: str, turn: int) -> bool:
        return bool(lane) and self._turns[lane] != turn

    def _deliver(self, done: _Done) -> None:
        if done not in self._unheard:
            return  # the window was locked meanwhile
        self._unheard.remove(done)
        error = done.future.exception()
        if isinstance(error, Cancelled) or self._is_stale(done.lane, done.turn):
            return
        alive = isValid(done.owner)
        if error is not None:
            handled = (
                alive and done.failed is not None and isinstance(error, Exception) and done.failed(error)
            )
            if not handled:
                self.failed.emit(error)
            return
        result = done.future.result()
        if alive and done.then is not None:
            done.then(result)
        if isinstance(result, Changes):
            self.changed.emit(result, done.owner)
