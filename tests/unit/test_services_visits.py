"""Visits from the proposal to the file: planned, ordered, held, sorted, counted once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain import visiting
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.domain.visit import ChecklistItem, Visit, VisitPerson
from lwdesk.services.changes import Conflicts
from lwdesk.services.listing import Asked
from lwdesk.services.visit_sorting import NeedWanted, Sorted, TaskWanted, proposed
from lwdesk.services.visits import Outcome
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def watch():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path, watch):
    return office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake


def planned(desk, home, at=TOMORROW, **fields):
    visit = desk.visits.fresh(home.household.id).visit.replace(planned_at=at, **fields)
    desk.visits.plan(visit)
    return visit


def held(desk, home, **fields):
    visit = planned(desk, home, **fields)
    desk.visits.begin(visit.id)
    desk.visits.finish(visit.id, Outcome("met"))
    return visit


def kept(desk, record):
    with desk.seat.reading() as reader:
        return reader.get(type(record), record.id)


def every(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def rows(desk, tab, **more):
    return desk.visits.page(Asked(tab, "at", **more))


def help_with(desk, visit, place=0, remark="Strom noch nicht angemeldet"):
    item = desk.visits.view(visit.id).items[place]
    desk.visit_mode.mark(item.id, "help", remark)
    return item


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


def test_everything_at_the_table_is_in_the_file_at_once(desk, home, path):
    visit = planned(desk, home)
    desk.visits.begin(visit.id)
    items = desk.visits.view(visit.id).items
    person = home.members[1].person.id
    desk.visit_mode.mark(items[0].id, "done")
    desk.visit_mode.mark(items[1].id, "help", "Strom")
    desk.visit_mode.mark(items[1].id, "help")
    desk.visit_mode.attend(visit.id, person, here=True)
    own = desk.visit_mode.add_point(visit.id, "  Gartenlaube\u202e ")
    desk.visit_mode.keep(visit.id, notes="Warmwasser fällt aus", children_present=2)
    view = desk.visits.view(visit.id)
    assert [item.state for item in view.items[:3]] == ["done", "help", "open"]
    assert view.items[1].remark == "Strom"
    assert view.items[-1] == own
    assert own.own == "Gartenlaube"
    assert [one.person.id for one in view.people if one.here] == [person]
    assert (view.visit.notes, view.visit.children_present) == ("Warmwasser fällt aus", 2)
    assert (view.visit.state, view.visit.arrived_at) == ("under_way", NOW)


def test_who_came_and_went_can_be_put_right(desk, home):
    visit = planned(desk, home)
    person = home.members[0].person.id
    for here in (True, True, False, True):
        desk.visit_mode.attend(visit.id, person, here=here)
    assert len(every(desk, VisitPerson)) == 1
    with pytest.raises(InvalidInput, match="person"):
        desk.visit_mode.attend(visit.id, ids.new(), here=True)


def test_own_points_can_be_dropped_those_of_the_list_cannot(desk, home):
    visit = planned(desk, home)
    own = desk.visit_mode.add_point(visit.id, "Gartenlaube")
    desk.visit_mode.drop_point(own.id)
    with pytest.raises(InvalidInput):
        desk.visit_mode.drop_point(desk.visits.view(visit.id).items[0].id)
    with pytest.raises(InvalidInput, match="own"):
        desk.visit_mode.add_point(visit.id, " \u202e ")
    assert len(desk.visits.view(visit.id).items) == 12


def test_what_is_no_part_of_the_mode_is_refused(desk, home):
    visit = planned(desk, home)
    with pytest.raises(InvalidInput, match="state"):
        desk.visit_mode.keep(visit.id, state="done")
    with pytest.raises(InvalidInput):
        desk.visit_mode.mark(desk.visits.view(visit.id).items[0].id, "eaten")
    with pytest.raises(RecordGone):
        desk.visit_mode.mark(ids.new(), "done")
    with pytest.raises(RecordGone):
        desk.visit_mode.keep(ids.new(), notes="")
    desk.visits.cancel(visit.id)
    with pytest.raises(InvalidInput, match="state"):
        desk.visit_mode.keep(visit.id, notes="zu spät")


def test_the_list_of_own_points_has_an_end(desk, home):
    visit = planned(desk, home, sort="crisis")
    for number in range(99):
        desk.visit_mode.add_point(visit.id, f"Punkt {number}")
    with pytest.raises(InvalidInput):
        desk.visit_mode.add_point(visit.id, "einer zu viel")


def test_notes_and_points_with_help_propose_where_they_go(desk, home):
    visit = held(desk, home)
    item = help_with(desk, visit, 3)
    desk.visit_mode.keep(visit.id, notes="Warmwasser fällt aus. Frau Hamdan will Deutsch lernen.")
    view = desk.visits.view(visit.id)
    told = proposed(view.visit, view.items)
    assert told.topics == (("housing", "advice"), ("migration", "advice"))
    assert told.needs == (NeedWanted(item.id, "housing", "Strom noch nicht angemeldet"),)


def test_a_held_visit_becomes_one_contact_with_topics_needs_and_tasks(desk, home, watch):
    visit = planned(desk, home)
    desk.visits.begin(visit.id)
    person = home.members[0].person.id
    desk.visit_mode.attend(visit.id, person, here=True)
    item = help_with(desk, visit)
    watch.moment = NOW + timedelta(minutes=50)
    desk.visits.finish(visit.id, Outcome("met"))
    wanted = Sorted(
        (("housing", "advice"), ("migration", "information")),
        (NeedWanted(item.id, "housing", "Strom anmelden"),),
        (TaskWanted("Vermieter anrufen", date(2021, 11, 5)),),
        "Warmwasser, Deutschkurs",
    )
    desk.visit_sorting.take_over(visit.id, wanted)
    (contact,) = every(desk, Contact)
    assert (contact.sort, contact.visit, contact.minutes) == ("welcome_visit", visit.id, 50)
    assert contact.district == "hoerde"
    assert {(one.area, one.support) for one in every(desk, Reason)} == set(wanted.topics)
    assert [one.person for one in every(desk, ContactPerson)] == [person]
    (need,) = every(desk, Need)
    assert (need.area, need.next_step, need.origin, need.state) == (
        "housing",
        "Strom anmelden",
        "visit",
        "open",
    )
    assert kept(desk, item).need == need.id
    assert "Vermieter anrufen" in {task.title for task in every(desk, Task, origin="visit")}
    now = kept(desk, visit)
    assert (now.state, now.contact, now.sorted_on) == ("done", contact.id, date(2021, 11, 2))


def test_a_visit_sorted_twice_counts_once_and_leaves_what_was_made_of_its_needs(desk, home):
    visit = held(desk, home)
    item = help_with(desk, visit)
    wanted = Sorted(
        (("housing", "advice"),),
        (NeedWanted(item.id, "housing", "Strom"),),
        (TaskWanted("Anrufen", date(2021, 11, 5)),),
    )
    desk.visit_sorting.take_over(visit.id, wanted)
    (need,) = every(desk, Need)
    desk.households.save(need.replace(level=3, next_step="Termin am Montag"), need)
    desk.visit_sorting.take_over(visit.id, Sorted((("health", "advice"),), wanted.needs, wanted.tasks))
    assert len(every(desk, Contact)) == 1
    assert [one.area for one in every(desk, Reason)] == ["health"]
    assert [(one.level, one.next_step) for one in every(desk, Need)] == [(3, "Termin am Montag")]
    assert len([one for one in every(desk, Task) if one.title == "Anrufen"]) == 1


def test_a_visit_taken_back_and_sorted_again_counts_once(desk, home):
    visit = held(desk, home)
    item = help_with(desk, visit)
    wanted = Sorted((("housing", "advice"),), (NeedWanted(item.id, "housing"),))
    for _time in range(2):
        desk.visit_sorting.take_over(visit.id, wanted)
        assert (len(every(desk, Contact)), len(every(desk, Reason)), len(every(desk, Need))) == (1, 1, 1)
        desk.undo_last()
        assert (len(every(desk, Contact)), len(every(desk, Reason)), len(every(desk, Need))) == (0, 0, 0)
        assert kept(desk, visit).state == "to_sort"
    desk.visit_sorting.take_over(visit.id, wanted)
    assert len(every(desk, Contact)) == 1


def test_the_same_visit_sorted_elsewhere_and_brought_back_counts_once(desk, home):
    visit = held(desk, home)
    desk.visit_sorting.take_over(visit.id, Sorted((("housing", "advice"),)))
    (contact,) = every(desk, Contact)
    with desk.seat.writing("exchange") as transaction:  # the laptop knows the visit without its contact
        transaction.save(kept(desk, visit).replace(state="to_sort", contact=None, sorted_on=None))
    desk.visit_sorting.take_over(visit.id, Sorted((("housing", "advice"),)))
    assert every(desk, Contact) == (contact,)


def test_a_visit_without_a_topic_is_not_taken_over_unless_the_office_allows_it(desk, home):
    visit = held(desk, home)
    with pytest.raises(InvalidInput, match="area"):
        desk.visit_sorting.take_over(visit.id, Sorted(()))
    with pytest.raises(InvalidInput):
        desk.visit_sorting.take_over(
            visit.id, Sorted((("housing", "advice"),), (NeedWanted(ids.new(), "work"),))
        )
    with pytest.raises(RecordGone):
        desk.visit_sorting.take_over(ids.new(), Sorted(()))
    assert every(desk, Contact) == ()


def test_a_contact_without_a_departure_takes_as_long_as_planned(desk, home):
    visit = held(desk, home)
    with desk.seat.writing("test") as transaction:
        transaction.save(kept(desk, visit).replace(left_at=None, minutes=45))
    desk.visit_sorting.take_over(visit.id, Sorted((("housing", "advice"),)))
    assert [one.minutes for one in every(desk, Contact)] == [45]


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
