"""People come and go, move and die; a case rests and wakes; what was a mistake no longer counts."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.household import Dwelling, Membership
from lwdesk.domain.intake import Intake
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.task import Task
from lwdesk.services.file_settings import FileSettings
from tests.unit import office
from tests.unit.office import hamdan, member

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
YESTERDAY = date(2021, 11, 1)


@pytest.fixture
def path(tmp_path):
    with clock.using(clock.FixedClock(NOW)):
        yield office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan(advice_language="ar", name="Hamdan")
    desk.households.take_in(intake)
    return intake.household.id


def card(desk, home):
    return desk.households.card(home)


def named(desk, home, given):
    views = (*card(desk, home).members, *card(desk, home).former_members)
    return next(view for view in views if view.person.given_name == given)


def write(desk, *records):
    with desk.seat.writing("test") as transaction:
        transaction.save_all(records)


def kept(desk, record):
    with desk.seat.reading() as reader:
        return reader.get(type(record), record.id)


def test_a_grown_child_founds_a_household_of_their_own(desk, home):
    desk.households.save(Consent(household=home, purpose="store", given_on=TODAY))
    lina = named(desk, home, "Lina")
    write(desk, LanguageSkill(person=lina.person.id, language="ar"))
    founded = desk.life.own_household(lina.membership.id, YESTERDAY)
    new = card(desk, founded.household)
    (member_,) = new.members
    assert (member_.person.id, member_.membership.since) == (lina.person.id, YESTERDAY)
    assert (member_.membership.main_contact, member_.membership.role) == (True, "reference")
    assert [skill.language for skill in member_.languages] == ["ar"]
    assert (new.household.target_group, new.household.advice_language) == ("refugee", "ar")
    assert (new.household.name, new.household.case_number) == ("Hamdan", "HÖ-2021-0002")
    assert (new.consents, new.household.information_on) == ((), None)
    old = named(desk, home, "Lina").membership
    assert (old.until, old.leaving_reason) == (YESTERDAY, "own_household")
    assert len(card(desk, home).members) == 2


def test_a_household_moves_away_and_its_town_is_kept(desk, home):
    desk.life.move_away(home, YESTERDAY, " Köln ")
    gone = card(desk, home)
    assert (gone.household.status, gone.household.status_reason) == ("closed", "moved_away")
    left, town = gone.dwellings
    assert (left.moved_out_on, town.city, town.moved_in_on) == (YESTERDAY, "Köln", YESTERDAY)
    assert gone.dwelling == town
    desk.undo_last()
    back = card(desk, home)
    assert (back.household.status, len(back.dwellings), back.dwelling.moved_out_on) == ("active", 1, None)


def test_a_household_moves_away_to_nobody_knows_where(desk, home):
    desk.life.move_away(home, TODAY)
    gone = card(desk, home)
    assert (gone.dwelling, gone.dwellings[0].moved_out_on) == (None, TODAY)
    with pytest.raises(InvalidInput):
        desk.life.move_away(home, TODAY)


def test_nobody_moves_away_tomorrow_or_before_moving_in(desk, home):
    before = card(desk, home).dwelling
    desk.households.save(before.replace(moved_in_on=YESTERDAY), before)
    for day in (date(2021, 11, 3), date(2021, 10, 31)):
        with pytest.raises(InvalidInput):
            desk.life.move_away(home, day)
    assert card(desk, home).household.status == "active"


def test_a_household_without_a_dwelling_moves_away(desk):
    alone = Intake(hamdan(name="Hamdan").household, Dwelling(), hamdan().members)
    desk.households.take_in(alone)
    desk.life.move_away(alone.household.id, TODAY, "Köln")
    assert [one.city for one in card(desk, alone.household.id).dwellings if one.city] == ["Köln"]


def test_an_own_household_is_taken_back_in_one_step(desk, home):
    founded = desk.life.own_household(named(desk, home, "Lina").membership.id, TODAY)
    desk.undo_last()
    assert len(card(desk, home).members) == 3
    with pytest.raises(RecordGone):
        card(desk, founded.household)


def test_the_last_one_founds_nothing(desk):
    alone = hamdan()
    alone = Intake(alone.household, alone.dwelling, alone.members[:1])
    desk.households.take_in(alone)
    (only,) = card(desk, alone.household.id).members
    with pytest.raises(InvalidInput):
        desk.life.own_household(only.membership.id, TODAY)


def test_a_protected_family_founds_a_protected_household(desk, home):
    before = card(desk, home).household
    desk.households.save(before.replace(address_protected=True, protection_reason="violence"), before)
    founded = desk.life.own_household(named(desk, home, "Lina").membership.id, TODAY)
    new = card(desk, founded.household).household
    assert (new.address_protected, new.protection_reason) == (True, "violence")


def test_a_household_takes_the_name_that_is_known(desk):
    intake = hamdan()
    intake = Intake(intake.household, intake.dwelling, (*intake.members, member("", "", native_name="علي")))
    desk.households.take_in(intake)
    stranger = next(v for v in card(desk, intake.household.id).members if v.person.native_name == "علي")
    founded = desk.life.own_household(stranger.membership.id, TODAY)
    new = card(desk, founded.household).household
    assert (new.name, new.native_name) == ("Hamdan", "علي")


def test_somebody_leaves_and_comes_back_and_both_stay_known(desk, home):
    rana = named(desk, home, "Rana").membership
    desk.life.leave(rana.id, YESTERDAY, "separated")
    assert named(desk, home, "Rana").membership.leaving_reason == "separated"
    assert len(card(desk, home).members) == 2
    desk.life.come_back(rana.id, TODAY)
    rows = [one.membership for one in desk.people.get(rana.person)]
    assert [(one.since, one.until, one.role) for one in rows] == [
        (None, YESTERDAY, "wife"),
        (TODAY, None, "wife"),
    ]
    assert len(card(desk, home).members) == 3


def test_who_leaves_is_no_longer_the_main_contact(desk, home):
    desk.life.leave(named(desk, home, "Mohammed").membership.id, TODAY, "separated")
    assert not named(desk, home, "Mohammed").membership.main_contact


@pytest.mark.parametrize("reason", ["died", "", "nonsense"])
def test_leaving_needs_a_reason_of_the_list(desk, home, reason):
    with pytest.raises(InvalidInput):
        desk.life.leave(named(desk, home, "Rana").membership.id, TODAY, reason)


def test_nobody_leaves_twice_or_comes_back_while_here(desk, home):
    rana = named(desk, home, "Rana").membership.id
    with pytest.raises(InvalidInput):
        desk.life.come_back(rana, TODAY)
    desk.life.leave(rana, YESTERDAY, "separated")
    with pytest.raises(InvalidInput):
        desk.life.leave(rana, TODAY, "separated")
    with pytest.raises(InvalidInput):
        desk.life.come_back(rana, date(2021, 10, 31))
    desk.life.come_back(rana, TODAY)
    with pytest.raises(InvalidInput):
        desk.life.come_back(rana, TODAY)


def test_a_death_ends_memberships_and_reminders_and_the_household_stays(desk, home):
    father = named(desk, home, "Mohammed")
    about = {"office": desk.office.id, "household": home, "person": father.person.id}
    expires = Task(**about, title="Aufenthalt")
    done = Task(**about, title="Anruf", state="done")
    talk = Appointment(**about, sort="talk", at=NOW, state="planned")
    held = Appointment(**about, sort="talk", at=NOW, state="held")
    write(desk, expires, done, talk, held)
    desk.life.died(father.person.id, YESTERDAY)
    view = named(desk, home, "Mohammed")
    assert (view.person.died_on, view.person.status) == (YESTERDAY, "died")
    assert (view.membership.until, view.membership.leaving_reason) == (YESTERDAY, "died")
    states = [kept(desk, one).state for one in (expires, done, talk, held)]
    assert states == ["dropped", "done", "cancelled", "held"]
    assert len(card(desk, home).members) == 2
    with pytest.raises(InvalidInput):
        desk.life.come_back(view.membership.id, TODAY)


def test_a_former_member_can_die(desk, home):
    rana = named(desk, home, "Rana")
    desk.life.leave(rana.membership.id, date(2021, 10, 1), "separated")
    desk.life.died(rana.person.id, YESTERDAY)
    assert named(desk, home, "Rana").membership.leaving_reason == "separated"


def test_a_move_keeps_the_former_address(desk, home):
    desk.life.move(Dwelling(household=home, street="Benninghofer Str. 3", moved_in_on=YESTERDAY))
    lived = [(one.street, one.moved_out_on) for one in card(desk, home).dwellings]
    assert lived == [("Lindenallee 14", YESTERDAY), ("Benninghofer Str. 3", None)]
    assert card(desk, home).tasks == ()


def test_moving_out_of_a_facility_proposes_a_visit(desk, home):
    before = card(desk, home).dwelling
    desk.households.save(before.replace(housing="transitional"), before)
    draft = Dwelling(household=home, street="Benninghofer Str. 3", moved_in_on=YESTERDAY)
    desk.drafts.save(draft.id, "record", {})
    desk.life.move(draft, draft.id)
    now = card(desk, home)
    assert (now.dwelling.street, now.dwelling.former) == ("Benninghofer Str. 3", "transitional")
    assert [(one.title, one.about) for one in now.tasks] == [("Willkommensbesuch planen", draft.id)]
    assert desk.drafts.list() == ()


def test_a_contact_entered_in_error_no_longer_counts_and_stays_in_the_log(desk, home):
    father = named(desk, home, "Mohammed").person.id
    talk = Contact(household=home, sort="phone", at=NOW)
    desk.contacts.save(talk, [Reason(area="housing", support="advice")])
    write(desk, ContactPerson(contact=talk.id, person=father))
    desk.life.mistaken(talk, "wrong_household")
    assert [event.kind for event in card(desk, home).events] == ["intake"]
    assert desk.hours.today().contacts_today == 0
    with desk.seat.reading() as reader:
        actions = [entry.action for entry in reader.all(AuditEntry)]
    assert "delete.mistake_wrong_household" in actions
    assert desk.history.of(talk.id)[-1].field == "_deleted"
    desk.undo_last()
    assert "contact" in [event.kind for event in card(desk, home).events]


def test_a_person_entered_in_error_goes_with_everything_of_theirs(desk, home):
    lina = named(desk, home, "Lina")
    write(desk, LanguageSkill(person=lina.person.id, language="ar"))
    desk.life.mistaken(lina.membership, "twice")
    assert len(card(desk, home).members) == 2
    assert lina.person.id not in [hit.person for hit in desk.search.find("Lina Hamdan").hits]
    desk.undo_last()
    assert named(desk, home, "Lina").languages[0].language == "ar"
    desk.life.mistaken(lina.person, "twice")
    assert len(card(desk, home).members) == 2


def test_a_membership_entered_in_error_leaves_the_person_in_the_other_household(desk, home):
    lina = named(desk, home, "Lina")
    other = hamdan(name="Zweite")
    desk.households.take_in(other)
    again = Membership(household=other.household.id, person=lina.person.id)
    desk.households.save(again)
    desk.life.mistaken(again, "wrong_household")
    assert named(desk, home, "Lina").person.id == lina.person.id


def test_a_mistake_needs_a_reason_and_a_kind_that_counts(desk, home):
    with pytest.raises(InvalidInput):
        desk.life.mistaken(named(desk, home, "Lina").membership, "nonsense")
    with pytest.raises(InvalidInput):
        desk.life.mistaken(card(desk, home).dwelling, "twice")


def test_there_is_one_main_contact(desk, home):
    desk.life.make_main_contact(named(desk, home, "Rana").membership.id)
    chosen = [v.person.given_name for v in card(desk, home).members if v.membership.main_contact]
    assert chosen == ["Rana"]
    desk.life.leave(named(desk, home, "Lina").membership.id, TODAY, "moved_out")
    with pytest.raises(InvalidInput):
        desk.life.make_main_contact(named(desk, home, "Lina").membership.id)


def test_a_silent_case_is_said_to_rest_and_rests(desk, home):
    assert (desk.life.quiet(), desk.life.quiet_since(home)) == ((), None)
    desk.settings.save(FileSettings(dormant_months=3))
    with clock.using(clock.FixedClock(datetime(2022, 2, 3, 12, 0, tzinfo=UTC))):
        assert desk.life.quiet() == (home,)
        assert desk.life.quiet_since(home) == TODAY
        desk.households.let_rest(home, "long_silence")
        resting = card(desk, home).household
        told = (resting.status, resting.status_reason, resting.status_since)
        assert told == ("dormant", "long_silence", date(2022, 2, 3))
        assert (desk.life.quiet(), desk.life.quiet_since(home)) == ((), None)
        desk.households.reopen(home, "contact_again")
        assert card(desk, home).household.status == "active"


def test_a_contact_breaks_the_silence(desk, home):
    desk.contacts.save(
        Contact(household=home, sort="phone", at=NOW), [Reason(area="housing", support="advice")]
    )
    with clock.using(clock.FixedClock(datetime(2022, 5, 1, 12, 0, tzinfo=UTC))):
        assert desk.life.quiet() == ()
    with clock.using(clock.FixedClock(datetime(2022, 5, 3, 12, 0, tzinfo=UTC))):
        assert desk.life.quiet_since(home) == TODAY


def test_a_restricted_household_stays_as_it_is(path, desk, home):
    lina = named(desk, home, "Lina").membership.id
    before = card(desk, home).household
    desk.households.save(before.replace(restricted=True), before)
    with clock.using(clock.FixedClock(datetime(2023, 2, 3, 12, 0, tzinfo=UTC))):
        assert desk.life.quiet() == (home,)
    for call in (
        lambda: desk.life.leave(lina, TODAY, "moved_out"),
        lambda: desk.life.own_household(lina, TODAY),
        lambda: desk.life.make_main_contact(lina),
        lambda: desk.households.let_rest(home, "family_wish"),
    ):
        with pytest.raises(Restricted):
            call()
    desk.close()
    with (
        office.opened(path, "adviser") as other,
        clock.using(clock.FixedClock(datetime(2023, 2, 3, 12, 0, tzinfo=UTC))),
    ):
        assert other.life.quiet() == ()


def test_a_reader_changes_nothing(path, desk, home):
    lina = named(desk, home, "Lina")
    desk.close()
    with office.opened(path, "reader") as other, pytest.raises(NotAllowed):
        other.life.died(lina.person.id, TODAY)


def test_who_is_not_there_cannot_leave_or_die(desk, home):
    with pytest.raises(RecordGone):
        desk.life.leave(Membership(household=home).id, TODAY, "moved_out")
    with pytest.raises(RecordGone):
        desk.life.died(Person(given_name="Niemand").id, TODAY)
    with pytest.raises(RecordGone):
        desk.households.let_rest(Person(given_name="Niemand").id, "family_wish")
