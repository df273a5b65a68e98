"""Price models: started units count as whole ones, and more of anything never costs less."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.allowances import PriceModel, allowance, for_cancelling, minutes_between, price_model
from lwdesk.domain.codelists import codelists

CODES = tuple(code.code for code in codelists()["price_model"])
MODELS = st.sampled_from(CODES).map(price_model) | st.builds(
    PriceModel,
    first_cents=st.integers(0, 10_000),
    first_minutes=st.integers(1, 120),
    step_cents=st.integers(0, 10_000),
    step_minutes=st.integers(1, 120),
    km_cents=st.integers(0, 100),
)
MINUTES, WAY = st.integers(1, 1440), st.integers(0, 1000)
TEN = datetime(2021, 11, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "minutes", "kilometres", "cents"),
    [
        ("allowance", 60, 10, 1800),
        ("allowance", 61, 0, 3000),
        ("started_hour", 30, 0, 2500),
        ("started_hour", 130, 7, 5500),
        ("half_hours", 75, 0, 7575),
        ("quarter_hours", 31, 0, 2250),
        ("volunteer", 300, 0, 0),
        ("nobody_knows", 60, 0, 1500),
        ("allowance", 0, 10, 300),
        ("allowance", -5, -3, 0),
    ],
)
def test_the_models_of_the_list_cost_what_they_say(code, minutes, kilometres, cents):
    assert allowance(price_model(code), minutes, kilometres) == cents


@given(MODELS, MINUTES, WAY, st.integers(0, 300), st.integers(0, 100))
def test_more_time_or_more_way_never_costs_less(model, minutes, way, more, farther):
    assert allowance(model, minutes, way) <= allowance(model, minutes + more, way + farther)


@given(MODELS, MINUTES, WAY)
def test_a_started_unit_costs_as_much_as_a_whole_one(model, minutes, way):
    beyond = max(0, minutes - model.first_minutes)
    whole = model.first_minutes + -(-beyond // model.step_minutes) * model.step_minutes
    assert allowance(model, minutes, way) == allowance(model, whole, way)


@given(MODELS, MINUTES)
def test_calling_off_late_costs_one_unit_and_no_way(model, minutes):
    assert for_cancelling(model) == allowance(model, 1) <= allowance(model, minutes)


def test_a_started_minute_counts_and_a_talk_that_ends_before_it_begins_lasts_nothing():
    assert minutes_between(TEN, TEN + timedelta(seconds=61)) == 2
    assert minutes_between(TEN, TEN) == 0
    assert minutes_between(None, TEN) == 0
    assert minutes_between(TEN, None) == 0
