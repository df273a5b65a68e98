"""Visits from the proposal to the file: planned, ordered, held, sorted, counted once."""

from datetime import date, timedelta

import pytest

from lwdesk.base import ids
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain import visiting
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact
from lwdesk.domain.task import Task
from lwdesk.domain.visit import ChecklistItem, Visit
from lwdesk.services.changes import Conflicts
from lwdesk.services.visit_sorting import Sorted
from lwdesk.services.visits import Outcome
from tests.unit import office
from tests.unit.office import hamdan
from tests.unit.visiting import (  # noqa: F401 - fixtures
    NOW,
    TOMORROW,
    desk,
    every,
    held,
    help_with,
    home,
    kept,
    path,
    planned,
    rows,
    watch,
)  # fmt: skip

# ruff: noqa: F811


def test_a_plan_begins_with_what_is_known(desk, home):
    visit = desk.visits.fresh(home.household.id).visit
    assert (visit.sort, visit.where, visit.minutes) == ("first", "home", 60)
    assert visit.dwelling == home.dwelling.id
    assert visit.staff == desk.staff.id


def test_a_plan_has_its_checklist_and_a_task_to_prepare_it(desk, home):
    visit = planned(desk, home, preparation="Willkommensmappe mitnehmen")
    assert len(every(desk, ChecklistItem, visit=visit.id)) == 12
    (task,) = every(desk, Task, about=visit.id)
    assert (task.title, task.due_on, task.note) == (
        "Besuch vorbereiten",
        date(2021, 11, 2),
        "Willkommensmappe mitnehmen",
    )


def test_planning_again_moves_the_task_and_changes_the_checklist(desk, home):
    visit = planned(desk, home)
    item = desk.visits.view(visit.id).items[0]
    desk.visit_mode.mark(item.id, "done")
    now = kept(desk, visit)
    desk.visits.plan(now.replace(sort="follow_up", planned_at=NOW + timedelta(days=9)), now)
    assert {one.item for one in desk.visits.view(visit.id).items} == {
        item.item, "satisfied", "insurance", "authorities",
    }  # fmt: skip
    assert [task.due_on for task in every(desk, Task, about=visit.id)] == [date(2021, 11, 10)]


def test_two_colleagues_who_change_the_same_plan_are_told(desk, home):
    visit = planned(desk, home)
    base = kept(desk, visit)
    desk.visits.plan(base.replace(minutes=30), base)
    assert isinstance(desk.visits.plan(base.replace(minutes=90), base), Conflicts)


def test_a_plan_without_a_time_is_refused(desk, home):
    visit = desk.visits.fresh(home.household.id).visit
    with pytest.raises(InvalidInput, match="planned_at"):
        desk.visits.plan(visit)
    assert every(desk, Visit) == ()


def test_moving_in_from_a_facility_proposes_a_first_visit_once_and_planning_closes_it(desk):
    intake = hamdan()
    dwelling = intake.dwelling.replace(former="municipal_shelter", moved_in_on=date(2021, 10, 28))
    intake = type(intake)(intake.household, dwelling, intake.members)
    desk.households.take_in(intake)
    (row,) = rows(desk, "proposed").rows
    assert (row.record.id, row.record.next_on) == (visiting.proposal_of(dwelling.id), date(2021, 11, 11))
    assert desk.visits.fresh(intake.household.id).visit.id == row.record.id
    planned(desk, intake)
    assert rows(desk, "proposed").rows == ()
    assert [task.state for task in every(desk, Task, origin="proposal")] == ["done"]


def test_a_held_visit_closes_a_proposal_that_came_meanwhile(desk, home):
    visit = planned(desk, home)
    late = Visit(household=home.household.id, office=desk.office.id, sort="first", state="proposed")
    task = Task(
        office=desk.office.id, household=home.household.id, title="?", origin="proposal", state="open"
    )
    with desk.seat.writing("test") as transaction:
        transaction.save_all((late, task))
    desk.visits.begin(visit.id)
    desk.visits.finish(visit.id, Outcome("met"))
    assert kept(desk, late).state == "cancelled"
    assert kept(desk, task).state == "done"


def test_a_visit_that_was_not_held_asks_for_the_next_step_and_leaves_the_proposal(desk, home):
    visit = planned(desk, home)
    desk.visits.begin(visit.id)
    desk.visits.finish(visit.id, Outcome("not_met", "Karte eingeworfen, anrufen", date(2021, 11, 9)))
    now = kept(desk, visit)
    assert (now.state, now.result, now.next_on) == ("not_met", "not_met", date(2021, 11, 9))
    task = next(one for one in every(desk, Task, about=visit.id) if one.state == "open")
    assert (task.title, task.due_on) == ("Karte eingeworfen, anrufen", date(2021, 11, 9))
    assert every(desk, Contact) == ()


def test_without_words_for_the_next_step_it_is_to_arrange_the_visit_anew(desk, home):
    visit = planned(desk, home)
    desk.visits.finish(visit.id, Outcome("postponed"))
    task = next(one for one in every(desk, Task, about=visit.id) if one.state == "open")
    assert (task.title, task.due_on) == ("Besuch neu vereinbaren", date(2021, 11, 9))
    assert kept(desk, visit).left_at is None


