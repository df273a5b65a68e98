"""Every kind of field has a face in every layer, and one declaration is enough for all of them."""

import dataclasses
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base.texts import translator
from lwdesk.domain import fields, printed, records, rules, values
from lwdesk.domain.fields import KINDS, RECORDS, Field
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.store import columns

EXAMPLES = {
    fields.Text: "Hamdan",
    fields.Note: "zwei\nZeilen",
    fields.NativeText: "محمد",
    fields.Day: date(2021, 11, 2),
    fields.Vague: VagueDay(date(1986, 1, 1), Precision.PAPERS),
    fields.Moment: datetime(2021, 11, 2, 13, 11, tzinfo=UTC),
    fields.TimeOfDay: time(9, 30),
    fields.Number: 1234,
    fields.YesNo: True,
    fields.Choice: "ar",
    fields.Choices: ("health", "name"),
    fields.Phone: "0171 39200 17",
    fields.Mail: "a@example.org",
    fields.Link: uuid4(),
}
WORDS = {
    fields.Day: "02.11.2021",
    fields.Vague: "01.01.1986 lt. Papier",
    fields.Moment: "02.11.2021, 14:11",
    fields.TimeOfDay: "09:30",
    fields.Number: "1.234",
    fields.YesNo: "ja",
    fields.Choice: "Arabisch",
    fields.Phone: "0171 39200 17",
}


def example(kind):
    made = {fields.Choice: fields.Choice("language"), fields.Choices: fields.Choices("data_kind"),
            fields.Link: fields.Link("person")}.get(kind) or kind()  # fmt: skip
    return Field(made, "Label", name="field")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_every_face(kind):
    field, value = example(kind), EXAMPLES[kind]
    assert rules.wrong(field, value) is None
    assert values.parse(field, values.plain(value)) == value
    assert (
        columns.from_column(field.kind, columns.to_column(field.kind, value)) == value or kind is fields.Link
    )
    assert columns.column(field).name == "field"
    assert printed.printed(field, value, translator("de"))


@pytest.mark.parametrize("kind", WORDS)
def test_a_value_reads_as_people_write_it(kind):
    assert printed.printed(example(kind), EXAMPLES[kind], translator("de")) == WORDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_value_is_a_dash(kind):
    field = example(kind)
    assert printed.printed(field, field.empty, translator("de")) == "–"


@pytest.mark.parametrize("precision", Precision)
def test_a_birth_date_says_no_more_than_is_known(precision):
    field = example(fields.Vague)
    told = printed.printed(field, VagueDay(date(1986, 3, 14), precision), translator("de"))
    assert ("14" in told) == (precision is Precision.DAY)
    assert "1986" in told


def test_what_nobody_knows_are_three_answers():
    field = example(fields.Choice)
    told = [
        printed.printed(field, code, translator("de")) for code in ("unknown", "undisclosed", "not_collected")
    ]
    assert told == ["unbekannt", "keine Angabe", "nicht erhoben"]


@pytest.mark.parametrize("cls", records.every(), ids=lambda cls: cls.kind)
def test_a_record_written_down_and_read_is_the_same(cls):
    filled = {field.name: EXAMPLES[type(field.kind)] for field in cls.fields}
    record = cls(**filled)
    assert values.from_plain(cls, values.to_plain(record)) == record


@pytest.mark.parametrize("cls", records.every(), ids=lambda cls: cls.kind)
def test_a_record_is_replaced_and_never_changed(cls):
    record = cls()
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = uuid4()
    assert cls.parent is None or cls.by_name[cls.parent].kind.to in RECORDS


def test_a_record_is_replaced_only_in_fields_that_it_has():
    person = records.Person(given_name="Hiba")
    assert person.replace(family_name="Hamdan") == records.Person(
        id=person.id, given_name="Hiba", family_name="Hamdan"
    )
    with pytest.raises(TypeError, match="person: nickname"):
        person.replace(nickname="Hibu")


@given(st.dates(), st.sampled_from(Precision))
def test_a_vague_day_survives_being_written(day, precision):
    value = VagueDay(day, precision)
    assert VagueDay.read(str(value)) == value


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_its_field_stands_as_it_is(kind):
    assert printed.printed(example(kind), "1 of 2", translator("de")) == "1 of 2"


def test_several_codes_are_read_in_their_order():
    field = example(fields.Choices)
    assert printed.printed(field, EXAMPLES[fields.Choices], translator("en")) == "health, name"


def test_an_english_reader_gets_english_numbers():
    assert printed.printed(example(fields.Number), 1234, translator("en")) == "1,234"


def test_a_kind_without_a_face_is_found_out_at_once():
    class Colour:
        """A kind that no layer knows."""

    unknown = Field(Colour(), "Label", name="field")
    for face in (
        lambda: rules.wrong(unknown, "red"),
        lambda: values.parse(unknown, "red"),
        lambda: printed.printed(unknown, "red", translator("de")),
        lambda: columns.to_column(unknown.kind, "red"),
    ):
        with pytest.raises(NotImplementedError, match="Colour"):
            face()
