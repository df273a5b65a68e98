"""What one form changes in several records is one save: all of it or nothing, one step to undo."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.services.changes import Changes, Conflict, Conflicts
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake.household.id


def first(desk, home):
    return desk.households.card(home).members[0]


def four_changes(view):
    """Return what a form would change of a person: the person, the membership, a title and a spelling."""
    return [
        (view.person.replace(phone="0231 2"), view.person),
        (view.membership.replace(caregiver=True), view.membership),
        (Residence(person=view.person.id, title="asylum_permission"), None),
        (PersonName(person=view.person.id, name="Muhamed"), None),
    ]


def test_all_records_are_saved_and_told_as_one_change(desk, home):
    view = first(desk, home)
    saved = desk.households.save_together(four_changes(view))
    assert isinstance(saved, Changes)
    assert {kind for kind, _id in saved.touched} >= {"person", "membership", "residence", "person_name"}
    after = first(desk, home)
    assert (after.person.phone, after.membership.caregiver) == ("0231 2", True)
    assert [one.name for one in after.names] == ["Muhamed"]


def test_one_step_takes_all_of_it_back(desk, home):
    view = first(desk, home)
    desk.households.save_together(four_changes(view), view.languages)
    assert first(desk, home).languages == ()
    desk.undo_last()
    assert first(desk, home) == view


def test_a_conflict_in_the_last_record_saves_none_of_them(desk, home):
    view = first(desk, home)
    desk.people.save(view.membership.replace(since=date(2020, 1, 1)), view.membership)
    before = first(desk, home)
    changed = [
        (view.person.replace(phone="0231 2"), view.person),
        (PersonName(person=view.person.id, name="Muhamed"), None),
        (view.membership.replace(since=date(2021, 1, 1)), view.membership),
    ]
    answer = desk.households.save_together(changed, view.languages)
    conflict = Conflict("since", None, date(2021, 1, 1), date(2020, 1, 1))
    assert answer == Conflicts("membership", view.membership.id, (conflict,))
    assert first(desk, home) == before


def test_a_record_that_cannot_be_saved_leaves_the_others_as_they_were(desk, home):
    view = first(desk, home)
    wrong = LanguageSkill(person=view.person.id, level="good")
    with pytest.raises(InvalidInput):
        desk.households.save_together([*four_changes(view), (wrong, None)])
    assert first(desk, home) == view


def test_a_person_who_is_gone_takes_nothing_along(desk, home):
    view = first(desk, home)
    gone = Person(given_name="Niemand")
    with pytest.raises(RecordGone):
        desk.households.save_together([*four_changes(view), (gone.replace(phone="1"), gone)])
    assert first(desk, home) == view


def test_what_somebody_else_took_away_already_is_no_hindrance(desk, home):
    view = first(desk, home)
    desk.people.remove(view.languages[0])
    desk.households.save_together([(view.person.replace(phone="0231 2"), view.person)], view.languages)
    assert first(desk, home).person.phone == "0231 2"


def test_a_restricted_household_keeps_all_of_it(desk, home):
    view = first(desk, home)
    household = desk.households.card(home).household
    desk.households.save(household.replace(restricted=True), household)
    with pytest.raises(NotAllowed):
        desk.households.save_together(four_changes(view))
    assert first(desk, home) == view


def test_the_card_names_the_colleagues_who_may_be_responsible(desk, home):
    names = [name for _id, name in desk.households.card(home).colleagues]
    assert names == ["Jana Albers", "Lena Groß", "Murat Yildirim", "Olga Petrenko"]


def test_the_draft_goes_with_the_save_and_stays_without_it(desk, home):
    view = first(desk, home)
    kept = [desk.drafts.save(ids.new(), "record", {"n": n}) for n in range(2)]
    desk.households.save_together(four_changes(view), draft=kept[0].id)
    assert [one.id for one in desk.drafts.list("record")] == [kept[1].id]
    newer = first(desk, home)
    desk.people.save(newer.person.replace(phone="0231 1"), newer.person)
    answer = desk.households.save_together(
        [(newer.person.replace(phone="0231 3"), newer.person)], (), kept[1].id
    )
    assert isinstance(answer, Conflicts)
    assert [one.id for one in desk.drafts.list("record")] == [kept[1].id]
