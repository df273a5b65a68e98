"""Nobody of school age is forgotten, and nobody is asked twice."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput
from lwdesk.domain import schooling
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import CaseStep
from lwdesk.domain.person import Person
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.views import Wanted
from tests.unit import office

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


def born(day, precision=Precision.DAY, **more):
    return Person(
        given_name="Yousef", family_name="Hamdan", born=VagueDay(date.fromisoformat(day), precision), **more
    )


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2015-11-03", None),
        ("2015-11-02", "school"),
        ("2005-11-03", "school"),
        ("2005-11-02", "vocational"),
        ("2003-11-03", "vocational"),
        ("2003-11-02", "advice"),
        ("1995-11-03", "advice"),
        ("1995-11-02", None),
    ],
)
def test_the_age_says_what_is_called_for(day, stage):
    assert schooling.stage(born(day), TODAY) == stage


@pytest.mark.parametrize("school", [None, "unknown", "no_place", "advice_booked", "below_age"])
def test_a_child_without_a_school_is_due(school):
    assert schooling.is_due(born("2012-06-02", school=school), TODAY)


@pytest.mark.parametrize(
    "known",
    [
        {"school": "regular"},
        {"school": "first_support"},
        {"school": "no_place", "school_registered_on": TODAY},
        {"died_on": TODAY},
    ],
)
def test_who_is_seen_to_is_not_due(known):
    assert not schooling.is_due(born("2012-06-02", **known), TODAY)


@pytest.mark.parametrize(("school", "is_due"), [(None, False), ("no_place", True), ("regular", False)])
def test_a_young_adult_is_due_who_asked_for_a_place(school, is_due):
    assert schooling.is_due(born("2000-06-02", school=school), TODAY) is is_due


def test_nobody_is_due_whose_age_is_unknown():
    assert not schooling.is_due(Person(given_name="Yousef"), TODAY)


@pytest.fixture
def desk(tmp_path):
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


def take_in(desk, *people, **household):
    intake = Intake(
        Household(**{"target_group": "refugee", "name": "Hamdan", **household}),
        Dwelling(),
        tuple(Member(person) for person in people),
    )
    desk.households.take_in(intake)
    return intake.household.id


def test_the_list_names_the_children_with_their_household_the_oldest_first(desk):
    home = take_in(
        desk, born("1986-05-04"), born("2012-06-02"), born("2006-01-01", Precision.YEAR), born("2018-01-01")
    )
    due = desk.people.school_due()
    assert [(one.age, one.stage) for one in due] == [(15, "school"), (9, "school")]
    assert {one.household for one in due} == {home}
    assert (due[0].name, due[0].household_name, due[0].case_number) == (
        "Yousef Hamdan",
        "Hamdan",
        "HÖ-2021-0001",
    )


def test_who_left_or_is_hidden_or_closed_is_not_in_the_list(desk):
    home = take_in(desk, born("1986-05-04"), born("2012-06-02"))
    child = next(v for v in desk.households.card(home).members if v.person.born.on.year == 2012)
    desk.life.leave(child.membership.id, TODAY, "moved_out")
    assert desk.people.school_due() == ()
    desk.undo_last()
    assert len(desk.people.school_due()) == 1
    desk.households.close_case(home, "moved_away")
    assert desk.people.school_due() == ()


@pytest.mark.parametrize(
    "child",
    [
        {"day": "2015-11-03"},
        {"day": "2015-11-02"},
        {"day": "2012-06-02", "school": "regular"},
        {"day": "2012-06-02", "school_registered_on": TODAY},
        {"day": "2012-01-01", "precision": Precision.YEAR, "school": "unknown"},
        {"day": "2003-11-03"},
        {"day": "2003-11-02"},
        {"day": "2003-11-02", "school": "no_place"},
        {"day": "1995-11-03", "school": "advice_booked"},
        {"day": "1995-11-02", "school": "no_place"},
        {"day": "2012-06-02", "died_on": TODAY},
    ],
)
def test_the_list_of_households_knows_the_same_children(desk, child):
    home = take_in(desk, born("1986-05-04"), born(**child))
    listed = [row.household for row in desk.households.page(Wanted(look="school")).rows]
    assert listed == ([home] if desk.people.school_due() else [])


def test_the_list_of_households_knows_the_silent_ones(desk):
    home = take_in(desk, born("1986-05-04"))
    assert desk.households.page(Wanted(look="quiet")).rows == ()
    with clock.using(clock.FixedClock(datetime(2022, 6, 1, 12, 0, tzinfo=UTC))):
        assert [row.household for row in desk.households.page(Wanted(look="quiet")).rows] == [home]
        assert desk.life.quiet() == (home,)


def test_a_restricted_household_is_in_the_list_of_the_lead_alone(tmp_path, desk):
    home = take_in(desk, born("2012-06-02"))
    before = desk.households.card(home).household
    desk.households.save(before.replace(restricted=True), before)
    assert len(desk.people.school_due()) == 1
    desk.close()
    with office.opened(tmp_path / "hoerde.lwdb", "adviser") as other:
        assert other.people.school_due() == ()


def test_a_step_is_left_out_with_a_reason_only(desk):
    home = take_in(desk, born("1986-05-04"))
    step = CaseStep(household=home, step="accompany", skipped=True)
    with pytest.raises(InvalidInput, match="skip_reason"):
        desk.households.save(step)
    desk.households.save(step.replace(skip_reason="Die Familie geht allein", on=TODAY))
    card = desk.households.card(home)
    assert [one.step for one in card.steps] == ["accompany"]
    assert card.events[0].note == "Die Familie geht allein"
