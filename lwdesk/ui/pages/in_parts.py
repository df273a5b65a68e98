"""Long work of the window in turns of its event loop, so that it paints and listens in between."""

import time
from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

ENOUGH = 0.008  # seconds of processor time after which the rest waits for the next turn
SOME = 20  # widgets that are quickly laid out


class InParts(QObject):
    """Takes as many parts in a turn as are quickly done, and tells when there are no more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts: Iterator[object] = iter(())
        self._then: Callable[[], None] | None = None
        self._ended = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def run(self, parts: Iterator[object], then: Callable[[], None], *, at_once: int = 0) -> None:
        """Do some parts at once and go on with the next turn; what was not done of other parts is let go."""
        self.stop()
        if self._ended:
            return
        if sum(1 for _part in islice(parts, at_once)) < at_once:
            then()
            return
        self._parts, self._then = parts, then
        self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()
        self._parts, self._then = iter(()), None

    def end(self) -> None:
        """Do nothing more: the page is being left, and what the file still answers comes too late."""
        self._ended = True
        self.stop()

    def _turn(self) -> None:
        begun, then = time.thread_time(), self._then
        while time.thread_time() - begun < ENOUGH:
            if next(self._parts, self) is self:
                self.stop()
                if then is not None:
                    then()
                return


def laid_out(view: QWidget) -> Iterator[QWidget]:
    """Give hidden widgets their looks and places, some at a time: they are sooner shown then."""
    parts = [view, *view.findChildren(QWidget)]
    for step in (QWidget.ensurePolished, _place):
        for n, part in enumerate(parts, 1):
            step(part)
            if n % SOME == 0:
                yield part


def _place(part: QWidget) -> None:
    if (layout := part.layout()) is not None:
        layout.activate()
