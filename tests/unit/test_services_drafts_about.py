"""A draft is found by what it is about, and read as far as this program knows it."""

from uuid import uuid4

import pytest

from lwdesk.domain.task import Task
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.services import drafts
from tests.unit import office


@pytest.fixture
def desk(tmp_path):
    with office.opened(office.place(tmp_path)) as opened:
        yield opened


def test_the_newest_draft_about_the_same_is_found(desk):
    first, second = uuid4(), uuid4()
    desk.drafts.save(first, "task", {"about": "a", "n": 1})
    desk.drafts.save(second, "task", {"about": "b", "n": 2})
    desk.drafts.save(uuid4(), "contact", {"about": "a", "n": 3})
    found = desk.drafts.about("task", "a")
    assert (found.id, found.payload["n"]) == (first, 1)


def test_nothing_is_found_about_something_else(desk):
    desk.drafts.save(uuid4(), "task", {"about": "a"})
    desk.drafts.save(uuid4(), "task", {})
    assert desk.drafts.about("task", "b") is None
    assert desk.drafts.about("task", "") is None


@pytest.mark.parametrize("kept", [{}, {"record": None}, {"record": 3}, {"record": {"due_on": "never"}}])
def test_what_cannot_be_read_is_nothing(kept):
    assert drafts.read(lambda raw: from_plain(Task, raw["record"]), kept) is None


def test_what_can_be_read_comes_back():
    task = Task(title="Anrufen")
    assert drafts.read(lambda raw: from_plain(Task, raw["record"]), {"record": to_plain(task)}) == task
