"""What the window stands on: a Qt binding that counts right, and a watch over what tests leave behind."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QWidget

from tests import leftovers


def drift_of(single: object, calls: int) -> int:
    item = QObject()
    before = sys.getrefcount(single)
    for _ in range(calls):
        item.setObjectName("a")
        item.blockSignals(False)
    return abs(sys.getrefcount(single) - before)


def test_the_binding_keeps_the_reference_counts_of_none_true_and_false() -> None:
    assert [drift_of(single, 1000) < 100 for single in (None, True, False)] == [True, True, True]


class Ticking(QTimer):
    pass


@pytest.mark.parametrize("kind", [QTimer, Ticking])
def test_a_running_timer_is_seen_until_it_is_stopped(qtbot, kind) -> None:
    timer = kind()
    timer.start(1000)
    assert leftovers.since(leftovers.Scene.now()) == [f"{kind.__name__} still running"]
    assert list(leftovers.running()) == []


def test_a_running_thread_of_qt_is_seen_until_it_has_ended(qtbot) -> None:
    thread = QThread()
    thread.start()
    assert list(leftovers.running()) == [thread]
    thread.quit()
    assert thread.wait(5000)
    assert list(leftovers.running()) == []


def test_a_window_left_open_is_named_and_taken_down(qtbot) -> None:
    before = leftovers.Scene.now()
    window = QWidget()
    window.show()
    assert leftovers.since(before) == ["window QWidget"]
    assert leftovers.since(before) == []


def test_a_thread_left_behind_is_named(monkeypatch) -> None:
    end = threading.Event()
    before = leftovers.Scene.now()
    thread = threading.Thread(target=end.wait, name="forgotten")
    thread.start()
    monkeypatch.setattr(thread, "join", lambda _timeout: None)
    assert leftovers.since(before) == ["thread forgotten"]
    monkeypatch.undo()
    end.set()
