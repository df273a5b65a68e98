"""The pool of the demonstration: every list has content, every record is sound, the sheets add up."""

from collections import Counter

import pytest

from lwdesk.base import clock
from lwdesk.domain.fields import Record
from lwdesk.domain.interpreting import Assignment, InterpreterRequest
from lwdesk.domain.rules import problems
from lwdesk.services import demo
from lwdesk.services.listing import Asked
from lwdesk.store import vault

KINDS = {"interpreter", "interpreter_skill", "interpreter_time", "interpreter_request", "assignment"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with vault.using(vault.CHEAP):
        made = demo.make(
            tmp_path_factory.mktemp("demo") / "demo.lwdb", scale=0.2, up_to_today=True, only_own_office=True
        )
    yield made
    made.close()


def test_every_tab_of_the_list_has_content(desk):
    counts = dict(desk.interpreting.page(Asked("open", "at")).counts)
    assert min(counts.values()) > 0, counts


def test_every_record_is_sound(desk):
    from lwdesk.domain.fields import RECORDS

    with desk.seat.reading() as reader:
        found: list[Record] = [one for kind in KINDS for one in reader.all(RECORDS[kind])]
    assert [one for one in found if problems(one)] == []


def test_numbers_are_given_once_and_who_comes_is_one_person(desk):
    with desk.seat.reading() as reader:
        requests = reader.all(InterpreterRequest)
        taken = Counter(one.request for one in reader.all(Assignment) if one.state in ("accepted", "held"))
    assert len({one.reference for one in requests}) == len(requests)
    assert set(taken.values()) == {1}


def test_the_sheets_of_a_month_add_up(desk):
    sheets = [one for back in (0, 31, 62) for one in desk.hours_sheets.month(_month(back))]
    assert sheets
    assert all(one.cents == sum(row.cents for row in one.rows) for one in sheets)


def _month(days: int):
    today = clock.today()
    return today.replace(day=1) if not days else today.fromordinal(today.toordinal() - days).replace(day=1)
