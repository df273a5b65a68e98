"""Appointments: booked with a look at who is taken, kept, missed, and the day of the office."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services.appointments import Clashes
from lwdesk.services.changes import Changes, Conflict, Conflicts
from tests.unit import office

NOW = datetime(2021, 11, 2, 9, tzinfo=UTC)
TOMORROW = datetime(2021, 11, 3, 10).astimezone()


@pytest.fixture(autouse=True)
def second_of_november():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


def everything(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def write(desk, *records):
    with desk.seat.writing("test") as transaction:
        transaction.save_all(records)


def arranged(desk, family=None, **fields):
    made = Appointment(
        **{
            "household": family.household.id if family else None,
            "staff": desk.staff.id,
            "sort": "talk",
            "at": TOMORROW,
            "minutes": 30,
            "area": "housing",
            **fields,
        }
    )
    assert isinstance(desk.appointments.save(made, anyway=True), Changes)
    return made


def clashing(desk, **fields):
    found = desk.appointments.save(Appointment(**{"sort": "talk", "at": TOMORROW, **fields}))
    return [clash.why for clash in found.found] if isinstance(found, Clashes) else []


def test_an_appointment_is_planned_and_stands_on_the_card(desk, family):
    made = arranged(desk, family, title="Wohnberechtigungsschein")
    kept = desk.appointments.load(made.id)
    assert (kept.state, kept.office) == ("planned", desk.office.id)
    event = next(e for e in desk.households.card(family.household.id).events if e.kind == "appointment")
    assert (event.code, event.note, event.state) == ("talk", "Wohnberechtigungsschein", "planned")


def test_whoever_is_taken_is_told_and_booked_only_anyway(desk, family):
    arranged(desk, family)
    assert clashing(desk, staff=desk.staff.id) == ["staff"]
    assert clashing(desk, household=family.household.id) == ["household"]
    assert len(everything(desk, Appointment)) == 1
    arranged(desk, at=TOMORROW)
    assert len(everything(desk, Appointment)) == 2


def test_a_visit_takes_both_who_make_it(desk, family):
    second = everything(desk, type(desk.staff))[1]
    visit = Visit(
        office=desk.office.id, household=family.household.id, sort="first", state="planned",
        planned_at=TOMORROW - timedelta(minutes=45), minutes=60, staff=desk.staff.id, second_staff=second.id,
    )  # fmt: skip
    write(desk, visit)
    assert clashing(desk, staff=second.id) == ["staff"]
    assert clashing(desk, staff=desk.staff.id, household=family.household.id) == ["staff", "household"]


def test_what_was_cancelled_takes_nobody(desk, family):
    made = arranged(desk, family)
    desk.appointments.end(made.id, "cancelled")
    assert clashing(desk, staff=desk.staff.id) == []


def test_one_person_is_not_booked_twice_whatever_is_said(desk, family):
    person = family.members[0].person.id
    arranged(desk, family, person=person)
    again = Appointment(household=family.household.id, person=person, sort="talk", at=TOMORROW)
    found = desk.appointments.save(again, anyway=True)
    assert isinstance(found, Clashes)
    assert found.refused
    assert desk.appointments.clashes(again) == found.found
    assert len(everything(desk, Appointment)) == 1


def test_outside_the_opening_hours_is_said(desk):
    write(desk, OpeningHour(office=desk.office.id, weekday="wed", opens=time(13), closes=time(16)))
    assert clashing(desk) == ["closed"]


def test_an_appointment_is_moved(desk, family):
    made = arranged(desk, family)
    kept = desk.appointments.load(made.id)
    later = kept.replace(at=TOMORROW + timedelta(minutes=10))
    assert isinstance(desk.appointments.save(later, kept), Changes)
    assert desk.appointments.load(made.id).at == TOMORROW + timedelta(minutes=10)


def test_who_did_not_come_is_asked_again_once(desk, family):
    made = arranged(desk, family)
    desk.appointments.end(made.id, "no_show")
    (task,) = [one for one in everything(desk, Task) if one.about == made.id]
    assert (task.household, task.assigned) == (family.household.id, desk.staff.id)
    assert task.due_on == date(2021, 11, 3)
    with pytest.raises(InvalidInput):
        desk.appointments.end(made.id, "no_show")
    assert desk.appointments.load(made.id).state == "no_show"
    event = next(e for e in desk.households.card(family.household.id).events if e.kind == "appointment")
    assert event.code == "no_show"


def test_what_took_place_becomes_a_contact_with_all_that_is_known(desk, family):
    made = arranged(desk, family, sort="accompaniment", title="Ausländerbehörde", companion="Frau Klee")
    talk = desk.appointments.talk(made.id)
    assert talk.contact.sort == "accompaniment"
    assert [(one.area, one.support) for one in talk.reasons] == [("housing", "accompaniment")]
    desk.contacts.save_talk(talk)
    (contact,) = everything(desk, Contact)
    (reason,) = everything(desk, Reason)
    assert (contact.at, contact.minutes, contact.result) == (made.at, 30, "Ausländerbehörde")
    assert reason.support == "accompaniment"
    kept = desk.appointments.load(made.id)
    assert (kept.state, kept.contact) == ("held", contact.id)
    kinds = [event.kind for event in desk.households.card(family.household.id).events]
    assert "appointment" not in kinds
    assert "contact" in kinds


def test_a_talk_about_nothing_known_has_no_topic_yet(desk, family):
    made = arranged(desk, family, area=None, person=family.members[0].person.id)
    talk = desk.appointments.talk(made.id)
    assert (talk.contact.sort, talk.reasons, talk.persons) == (
        "appointment", (), (family.members[0].person.id,),
    )  # fmt: skip


def test_the_day_holds_appointments_visits_and_requests_in_their_order(desk, family):
    home = family.household.id
    arranged(desk, family, at=TOMORROW)
    write(
        desk,
        Visit(office=desk.office.id, household=home, sort="first", planned_at=TOMORROW - timedelta(hours=1)),
        InterpreterRequest(
            office=desk.office.id, household=home, language="ar", at=TOMORROW + timedelta(hours=1),
            minutes=60, staff=desk.staff.id,
        ),
        Visit(office=desk.office.id, household=home, sort="first", planned_at=TOMORROW + timedelta(days=1)),
        OpeningHour(office=desk.office.id, weekday="wed", opens=time(9), closes=time(12)),
    )  # fmt: skip
    day = desk.appointments.day(TOMORROW.date())
    assert [entry.kind for entry in day.entries] == ["visit", "appointment", "interpreter_request"]
    assert [entry.staff for entry in day.entries] == ["", "Jana Albers", "Jana Albers"]
    assert all(entry.home.case_number == "HÖ-2021-0001" for entry in day.entries)
    assert [entry.is_planned for entry in day.entries] == [False, True, False]
    assert [hour.opens for hour in day.hours] == [time(9)]
    assert ("Jana Albers") in dict(day.people).values()


def test_a_restricted_household_is_not_on_the_day_of_who_may_not_see_it(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        intake = office.hamdan()
        desk.households.take_in(intake)
        made = arranged(desk, intake)
        before = desk.households.card(intake.household.id).household
        desk.households.save(before.replace(restricted=True), before)
        with pytest.raises(Restricted):
            desk.appointments.end(made.id, "cancelled")
    with office.opened(path, "adviser") as desk:
        assert desk.appointments.day(TOMORROW.date()).entries == ()
        with pytest.raises(Restricted):
            desk.appointments.load(made.id)


def test_a_reader_books_nothing(tmp_path):
    with office.opened(office.place(tmp_path), "reader") as desk, pytest.raises(NotAllowed):
        desk.appointments.save(Appointment(sort="talk", at=TOMORROW))


@pytest.mark.parametrize("fields", [{"at": None}, {"sort": None}, {"minutes": 2}])
def test_an_appointment_needs_a_kind_and_a_time(desk, fields):
    with pytest.raises(InvalidInput):
        desk.appointments.save(Appointment(**{"sort": "talk", "at": TOMORROW, **fields}))


def test_what_is_not_there_is_gone(desk):
    gone = Appointment(sort="talk", at=TOMORROW)
    for act in (
        lambda: desk.appointments.load(uuid4()),
        lambda: desk.appointments.end(uuid4(), "no_show"),
        lambda: desk.appointments.save(gone, gone),
    ):
        with pytest.raises(RecordGone):
            act()


def test_two_people_changing_other_fields_of_an_appointment_both_keep_what_they_wrote(desk) -> None:
    base = desk.appointments.load(arranged(desk).id)
    desk.appointments.save(base.replace(place="Raum 1"), base, anyway=True)
    desk.appointments.save(base.replace(note="bringt Papiere mit"), base, anyway=True)
    now = desk.appointments.load(base.id)
    assert (now.place, now.note) == ("Raum 1", "bringt Papiere mit")


def test_two_people_changing_the_same_field_are_a_conflict_and_nothing_is_written(desk) -> None:
    base = desk.appointments.load(arranged(desk).id)
    desk.appointments.save(base.replace(place="Raum 1"), base, anyway=True)
    told = desk.appointments.save(base.replace(place="Raum 2", note="x"), base, anyway=True)
    assert told == Conflicts("appointment", base.id, (Conflict("place", "", "Raum 2", "Raum 1"),))
    assert desk.appointments.load(base.id) == base.replace(place="Raum 1")


def test_an_appointment_that_was_cancelled_meanwhile_is_not_planned_again_by_a_note(desk) -> None:
    base = desk.appointments.load(arranged(desk).id)
    desk.appointments.end(base.id, "cancelled")
    desk.appointments.save(base.replace(note="x"), base)
    assert desk.appointments.load(base.id).state == "cancelled"
