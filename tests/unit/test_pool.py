"""The rules of a pool, one by one, and the ways of a request and of those who are asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from unittest import mock

import pytest

from lwdesk.domain import pool
from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.pool import ASSIGNMENT_STEPS, REQUEST_STEPS

TODAY = date(2021, 11, 2)
FRIDAY = datetime(2021, 11, 5, 9, tzinfo=UTC)
FINE = InterpreterRequest(
    pool="mia_do_ki",
    language="ar",
    at=FRIDAY + timedelta(days=7),
    minutes=60,
    setting="on_site",
    place="Haltestelle Clarenberg",
    topic="housing",
    legal="no",
    specialist_present="yes",
)


def found(request, rule):
    return next((one for one in pool.check(request, TODAY) if one.rule == rule), None)


def strict(**attributes):
    """Let the pool of the city have other rules."""
    listed = codelists()["interpreter_pool"]
    code = listed["mia_do_ki"]
    other = replace(code, attributes=MappingProxyType({**code.attributes, **attributes}))
    return mock.patch.object(pool, "pool_of", return_value=other)


def test_a_request_that_keeps_all_rules_is_fine():
    assert [(one.rule, one.level) for one in pool.check(FINE, TODAY)] == [
        ("institution", "ok"),
        ("legal", "ok"),
        ("specialist", "ok"),
        ("lead", "ok"),
    ]


def test_three_instead_of_five_working_days_can_be_mended_with_a_reason():
    short = FINE.replace(at=FRIDAY)
    warned = found(short, "lead")
    assert warned is not None
    assert (warned.level, dict(warned.facts), warned.remedy) == ("warn", {"days": 3, "wanted": 5}, "urgent")
    assert warned.holds_back
    assert found(short.replace(urgent=True), "lead").holds_back
    assert found(short.replace(urgent_reason="Räumung"), "lead").holds_back
    assert not found(short.replace(urgent=True, urgent_reason="Räumung"), "lead").holds_back


def test_a_day_that_is_over_stops_and_no_day_says_nothing():
    assert found(FINE.replace(at=FRIDAY - timedelta(days=9)), "past").level == "stop"
    assert found(FINE.replace(at=None), "lead") is None


@pytest.mark.parametrize(
    ("change", "rule", "level"),
    [
        ({"private_client": True}, "institution", "stop"),
        ({"legal": "yes"}, "legal", "stop"),
        ({"legal": "unclear"}, "legal_unclear", "warn"),
        ({"topic": "residence"}, "legal_topic", "warn"),
        ({"legal": None}, "legal", "open"),
        ({"specialist_present": "no"}, "specialist", "stop"),
        ({"specialist_present": None}, "specialist", "open"),
        ({"topic": "court", "legal": "yes"}, "topic", "stop"),
    ],
)
def test_each_rule_says_what_breaks_it(change, rule, level):
    broken = found(FINE.replace(**change), rule)
    assert broken.level == level
    assert broken.holds_back == (level == "stop")


def test_legal_consequences_lead_to_sworn_interpreters():
    assert found(FINE.replace(legal="yes"), "legal").ways == ("sworn",)


def test_sworn_interpreters_take_what_the_pool_refuses():
    sworn = FINE.replace(pool="professional", legal="yes", topic="court", private_client=True)
    assert [(one.rule, one.level) for one in pool.check(sworn, TODAY)] == [("lead", "ok")]


@pytest.mark.parametrize(
    ("attributes", "change", "rule"),
    [
        ({"no_medical": True}, {"medical": "yes"}, "medical"),
        ({"no_medical": True}, {"topic": "health"}, "medical"),
        ({"no_ongoing": True}, {"ongoing": True}, "ongoing"),
        ({"home_visits": False}, {}, "home_visits"),
    ],
)
def test_a_pool_with_other_rules_stops_what_it_does_not_take(attributes, change, rule):
    with strict(**attributes):
        broken = found(FINE.replace(**change), rule)
    assert broken.level == "stop"
    assert broken.ways


def test_a_pool_with_other_rules_takes_the_rest():
    with strict(no_medical=True, no_ongoing=True, home_visits=False):
        checked = pool.check(FINE.replace(setting="phone"), TODAY)
    assert {one.level for one in checked} == {"ok"}


def test_a_pool_nobody_knows_has_no_rules():
    assert [one.rule for one in pool.check(FINE.replace(pool=None), TODAY)] == ["lead"]


@pytest.mark.parametrize(
    ("steps", "codelist"), [(REQUEST_STEPS, "request_state"), (ASSIGNMENT_STEPS, "assignment_state")]
)
def test_the_ways_know_every_state_and_lead_only_to_states(steps, codelist):
    states = {code.code for code in codelists()[codelist]}
    assert set(steps) == states
    assert set().union(*steps.values()) <= states


@pytest.mark.parametrize("state", sorted(REQUEST_STEPS))
def test_every_state_but_the_first_can_be_reached(state):
    assert state == "draft" or any(state in then for then in REQUEST_STEPS.values())


def test_steps_that_skip_something_are_refused():
    assert pool.may_follow(None, "sent")
    assert not pool.may_follow("draft", "held")
    assert not pool.may_follow("settled", "sent")
    assert not pool.may_follow("odd", "sent")
    assert pool.may_become("next", "asked")
    assert pool.may_become(None, "asked")
    assert not pool.may_become("declined", "accepted")
    assert not pool.may_become("odd", "asked")


@pytest.mark.parametrize(("hours", "late"), [(25, False), (24, False), (23, True)])
def test_calling_off_is_late_within_a_day(hours, late):
    assert pool.is_late(FINE, FINE.at - timedelta(hours=hours)) is late
    assert not pool.is_late(FINE.replace(at=None), FRIDAY)


@pytest.mark.parametrize(
    ("change", "to", "fields"),
    [
        ({"place": "", "minutes": None}, "sent", ["place", "minutes"]),
        ({"setting": "phone", "place": "", "minutes": None}, "sent", ["minutes"]),
        ({}, "held", ["held_from", "held_until"]),
        ({}, "cancelled", ["cancelled_by"]),
        ({}, "no_show", ["cancelled_by"]),
        ({}, "unfilled", ["unfilled"]),
        ({}, "confirmed", []),
    ],
)
def test_a_step_names_what_it_needs(change, to, fields):
    assert [one.field for one in pool.lacking(FINE.replace(**change), to)] == fields
