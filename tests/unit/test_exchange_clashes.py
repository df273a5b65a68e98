"""Taken out of sight on one device, changed on the other: nothing gets lost, and nothing is made up."""

from datetime import date
from uuid import UUID

import pytest

from lwdesk.base.errors import InvalidInput
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.services.exchange.views import Enter, KeepBoth, Take
from lwdesk.services.merging import Merging
from lwdesk.services.saving import remove_one
from lwdesk.services.search import Search
from lwdesk.store.check import check
from lwdesk.store.exchange.erasing import erase
from lwdesk.store.undo import undo_last
from tests.unit.devices import LEAD, OFFICE, Machine
from tests.unit.test_exchange_differences import (
    HOME,
    MEMBER,
    PERSON,
    Two,
    get,
    save,
    two,
)

__all__ = ["two"]

TALK = Contact(id=UUID(int=20), office=OFFICE.id, household=HOME.id, note="x")
TOPIC = Reason(id=UUID(int=21), contact=TALK.id, area="housing")
OTHER = HOME.replace(id=UUID(int=30), name="Hamdan 2", case_number="TB-2020-0200")
TWIN = Person(id=UUID(int=31), given_name="Mohamed", family_name="Hamdan")
TWIN_MEMBER = Membership(id=UUID(int=32), household=OTHER.id, person=TWIN.id)
NEXT = HOME.replace(id=UUID(int=40), name="Amiri")


@pytest.fixture
def talk(two: Two) -> Two:
    for record in (TALK, TOPIC):
        save(two.pc, record)
    two.exchange()
    return two


def remove(machine: Machine, record: object) -> None:
    remove_one(machine.seat, record, "remove")


def demand_sound(two: Two) -> None:
    assert (check(two.pc.store), check(two.laptop.store)) == ((), ())


def torn(two: Two):
    """Remove the talk at the office, change it on the laptop, exchange; return the one difference."""
    remove(two.pc, TALK)
    save(two.laptop, TALK.replace(note="y"))
    two.exchange()
    demand_sound(two)
    (one,) = two.pc.differences.open()
    (other,) = two.laptop.differences.open()
    assert [side.value for side in other.sides] == [side.value for side in one.sides]
    return one


def test_removed_here_and_changed_there_is_a_difference_of_its_own(talk) -> None:
    one = torn(talk)
    assert (one.kind, one.subject, one.record, one.household) == ("removed", "contact", TALK.id, HOME.id)
    assert [(side.value, side.device_name) for side in one.sides] == [(True, "pc"), (False, "laptop")]
    assert [(edit.field, edit.former, edit.value) for edit in one.edits] == [("note", "x", "y")]
    assert talk.pc.differences.count() == 1


def test_the_order_in_which_both_come_in_makes_no_difference(talk) -> None:
    save(talk.pc, TALK.replace(note="y"))
    remove(talk.laptop, TALK)
    talk.exchange()
    assert [one.kind for one in talk.pc.differences.open()] == ["removed"]
    assert [one.kind for one in talk.laptop.differences.open()] == ["removed"]
    demand_sound(talk)


def test_what_the_remover_had_seen_is_no_difference(talk) -> None:
    save(talk.laptop, TALK.replace(note="y"))
    talk.exchange()
    remove(talk.pc, TALK)
    talk.exchange()
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()
    demand_sound(talk)


def test_removed_on_both_is_no_difference(talk) -> None:
    remove(talk.pc, TALK)
    remove(talk.laptop, TALK)
    talk.exchange()
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()
    demand_sound(talk)


def test_what_one_of_two_removers_had_seen_is_no_difference(talk) -> None:
    remove(talk.pc, TALK)
    save(talk.laptop, TALK.replace(note="y"))
    remove(talk.laptop, get(talk.laptop, TALK))
    talk.exchange()
    assert talk.pc.differences.open() == ()
    demand_sound(talk)


def test_leaving_it_removed_travels(talk) -> None:
    talk.pc.differences.decide(torn(talk), Take(0), "doppelt")
    talk.exchange()
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()
    assert get(talk.pc, TALK) is None
    assert get(talk.laptop, TALK) is None
    demand_sound(talk)


