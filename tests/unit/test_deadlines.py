"""What ends becomes a deadline in time, once, and not for ever."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from lwdesk.domain.deadlines import AFTER, BEFORE, ORIGINS, Ending, deadlines, window

TODAY = date(2021, 11, 2)


def ending(kind="residence", on=TODAY, about=None):
    return Ending(kind, about or uuid4(), uuid4(), on)


@pytest.mark.parametrize("kind", BEFORE)
def test_an_ending_asks_for_a_task_from_its_first_to_its_last_day(kind):
    first, last = window(kind, TODAY)
    days = [first - timedelta(1), first, last, last + timedelta(1)]
    found = deadlines([ending(kind, on) for on in days], TODAY)
    assert [one.ending.on for one in found] == [first, last]
    assert first == TODAY - AFTER[kind]


def test_a_title_is_thought_of_eight_weeks_before_it_ends():
    (found,) = deadlines([ending(on=TODAY + timedelta(56))], TODAY)
    assert found.due_on == TODAY
    assert found.origin == "deadline"


def test_what_is_found_late_gets_half_of_the_time_that_is_left_and_what_is_over_is_due_today():
    found = deadlines([ending(on=TODAY + timedelta(20)), ending(on=TODAY - timedelta(3))], TODAY)
    assert [one.due_on for one in found] == [TODAY, TODAY + timedelta(10)]


def test_a_referral_is_overdue_the_day_after_the_answer_was_expected():
    assert deadlines([ending("referral", TODAY)], TODAY) == ()
    (found,) = deadlines([ending("referral", TODAY - timedelta(1))], TODAY)
    assert found.due_on == TODAY


def test_the_same_ending_is_the_same_deadline_on_every_day_and_another_day_of_it_is_another():
    one = ending(on=TODAY + timedelta(7))
    (first,) = deadlines([one, one], TODAY)
    (later,) = deadlines([one], TODAY + timedelta(3))
    (longer,) = deadlines([ending(on=TODAY + timedelta(9), about=one.about)], TODAY)
    assert first.id == later.id
    assert longer.id != first.id


def test_deadlines_come_in_the_order_of_their_days():
    found = deadlines([ending(on=TODAY + timedelta(n)) for n in (5, 1, 3)], TODAY)
    assert [one.ending.on.day for one in found] == [3, 5, 7]


def test_every_kind_has_an_origin_of_the_code_list():
    from lwdesk.domain.codelists import codelists

    assert {*ORIGINS} == {*BEFORE}
    assert all(code in codelists()["task_origin"] for code in ORIGINS.values())
