"""Working days: weekends and the public holidays of North Rhine-Westphalia do not count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.workdays import easter, holidays, is_working_day, working_days

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1954, (4, 18)),
        (1981, (4, 19)),
        (2008, (3, 23)),
        (2021, (4, 4)),
        (2024, (3, 31)),
        (2038, (4, 25)),
        (2049, (4, 18)),
    ],
)
def test_easter_is_where_the_church_puts_it(year, day):
    assert easter(year) == date(year, *day)


def test_the_year_2021_has_eleven_holidays():
    known = "01-01 04-02 04-05 05-01 05-13 05-24 06-03 10-03 11-01 12-25 12-26"
    assert {f"{day:%m-%d}" for day in holidays(2021)} == set(known.split())


def test_all_saints_and_weekends_are_no_working_days():
    assert not is_working_day(date(2021, 11, 1))
    assert not is_working_day(date(2021, 11, 6))
    assert is_working_day(date(2021, 11, 2))


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (date(2021, 11, 2), date(2021, 11, 5), 3),
        (date(2021, 10, 29), date(2021, 11, 2), 1),
        (date(2021, 12, 23), date(2021, 12, 27), 2),
        (date(2021, 11, 5), date(2021, 11, 2), 0),
    ],
)
def test_days_are_counted_from_the_next_one_to_the_last(after, until, count):
    assert working_days(after, until) == count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_later_day_never_leaves_less_time(after, ahead, more):
    until = after + timedelta(ahead)
    assert working_days(after, until) <= working_days(after, until + timedelta(more))