def test_bringing_it_back_brings_back_what_went_with_it_and_travels(talk) -> None:
    talk.laptop.differences.decide(talk.laptop.differences.open()[0] if torn(talk) else None, Take(1))
    talk.exchange()
    talk.demand_equal(TALK.replace(note="y"), TOPIC)
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()


@pytest.mark.parametrize("side", [0, 1])
def test_either_decision_can_be_taken_back(talk, side) -> None:
    one = torn(talk)
    talk.pc.differences.decide(one, Take(side))
    undo_last(talk.pc.store, LEAD.id)
    talk.exchange()
    assert [again.edits for again in talk.pc.differences.open()] == [one.edits]
    assert [again.edits for again in talk.laptop.differences.open()] == [one.edits]
    demand_sound(talk)


@pytest.mark.parametrize("choice", [Enter("z"), KeepBoth()])
def test_there_is_no_third_way_between_removed_and_changed(talk, choice) -> None:
    with pytest.raises(InvalidInput):
        talk.pc.differences.decide(torn(talk), choice)


def test_removed_here_and_removed_and_brought_back_there_is_decided_too(talk) -> None:
    remove(talk.pc, TALK)
    talk.exchange()
    for machine in (talk.pc, talk.laptop):
        with machine.store.writing("bring back", LEAD.id) as transaction:
            transaction.bring_back(Contact, TALK.id)
    remove(talk.laptop, TALK)
    talk.exchange()
    (one,) = talk.pc.differences.open()
    assert (one.kind, {side.value for side in one.sides}) == ("removed", {True, False})


def test_a_person_moved_to_another_household_while_they_were_changed_keeps_both(two) -> None:
    save(two.pc, NEXT)
    two.exchange()
    save(two.pc, MEMBER.replace(household=NEXT.id))
    save(two.laptop, PERSON.replace(note="y"))
    save(two.laptop, MEMBER.replace(role="reference"))
    two.exchange()
    two.demand_equal(PERSON.replace(note="y"), MEMBER.replace(household=NEXT.id, role="reference"))
    assert two.pc.differences.open() == ()


def test_a_person_moved_to_two_households_is_a_difference_with_both_names(two) -> None:
    third = HOME.replace(id=UUID(int=41), name="Rezai")
    for home in (NEXT, third):
        save(two.pc, home)
    two.exchange()
    one = two.apart(MEMBER.replace(household=NEXT.id), MEMBER.replace(household=third.id))
    assert (one.field, [side.text for side in one.sides]) == ("household", ["Amiri", "Rezai"])
    assert one.person == "Mohammed Hamdan"


@pytest.fixture
def twins(two: Two) -> Two:
    for record in (OTHER, TWIN, TWIN_MEMBER):
        save(two.pc, record)
    two.exchange()
    return two


def merge(machine: Machine) -> None:
    merging = Merging(machine.seat, Search(machine.seat))
    merging.merge(HOME.id, OTHER.id, [(PERSON.id, TWIN.id)])


def test_a_household_merged_here_and_changed_there_is_shown_and_goes_into_the_survivor(twins) -> None:
    merge(twins.pc)
    save(twins.laptop, OTHER.replace(note="im Hinterhaus"))
    twins.exchange()
    demand_sound(twins)
    (one,) = twins.laptop.differences.open()
    assert (one.kind, one.record, one.sides[0].text) == ("merged", OTHER.id, HOME.name)
    assert [(edit.field, edit.value) for edit in one.edits] == [("note", "im Hinterhaus")]
    twins.laptop.differences.decide(one, Take(1))
    twins.exchange()
    twins.demand_equal(HOME.replace(note="im Hinterhaus"))
    assert twins.pc.differences.open() == twins.laptop.differences.open() == ()


def test_a_change_of_a_person_who_was_somebody_else_goes_to_the_one_who_stays(twins) -> None:
    merge(twins.pc)
    save(twins.laptop, TWIN.replace(phone="0231 50"))
    twins.exchange()
    (one,) = twins.pc.differences.open()
    assert (one.kind, one.subject, one.record) == ("merged", "person", TWIN.id)
    twins.pc.differences.decide(one, Take(1))
    twins.exchange()
    assert get(twins.laptop, PERSON).phone == "0231 50"
    assert get(twins.laptop, TWIN) is None
    assert twins.pc.differences.open() == twins.laptop.differences.open() == ()
    demand_sound(twins)


