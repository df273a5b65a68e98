"""A suggestion of a duplicate says what is equal, what is similar and what differs, and never cries wolf."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.similar import Aspect, Profile, Spelling, Verdict, ranked, weigh
from lwdesk.domain.vague import Precision, VagueDay


def person(*spellings, born=None, precision=Precision.DAY, **known):
    return Profile(
        tuple(Spelling(*one) if isinstance(one, tuple) else Spelling(one) for one in spellings),
        born=VagueDay(date.fromisoformat(born), precision) if born else None,
        **known,
    )


def lines(weighed):
    return [(fact.aspect.value, fact.verdict.value, fact.ours, fact.theirs) for fact in weighed.facts]


def test_the_panel_shows_phone_name_and_year():
    ours = person("Mohamed Hamdan", born="1986-01-01", phone="0171 39200 17")
    theirs = person("محمد حمدان", ("Mohammed Hamdan", "passport"), born="1986-05-04", phone="+49 171 3920017")
    weighed = weigh(ours, theirs)
    assert lines(weighed) == [
        ("phone", "equal", "0171 39200 17", "+49 171 3920017"),
        ("name", "similar", "Mohamed", "Mohammed"),
        ("born", "equal", "1986", "1986"),
    ]
    assert weighed.facts[1].document == "passport"


def test_what_differs_stands_last():
    weighed = weigh(
        person("Mohamed Hamdan", born="1986-01-01", address="Lindenallee 14"),
        person("Muhammad Hamdani", born="1994-03-02", address="Lindenallee 14"),
    )
    assert lines(weighed) == [
        ("name", "similar", "Mohamed Hamdan", "Muhammad Hamdani"),
        ("address", "equal", "Lindenallee 14", "Lindenallee 14"),
        ("born", "different", "1986", "1994"),
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "shown"),
    [
        (("1986-05-04", Precision.DAY), ("1986-05-04", Precision.DAY), "equal", "1986-05-04"),
        (("1986-05-04", Precision.DAY), ("1986-04-05", Precision.DAY), "similar", "1986-05-04"),
        (("1986-05-04", Precision.DAY), ("1986-06-04", Precision.DAY), "different", "1986-05-04"),
        (("1986-01-01", Precision.DAY), ("1986-06-04", Precision.DAY), "equal", "1986"),
        (("1986-01-01", Precision.PAPERS), ("1986-01-01", Precision.DAY), "equal", "1986"),
        (("1986-05-01", Precision.MONTH), ("1986-05-17", Precision.DAY), "equal", "1986-05"),
        (("1986-01-01", Precision.MONTH), ("1986-05-17", Precision.DAY), "different", "1986-01"),
        (("1986-01-01", Precision.ESTIMATED), ("1988-05-17", Precision.DAY), "similar", "1986"),
        (("1986-01-01", Precision.ESTIMATED), ("1989-05-17", Precision.DAY), "different", "1986"),
        (("1986-01-01", Precision.YEAR), ("1987-05-17", Precision.DAY), "different", "1986"),
    ],
)
def test_birth_dates_are_compared_as_far_as_both_are_known(ours, theirs, verdict, shown):
    weighed = weigh(person(born=ours[0], precision=ours[1]), person(born=theirs[0], precision=theirs[1]))
    assert [(fact.verdict.value, fact.ours) for fact in weighed.facts] == [(verdict, shown)]


def test_the_first_of_january_weighs_as_a_year_and_not_as_a_day():
    new_year = weigh(person(born="1986-01-01"), person(born="1986-01-01")).score
    exact = weigh(person(born="1986-05-04"), person(born="1986-05-04")).score
    same_year = weigh(person(born="1986-01-01"), person(born="1986-05-04")).score
    assert new_year == same_year < exact


def test_a_known_phone_is_always_worth_a_look():
    weighed = weigh(
        person("Ali Karimi", phone="0171 39200 17", sex="male"),
        person("Oksana Kovalenko", phone="017139200-17", sex="female"),
    )
    assert weighed.worth_showing
    assert [fact.verdict for fact in weighed.facts] == [Verdict.EQUAL, Verdict.DIFFERENT, Verdict.DIFFERENT]


def test_other_people_are_not_worth_a_look():
    assert not weigh(person("Ali Karimi"), person("Oksana Kovalenko")).worth_showing
    assert not weigh(person("Ali Karimi"), person("Ali Rezai")).worth_showing
    assert not weigh(person("Ali", born="1986-05-04"), person("Ali", born="1990-05-04")).worth_showing


def test_a_first_name_alone_suggests_little_and_a_full_name_more():
    first = weigh(person("Mohamed"), person("Mohamed Hamdan"))
    full = weigh(person("Hamdan Mohamed"), person("Mohamed Hamdan"))
    assert first.worth_showing
    assert first.score < full.score


def test_unknown_things_say_nothing():
    weighed = weigh(person("Ali Karimi", sex="male", phone="12"), person("?", born="1986-05-04"))
    assert (weighed.score, weighed.facts) == (0, ())


def test_at_most_three_are_shown_the_likeliest_first():
    ours = person("Mohamed Hamdan", born="1986-05-04", address="Lindenallee 14")
    known = {
        "year": person("Mohammed Hamdan", born="1986-01-01"),
        "other": person("Oksana Kovalenko"),
        "best": person("Mohamed Hamdan", born="1986-05-04", address="Lindenallee 14"),
        "name": person("Mohamed Hamdan"),
        "first": person("Mohamed"),
    }
    assert [key for key, _ in ranked(ours, known.items())] == ["best", "year", "name"]


profiles = st.builds(
    person,
    st.sampled_from(
        ["Mohamed Hamdan", "محمد حمدان", "Hamdan", "Ali Reza", "Alireza", "Yılmaz Öz", "", "\x00"]
    ),
    st.sampled_from([("Mohammed Hamdan", "passport"), ("Ali", None), ("Oksana", "birth_certificate")]),
    born=st.sampled_from([None, "1986-01-01", "1986-05-04", "1986-04-05", "1987-02-28"]),
    precision=st.sampled_from(Precision),
    phone=st.sampled_from(["", "0171 39200 17", "+49 171 3920017"]),
    address=st.sampled_from(["", "Lindenallee 14", "Lindenallee 14 a"]),
    sex=st.sampled_from([None, "female", "male"]),
)


@given(profiles, profiles)
def test_two_people_are_as_alike_one_way_as_the_other(one, other):
    assert weigh(one, other).score == pytest.approx(weigh(other, one).score)


@given(profiles)
def test_nobody_differs_from_themselves(one):
    assert not [
        fact
        for fact in weigh(one, one).facts
        if fact.verdict is Verdict.DIFFERENT or fact.aspect is Aspect.SEX
    ]