def test_a_visit_that_did_not_take_place_can_be_planned_again(desk, home):
    visit = planned(desk, home)
    desk.visits.finish(visit.id, Outcome("postponed"))
    now = kept(desk, visit)
    desk.visits.plan(now.replace(planned_at=NOW + timedelta(days=5)), now)
    assert kept(desk, visit).state == "planned"
    assert kept(desk, Task(id=visiting.preparation_of(visit.id))).state == "open"


def test_a_visit_goes_only_the_ways_there_are(desk, home):
    visit = planned(desk, home)
    with pytest.raises(InvalidInput, match="state"):
        desk.visit_sorting.take_over(visit.id, Sorted((("housing", "advice"),)))
    with pytest.raises(InvalidInput, match="result"):
        desk.visits.finish(visit.id, Outcome("vanished"))
    desk.visits.cancel(visit.id)
    for do in (lambda: desk.visits.begin(visit.id), lambda: desk.visits.finish(visit.id, Outcome("met"))):
        with pytest.raises(InvalidInput, match="state"):
            do()
    assert kept(desk, Task(id=visiting.preparation_of(visit.id))).state == "dropped"


def test_the_tabs_count_the_visits_by_their_state(desk, home):
    planned(desk, home, at=NOW)
    assert dict(rows(desk, "today").counts) == {
        "today": 1, "planned": 1, "proposed": 0, "to_sort": 0, "past": 0,
    }  # fmt: skip
    (row,) = rows(desk, "today").rows
    assert (row.home.case_number, row.district, row.street, row.staff) == (
        row.home.case_number, "hoerde", "", "Jana Albers",
    )  # fmt: skip
    assert desk.counts().visits_today == 1
    assert (
        len(rows(desk, "planned", mine=True, filters=(("district", "hoerde"), ("sort", "first"))).rows) == 1
    )
    assert rows(desk, "planned", filters=(("staff", ids.new().hex),)).rows == ()


def test_the_route_of_a_day_keeps_its_order_and_hides_a_protected_address(desk, home):
    other = hamdan(address_protected=True)
    desk.households.take_in(other)
    first, second = planned(desk, home, at=NOW), planned(desk, other, at=NOW + timedelta(hours=2))
    today = date(2021, 11, 2)
    assert [row.record.id for row in desk.visits.day(today)] == [first.id, second.id]
    assert [row.street for row in desk.visits.day(today)] == ["Lindenallee 14", ""]
    desk.visits.order([second.id, first.id])
    desk.visits.order([second.id, first.id])
    assert [row.record.id for row in desk.visits.day(today)] == [second.id, first.id]
    assert desk.visits.view(second.id).dwelling.street == ""
    assert desk.visits.day(today + timedelta(days=1)) == ()


def test_a_plan_tells_what_else_is_at_that_time(desk, home):
    other = hamdan(name="Rezai")
    desk.households.take_in(other)
    planned(desk, other, at=TOMORROW + timedelta(minutes=30))
    appointment = Appointment(
        office=desk.office.id, household=other.household.id, staff=desk.staff.id,
        sort="advice", at=TOMORROW + timedelta(minutes=45), state="planned",
    )  # fmt: skip
    with desk.seat.writing("test") as transaction:
        transaction.save(appointment)
    visit = desk.visits.fresh(home.household.id).visit.replace(planned_at=TOMORROW)
    assert [(one.kind, one.name) for one in desk.visits.clashes(visit)] == [
        ("staff", "Rezai"), ("appointment", "Rezai"),
    ]  # fmt: skip
    again = desk.visits.fresh(other.household.id).visit.replace(planned_at=TOMORROW - timedelta(hours=4))
    assert [one.kind for one in desk.visits.clashes(again)] == ["household"]
    assert desk.visits.clashes(visit.replace(planned_at=None)) == ()


def test_an_assistant_makes_a_visit_but_does_not_plan_one_and_a_reader_neither(path, home, desk):
    visit = planned(desk, home, at=NOW)
    desk.close()
    with office.opened(path, "assistant") as helper:
        with pytest.raises(NotAllowed):
            helper.visits.cancel(visit.id)
        helper.visits.begin(visit.id)
    with office.opened(path, "reader") as reader:
        with pytest.raises(NotAllowed):
            reader.visits.begin(visit.id)
        assert not reader.visits.view(visit.id).editable


def test_a_restricted_household_is_neither_visited_nor_shown_to_others(path, home, desk):
    visit = planned(desk, home, at=NOW)
    card = desk.households.card(home.household.id).household
    desk.households.save(card.replace(restricted=True), card)
    for do in (
        lambda: desk.visits.begin(visit.id),
        lambda: desk.visit_mode.keep(visit.id, notes="x"),
        lambda: desk.visit_sorting.take_over(visit.id, Sorted(())),
    ):
        with pytest.raises(Restricted):
            do()
    desk.close()
    with office.opened(path, "adviser") as adviser:
        assert rows(adviser, "today").rows == ()
        assert adviser.visits.day(date(2021, 11, 2)) == ()
        assert adviser.counts().visits_today == 0
        with pytest.raises(Restricted):
            adviser.visits.view(visit.id)


def test_nobody_goes_alone_unseen(desk, home):
    visit = planned(desk, home, in_pairs=True)
    desk.visits.begin(visit.id)
    assert any(line.action == "change.alone" for line in office.trail(desk))


def test_what_is_not_there_is_said(desk):
    with pytest.raises(RecordGone):
        desk.visits.view(ids.new())
    with pytest.raises(RecordGone):
        desk.visits.fresh(ids.new())
