"""How long work tells where it is and learns that it shall stop."""

from dataclasses import dataclass, field
from threading import Event, Lock

from lwdesk.base.errors import Cancelled


@dataclass(slots=True)
class Progress:
    """A counter that a worker raises and a window polls."""

    stage: str = ""
    total: int = 0
    done: int = 0
    can_cancel: bool = True
    _stop: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, stage: str, total: int, *, can_cancel: bool = True) -> None:
        with self._lock:
            self.stage, self.total, self.done, self.can_cancel = stage, total, 0, can_cancel

    def step(self, count: int = 1) -> None:
        """Count on; raise Cancelled when the person asked to stop and the stage may be cut."""
        with self._lock:
            self.done += count
            stop = self.can_cancel and self._stop.is_set()
        if stop:
            raise Cancelled

    def cancel(self) -> None:
        self._stop.set()
