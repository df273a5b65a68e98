"""At the table and after: every change is kept, and a held visit counts once."""

from datetime import date, timedelta

import pytest

from lwdesk.base import ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.domain.visit import VisitPerson
from lwdesk.services.visit_sorting import NeedWanted, Sorted, TaskWanted, proposed
from lwdesk.services.visits import Outcome
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


def test_an_area_taken_out_of_the_notes_is_not_proposed_again(desk, home):
    visit = held(desk, home)
    desk.visit_mode.keep(visit.id, notes="Warmwasser fällt aus. Frau Hamdan will Deutsch lernen.")
    desk.visit_mode.keep(visit.id, refused=("housing",))
    view = desk.visits.view(visit.id)
    assert proposed(view.visit, view.items).topics == (("migration", "advice"),)


def test_a_point_with_help_needed_brings_its_area_back(desk, home):
    visit = held(desk, home)
    help_with(desk, visit, 3)
    desk.visit_mode.keep(visit.id, notes="Warmwasser fällt aus.", refused=("housing",))
    view = desk.visits.view(visit.id)
    assert proposed(view.visit, view.items).topics == (("housing", "advice"),)


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


def test_words_of_the_notes_become_a_need_once_however_often_they_are_sorted(desk, home):
    visit = held(desk, home)
    wanted = Sorted(
        (("housing", "advice"),), (NeedWanted(None, "housing", "Warmwasser", "Warmwasser fällt aus"),)
    )
    desk.visit_sorting.take_over(visit.id, wanted)
    (need,) = every(desk, Need)
    assert (need.origin, need.source, need.next_step) == ("visit", visit.id, "Warmwasser")
    desk.undo_last()
    desk.visit_sorting.take_over(visit.id, wanted)
    assert [one.id for one in every(desk, Need)] == [need.id]


def test_a_need_of_nothing_is_refused(desk, home):
    visit = held(desk, home)
    with pytest.raises(InvalidInput):
        desk.visit_sorting.take_over(
            visit.id, Sorted((("housing", "advice"),), (NeedWanted(None, "housing"),))
        )
