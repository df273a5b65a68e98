"""Who fits a request: every reason for and against, the order, and the neutral reason of a family's wish."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.interpreting import Interpreter, InterpreterRequest, InterpreterSkill, InterpreterTime
from lwdesk.domain.matching import ORDER, Candidate, match, matches

FRIDAY = datetime(2021, 11, 5, 9, tzinfo=UTC)  # 10:00 on the wall
HOERDE = frozenset({"hoerde"})
ASKED = InterpreterRequest(
    pool="mia_do_ki",
    language="ar",
    dialect="ar_levantine",
    at=FRIDAY,
    minutes=60,
    setting="on_site",
    topic="housing",
)
NADIA = Interpreter(
    name="Nadia El-Sayed",
    pool="mia_do_ki",
    sex="female",
    district="hoerde",
    districts=("hoerde", "hombruch"),
    settings=("on_site", "phone"),
    trained_on=date(2019, 5, 1),
    confidential_on=date(2019, 5, 1),
    certificate_on=date(2019, 4, 1),
    certificate_until=date(2024, 4, 1),
    consent_on=date(2019, 5, 1),
)
FREE = InterpreterTime(weekday="fri", free_from=time(9), free_until=time(13, 30))


def candidate(person=NADIA, *, times=(FREE,), load=1, excluded=False, busy=False, **skill):
    spoken = InterpreterSkill(**{"language": "ar", "dialect": "ar_levantine", **skill})
    return Candidate(person, (spoken,), tuple(times), load, excluded, busy)


def fit(one=None, request=ASKED, districts=HOERDE):
    return match(request, one or candidate(), districts)


def codes(found):
    return [sign.code for sign in found.signs]


def test_who_speaks_the_dialect_and_is_free_nearby_fits():
    found = fit()
    assert (found.verdict, found.near, codes(found)) == ("fits", "same", ["dialect", "free"])
    assert dict(found.signs[1].facts) == {"day": "fri", "first": "9", "last": "13:30"}
    assert found.may_be_asked


@pytest.mark.parametrize(
    ("person", "verdict", "code"),
    [
        ({"certificate_until": date(2021, 11, 4)}, "warning", "certificate"),
        ({"certificate_until": None, "certificate_on": None}, "warning", "certificate"),
        ({"trained_on": None}, "warning", "training"),
        ({"confidential_on": None}, "warning", "confidential"),
        ({"consent_on": None}, "warning", "data_consent"),
        ({"settings": ("video",)}, "no", "setting"),
        ({"refused_topics": ("housing",)}, "no", "topic"),
        ({"most_a_month": 1}, "warning", "full"),
        ({"districts": ("mengede",)}, "warning", "far"),
    ],
)
def test_each_reason_against_somebody_is_named(person, verdict, code):
    found = fit(candidate(NADIA.replace(**person)))
    assert found.verdict == verdict
    assert code in codes(found)


def test_a_certificate_that_lasts_until_the_day_is_fine():
    assert fit(candidate(NADIA.replace(certificate_until=date(2021, 11, 5)))).verdict == "fits"
    assert fit(candidate(NADIA.replace(certificate_until=None))).verdict == "fits"


@pytest.mark.parametrize(
    ("one", "verdict", "code"),
    [
        (candidate(times=()), "maybe", "time_open"),
        (candidate(times=(FREE.replace(weekday="mon"),)), "warning", "not_free"),
        (candidate(times=(FREE.replace(free_until=time(10, 30)),)), "warning", "not_free"),
        (candidate(busy=True), "no", "busy"),
        (candidate(direction="into_german"), "warning", "one_way"),
        (candidate(dialect="ar_iraqi"), "maybe", "other_dialect"),
        (candidate(excluded=True), "excluded", "excluded"),
    ],
)
def test_time_dialect_and_direction_count(one, verdict, code):
    found = fit(one)
    assert (found.verdict, code in codes(found)) == (verdict, True)


def test_a_skill_without_a_dialect_or_a_request_without_one_is_no_reason_against():
    assert codes(fit(candidate(dialect=None))) == ["free"]
    assert codes(fit(request=ASKED.replace(dialect=None))) == ["free"]


def test_the_better_of_two_skills_counts():
    both = (
        InterpreterSkill(language="ar", dialect="ar_iraqi"),
        InterpreterSkill(language="ar", dialect="ar_levantine"),
    )
    assert fit(Candidate(NADIA, both, (FREE,))).verdict == "fits"


@pytest.mark.parametrize(
    ("wish", "verdict"),
    [
        ("none", "fits"),
        ("rather_woman", "fits"),
        ("only_woman", "fits"),
        ("rather_man", "maybe"),
        ("only_man", "no"),
    ],
)
def test_a_wish_is_kept_in_mind_and_a_must_decides(wish, verdict):
    assert fit(request=ASKED.replace(gender_wish=wish)).verdict == verdict


def test_who_speaks_only_the_other_language_comes_after_and_who_speaks_none_is_no_match():
    other = ASKED.replace(language="kmr", other_language="ar", dialect=None)
    assert codes(fit(request=other)) == ["other_language", "free"]
    assert fit(request=ASKED.replace(language="ti")) is None


@pytest.mark.parametrize(
    "change",
    [{"pool": "professional"}, {"valid_from": date(2021, 11, 6)}, {"valid_until": date(2021, 11, 4)}],
)
def test_who_is_of_another_pool_or_not_active_is_no_match(change):
    assert fit(candidate(NADIA.replace(**change))) is None


def test_without_a_day_only_who_has_not_ended_is_asked():
    undated = ASKED.replace(at=None)
    assert codes(fit(request=undated)) == ["dialect"]
    assert fit(candidate(NADIA.replace(valid_until=date(2099, 1, 1))), undated) is None


@pytest.mark.parametrize(
    ("district", "near"), [("hoerde", "same"), ("hombruch", "next"), ("mengede", "other"), (None, None)]
)
def test_distance_is_told_by_district(district, near):
    assert fit(candidate(NADIA.replace(district=district))).near == near


def test_on_the_phone_distance_does_not_matter():
    found = fit(candidate(NADIA.replace(districts=("mengede",))), ASKED.replace(setting="phone"))
    assert (found.near, found.verdict) == (None, "fits")
    assert fit(districts=frozenset()).near is None


def test_a_talk_past_midnight_is_in_nobody_s_time():
    late = ASKED.replace(at=FRIDAY + timedelta(hours=13, minutes=30))
    assert "not_free" in codes(fit(request=late))


def test_an_excluded_person_stays_in_sight_with_the_neutral_reason_alone():
    found = fit(candidate(NADIA.replace(trained_on=None), excluded=True))
    assert codes(found) == ["excluded"]
    assert not found.may_be_asked


def test_the_order_is_fit_then_load_then_name():
    people = [
        candidate(NADIA.replace(name="Leila Haddad"), excluded=True),
        candidate(NADIA.replace(name="Omar Aziz", certificate_until=date(2021, 1, 1))),
        candidate(NADIA.replace(name="Karim Boutros", sex="male")),
        candidate(NADIA.replace(name="Samira Khalil"), load=4),
        candidate(load=1),
    ]
    found = matches(ASKED.replace(gender_wish="rather_woman"), people, HOERDE)
    names = [one.candidate.interpreter.name.split()[0] for one in found]
    assert names == ["Nadia", "Samira", "Karim", "Omar", "Leila"]


def test_who_was_wished_for_comes_first_among_those_who_fit():
    other = NADIA.replace(id=InterpreterSkill().id, name="Samira Khalil", district="mengede", districts=())
    found = matches(ASKED.replace(wished=other.id), [candidate(), candidate(other, load=9)], HOERDE)
    assert [one.candidate.interpreter.name for one in found] == ["Samira Khalil", "Nadia El-Sayed"]


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=8))
def test_nobody_excluded_ever_stands_before_somebody_who_can_be_asked(drawn):
    people = [
        candidate(NADIA.replace(trained_on=None) if odd else NADIA, load=load, excluded=out)
        for load, out, odd in drawn
    ]
    found = [ORDER.index(one.verdict) for one in matches(ASKED, people, HOERDE)]
    assert found == sorted(found)