def test_a_change_of_a_membership_that_was_double_goes_to_the_one_that_stays(twins) -> None:
    merge(twins.pc)
    save(twins.laptop, TWIN_MEMBER.replace(role="reference"))
    twins.exchange()
    (one,) = twins.pc.differences.open()
    twins.pc.differences.decide(one, Take(1))
    twins.exchange()
    assert get(twins.laptop, MEMBER).role == "reference"
    assert twins.pc.differences.open() == ()
    demand_sound(twins)


def test_what_was_written_for_a_merged_household_goes_where_it_went(twins) -> None:
    merge(twins.pc)
    child = Person(id=UUID(int=70), given_name="Yousef")
    talk = TALK.replace(household=OTHER.id)
    for record in (talk, child, Membership(id=UUID(int=71), household=OTHER.id, person=child.id)):
        save(twins.laptop, record)
    twins.exchange()
    twins.exchange()
    twins.demand_equal(
        talk.replace(household=HOME.id), Membership(id=UUID(int=71), household=HOME.id, person=child.id)
    )
    assert twins.pc.differences.open() == twins.laptop.differences.open() == ()


def test_a_membership_that_the_other_household_has_already_is_not_doubled(twins) -> None:
    save(twins.pc, MEMBER.replace(id=UUID(int=72), household=OTHER.id))
    twins.exchange()
    merge(twins.pc)
    save(twins.laptop, MEMBER.replace(id=UUID(int=73), household=OTHER.id))
    twins.exchange()
    with twins.pc.store.reading() as reader:
        assert len(reader.all(Membership, household=HOME.id, person=PERSON.id)) == 1
    demand_sound(twins)


def test_what_was_added_to_a_removed_record_is_no_less_a_difference(talk) -> None:
    remove(talk.pc, TALK)
    added = Reason(id=UUID(int=80), contact=TALK.id, area="school")
    save(talk.laptop, added)
    talk.exchange()
    demand_sound(talk)
    (one,) = talk.pc.differences.open()
    assert (one.kind, one.record) == ("removed", TALK.id)
    assert [(edit.subject, edit.record, edit.field, edit.value) for edit in one.edits] == [
        ("reason", added.id, "area", "school")
    ]
    talk.laptop.differences.decide(talk.laptop.differences.open()[0], Take(1))
    talk.exchange()
    talk.demand_equal(TALK, TOPIC, added)
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()


def test_what_was_added_to_a_person_who_was_somebody_else_goes_to_the_one_who_stays(twins) -> None:
    merge(twins.pc)
    added = LanguageSkill(id=UUID(int=81), person=TWIN.id, language="ku")
    save(twins.laptop, added)
    twins.exchange()
    (one,) = twins.pc.differences.open()
    twins.pc.differences.decide(one, Take(1))
    twins.exchange()
    twins.demand_equal(added.replace(person=PERSON.id))
    assert twins.pc.differences.open() == twins.laptop.differences.open() == ()


def test_a_change_of_a_merged_household_can_be_left_where_it_is(twins) -> None:
    merge(twins.pc)
    save(twins.laptop, OTHER.replace(note="y"))
    twins.exchange()
    twins.pc.differences.decide(twins.pc.differences.open()[0], Take(0))
    twins.exchange()
    assert get(twins.pc, HOME) == HOME
    assert twins.pc.differences.open() == twins.laptop.differences.open() == ()
    demand_sound(twins)


def test_an_erasure_ends_every_difference_and_leaves_nothing(talk) -> None:
    torn(talk)
    with talk.pc.store.exchanging() as reader:
        erase(reader.connection, [HOME.id, PERSON.id], "retention", date(2026, 1, 2))
    save(talk.laptop, PERSON.replace(note="z"))
    talk.exchange()
    assert talk.pc.differences.open() == talk.laptop.differences.open() == ()
    assert get(talk.laptop, PERSON) is None
    assert get(talk.laptop, Household(id=HOME.id)) is None
    demand_sound(talk)
