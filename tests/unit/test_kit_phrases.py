"""A phrase is told in its language, its values keep their order, and what is missing is told in German."""

from datetime import UTC, date, datetime, time

import pytest

from lwdesk.documents.kit import days
from lwdesk.documents.kit.phrases import HOME, LANGUAGES, Phrases, Quoted, Review, load
from lwdesk.documents.text.isolate import Name, shown

WHEN = datetime(2026, 3, 24, 10, 30, tzinfo=UTC)
DAYS = {
    "de": "Dienstag, 24.03.2026, 10:30 Uhr",
    "ar": "الثلاثاء، 24.03.2026، الساعة 10:30",
    "ti": "ሰሉስ፣ 24.03.2026፣ ሰዓት 10:30",
    "uk": "вівторок, 24.03.2026, 10:30",
    "tr": "Salı, 24.03.2026, saat 10:30",
}


def own(language: str, patterns: dict[str, str], german: dict[str, str]) -> Phrases:
    found = {key: (HOME, pattern) for key, pattern in german.items()}
    found |= {key: (language, pattern) for key, pattern in patterns.items()}
    return Phrases("own", language, Review("unreviewed", 1), found)


@pytest.mark.parametrize("language", DAYS)
def test_a_moment_has_its_weekday_in_the_language_and_figures_that_all_can_read(language: str) -> None:
    said = days.moment(WHEN, load("common", language))
    assert shown(said.text) == DAYS[language]
    assert said.language == language


def test_a_moment_with_a_length_says_its_end() -> None:
    said = days.moment(WHEN, load("common", "de"), 45)
    assert shown(said.text) == "Dienstag, 24.03.2026, 10:30 bis 11:15 Uhr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_periods_are_said_in_every_language(language: str) -> None:
    phrases = load("common", language)
    assert "24.03.2026" in shown(days.day(WHEN, phrases).text)
    assert "24.03.2026" in shown(days.until(WHEN.date(), phrases).text)
    span = shown(days.between(date(2026, 3, 1), WHEN, phrases).text)
    assert span.index("01.03.2026") < span.index("24.03.2026")


def test_a_missing_phrase_is_told_in_german_and_says_so() -> None:
    phrases = own("ar", {"here": "نعم"}, {"here": "Ja", "only": "Nur deutsch, {day}"})
    assert (phrases("here").text, phrases("here").language) == ("نعم", "ar")
    assert shown(phrases("only", day=date(2026, 3, 1)).text) == "Nur deutsch, 01.03.2026"
    assert phrases("only", day=date(2026, 3, 1)).language == "de"


@pytest.mark.parametrize("language", ["am", "xx", "", "../de"])
def test_a_language_without_phrases_is_told_in_german(language: str) -> None:
    assert load("common", language)("yes").text == "Ja"
    assert load("common", language).language == "de"


def test_a_document_has_the_phrases_that_all_share() -> None:
    assert "page" in load("summary", "ar")
    assert "nothing" not in load("summary", "ar")
    with pytest.raises(KeyError):
        load("common", "de")("nothing")


def test_a_value_is_never_read_as_a_pattern() -> None:
    phrases = own("de", {"told": "{what} am {day}"}, {})
    assert shown(phrases("told", what="{day}", day=date(2026, 3, 1)).text) == "{day} am 01.03.2026"


def test_a_quoted_text_keeps_its_language_and_its_order() -> None:
    phrases = own("ar", {"told": "قالوا: {what}."}, {})
    said = phrases("told", what=Quoted("Miete (offen)"))
    assert [part.language for part in said.parts] == [None, "de", None]
    assert said.parts[1].text == "\u2068Miete (offen)\u2069"


def test_a_phrase_of_another_language_is_put_in_as_a_stranger() -> None:
    inner = own("de", {"word": "am {day}"}, {})("word", day=date(2026, 3, 1))
    said = own("ar", {"told": "حتى {when}"}, {})("told", when=inner)
    assert shown(said.text) == "حتى am 01.03.2026"
    assert {part.language for part in said.parts} == {None, "de"}
    assert said.text.count("\u2068") == 1


def test_a_phrase_can_be_bold_and_takes_names_and_times() -> None:
    phrases = own("de", {"told": "{who} um {at}"}, {})
    said = phrases("told", who=Name("Ana"), at=time(9, 5)).bold()
    assert shown(said.text) == "Ana um 09:05"
    assert all(part.bold for part in said.parts)
