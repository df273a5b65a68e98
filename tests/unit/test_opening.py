"""The plan of opening hours: its sum, its clashes, and when the office opens next."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import opening
from lwdesk.domain.office import OpeningHour

OFFICE, OUTPOST = UUID(int=1), UUID(int=2)
TUESDAY = date(2021, 11, 2)


def local(*parts):
    return datetime(*parts, tzinfo=UTC)


def hour(weekday="tue", opens=13, closes=16, **more):
    return OpeningHour(office=OFFICE, weekday=weekday, opens=time(opens), closes=time(closes), **more)


PLAN = (hour("thu", 14, 17), hour("mon", 9, 12), hour("fri", 9, 12), hour("tue", 13, 16))


def test_the_plan_of_four_days_sums_up_to_twelve_hours():
    assert opening.minutes_a_week(PLAN, TUESDAY) == 12 * 60


def test_the_hours_stand_in_the_order_of_the_week():
    assert [one.weekday for one in opening.in_force(PLAN, TUESDAY)] == ["mon", "tue", "thu", "fri"]


def test_a_plan_counts_only_while_it_is_valid():
    old = hour(valid_until=date(2021, 10, 31))
    new = hour(opens=9, closes=10, valid_from=date(2021, 11, 1))
    assert opening.minutes_a_week((old, new), date(2021, 10, 30)) == 180
    assert opening.minutes_a_week((old, new), TUESDAY) == 60


def test_hours_that_meet_at_the_same_place_are_told():
    early, late = hour(closes=15), hour(opens=14)
    assert opening.overlaps((late, early)) == ((early, late),)


def test_hours_that_touch_or_lie_elsewhere_do_not_clash():
    assert opening.overlaps((hour(closes=15), hour(opens=15))) == ()
    assert opening.overlaps((hour(), hour(place=OUTPOST))) == ()
    assert opening.overlaps((hour(), hour("wed"))) == ()
    assert opening.overlaps((hour(valid_until=TUESDAY), hour(valid_from=date(2021, 11, 3)))) == ()


def test_a_talk_lies_within_the_hours_or_not():
    at = local(2021, 11, 2, 15, 30)
    assert opening.is_open(PLAN, at, at + timedelta(minutes=30))
    assert not opening.is_open(PLAN, at, at + timedelta(minutes=31))
    assert not opening.is_open(PLAN, at + timedelta(days=1), at + timedelta(days=1, minutes=5))
    assert not opening.is_open(PLAN, at, at + timedelta(hours=12))


def test_the_next_opening_is_the_next_one_of_the_week():
    assert opening.next_opening(PLAN, local(2021, 11, 2, 9)) == local(2021, 11, 2, 13)
    assert opening.next_opening(PLAN, local(2021, 11, 2, 13)) == local(2021, 11, 4, 14)
    assert opening.next_opening((), local(2021, 11, 2, 9)) is None


def test_an_hour_without_times_or_with_a_weekday_of_a_newer_list_counts_nothing():
    odd = OpeningHour(office=OFFICE, weekday="feast_day")
    assert opening.minutes_a_week((odd,), TUESDAY) == 0
    assert opening.in_force((odd, *PLAN), TUESDAY)[-1] == odd


HOURS = st.builds(
    hour,
    st.sampled_from(("mon", "tue")),
    st.integers(0, 11),
    st.integers(12, 23),
    place=st.sampled_from((None, OUTPOST)),
)


@given(st.lists(HOURS, max_size=6), st.randoms())
def test_the_order_of_the_hours_does_not_matter(hours, random):
    shuffled = list(hours)
    random.shuffle(shuffled)
    assert len(opening.overlaps(hours)) == len(opening.overlaps(shuffled))
    assert opening.minutes_a_week(hours, TUESDAY) == opening.minutes_a_week(shuffled, TUESDAY)
