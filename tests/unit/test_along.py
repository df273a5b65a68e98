"""A laptop takes chosen households along: nothing else of the office is on it, and what comes back merges."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import (
    BundleGap,
    FileMissing,
    RecordGone,
    SetDifferences,
    SetHere,
    SetNoLaptop,
    SetOut,
    SetRestricted,
    SetUntil,
    TakeAlongRefused,
)
from lwdesk.domain.contact import Contact
from lwdesk.domain.visit import Visit
from lwdesk.store import history
from tests.unit.devices import LEAD, OFFICE
from tests.unit.laptops import ONE, THREE, TWO, differing, edited, get, office, save


def test_the_laptop_has_the_households_of_the_set_and_no_other(tmp_path) -> None:
    with office(tmp_path, ONE, TWO, THREE) as desk:
        desk.bring(desk.pack(ONE, TWO))
        for family in (ONE, TWO):
            assert [get(desk.laptop, one) for one in family.records] == list(family.records)
        assert all(get(desk.laptop, one) is None for one in THREE.records)
        assert (get(desk.laptop, OFFICE), get(desk.laptop, LEAD)) == (OFFICE, LEAD)
        assert desk.is_sound()


def test_packing_changes_nothing_that_the_office_shows(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        with desk.pc.store.reading() as reader:
            before = history.history(reader, ONE.person.id)
        desk.pack(ONE)
        with desk.pc.store.reading() as reader:
            assert history.history(reader, ONE.person.id) == before
        assert [get(desk.pc, one) for one in ONE.records] == list(ONE.records)
        desk.other.take(desk.pc.send())
        assert differing(desk.other) == ()
        assert desk.is_sound()


def test_a_packed_set_is_no_news_about_its_households(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.pc.take(desk.other.send())
        desk.pack(ONE)
        due = desk.pc.sending.due()
        assert (due.changes, due.households) == (1, 0)


def test_what_was_written_on_the_laptop_comes_back(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        note = Contact(id=UUID(int=99), household=ONE.household.id, office=OFFICE.id, note="at the door")
        save(desk.laptop, edited(ONE, note="y"), note)
        desk.give_back()
        assert get(desk.pc, ONE.person) == edited(ONE, note="y")
        assert get(desk.pc, note) == note
        assert differing(desk.pc) == ()
        assert desk.is_sound()


def test_other_fields_written_in_the_office_meanwhile_merge_by_themselves(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        save(desk.laptop, edited(ONE, note="y"))
        save(desk.pc, edited(ONE, given_name="Eda"))
        desk.give_back()
        assert get(desk.pc, ONE.person) == edited(ONE, given_name="Eda", note="y")
        assert differing(desk.pc) == ()
        assert desk.is_sound()


def test_the_same_field_written_on_both_sides_is_one_difference(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        save(desk.laptop, edited(ONE, given_name="Ida"))
        save(desk.pc, edited(ONE, given_name="Eda"))
        desk.give_back()
        (one,) = differing(desk.pc)
        assert (one.field, one.former, {side.value for side in one.sides}) == (
            "given_name",
            ONE.person.given_name,
            {"Eda", "Ida"},
        )
        assert desk.is_sound()


def test_an_edit_on_a_device_that_did_not_know_of_the_set_is_no_difference(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.pack(ONE)
        save(desk.other, edited(ONE, given_name="Eda"))
        desk.other.take(desk.pc.send())
        desk.pc.take(desk.other.send())
        assert differing(desk.pc) == differing(desk.other) == ()
        assert get(desk.pc, ONE.person) == get(desk.other, ONE.person) == edited(ONE, given_name="Eda")
        assert desk.is_sound()


def test_a_device_that_lacks_the_set_lets_the_package_of_the_laptop_wait_for_it(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        save(desk.laptop, edited(ONE, note="y"))
        with pytest.raises(BundleGap):
            desk.give_back(desk.other)
        desk.other.take(desk.pc.send())
        assert get(desk.other, ONE.person) == edited(ONE, note="y")
        desk.pc.take(desk.other.send())
        assert get(desk.pc, ONE.person) == edited(ONE, note="y")
        assert desk.is_sound()


def test_a_household_lies_in_one_set_on_a_laptop_at_a_time(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        first, second = desk.pack(ONE), desk.pack(ONE, TWO, by=desk.other)
        desk.bring(first)
        with pytest.raises(SetHere):
            desk.bring(second)
        with pytest.raises(SetOut):
            desk.pack(ONE)
        assert desk.is_sound()


def test_households_that_may_not_go_are_refused_and_nothing_is_written(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        save(desk.pc, TWO.household.replace(restricted=True))
        with pytest.raises(SetRestricted):
            desk.pack(ONE, TWO)
        save(desk.pc, TWO.household.replace(restricted=False, office=UUID(int=5)))
        with pytest.raises(TakeAlongRefused):
            desk.pack(TWO)
        with pytest.raises(TakeAlongRefused):
            desk.pack()
        with pytest.raises(SetUntil):
            desk.pack(ONE, until=clock.today() - timedelta(days=1))
        assert desk.along(desk.pc).listed() == ()
        assert list(desk.pc.folder.glob("*.lwb")) == [*desk.pc.folder.glob("*.lwb")][:1]


def test_a_household_with_an_open_difference_stays_in_the_office(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        save(desk.pc, edited(ONE, given_name="Eda"))
        save(desk.other, edited(ONE, given_name="Ida"))
        desk.pc.take(desk.other.send())
        assert desk.along(desk.pc).candidates([ONE.household.id])[0].warnings == ("difference",)
        with pytest.raises(SetDifferences):
            desk.pack(ONE)


def test_only_a_laptop_takes_sets_along(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        other = UUID(hex=desk.other.trust.own().device)
        with pytest.raises(SetNoLaptop):
            desk.along(desk.pc).pack([ONE.household.id], other, clock.today(), desk.pc.folder)
        assert [one.id for one in desk.along(desk.pc).laptops()] == [desk.device]
        assert (desk.along(desk.laptop).is_laptop, desk.along(desk.pc).is_laptop) == (True, False)


def test_a_protected_address_does_not_leave_the_office(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        save(desk.pc, ONE.household.replace(address_protected=True))
        packed = desk.pack(ONE)
        desk.bring(packed)
        assert packed.protected == 1
        assert get(desk.laptop, ONE.records[4]) is None
        assert get(desk.laptop, ONE.person) == ONE.person


def test_a_lost_package_is_written_once_more(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        Path(packed.path).unlink()
        sent = desk.along(desk.pc).again(packed.set, desk.pc.folder)
        desk.laptop.take(sent)
        assert get(desk.laptop, ONE.person) == ONE.person
        with pytest.raises(RecordGone):
            desk.along(desk.pc).again(UUID(int=1), desk.pc.folder)


def test_a_set_that_cannot_be_written_is_not_on_its_way(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        day = clock.today() + timedelta(days=1)
        with pytest.raises(FileMissing):
            desk.along(desk.pc).pack([ONE.household.id], desk.device, day, tmp_path / "nowhere")
        assert desk.along(desk.pc).listed() == ()
        desk.bring(desk.pack(ONE))
        assert get(desk.laptop, ONE.person) == ONE.person
        assert desk.is_sound()


def test_the_households_of_a_day_are_proposed_in_the_order_of_the_route(tmp_path) -> None:
    with office(tmp_path, ONE, TWO, THREE) as desk:
        day = clock.today() + timedelta(days=1)
        at = clock.now() + timedelta(days=1)
        for place, (family, staff) in enumerate(((TWO, LEAD.id), (ONE, None)), 1):
            fields = {"household": family.household.id, "office": OFFICE.id, "planned_at": at}
            save(desk.pc, Visit(**fields, route_order=place, staff=staff, state="planned"))
        along = desk.along(desk.pc)
        assert [one.household for one in along.propose(day)] == [TWO.household.id, ONE.household.id]
        (mine,) = along.propose(day, mine=True)
        assert (mine.name, mine.number, mine.staff_name) == ("Qhaus2", "TB-2", "Jana Albers")


def test_who_has_a_household_along_is_said_before_it_is_packed_again(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.pack(ONE)
        along = desk.along(desk.pc)
        assert along.candidates([ONE.household.id], desk.device)[0].warnings == ("out",)
        (other,) = along.candidates([ONE.household.id], UUID(int=77))
        assert (other.warnings, other.is_packable) == (("elsewhere",), True)


def test_what_the_laptop_wrote_about_the_office_stands_against_older_copies_and_beside_newer_ones(
    tmp_path,
) -> None:
    with office(tmp_path, ONE, TWO, THREE) as desk:
        desk.bring(desk.pack(ONE))
        save(desk.laptop, LEAD.replace(phone="5"))
        save(desk.laptop, LEAD.replace(phone="6"))
        desk.bring(desk.pack(TWO, by=desk.other))
        assert get(desk.laptop, LEAD) == LEAD.replace(phone="6")
        assert differing(desk.laptop) == ()
        save(desk.pc, LEAD.replace(phone="7", mail="a@b.de"))
        desk.bring(desk.pack(THREE))
        (one,) = differing(desk.laptop)
        assert {side.value for side in one.sides} == {"6", "7"}
        desk.other.take(desk.pc.send())
        desk.pc.take(desk.other.send())
        desk.give_back()
        (one,) = differing(desk.pc)
        assert {side.value for side in one.sides} == {"6", "7"}
        assert desk.is_sound()


def test_a_set_read_in_twice_is_one_set(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        assert desk.bring(packed).is_known
        (there,) = desk.along(desk.laptop).here()
        assert (there.set, there.households, there.may_go) == (packed.set, 1, True)


def test_a_newer_copy_takes_the_place_of_an_older_one(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        desk.bring(desk.pack(ONE))
        save(desk.pc, LEAD.replace(name="Jana Albers-Roth"))
        desk.bring(desk.pack(TWO))
        assert get(desk.laptop, LEAD) == LEAD.replace(name="Jana Albers-Roth")
        assert differing(desk.laptop) == ()
        assert desk.is_sound()
