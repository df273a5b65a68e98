"""How a visit goes on, told without a file."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from lwdesk.base import ids
from lwdesk.domain import visiting
from lwdesk.domain.codelists import codelists
from lwdesk.domain.visit import ChecklistItem, Visit

ONE, TWO = UUID(int=1), UUID(int=2)
TEN = datetime(2021, 11, 5, 9, tzinfo=UTC)


def test_every_state_says_how_it_goes_on_and_leads_only_to_states_there_are() -> None:
    states = {code.code for code in codelists()["visit_state"]}
    assert set(visiting.WAYS) == states
    assert set().union(*visiting.WAYS.values()) <= states
    assert set(visiting.RESULTS) == {code.code for code in codelists()["visit_result"]}


@pytest.mark.parametrize(
    ("state", "wanted", "may"),
    [
        (None, "planned", True),
        ("proposed", "planned", True),
        ("proposed", "done", False),
        ("planned", "under_way", True),
        ("planned", "done", False),
        ("under_way", "to_sort", True),
        ("to_sort", "done", True),
        ("done", "planned", False),
        ("not_met", "planned", True),
        ("of_a_newer_program", "planned", False),
    ],
)
def test_a_visit_goes_on_only_in_the_ways_there_are(state, wanted, may) -> None:
    assert visiting.may_become(state, wanted) is may


def test_every_result_of_a_visit_under_way_leads_on() -> None:
    assert all(visiting.may_become("under_way", state) for state in visiting.RESULTS.values())


def test_open_is_what_somebody_still_has_to_do() -> None:
    assert visiting.is_open(Visit())
    assert visiting.is_open(Visit(state="to_sort"))
    assert not visiting.is_open(Visit(state="done"))


def test_only_a_visit_at_which_they_were_met_was_held() -> None:
    assert visiting.is_held(Visit(result="met"))
    assert not visiting.is_held(Visit(result="refused"))


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, False),
        ({"in_pairs": True}, True),
        ({"in_pairs": True, "second_name": " "}, True),
        ({"in_pairs": True, "second_name": "Frau Yilmaz, Diakonie"}, False),
        ({"in_pairs": True, "staff": ONE, "second_staff": TWO}, False),
        ({"in_pairs": True, "staff": ONE, "second_staff": ONE}, True),
    ],
)
def test_two_people_are_two_different_people(fields, missing) -> None:
    assert visiting.second_missing(Visit(**fields)) is missing


def test_a_plan_needs_a_time_and_somebody_who_goes() -> None:
    assert [one.field for one in visiting.lacking(Visit())] == ["planned_at", "staff"]
    assert visiting.lacking(Visit(planned_at=TEN, staff=ONE)) == ()


@pytest.mark.parametrize(
    ("minutes", "later", "same_time"), [(60, 59, True), (60, 60, False), (None, 59, True), (30, 45, False)]
)
def test_two_visits_clash_where_their_times_overlap(minutes, later, same_time) -> None:
    one = Visit(planned_at=TEN, minutes=minutes)
    other = Visit(planned_at=TEN + timedelta(minutes=later), minutes=30)
    assert visiting.clash(one, other) is same_time
    assert visiting.clash(other, one) is same_time


def test_a_visit_does_not_clash_with_itself_or_with_one_without_a_time() -> None:
    one = Visit(planned_at=TEN)
    assert not visiting.clash(one, one)
    assert not visiting.clash(one, Visit())
    assert visiting.ends_at(Visit()) is None


def test_the_checklist_follows_the_occasion_and_is_the_same_on_every_device() -> None:
    visit = Visit(sort="first")
    made = visiting.checklist(visit)
    assert len(made) == 12
    assert [item.position for item in made] == list(range(1, 13))
    assert {item.state for item in made} == {"open"}
    assert made == visiting.checklist(visit)
    assert visiting.points("crisis") == ()


def test_a_checklist_is_completed_where_the_occasion_changed() -> None:
    visit = Visit(sort="follow_up")
    known = [ChecklistItem(visit=visit.id, item="authorities")]
    assert [item.item for item in visiting.checklist(visit, known)] == ["satisfied", "insurance"]


def test_a_point_belongs_to_a_life_area() -> None:
    assert visiting.area_of(ChecklistItem(item="bank")) == "livelihood"
    assert visiting.area_of(ChecklistItem(own="Gartenlaube")) == "other"


def test_what_comes_of_a_visit_has_one_identity_everywhere() -> None:
    visit = Visit(sort="first")
    assert visiting.contact_of(visit) == ids.derived(visit.id, "contact")
    assert visiting.contact_of(visit.replace(contact=ONE)) == ONE
    item = ChecklistItem(visit=visit.id)
    assert visiting.need_of(item) == visiting.need_of(item)
    assert visiting.need_of(item.replace(need=TWO)) == TWO
    assert visiting.next_step_of(ONE, "not_met") != visiting.next_step_of(ONE, "refused")
    assert len({visiting.proposal_of(ONE), visiting.preparation_of(ONE)}) == 2


def test_a_first_visit_is_a_welcome_visit_and_any_other_a_home_visit() -> None:
    assert visiting.contact_kind("first") == "welcome_visit"
    assert visiting.contact_kind("crisis") == "home_visit"
