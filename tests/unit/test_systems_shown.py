"""What the city's papers name and no other test shows by itself."""

from datetime import datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import GateClosed
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Provider
from lwdesk.domain.referral import Referral
from lwdesk.services.listing import Asked

KIM = Provider(name="KIM Case Management", sort="case_management")
TOMORROW = datetime(2021, 11, 3, 10).astimezone()


def test_a_need_moves_through_its_states_and_all_of_them_stay_known(desk, family):
    need = Need(household=family.household.id, area="housing", level=3, state="open")
    desk.households.save(need, None)
    for state in ("in_work", "solved"):
        kept = next(one for one in desk.households.card(family.household.id).needs if one.id == need.id)
        desk.households.save(kept.replace(state=state), kept)
    told = [change.value for change in desk.history.of(need.id) if change.field == "state"]
    assert told == ["open", "in_work", "solved"]


def test_an_accompaniment_stands_in_the_day_and_counts_as_one(desk, family):
    going = Appointment(
        household=family.household.id,
        staff=desk.staff.id,
        sort="accompaniment",
        at=TOMORROW,
        minutes=60,
        area="authorities",
        companion="Frau Klee",
    )
    with clock.using(clock.FixedClock(datetime(2021, 11, 2, 9).astimezone())):
        desk.appointments.save(going, anyway=True)
        assert going.id in [entry.record.id for entry in desk.appointments.day(TOMORROW.date()).entries]
        assert [one.support for one in desk.appointments.talk(going.id).reasons] == ["accompaniment"]


def test_the_case_management_gets_what_was_agreed_and_nothing_else(desk, family):
    desk.directory.save(KIM)
    agreed = Consent(
        household=family.household.id,
        purpose="pass_on",
        recipient=KIM.name,
        provider=KIM.id,
        data_kinds=("name", "phone"),
        form="written",
        signed_by="M. Hamdan",
    )
    desk.consents.give(agreed)
    handing = Referral(
        household=family.household.id,
        area="livelihood",
        sort="case",
        provider=KIM.id,
        data_kinds=("name", "phone", "address"),
    )
    with pytest.raises(GateClosed):
        desk.referrals.send(handing)
    desk.referrals.send(handing.replace(data_kinds=("name", "phone")))
    with desk.seat.reading() as reader:
        assert [one.data_kinds for one in reader.all(Disclosure)] == [("name", "phone")]


def test_who_was_sent_by_another_service_is_looked_for_before_a_household_is_made(desk, family):
    come = Referral(
        source="MigraDo", source_name="Muhammad Hamdan", source_phone="0171 39200 17", area="housing",
        sort="case",
    )  # fmt: skip
    desk.referrals.take_in(come)
    (row,) = desk.referrals.page(Asked("incoming", "age")).rows
    told = Person(given_name="Muhammad", family_name="Hamdan", phone=row.record.source_phone)
    begun = Intake(members=(Member(told),))
    assert [one.household for one in desk.search.similar(begun)] == [family.household.id]
