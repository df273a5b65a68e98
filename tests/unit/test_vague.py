"""A day that is known more or less exactly, and the age that follows from it."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lwdesk.domain.vague import Precision, VagueDay

LEAP_DAY = date(2004, 2, 29)
DAYS = st.dates(date(1890, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("precision", "kept"),
    [
        (Precision.DAY, LEAP_DAY),
        (Precision.MONTH, date(2004, 2, 1)),
        (Precision.YEAR, date(2004, 1, 1)),
        (Precision.ESTIMATED, date(2004, 1, 1)),
        (Precision.PAPERS, date(2004, 1, 1)),
    ],
)
def test_what_is_not_known_is_not_kept(precision, kept):
    assert VagueDay(LEAP_DAY, precision).on == kept


@given(DAYS, DAYS, st.sampled_from(sorted(set(Precision) - {Precision.DAY})))
def test_two_days_that_are_the_same_as_far_as_known_are_equal(one, other, precision):
    same_month = (one.year, one.month) == (other.year, other.month)
    same = same_month if precision is Precision.MONTH else one.year == other.year
    assert (VagueDay(one, precision) == VagueDay(other, precision)) == same


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2004, 2, 29), 0),
        (date(2021, 2, 28), 16),
        (date(2021, 3, 1), 17),
        (date(2024, 2, 28), 19),
        (date(2024, 2, 29), 20),
    ],
)
def test_who_was_born_on_a_leap_day_grows_older_on_the_first_of_march(on, age):
    assert VagueDay(LEAP_DAY).age(on) == age


@given(DAYS, DAYS)
def test_an_age_grows_by_one_on_each_birthday_and_on_no_other_day(born, on):
    assume(born < on < date.max)
    grown = VagueDay(born).age(on) - VagueDay(born).age(on - timedelta(days=1))
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not isleap(on.year):
        birthday = (3, 1)
    assert grown == ((on.month, on.day) == birthday)


def test_an_exact_day_needs_no_word():
    assert VagueDay.read("2004-02-29") == VagueDay(LEAP_DAY)


@pytest.mark.parametrize("text", ["", "2004", "2003-02-29 day", "2004-02-29 perhaps", "29.02.2004"])
def test_what_is_no_day_is_not_read(text):
    with pytest.raises(ValueError):
        VagueDay.read(text)


@pytest.mark.parametrize("precision", Precision)
def test_only_some_precisions_leave_the_year_alone(precision):
    exact = precision in (Precision.DAY, Precision.MONTH)
    assert VagueDay(LEAP_DAY, precision).exact_year_only != exact
