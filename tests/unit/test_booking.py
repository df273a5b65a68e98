"""A time is looked at before it is booked: who is taken, who cannot be twice, whether the office is open."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.booking import Busy, clashes, is_planned, times
from lwdesk.domain.office import OpeningHour

TEN = datetime(2021, 11, 2, 10).astimezone()
JANA, MURAT, FAMILY, LINA = (uuid4() for _ in range(4))
MINUTES = [(-30, False), (-29, True), (0, True), (29, True), (30, False)]
OPEN = (OpeningHour(weekday="tue", opens=time(9), closes=time(12)),)


def appointment(**fields):
    return Appointment(**{"at": TEN, "minutes": 30, "sort": "talk", "staff": JANA, **fields})


def busy(minutes=0, length=30, **fields):
    begin = TEN + timedelta(minutes=minutes)
    return Busy(uuid4(), begin, begin + timedelta(minutes=length), **fields)


def why(appointment, *others, hours=OPEN):
    return [clash.why for clash in clashes(appointment, others, hours)]


@pytest.mark.parametrize(
    ("minutes", "taken"), [(-30, False), (-29, True), (0, True), (29, True), (30, False)]
)
def test_times_clash_only_where_they_overlap(minutes, taken):
    assert why(appointment(), busy(minutes, staff=(JANA,))) == (["staff"] if taken else [])


def test_somebody_else_at_the_same_time_is_no_clash():
    assert why(appointment(household=FAMILY), busy(staff=(MURAT,), household=uuid4(), person=LINA)) == []


def test_a_family_with_another_appointment_is_a_clash():
    assert why(appointment(household=FAMILY), busy(staff=(MURAT,), household=FAMILY)) == ["household"]


def test_one_person_in_two_places_is_final_and_stands_first():
    found = clashes(
        appointment(household=FAMILY, person=LINA),
        [busy(staff=(JANA,)), busy(household=FAMILY, person=LINA)],
        OPEN,
    )
    assert [(clash.why, clash.is_final) for clash in found] == [("person", True), ("staff", False)]


def test_an_appointment_does_not_clash_with_itself():
    one = appointment()
    assert clashes(one, [Busy(one.id, TEN, TEN + timedelta(hours=1), (JANA,))], OPEN) == ()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"at": TEN.replace(hour=13)}, ["closed"]),
        ({"at": TEN.replace(hour=11, minute=45)}, ["closed"]),
        ({"at": TEN.replace(hour=13), "sort": "accompaniment"}, []),
        ({"at": TEN + timedelta(days=1)}, ["closed"]),
        ({"at": None}, []),
        ({"at": TEN.replace(hour=13), "state": "cancelled"}, []),
    ],
)
def test_outside_the_opening_hours_is_said_of_what_takes_place_here(fields, found):
    assert why(appointment(**fields)) == found


def test_an_office_that_never_said_when_it_is_open_is_never_closed():
    assert why(appointment(at=TEN.replace(hour=22)), hours=()) == []


def test_an_appointment_without_minutes_lasts_half_an_hour():
    assert times(appointment(minutes=None)) == (TEN, TEN + timedelta(minutes=30))
    assert times(appointment(at=None)) is None


def test_only_what_still_stands_is_planned():
    states = (None, "planned", "held", "no_show", "cancelled", "postponed")
    assert [state for state in states if is_planned(state)] == [None, "planned"]
