"""What is written down as JSON is read back, and what does not fit is refused."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import fields, values
from lwdesk.domain.fields import KINDS, Field
from lwdesk.domain.person import Person
from lwdesk.domain.values import Unreadable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def field(kind):
    made = kind("sex") if kind in (fields.Choice, fields.Choices, fields.Link) else kind()
    return Field(made, "Label", name="field")


@given(st.sampled_from(KINDS), JSON)
def test_any_json_is_read_or_refused_and_what_was_read_can_be_written(kind, raw):
    try:
        read = values.parse(field(kind), raw)
    except Unreadable:
        return
    assert values.parse(field(kind), json.loads(json.dumps(values.plain(read)))) == read


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (fields.Text, 1),
        (fields.Choice, ["a"]),
        (fields.Choices, "name"),
        (fields.Choices, ["name", 1]),
        (fields.Day, "30.02.2021"),
        (fields.Day, True),
        (fields.Vague, "2021-02-30 day"),
        (fields.Moment, "13:00"),
        (fields.Moment, "0001-01-01T00:00:00+14:00"),
        (fields.TimeOfDay, "25:00"),
        (fields.TimeOfDay, True),
        (fields.Number, "3"),
        (fields.Number, 3.0),
        (fields.Number, True),
        (fields.YesNo, "yes"),
        (fields.YesNo, 2),
        (fields.Link, "nobody"),
    ],
)
def test_what_does_not_fit_its_field_is_refused_by_the_name_of_the_field(kind, raw):
    with pytest.raises(Unreadable, match=r"^field$"):
        values.parse(field(kind), raw)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_read_as_the_empty_value(kind):
    assert values.parse(field(kind), None) == field(kind).empty


def test_text_is_read_composed():
    assert values.parse(field(fields.Text), "Jose\u0301") == "José"


def test_several_codes_are_one_set_in_order():
    assert values.parse(field(fields.Choices), ["name", "health", "name"]) == ("health", "name")


def test_a_moment_of_any_zone_is_kept_in_utc():
    there = datetime(2021, 11, 2, 14, 0, tzinfo=timezone(timedelta(hours=1)))
    assert values.plain(there) == "2021-11-02T13:00:00.000+00:00"
    assert values.parse(field(fields.Moment), there.isoformat()) == datetime(2021, 11, 2, 13, tzinfo=UTC)


def test_only_what_is_filled_is_written_and_unknown_fields_are_left_out():
    person = Person(given_name="Yasmin", certificate_on=date(2021, 2, 3))
    written = values.to_plain(person)
    assert written == {"id": str(person.id), "given_name": "Yasmin", "certificate_on": "2021-02-03"}
    assert values.from_plain(Person, {**written, "of_a_newer_program": 1}) == person


def test_a_record_without_an_id_gets_one_of_its_own():
    assert values.from_plain(Person, {}).id != values.from_plain(Person, {}).id
    given_id = uuid4()
    assert values.from_plain(Person, {"id": str(given_id)}).id == given_id
