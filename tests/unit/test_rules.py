"""What is wrong with a record is said, and what is right is left in peace."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import clock
from lwdesk.domain import fields, rules
from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Field
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.office import OfficeDate
from lwdesk.domain.person import Person, PersonName, Residence
from lwdesk.domain.vague import Precision, VagueDay

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
FIRST, LAST = date(2021, 2, 3), date(2021, 2, 2)
TEXTS = (fields.Text(), fields.NativeText(), fields.Note(), fields.Phone(), fields.Mail())
CHARACTERS = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\u200b\u200c\u200d\u0301\x0b\r \n")
)


@pytest.fixture(autouse=True)
def time():
    with clock.using(clock.FixedClock(NOW)):
        yield


def wrong(kind, value, **flags):
    return rules.wrong(Field(kind, "Label", name="field", **flags), value)


def found(record):
    return {(problem.field, problem.code) for problem in rules.problems(record)}


@given(CHARACTERS)
def test_clean_text_stays_as_it_is_and_has_no_hidden_characters(text):
    once = rules.clean(text)
    assert rules.clean(once) == once == unicodedata.normalize("NFC", once)
    assert wrong(fields.Note(), once) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hamdan \t", "Hamdan"),
        ("Jose\u0301", "José"),
        ("Jose\u200b\u0301", "José"),
        ("\u202eHamdan\u202c\u2066", "Hamdan"),
        ("\ufeffHam\xaddan\x00", "Hamdan"),
        ("eins\r\nzwei\rdrei\x0bvier\u2028fünf", "eins\nzwei\ndrei\nvier\nfünf"),
        ("<b>Ali</b> & Söhne", "<b>Ali</b> & Söhne"),
        ("\ud800Ali", "Ali"),
    ],
)
def test_cleaning_takes_out_what_nobody_sees_and_nothing_else(typed, kept):
    assert rules.clean(typed) == kept


@pytest.mark.parametrize("name", ["می\u200cرضا", "ක්\u200dරිස්", "രാജന്\u200d", "র\u200d্যাব"])
def test_joiners_that_a_name_is_written_with_stay(name):
    assert rules.clean(name) == unicodedata.normalize("NFC", name)
    assert wrong(fields.NativeText(), name) is None


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t", "\u200b", "\u200c", " \u200d \u200c"])
@pytest.mark.parametrize("kind", TEXTS)
def test_text_that_shows_nothing_is_missing_where_it_is_required(kind, nothing):
    assert rules.clean(nothing) == ""
    assert wrong(kind, nothing, required=True) == "required"
    assert wrong(kind, nothing) is None


@pytest.mark.parametrize("kind", TEXTS[:3])
def test_hidden_characters_are_told_and_other_ways_to_write_a_letter_are_not(kind):
    assert wrong(kind, "Ham\u200bdan") == "hidden_characters"
    assert wrong(kind, "Jose\u0301") is None
    assert wrong(kind, "eins\r\nzwei") is None


@pytest.mark.parametrize("kind", [*TEXTS[:3], fields.Phone(), fields.Mail()])
def test_text_fits_up_to_its_last_sign(kind):
    tail = "@example.org" if isinstance(kind, fields.Mail) else "11"
    longest = tail.rjust(kind.longest, "1")
    assert wrong(kind, longest) is None
    assert wrong(kind, "1" + longest) == "too_long"


@pytest.mark.parametrize(
    "number",
    [
        "0231 / 50-12345", "0231/5012345", "+49 (0) 231 50-12 345", "+49(231)50.12.345", "0231–50 12 345",
        "0171 39200 17", "٠١٧١ ٣٩٢٠٠١٧", "۰۹۱۲ ۳۴۵ ۶۷۸۹", "＋49 231 50123", "110", "115", " 0231 50123 ",
        "\u202a+49 171 1234567\u202c", "0231\u00a050123",
    ],
)  # fmt: skip
def test_a_telephone_number_is_taken_as_it_was_told(number):
    assert wrong(fields.Phone(), number) is None


@pytest.mark.parametrize("text", ["ruft an", "0231 abc", "+", "()/-", "1", "12", "a@example.org", "²³¹"])
def test_what_cannot_be_dialled_is_no_telephone_number(text):
    assert wrong(fields.Phone(), text) == "not_a_phone"


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org",
        "Vor.Nach+x@sub.example.org",
        "ö@müller.de",
        "a@b-c.de",
        "a'b@example.org ",
        "a@b.de\u200b",
    ],
)
def test_an_address_is_taken_as_it_was_told(address):
    assert wrong(fields.Mail(), address) is None


@pytest.mark.parametrize(
    "text",
    [
        "a", "a@b", "@b.de", "a@", "a b@c.de", "a@b c.de", "a@b..de", "a@.de", "a@b.de.", "a@b.d", "a@@b.de",
        "<a@b.de>", "Ali <a@b.de>", "a@b.de, c@d.de", "a@b.de;", "mailto:a@b.de",
    ],
)  # fmt: skip
def test_what_no_post_reaches_is_no_address(text):
    assert wrong(fields.Mail(), text) == "not_a_mail"


@given(st.text("0+ /-.()", max_size=60), st.text("a@.", max_size=200))
def test_any_text_is_judged_at_once(number, address):
    assert wrong(fields.Phone(), number) in {None, "not_a_phone"}
    assert wrong(fields.Mail(), address) in {None, "not_a_mail"}


def test_a_day_lies_between_the_oldest_and_wherever_its_field_ends():
    past, any_day = fields.Day(future=False), fields.Day()
    tomorrow = TODAY + timedelta(days=1)
    assert wrong(past, TODAY) is wrong(any_day, tomorrow) is wrong(past, rules.OLDEST) is None
    assert wrong(past, tomorrow) == "in_future"
    assert wrong(any_day, rules.OLDEST - timedelta(days=1)) == "too_old"


@pytest.mark.parametrize("precision", Precision)
def test_a_birth_date_is_in_no_future_and_no_far_past(precision):
    assert wrong(fields.Vague(), VagueDay(TODAY, precision)) is None
    assert wrong(fields.Vague(), VagueDay(date(2022, 1, 1), precision)) == "in_future"
    assert wrong(fields.Vague(), VagueDay(date(1889, 12, 31), precision)) == "too_old"


def test_a_number_lies_in_its_range():
    kind = fields.Number(1, 4)
    assert [wrong(kind, value) for value in (1, 4)] == [None, None]
    assert [wrong(kind, value) for value in (0, 5)] == ["out_of_range"] * 2


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (fields.Day(), "02.11.2021", "not_a_day"),
        (fields.Day(), NOW, "not_a_day"),
        (fields.Vague(), TODAY, "not_a_day"),
        (fields.Moment(), TODAY, "not_a_moment"),
        (fields.Moment(), NOW.replace(tzinfo=None), "not_a_moment"),
        (fields.TimeOfDay(), "09:30", "not_a_time"),
        (fields.Number(), "3", "not_a_number"),
        (fields.Number(), True, "not_a_number"),
        (fields.YesNo(), "yes", "not_a_flag"),
        (fields.Choice("sex"), 1, "not_a_code"),
        (fields.Choices("data_kind"), "name", "not_a_code"),
        (fields.Choices("data_kind"), ("name", 1), "not_a_code"),
        (fields.Link("person"), str(UUID(int=7)), "not_a_record"),
    ],
)
def test_a_value_of_another_kind_is_told(kind, value, code):
    assert wrong(kind, value) == code


def test_a_code_that_no_list_knows_is_kept():
    assert wrong(fields.Choice("sex"), "from_a_newer_list") is None


def test_a_record_tells_all_that_is_wrong_with_it_at_once():
    record = Household(name="Ham\u200bdan", registered_on=TODAY + timedelta(days=1))
    assert found(record) == {
        ("office", "required"),
        ("target_group", "required"),
        ("name", "hidden_characters"),
        ("registered_on", "in_future"),
    }
    assert {(problem.record, problem.kind) for problem in rules.problems(record)} == {
        (record.id, "household")
    }
    assert rules.problems(Person()) == ()


@pytest.mark.parametrize(
    ("cls", "start", "end"),
    [
        (Dwelling, "moved_in_on", "moved_out_on"),
        (Membership, "since", "until"),
        (PersonName, "since", "until"),
        (Residence, "valid_from", "valid_until"),
        (OfficeDate, "stated_from", "stated_until"),
        (Consent, "given_on", "valid_until"),
        (Consent, "given_on", "revoked_on"),
    ],
)
def test_no_period_ends_before_it_starts(cls, start, end):
    problem = (end, "ends_before_start")
    assert problem in found(cls(**{start: FIRST, end: LAST}))
    for fine in ({start: FIRST, end: FIRST}, {start: LAST, end: FIRST}, {start: FIRST}, {end: LAST}):
        assert problem not in found(cls(**fine))


def test_only_a_consent_that_was_given_can_be_revoked():
    problem = ("revoked_on", "revoked_not_given")
    assert problem in found(Consent(revoked_on=FIRST))
    assert problem not in found(Consent(given_on=LAST, revoked_on=FIRST))
    assert problem not in found(Consent())
