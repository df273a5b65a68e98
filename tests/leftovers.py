"""Sees what a test leaves running: threads, Qt's threads and timers, windows."""

import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOT_OURS = {"QTipLabel"}  # Qt keeps the tool tip's window for the next tip


@dataclass(frozen=True)
class Scene:
    """The threads and windows that stand at one moment; windows by their address in Qt."""

    threads: set[threading.Thread]
    windows: set[int]

    @classmethod
    def now(cls) -> "Scene":
        return cls(set(threading.enumerate()), set(windows()))


def since(before: Scene) -> list[str]:
    """Return what is new and still alive, and take it down so that one test alone fails."""
    fresh = set(threading.enumerate()) - before.threads
    left = [f"thread {thread.name}" for thread in fresh if lives_on(thread)]
    left += [still(item) for item in running()]
    if windows().keys() - before.windows:
        gc.collect()
        left += [close(window) for address, window in windows().items() if address not in before.windows]
    return sorted(left)


def still(item: Any) -> str:
    item.stop() if hasattr(item, "stop") else item.quit()
    return f"{type(item).__name__} still running"


def close(window: Any) -> str:
    window.close()
    window.deleteLater()
    return f"window {type(window).__name__}"


def lives_on(thread: threading.Thread) -> bool:
    if isinstance(thread, threading._DummyThread):
        return False  # a thread of Qt's that once ran Python
    thread.join(1.0)
    return thread.is_alive()


def windows() -> dict[int, Any]:
    """Return the windows that Qt knows; none is known before a test has started Qt."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    if QApplication.instance() is None:
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tops = [top for top in QApplication.topLevelWidgets() if type(top).__name__ not in NOT_OURS]
    return {Shiboken.getCppPointer(top)[0]: top for top in tops if top.parent() is None}


def running() -> Iterator[Any]:
    """Yield the timers and threads of Qt that a test started and did not stop."""
    if "PySide6.QtCore" not in sys.modules:
        return
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import Shiboken

    own = QThread.currentThread()
    # Each thing refers to its class; to look for who refers to a class is quicker than to ask each thing.
    for item in gc.get_referrers(*kinds(QTimer), *kinds(QThread)):
        if not isinstance(item, QTimer | QThread) or not Shiboken.isValid(item) or item == own:
            continue
        if item.isActive() if isinstance(item, QTimer) else item.isRunning():
            yield item


def kinds(cls: type) -> Iterator[type]:
    yield cls
    for child in cls.__subclasses__():
        yield from kinds(child)
