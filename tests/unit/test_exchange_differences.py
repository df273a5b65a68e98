"""What two devices wrote without knowing of each other, as the desk shows it and as people decide it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from lwdesk.base.errors import BundleRefused, DifferenceSettled, InvalidInput, Restricted
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.office import Device
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.person import Person, PersonName
from lwdesk.services.changes import Conflicts
from lwdesk.services.exchange.differences import Differences
from lwdesk.services.exchange.views import Difference, Enter, KeepBoth, Take
from lwdesk.services.saving import save_one
from lwdesk.store.check import check
from lwdesk.store.history import history
from lwdesk.store.undo import undo_last
from tests.unit.devices import LEAD, OFFICE, Machine, machines

HOME = Household(
    id=UUID(int=1), office=OFFICE.id, name="Hamdan", native_name="حمدان", case_number="TB-2020-0187",
    target_group="refugee", registered_on=date(2020, 1, 2),
)  # fmt: skip
PERSON = Person(id=UUID(int=2), given_name="Mohammed", family_name="Hamdan", phone="0171 39200 71", note="x")
MEMBER = Membership(id=UUID(int=3), household=HOME.id, person=PERSON.id)
DWELLING = Dwelling(id=UUID(int=4), household=HOME.id, street="Lindenallee 14")


@dataclass
class Two:
    """An office and a laptop that both know the family."""

    pc: Machine
    laptop: Machine

    def exchange(self) -> None:
        hand(self.pc, self.laptop)
        hand(self.laptop, self.pc)

    def apart(self, first: Record, second: Record) -> Difference:
        """Change the same on both, exchange, and return the one difference."""
        save(self.pc, first)
        save(self.laptop, second)
        self.exchange()
        (one,) = self.pc.differences.open()
        return one

    def demand_equal(self, *records: Record) -> None:
        """Hold both files against what they should show, and each against its own log."""
        for machine in (self.pc, self.laptop):
            assert check(machine.store) == ()
            for record in records:
                assert get(machine, record) == record


def hand(sender: Machine, receiver: Machine) -> None:
    """Hand over a bundle, where there is anything to tell."""
    with suppress(BundleRefused):
        receiver.take(sender.send())


def save(machine: Machine, record: Record) -> None:
    with machine.store.writing("save", LEAD.id) as transaction:
        transaction.save(record)


def get(machine: Machine, record: Record) -> Record | None:
    with machine.store.reading() as reader:
        return reader.get(type(record), record.id)


@contextmanager
def two_machines(folder) -> Iterator[Two]:
    with machines(folder, "pc", "laptop") as (_org, (pc, laptop)):
        with pc.store.writing("", None) as transaction:
            devices = [
                Device(id=one.seat.device.id, office=OFFICE.id, name=one.seat.device.name, code="X")
                for one in (pc, laptop)
            ]
            transaction.save_all([OFFICE, LEAD, *devices, HOME, PERSON, MEMBER, DWELLING])
        laptop.take(pc.send())
        yield Two(pc, laptop)


@pytest.fixture
def two(tmp_path) -> Iterator[Two]:
    with two_machines(tmp_path) as made:
        yield made


def phones(two: Two) -> Difference:
    return two.apart(PERSON.replace(phone="0171 39200 17"), PERSON.replace(phone="0176 04069 012"))


def test_a_difference_says_whom_it_is_about_who_wrote_what_where_and_when(two) -> None:
    one = phones(two)
    assert (one.kind, one.subject, one.record, one.field) == ("field", "person", PERSON.id, "phone")
    assert (one.household, one.name, one.native_name) == (HOME.id, HOME.name, HOME.native_name)
    assert (one.case_number, one.person) == (HOME.case_number, "Mohammed Hamdan")
    assert (one.former, one.former_at is not None) == (PERSON.phone, True)
    told = [(side.value, side.staff_name, side.device_name, side.is_own) for side in one.sides]
    assert told == [
        ("0171 39200 17", LEAD.name, "pc", True),
        ("0176 04069 012", LEAD.name, "laptop", False),
    ]
    assert one.sides[0].at <= one.sides[1].at
    assert two.pc.differences.count() == two.laptop.differences.count() == 1


@pytest.mark.parametrize("side", [0, 1])
def test_deciding_for_a_side_ends_the_difference_on_every_device(two, side) -> None:
    one = phones(two)
    told = two.pc.differences.decide(one, Take(side))
    assert told.touches("person", record=PERSON.id)
    two.exchange()
    assert two.pc.differences.open() == two.laptop.differences.open() == ()
    assert two.pc.differences.count() == two.laptop.differences.count() == 0
    two.demand_equal(PERSON.replace(phone=one.sides[side].value))


def test_another_value_may_be_entered_and_is_cleaned_like_any_other(two) -> None:
    two.pc.differences.decide(phones(two), Enter(" 0231  50 "))
    two.exchange()
    two.demand_equal(PERSON.replace(phone="0231 50"))
    assert two.laptop.differences.open() == ()


def test_a_value_that_no_form_would_take_is_refused_and_the_difference_stays(two) -> None:
    one = phones(two)
    with pytest.raises(InvalidInput):
        two.pc.differences.decide(one, Enter("1" * 100))
    assert two.pc.differences.open() == (one,)


def test_a_reason_stands_in_the_history_on_every_device(two) -> None:
    two.pc.differences.decide(phones(two), Take(0), "am Telefon nachgefragt")
    two.exchange()
    for machine in (two.pc, two.laptop):
        with machine.store.reading() as reader:
            assert history(reader, PERSON.id)[-1].why == "am Telefon nachgefragt"


def test_somebody_else_was_faster(two) -> None:
    one = phones(two)
    two.laptop.differences.decide(two.laptop.differences.open()[0], Take(0))
    two.exchange()
    with pytest.raises(DifferenceSettled):
        two.pc.differences.decide(one, Take(1))


def test_both_names_stay_one_of_them_as_a_spelling(two) -> None:
    one = two.apart(PERSON.replace(given_name="Mohamed"), PERSON.replace(given_name="Muhamad"))
    assert one.room == "spelling"
    two.pc.differences.decide(one, KeepBoth(1))
    two.exchange()
    two.demand_equal(PERSON.replace(given_name="Muhamad"))
    with two.laptop.store.reading() as reader:
        (spelling,) = reader.all(PersonName, person=PERSON.id)
    assert spelling.name == "Mohamed Hamdan"


def test_both_numbers_stay_one_of_them_as_the_second(two) -> None:
    one = phones(two)
    assert one.room == "second_phone"
    two.pc.differences.decide(one, KeepBoth(1))
    two.exchange()
    two.demand_equal(PERSON.replace(phone="0176 04069 012", second_phone="0171 39200 17"))
    assert two.laptop.differences.open() == ()


def test_a_second_number_that_is_taken_leaves_no_room(two) -> None:
    save(two.pc, PERSON.replace(second_phone="0231 503"))
    two.exchange()
    here, there = (get(machine, PERSON) for machine in (two.pc, two.laptop))
    one = two.apart(here.replace(phone="0231 501"), there.replace(phone="0231 502"))
    assert one.room is None


def test_both_notes_stay_one_below_the_other(two) -> None:
    one = two.apart(PERSON.replace(note="y"), PERSON.replace(note="z"))
    assert one.room == "together"
    two.pc.differences.decide(one, KeepBoth())
    two.exchange()
    two.demand_equal(PERSON.replace(note="y\nz"))
    assert two.pc.differences.open() == ()


def test_what_has_no_room_for_two_offers_none_and_refuses_both(two) -> None:
    one = two.apart(PERSON.replace(sex="male"), PERSON.replace(sex="female"))
    assert one.room is None
    with pytest.raises(InvalidInput):
        two.pc.differences.decide(one, KeepBoth())


def test_where_a_protected_household_lives_stays_covered(two) -> None:
    save(two.pc, HOME.replace(address_protected=True))
    two.exchange()
    one = two.apart(DWELLING.replace(street="Hier 1"), DWELLING.replace(street="Dort 2"))
    assert one.is_protected
    assert "Hier" not in repr(one)
    assert "Dort" not in repr(one)
    two.pc.differences.decide(one, Take(1))
    two.exchange()
    two.demand_equal(DWELLING.replace(street="Dort 2"))


def test_a_protected_address_is_shown_to_whoever_says_why_and_that_is_noted(two) -> None:
    save(two.pc, HOME.replace(address_protected=True))
    two.exchange()
    one = two.apart(DWELLING.replace(street="Hier 1"), DWELLING.replace(street="Dort 2"))
    with pytest.raises(InvalidInput):
        two.pc.differences.reveal(one, "curious")
    told = two.pc.differences.reveal(one, "visit")
    assert [side.value for side in told.sides] == ["Hier 1", "Dort 2"]
    assert told.found == one.found
    assert not told.is_protected
    with two.pc.store.reading() as reader:
        line = reader.all(AuditEntry)[-1]
    assert (line.action, line.subject) == ("reveal.visit", HOME.id)


def test_nobody_decides_about_a_restricted_household(two) -> None:
    one = phones(two)
    save(two.pc, HOME.replace(restricted=True))
    with pytest.raises(Restricted):
        two.pc.differences.decide(one, Take(0))


def test_who_may_not_see_a_restricted_household_does_not_see_its_differences(two) -> None:
    phones(two)
    save(two.pc, HOME.replace(restricted=True))
    adviser = Differences(replace(two.pc.seat, staff=LEAD.replace(role="adviser")))
    assert (adviser.open(), adviser.count()) == ((), 0)


def test_differences_of_one_household_stand_together(two) -> None:
    other = HOME.replace(id=UUID(int=9), name="Amiri")
    save(two.pc, other)
    two.exchange()
    for machine, text in ((two.pc, "1"), (two.laptop, "2")):
        save(machine, PERSON.replace(phone=text, note=text))
        save(machine, other.replace(note=text))
        save(machine, DWELLING.replace(city=text))
    two.exchange()
    assert [one.name for one in two.pc.differences.open()] == ["Amiri", "Hamdan", "Hamdan", "Hamdan"]


def test_the_name_of_what_a_link_leads_to_stands_beside_it(two) -> None:
    one = two.apart(HOME.replace(taken_by=LEAD.id), HOME.replace(taken_by=UUID(int=77)))
    assert [side.text for side in one.sides] == [LEAD.name, ""]


@pytest.mark.parametrize("mine", [{}, {"note": "y"}, {"note": "z"}, {"note": "y", "phone": "0231 501"}])
@pytest.mark.parametrize("theirs", [{}, {"note": "y"}, {"phone": "0231 502", "mail": "a@b.de"}])
def test_a_form_decides_as_the_exchange_does(two, mine, theirs) -> None:
    """One saves a form over what another saved meanwhile, or both save apart and then exchange."""
    here, there = PERSON.replace(id=UUID(int=50)), PERSON.replace(id=UUID(int=51))
    for person in (here, there):
        save(two.pc, person)
        save(two.pc, MEMBER.replace(id=UUID(int=person.id.int + 10), person=person.id))
    two.exchange()
    save(two.pc, here.replace(**theirs))
    told = save_one(two.pc.seat, here.replace(**mine), here, "save")
    save(two.pc, there.replace(**theirs))
    save(two.laptop, there.replace(**mine))
    two.exchange()
    apart = {one.field for one in two.pc.differences.open()}
    assert apart == ({one.field for one in told.fields} if isinstance(told, Conflicts) else set())
    if not apart:
        assert get(two.laptop, there) == get(two.pc, here).replace(
            id=there.id, phone_confirmed_on=get(two.pc, there).phone_confirmed_on
        )


def test_saving_a_field_with_two_values_decides_it(two) -> None:
    phones(two)
    before = get(two.pc, PERSON)
    save_one(two.pc.seat, before.replace(phone="0231 1"), before, "save")
    two.exchange()
    assert two.pc.differences.open() == two.laptop.differences.open() == ()


def test_a_decision_can_be_taken_back(two) -> None:
    one = phones(two)
    two.pc.differences.decide(one, Take(0))
    undo_last(two.pc.store, LEAD.id)
    two.exchange()
    for machine in (two.pc, two.laptop):
        (again,) = machine.differences.open()
        assert {side.value for side in again.sides} == {side.value for side in one.sides}
        assert {(side.value, side.device_name, side.at) for side in again.sides} == {
            (side.value, side.device_name, side.at) for side in one.sides
        }
        assert again.former == one.former
        assert check(machine.store) == ()


def test_decisions_are_listed_until_they_are_taken_back(two) -> None:
    one = phones(two)
    two.pc.differences.decide(one, Take(1), "nachgefragt")
    (decided,) = two.pc.differences.decided()
    assert (decided.name, decided.person, decided.field, decided.value, decided.reason) == (
        HOME.name,
        "Mohammed Hamdan",
        "phone",
        "0176 04069 012",
        "nachgefragt",
    )
    assert (decided.staff, decided.staff_name) == (LEAD.id, LEAD.name)
    save(two.pc, DWELLING.replace(city="Dortmund"))
    two.pc.differences.take_back(decided)
    two.exchange()
    assert two.pc.differences.decided() == ()
    assert [again.sides[0].value for again in two.laptop.differences.open()] == [one.sides[0].value]
    two.demand_equal(DWELLING.replace(city="Dortmund"))


def test_what_came_together_by_itself_is_named_and_what_did_not_is_not(two) -> None:
    save(two.pc, PERSON.replace(phone="0171 39200 17"))
    save(two.laptop, PERSON.replace(phone="0176 04069 012", mail="a@b.de"))
    save(two.laptop, Dwelling(id=UUID(int=60), household=HOME.id, street="Am Markt 1"))
    received = two.pc.take(two.laptop.send())
    told = {(one.household, one.name, one.kind, one.fields, one.is_new) for one in received.summary.merged}
    assert told == {
        (HOME.id, HOME.name, "person", ("mail",), False),
        (HOME.id, HOME.name, "dwelling", ("household", "street"), True),
    }
    assert two.pc.differences.merged(received.manifest.bundle) == received.summary.merged
