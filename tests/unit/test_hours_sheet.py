"""The monthly sheet: the rows of a month in the order of their days; sums are those of the rows."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.hours_sheet import sheet
from lwdesk.domain.interpreting import InterpreterRequest

WHO = InterpreterRequest().id
MORNING = datetime(2021, 11, 1, 9, tzinfo=UTC)
TALKS = st.lists(
    st.builds(
        lambda day, minutes, cents, way: InterpreterRequest(
            at=MORNING + timedelta(days=day),
            held_from=MORNING + timedelta(days=day),
            held_until=MORNING + timedelta(days=day, minutes=minutes),
            cents=cents,
            kilometres=way,
        ),
        st.integers(-40, 70),
        st.integers(1, 600),
        st.none() | st.integers(0, 50_000),
        st.none() | st.integers(0, 100),
    ),
    max_size=12,
)


@given(TALKS)
def test_the_sums_are_those_of_the_rows_and_every_paid_talk_is_on_one_sheet(talks):
    months = [date(2021, 9, 1), date(2021, 10, 1), date(2021, 11, 1), date(2021, 12, 1), date(2022, 1, 1)]
    sheets = [sheet(WHO, "Anna", month, talks) for month in months]
    for one in sheets:
        assert one.cents == sum(row.cents for row in one.rows)
        assert [row.on for row in one.rows] == sorted(row.on for row in one.rows)
    assert sum(one.cents for one in sheets) == sum(talk.cents or 0 for talk in talks)
    assert sum(len(one.rows) for one in sheets) == sum(talk.cents is not None for talk in talks)


def test_what_has_no_day_or_no_price_is_on_no_sheet():
    undated = InterpreterRequest(cents=100)
    free = InterpreterRequest(at=MORNING)
    called_off = InterpreterRequest(at=MORNING, cents=1500, settled_on=date(2021, 11, 30))
    found = sheet(WHO, "Anna", date(2021, 11, 17), (undated, free, called_off))
    assert (len(found.rows), found.cents, found.open_cents, found.minutes) == (1, 1500, 0, 0)
