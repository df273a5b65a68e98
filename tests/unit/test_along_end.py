"""A set ends: given back, expired, erased from the laptop with or without what the office lacks."""

from datetime import timedelta
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import (
    NotOurs,
    RecordGone,
    SetExpired,
    SetGone,
    SetHere,
    SetUnsent,
)
from lwdesk.domain.fields import Value
from lwdesk.domain.office import Office
from lwdesk.domain.take_along import TakeAlong
from lwdesk.services import set_locks
from lwdesk.store.check import check
from lwdesk.store.exchange.erasing import erase
from lwdesk.store.transaction import Store
from tests.unit import laptops
from tests.unit.devices import LEAD
from tests.unit.laptops import ONE, TWO, differing, edited, get, office, save


def test_a_set_goes_from_the_laptop_once_the_office_has_its_work(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        save(desk.laptop, edited(ONE, note="y"))
        with pytest.raises(SetUnsent):
            desk.along(desk.laptop).forget(packed.set)
        desk.give_back()
        with pytest.raises(SetUnsent):
            desk.along(desk.laptop).forget(packed.set)
        desk.answer()
        desk.along(desk.laptop).forget(packed.set)
        assert all(get(desk.laptop, one) is None for one in ONE.records)
        assert desk.along(desk.laptop).here() == ()
        assert desk.is_sound()
        desk.pc.take(desk.laptop.send())
        (listed,) = desk.along(desk.pc).listed()
        assert listed.state == "erased"
        assert desk.is_sound()


def test_the_same_household_can_be_taken_along_again(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        away_and_back(desk, note="y")
        save(desk.pc, edited(ONE, note="y", phone="1"))
        desk.bring(desk.pack(ONE))
        assert get(desk.laptop, ONE.person) == edited(ONE, note="y", phone="1")
        save(desk.laptop, edited(ONE, note="z", phone="1"))
        desk.give_back()
        assert get(desk.pc, ONE.person) == edited(ONE, note="z", phone="1")
        assert differing(desk.pc) == differing(desk.laptop) == ()
        assert desk.is_sound()


def away_and_back(desk: laptops.Office, **fields: Value) -> None:
    packed = desk.pack(ONE)
    desk.bring(packed)
    save(desk.laptop, edited(ONE, **fields))
    desk.give_back()
    desk.answer()
    desk.along(desk.laptop).forget(packed.set)
    desk.pc.take(desk.laptop.send())


def test_a_set_may_go_with_what_is_lost_when_somebody_confirms_that(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        save(desk.laptop, edited(ONE, note="y"))
        save(desk.laptop, LEAD.replace(phone="5"))
        laptop = desk.along(desk.laptop)
        assert laptop.loss(packed.set).writes == (("person", 1),)
        laptop.forget(packed.set, confirmed=True)
        assert get(desk.laptop, ONE.person) is None
        assert get(desk.laptop, LEAD) == LEAD.replace(phone="5")
        assert desk.is_sound()
        desk.pc.take(desk.laptop.send())
        assert get(desk.pc, LEAD) == LEAD.replace(phone="5")
        assert get(desk.pc, ONE.person) == ONE.person
        assert differing(desk.pc) == ()
        desk.bring(desk.pack(ONE))
        assert get(desk.laptop, ONE.person) == ONE.person
        assert desk.is_sound()


def test_an_expired_set_opens_no_more_and_its_work_still_comes_back(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        save(desk.laptop, edited(ONE, note="y"))
        with clock.using(clock.FixedClock(clock.now() + timedelta(days=5))):
            assert desk.along(desk.laptop).lock_expired() == 1
            assert all(get(desk.laptop, one) is None for one in ONE.records)
            with desk.laptop.store.reading() as reader, pytest.raises(SetExpired):
                set_locks.demand_open(reader, ONE.household.id)
            assert check(desk.laptop.store) == ()
            desk.give_back()
            assert get(desk.pc, ONE.person) == edited(ONE, note="y")
            desk.answer()
            desk.along(desk.laptop).forget(packed.set)
            assert desk.is_sound()


def test_a_set_that_was_erased_does_not_come_back(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        desk.along(desk.laptop).forget(packed.set, confirmed=True)
        with pytest.raises(SetGone):
            desk.bring(packed)
        assert desk.is_sound()


def test_what_is_erased_in_the_office_goes_from_the_laptop_with_the_next_package(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        packed = desk.pack(ONE, TWO)
        desk.bring(packed)
        save(desk.laptop, edited(ONE, note="y"))
        with desk.pc.store.exchanging() as reader:
            erase(reader.connection, [ONE.household.id, ONE.person.id], "period", clock.today())
        desk.answer()
        assert all(get(desk.laptop, one) is None for one in ONE.records)
        assert [get(desk.laptop, one) for one in TWO.records] == list(TWO.records)
        desk.give_back()
        assert get(desk.pc, ONE.person) is None
        desk.answer()
        desk.along(desk.laptop).forget(packed.set)
        desk.other.take(desk.pc.send())
        assert desk.is_sound()


def test_a_set_with_an_erasure_that_nobody_heard_of_stays(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        with desk.laptop.store.exchanging() as reader:
            erase(reader.connection, [ONE.household.id], "wish", clock.today())
        with pytest.raises(SetUnsent):
            desk.along(desk.laptop).forget(packed.set, confirmed=True)
        desk.give_back()
        desk.answer()
        desk.along(desk.laptop).forget(packed.set)
        assert get(desk.pc, ONE.household) is None
        assert desk.is_sound()


def test_an_expired_set_is_not_even_read_where_nothing_may_be_written(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        assert set_locks.lies_here(desk.laptop.seat)
        read_only = Store(desk.laptop.store.engine, read_only=True)
        set_locks.lock(read_only)
        with (
            clock.using(clock.FixedClock(clock.now() + timedelta(days=5))),
            pytest.raises(SetExpired),
        ):
            set_locks.lock(read_only)


def test_an_unknown_set_is_not_there(tmp_path) -> None:
    with office(tmp_path, ONE) as desk, pytest.raises(RecordGone):
        desk.along(desk.laptop).forget(UUID(int=1), confirmed=True)


def test_a_household_given_back_is_packed_again_and_waits_until_the_laptop_erased_it(
    tmp_path,
) -> None:
    with office(tmp_path, ONE) as desk:
        first = desk.pack(ONE)
        desk.bring(first)
        desk.give_back()
        second = desk.pack(ONE)
        with pytest.raises(SetHere):
            desk.bring(second)
        desk.answer()
        desk.along(desk.laptop).forget(first.set)
        desk.bring(second)
        assert get(desk.laptop, ONE.person) == ONE.person
        assert desk.is_sound()


def test_what_comes_back_of_a_closed_set_merges_and_its_households_may_go_along_again(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        desk.bring(packed)
        save(desk.laptop, edited(ONE, note="y"))
        pc = desk.along(desk.pc)
        assert pc.candidates([ONE.household.id], desk.device)[0].warnings == ("out",)
        pc.close(packed.set)
        assert [one.state for one in pc.listed()] == ["closed"]
        assert pc.candidates([ONE.household.id], desk.device)[0].warnings == ()
        desk.give_back()
        assert get(desk.pc, ONE.person) == edited(ONE, note="y")
        assert [one.state for one in pc.listed()] == ["back"]
        assert (differing(desk.pc), desk.is_sound()) == ((), True)


def test_a_closed_set_is_not_sent_again_and_closing_it_twice_changes_nothing(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed, pc = desk.pack(ONE), desk.along(desk.pc)
        pc.close(packed.set)
        with desk.pc.store.reading() as reader:
            before = reader.get(TakeAlong, packed.set)
        pc.close(packed.set)
        with desk.pc.store.reading() as reader:
            assert reader.get(TakeAlong, packed.set) == before
        with pytest.raises(RecordGone):
            pc.again(packed.set, tmp_path)


def test_a_set_that_nobody_knows_cannot_be_closed(tmp_path) -> None:
    with office(tmp_path, ONE) as desk, pytest.raises(RecordGone):
        desk.along(desk.pc).close(UUID(int=9))


def test_the_set_of_another_office_is_closed_there(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        there = Office(id=UUID(int=0xE15E), name="Anderswo", code="AW")
        told = TakeAlong(office=there.id, device=desk.device, packed_at=clock.now(), until=clock.today())
        save(desk.pc, there, told)
        with pytest.raises(NotOurs):
            desk.along(desk.pc).close(told.id)
