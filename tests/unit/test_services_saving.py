"""Changing one record: merged with what others did, refused where it may not be."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import DiskFull, InvalidInput, NotAllowed, NothingToUndo, RecordGone
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, PersonName
from lwdesk.services.changes import Changes, Conflict, Conflicts
from tests.unit import office
from tests.unit.office import hamdan, member

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


@pytest.fixture
def time():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(time, path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake.household.id


def test_two_forms_that_change_different_fields_both_win(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(note="ruft zurück"), before)
    assert isinstance(desk.households.save(before.replace(name="Familie Hamdan"), before), Changes)
    after = desk.households.card(home).household
    assert (after.note, after.name) == ("ruft zurück", "Familie Hamdan")


def test_two_forms_that_change_one_field_are_a_conflict_and_nothing_is_saved(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(name="Hamdani"), before)
    answer = desk.households.save(before.replace(name="Hamden", note="neu"), before)
    assert answer == Conflicts("household", home, (Conflict("name", "Hamdan", "Hamden", "Hamdani"),))
    assert desk.households.card(home).household.note == ""


def test_the_same_change_twice_is_no_conflict(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(name="Hamdani"), before)
    assert desk.households.save(before.replace(name="Hamdani"), before) == Changes(what="save_household")


def test_a_save_without_a_change_writes_nothing(desk, home):
    before = len(office.trail(desk))
    desk.households.save(desk.households.card(home).household)
    assert len(office.trail(desk)) == before


def test_what_follows_from_a_change_is_set_unless_the_person_set_it(desk, home, time):
    time.moment = datetime(2022, 3, 1, 12, tzinfo=UTC)
    today = date(2022, 3, 1)
    household = desk.households.card(home).household
    desk.households.save(household.replace(target_group="other"), household)
    assert desk.households.card(home).household.target_group_since == today
    household = desk.households.card(home).household
    since = date(2021, 12, 24)
    desk.households.save(household.replace(target_group="refugee", target_group_since=since), household)
    assert desk.households.card(home).household.target_group_since == since
    person = desk.households.card(home).members[0].person
    desk.people.save(person.replace(phone="0231 500"), person)
    assert desk.households.card(home).members[0].person.phone_confirmed_on == today


def test_a_need_keeps_its_former_level(desk, home, time):
    need = Need(household=home, area="housing", level=4)
    desk.households.save(need)
    (kept,) = desk.households.card(home).needs
    assert (kept.state, kept.recorded_on, kept.levelled_on) == ("open", TODAY, TODAY)
    time.moment = datetime(2022, 3, 1, 12, tzinfo=UTC)
    desk.households.save(kept.replace(level=2), kept)
    (kept,) = desk.households.card(home).needs
    assert (kept.level, kept.former_level, kept.levelled_on) == (2, 4, date(2022, 3, 1))


def test_a_new_dwelling_ends_the_former_one_on_the_day_of_moving(desk, home):
    moved = date(2021, 11, 1)
    new = Dwelling(household=home, street="Harkortstr. 5", postcode="44225", moved_in_on=moved)
    desk.households.save(new)
    card = desk.households.card(home)
    assert (card.dwelling.street, card.dwelling.district) == ("Harkortstr. 5", "hombruch")
    assert [one.moved_out_on for one in card.dwellings] == [moved, None]


def test_choosing_another_main_contact_leaves_exactly_one(desk, home):
    mother = desk.households.card(home).members[1]
    desk.households.save(mother.membership.replace(main_contact=True), mother.membership)
    members = desk.households.card(home).members
    assert [view.person.id for view in members if view.membership.main_contact] == [mother.person.id]


def test_a_problem_that_a_save_would_bring_in_is_refused_an_old_one_may_stay(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    person = desk.households.card(intake.household.id).members[1].person
    with pytest.raises(InvalidInput) as refused:
        desk.people.save(person.replace(phone="beim Bruder"), person)
    assert refused.value.facts == {"kind": "person", "fields": "phone"}
    assert "Bruder" not in str(refused.value)
    home = office.Intake(Household(target_group="other"), members=(member("Ali", phone="beim Bruder"),))
    desk.households.take_in(home)
    ali = desk.households.card(home.household.id).members[0].person
    assert isinstance(desk.people.save(ali.replace(given_name="Aly"), ali), Changes)


def test_text_is_cleaned_before_it_is_kept(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(name="\u202e Ham\x00dan\nFamilie ", note="a\u2066\nb"), before)
    kept = desk.households.card(home).household
    assert (kept.name, kept.note) == ("Hamdan Familie", "a\nb")


def test_a_member_comes_with_everything_known_of_them(desk, home):
    new = office.Member(
        member("Yousef").person,
        names=(PersonName(name="Youssef"),),
        languages=(LanguageSkill(language="ar"),),
    )
    desk.households.add_member(home, new)
    (view,) = (v for v in desk.households.card(home).members if v.person.given_name == "Yousef")
    assert [name.name for name in view.names] == ["Youssef"]
    assert [skill.language for skill in view.languages] == ["ar"]
    assert not view.membership.main_contact
    assert desk.search.find("Youssef").hits
    (same,) = desk.people.get(view.person.id)
    assert same == view
    desk.people.remove(view.names[0])
    assert desk.people.get(view.person.id)[0].names == ()


def test_the_first_member_is_the_main_contact(desk):
    alone = office.Intake(Household(target_group="other", name="Paar"))
    desk.households.take_in(alone)
    desk.households.add_member(alone.household.id, member("Ali"))
    assert desk.households.card(alone.household.id).members[0].membership.main_contact


def test_a_case_is_closed_for_a_reason_and_opened_again(desk, home):
    with pytest.raises(InvalidInput):
        desk.households.close_case(home, "keine Lust")
    desk.households.close_case(home, "moved_away")
    household = desk.households.card(home).household
    assert (household.status, household.status_reason, household.status_since) == (
        "closed",
        "moved_away",
        TODAY,
    )
    desk.households.reopen(home, "new_need")
    household = desk.households.card(home).household
    assert (household.status, household.status_reason) == ("active", "new_need")


@pytest.mark.parametrize("state", ["close_case", "let_rest", "reopen"])
def test_a_reason_is_one_for_that_state_alone(desk, home, state):
    fitting = {"close_case": "moved_away", "let_rest": "family_wish", "reopen": "new_need"}
    for reason in {*fitting.values(), ""} - {fitting[state]}:
        with pytest.raises(InvalidInput):
            getattr(desk.households, state)(home, reason)


def test_a_restricted_household_is_not_changed_until_the_lead_lifts_it(desk, home):
    household = desk.households.card(home).household
    desk.households.save(household.replace(restricted=True), household)
    restricted = desk.households.card(home).household
    person = desk.households.card(home).members[0].person
    for change in (
        lambda: desk.households.save(restricted.replace(name="Hamdani"), restricted),
        lambda: desk.people.save(person.replace(call_name="Abu Yousef"), person),
        lambda: desk.households.add_member(home, member("Ali")),
        lambda: desk.people.remove(person),
    ):
        with pytest.raises(NotAllowed):
            change()
    desk.households.save(restricted.replace(restricted=False), restricted)
    assert desk.households.card(home).editable


def test_only_the_lead_lifts_a_restriction(desk, home, path):
    household = desk.households.card(home).household
    desk.households.save(household.replace(restricted=True), household)
    restricted = desk.households.card(home).household
    desk.close()
    with office.opened(path, "adviser") as other, pytest.raises(NotAllowed):
        other.households.save(restricted.replace(restricted=False), restricted)


def test_a_record_stays_with_its_household(desk, home):
    other = hamdan()
    desk.households.take_in(other)
    need = Need(household=home, area="housing")
    desk.households.save(need)
    kept = desk.households.card(home).needs[0]
    with pytest.raises(NotAllowed):
        desk.households.save(kept.replace(household=other.household.id), kept)


def test_a_form_on_a_record_that_is_gone_is_told_so(desk, home):
    need = Need(household=home, area="housing")
    desk.households.save(need)
    kept = desk.households.card(home).needs[0]
    desk.households.remove(kept)
    with pytest.raises(RecordGone):
        desk.households.save(kept.replace(level=1), kept)


def test_undo_brings_a_changed_field_back_and_ends_at_the_first_save(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(name="Hamdani"), before)
    assert desk.undo_last().touches(record=home)
    assert desk.households.card(home).household.name == "Hamdan"
    desk.undo_last()
    with pytest.raises(NothingToUndo):
        desk.undo_last()


def test_a_contact_is_saved_with_its_topics_and_needs_one(desk, home):
    contact = Contact(household=home, sort="open_hours", minutes=12)
    with pytest.raises(InvalidInput):
        desk.contacts.save(contact, ())
    topics = [Reason(area="housing", support="advice"), Reason(area="work", support="advice")]
    desk.contacts.save(contact, topics)
    event = desk.households.card(home).events[0]
    assert (event.record, event.at, event.minutes) == (contact.id, NOW, 12)
    assert event.topics == (("housing", "advice"), ("work", "advice"))
    desk.contacts.save(contact, topics[:1])
    assert desk.households.card(home).events[0].topics == (("housing", "advice"),)
    anonymous = Contact(sort="open_hours")
    desk.contacts.save(anonymous, [Reason(area="housing", support="advice")])
    with desk.seat.reading() as reader:
        assert reader.get(Contact, anonymous.id).counterpart == "anonymous"


def test_staff_offices_and_the_trail_are_not_edited_as_records_of_a_household(desk):
    for record in (desk.staff.replace(role="lead"), desk.office, desk.device, office.trail(desk)[0]):
        with pytest.raises(NotAllowed):
            desk.people.save(record.replace(id=record.id), None)
        with pytest.raises(NotAllowed):
            desk.households.remove(record)


def test_a_household_comes_by_intake_and_goes_by_erasure_alone(desk, home):
    with pytest.raises(RecordGone):
        desk.households.save(Household(name="Hamdan", target_group="refugee"))
    with pytest.raises(NotAllowed):
        desk.households.remove(desk.households.card(home).household)


def test_a_removed_contact_takes_its_topics_along(desk, home):
    contact = Contact(household=home, sort="open_hours")
    topic = Reason(area="housing", support="advice")
    desk.contacts.save(contact, [topic])
    desk.households.remove(contact)
    with desk.seat.reading() as reader:
        assert reader.get(Reason, topic.id) is None
    assert [event.kind for event in desk.households.card(home).events] == ["intake"]


def fill(desk):
    for _ in range(60):
        desk.households.take_in(hamdan(note="x" * 19_000))


def test_a_full_disk_is_told_as_such_and_nothing_is_half_saved(desk, home):
    before = desk.households.card(home).household
    with desk.file.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(DiskFull):
        fill(desk)
    assert desk.households.card(home).household == before
    with desk.seat.reading() as reader:
        homes = reader.all(Household)
        assert len(homes) == reader.rows("SELECT count(DISTINCT household) FROM dwelling")[0][0]
    assert desk.audit.verify() is None
