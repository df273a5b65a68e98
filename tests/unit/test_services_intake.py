"""Taking a household in."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.office import Device
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.rules import clean
from lwdesk.services.households import Households
from lwdesk.services.seat import Seat
from lwdesk.services.views import Wanted
from tests.unit import office
from tests.unit.office import hamdan, member

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


@pytest.fixture
def desk(tmp_path):
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


def taken(desk, intake):
    desk.households.take_in(intake)
    return desk.households.card(intake.household.id)


def test_a_household_gets_what_the_office_would_write_down_itself(desk):
    card = taken(desk, hamdan())
    household = card.household
    assert household.name == "Hamdan"
    assert household.case_number == "HÖ-2021-0001"
    assert household.status == "active"
    assert household.office == desk.office.id
    assert household.taken_by == desk.staff.id
    assert household.registered_on == household.target_group_since == household.status_since == TODAY
    assert card.dwelling.district == "hoerde"
    assert card.dwelling.confirmed_on == TODAY
    assert [view.membership.main_contact for view in card.members] == [True, False, False]
    assert {view.person.status for view in card.members} == {"active"}
    assert card.members[0].person.phone_confirmed_on == TODAY
    assert card.still_true == ()
    assert card.editable
    assert not card.foreign


def test_one_save_tells_every_page_what_it_touched(desk):
    intake = hamdan()
    changes = desk.households.take_in(intake)
    assert changes.touches(record=intake.household.id)
    assert {kind for kind, _ in changes.touched} >= {"household", "dwelling", "person", "membership"}


def test_exactly_one_member_is_the_main_contact(desk):
    several = tuple(
        Member(Person(given_name=name), Membership(role=role, main_contact=main))
        for name, role, main in (("A", "son", False), ("B", "reference", True), ("C", "wife", True))
    )
    card = taken(desk, Intake(Household(target_group="other"), members=several))
    assert [view.person.given_name for view in card.members if view.membership.main_contact] == ["B"]


def test_the_reference_person_is_the_main_contact_unless_somebody_else_was_chosen(desk):
    members = (
        Member(Person(given_name="A"), Membership(role="son")),
        Member(Person(given_name="B"), Membership(role="reference")),
    )
    card = taken(desk, Intake(Household(target_group="other"), members=members))
    assert card.members[0].person.given_name == "B"


@pytest.mark.parametrize(
    ("household", "fields"),
    [
        (Household(name="Hamdan"), "target_group"),
        (Household(target_group="refugee"), "name"),
        (Household(target_group="refugee", name=" \u202e\x00 "), "name"),
    ],
)
def test_without_target_group_or_a_name_nothing_is_created(desk, household, fields):
    with pytest.raises(InvalidInput) as refused:
        desk.households.take_in(Intake(household))
    assert refused.value.facts == {"kind": "household", "fields": fields}
    assert desk.households.page(Wanted(tab="all")).total == 0


def test_a_keyword_is_name_enough(desk):
    assert taken(desk, Intake(Household(target_group="refugee", name="Paar aus Asmara"))).members == ()


def test_empty_pages_of_the_form_leave_no_records(desk):
    empty = Member(Person(), Membership(), (PersonName(),), (LanguageSkill(),), (Residence(),))
    half = Member(Person(given_name="Lina"), names=(PersonName(),), languages=(LanguageSkill(),))
    card = taken(desk, Intake(Household(target_group="refugee"), members=(half, empty), needs=(Need(),)))
    assert [view.person.given_name for view in card.members] == ["Lina"]
    assert card.members[0].names == card.members[0].languages == ()
    assert card.dwelling is None
    assert card.needs == ()


def test_a_wrong_phone_may_wait_but_ten_megabytes_do_not_go_in(desk):
    desk.households.take_in(
        Intake(Household(target_group="refugee"), members=(member("A", phone="der Bruder"),))
    )
    with pytest.raises(InvalidInput):
        desk.households.take_in(Intake(Household(target_group="refugee", name="x" * 10_000_000)))
    assert desk.households.page(Wanted()).total == 1


def test_numbers_count_up_by_office_and_year(desk):
    numbers = [taken(desk, hamdan()).household.case_number for _ in range(3)]
    assert numbers == ["HÖ-2021-0001", "HÖ-2021-0002", "HÖ-2021-0003"]
    old = hamdan(registered_on=date(2019, 5, 2))
    assert taken(desk, old).household.case_number == "HÖ-2019-0001"


def test_two_devices_never_give_the_same_number(desk):
    second = Device(office=desk.office.id, name="Tasche", code="B", state="active")
    seat = Seat(desk.seat.store, desk.office, desk.staff, second)
    bag = Households(seat, desk.drafts, desk.settings)
    numbers = []
    for part in (desk.households, bag, desk.households, bag):
        intake = hamdan()
        part.take_in(intake)
        numbers.append(part.card(intake.household.id).household.case_number)
    assert numbers == ["HÖ-2021-0001", "HÖ-2021-B-0001", "HÖ-2021-0002", "HÖ-2021-B-0002"]


def test_the_number_of_a_case_that_was_taken_back_is_not_given_again(desk):
    desk.households.take_in(hamdan())
    desk.undo_last()
    assert taken(desk, hamdan()).household.case_number == "HÖ-2021-0002"


def test_moving_in_from_a_facility_proposes_a_visit_within_fourteen_days(desk):
    intake = hamdan()
    dwelling = intake.dwelling.replace(former="transitional", moved_in_on=date(2021, 10, 15))
    (task,) = taken(desk, replace(intake, dwelling=dwelling)).tasks
    assert (task.due_on, task.origin, task.state) == (date(2021, 10, 29), "proposal", "open")
    assert task.assigned == desk.staff.id


def test_an_unclear_target_group_becomes_a_task(desk):
    (task,) = taken(desk, hamdan(target_group="unclear")).tasks
    assert task.due_on > TODAY
    assert taken(desk, hamdan()).tasks == ()


def test_a_residence_title_that_ends_becomes_a_task_of_that_person(desk):
    someone = Member(
        Person(given_name="Selam"), residences=(Residence(title="x", valid_until=date(2022, 3, 31)),)
    )
    card = taken(desk, Intake(Household(target_group="refugee"), members=(someone,)))
    (task,) = card.tasks
    assert (task.person, task.due_on) == (someone.person.id, date(2022, 3, 3))


def test_the_district_is_left_open_where_an_address_may_lie_in_several(desk):
    def district(postcode):
        dwelling = Dwelling(postcode=postcode, street="Irgendeine Gasse 1")
        return taken(
            desk, replace(hamdan(), household=Household(target_group="refugee"), dwelling=dwelling)
        ).dwelling.district

    assert district("44263") == "hoerde"
    assert district("10115") == "unassigned"
    assert district("4426") is None
    assert district("44135") is None


def test_who_lives_in_a_shelter_is_protected_without_asking(desk):
    intake = hamdan()
    intake = replace(intake, dwelling=intake.dwelling.replace(housing="womens_shelter"))
    assert taken(desk, intake).household.address_protected


def test_undo_takes_the_whole_intake_back(desk):
    intake = hamdan()
    made = desk.households.take_in(intake)
    undone = desk.undo_last()
    assert undone.what == "take_in"
    assert undone.touched == {pair for pair in made.touched if pair[0] != "audit_entry"}
    with pytest.raises(RecordGone):
        desk.households.card(intake.household.id)
    assert desk.search.find("Hamdan").hits == ()
    assert desk.households.page(Wanted(tab="all")).total == 0
    assert desk.audit.verify() is None


def test_the_same_intake_is_not_taken_in_twice(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    with pytest.raises(InvalidInput):
        desk.households.take_in(intake)


def test_a_reader_takes_nobody_in(tmp_path):
    with office.opened(office.place(tmp_path), "reader") as desk, pytest.raises(NotAllowed) as refused:
        desk.households.take_in(hamdan())
    assert refused.value.facts == {"right": "take_in"}


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\u202e\u2066\u200b\ufeff\"'*();:^~-NEAR OR AND\\%_\n\t<b>&"),
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def shared():
    """One file for all examples; each takes in a household of its own."""
    with office.fresh() as desk:
        yield desk


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_goes_in_as_clean_text_and_comes_out_the_same(shared, given_name, native, note):
    person = Person(given_name=given_name, native_name=native, note=note)
    one = Member(person, Membership(role="son"))
    kept = (
        taken(shared, Intake(Household(target_group="refugee", name="Anker"), members=(one,)))
        .members[0]
        .person
    )
    assert kept.given_name == " ".join(clean(given_name).split())
    assert kept.note == clean(note)
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ufeff]", kept.given_name + kept.native_name)
    shared.search.find(given_name + native + note)
    shared.households.page(Wanted(text=note))


def test_not_the_same_is_one_record_whoever_says_it_first(desk):
    one, other = ids.new(), ids.new()
    assert desk.households.not_the_same(one, other).touched >= {
        pair for pair in desk.households.not_the_same(other, one).touched if pair[0] == "distinct_pair"
    }
