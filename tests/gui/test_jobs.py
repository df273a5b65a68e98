"""Work on the file: answered in the window, in order, and never lost when the window locks."""

import threading

import pytest
from PySide6.QtCore import QObject

from lwdesk.base.errors import Cancelled, DiskFull
from lwdesk.services.changes import Changes
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.opening import Arrival, Opener


class Folder:
    """Stands for the desk: remembers what was done to it and in which thread."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.closed_in = ""

    def close(self) -> None:
        self.closed_in = threading.current_thread().name


@pytest.fixture
def folder():
    return Folder()


@pytest.fixture
def jobs(qapp, folder):
    made = Jobs(folder)
    yield made
    made.close()


def test_an_answer_comes_on_the_thread_of_the_window(qtbot, jobs) -> None:
    heard = []
    owner = QObject()
    jobs.run(owner, lambda _: threading.current_thread().name, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].startswith("desk")


def test_in_a_lane_only_the_newest_request_is_answered(qtbot, jobs) -> None:
    heard, gate, owner = [], threading.Event(), QObject()
    jobs.run(owner, lambda _: gate.wait(5))
    for n in range(3):
        jobs.run(owner, lambda _, n=n: n, heard.append, lane="search")
    gate.set()
    qtbot.waitUntil(lambda: heard == [2])


def test_changes_are_told_to_everybody_with_their_initiator(qtbot, jobs) -> None:
    owner = QObject()
    with qtbot.waitSignal(jobs.changed) as told:
        jobs.run(owner, lambda _: Changes(what="x"))
    assert told.args == [Changes(what="x"), owner]


def test_a_failure_nobody_handles_is_told_and_cancelling_is_silent(qtbot, jobs) -> None:
    told, owner = [], QObject()
    jobs.failed.connect(told.append)

    def fails(error):
        raise error

    jobs.run(owner, lambda _: fails(Cancelled()))
    jobs.run(owner, lambda _: fails(DiskFull()), failed=lambda _error: True)
    jobs.run(owner, lambda _: fails(DiskFull()))
    qtbot.waitUntil(lambda: len(told) == 1)


def test_what_was_to_be_written_is_written_before_the_file_closes(jobs, folder) -> None:
    gate, owner = threading.Event(), QObject()
    jobs.run(owner, lambda _: gate.wait(5))
    jobs.run(owner, lambda desk: desk.done.append("saved"))
    jobs.run(owner, lambda desk: desk.done.append("draft"), lane="draft", even_if_closing=True)
    jobs.run(owner, lambda desk: desk.done.append("searched"), lane="search")
    threading.Timer(0.05, gate.set).start()
    jobs.close()
    assert folder.done == ["saved", "draft"]
    assert folder.closed_in.startswith("desk")


def test_failures_at_the_end_are_returned_and_nothing_is_answered_afterwards(qapp, jobs) -> None:
    def fails(_desk):
        raise DiskFull

    heard, gate, owner = [], threading.Event(), QObject()
    jobs.run(owner, lambda _: gate.wait(5), heard.append)
    jobs.run(owner, fails)
    gate.set()
    assert [type(error) for error in jobs.close()] == [DiskFull]
    qapp.processEvents()
    assert heard == []
    jobs.run(owner, lambda _: 1, heard.append)
    assert jobs.close() == ()


def test_an_opened_file_that_nobody_takes_is_closed(qapp) -> None:
    class Desk(Folder):
        settings = type("Settings", (), {"idle_minutes": 10})

    desk, parent, gate = Desk(), QObject(), threading.Event()

    def work() -> Desk:
        gate.wait(5)
        return desk

    opener = Opener(parent)
    opener.run(work, lambda _: pytest.fail("nobody waits any more"), lambda _: True)
    gate.set()
    opener.stop()
    assert desk.closed_in


def test_an_arrival_without_a_file_closes_nothing() -> None:
    Arrival().close()
