"""The order of signs on a line is the one of UAX #9, and a value keeps its own whatever stands around it."""

import hashlib
import lzma
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lwdesk.documents.text.bidi import NO_LEVEL, directions, line_levels, visual_order, without_levels
from lwdesk.documents.text.isolate import Name, isolated, name, sentence, shown, value

DATA = Path(__file__).resolve().parents[1] / "data" / "bidi"
PIECES = 12
BASES = {"0": 0, "1": 1, "2": None}

SENTENCES = {
    "ar": "هل لديكم أسئلة؟ اتصلوا على الرقم {it} حتى يوم الثلاثاء.",
    "fa": "لطفاً تا {it} به دفتر بیایید (ساعت ۱۰).",
    "ckb": "تکایە پەیوەندی بکەن بە {it}، ژووری ٢٠٤.",
    "ends with it": "رقم الحساب: {it}",
    "after Latin": "مركز العمل Jobcenter {it} B 204.",
}
VALUES = [
    "0231 50-12345",
    "+49 (0)231 50-12345",
    "DE89 3704 0044 0532 0130 00",
    "Mallinckrodtstraße 56, 44145 Dortmund",
    "2026-0314-NS",
    "14.03.2026",
    "10:00–12:00",
    "1.234,50 €",
    "-5 %",
    "(a) + [b]",
    "A/B/204",
]


def lines() -> list[str]:
    text = lzma.decompress((DATA / "BidiCharacterTest.txt.xz").read_bytes()).decode("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def faults(cases: Iterator[str] | list[str]) -> list[str]:
    return [case for case in cases if not holds(case)]


def holds(case: str) -> bool:
    points, asked, base, levels, order = case.split(";")
    text = "".join(chr(int(point, 16)) for point in points.split())
    expected = [NO_LEVEL if level == "x" else int(level) for level in levels.split()]
    found = directions(text, BASES[asked])
    got = line_levels(found, 0, len(text))
    kept = [place for place, level in enumerate(expected) if level != NO_LEVEL]
    drawn = [kept[place] for place in visual_order([got[place] for place in kept])]
    same = all(got[place] == expected[place] for place in kept)
    return found.base == int(base) and same and drawn == [int(place) for place in order.split()]


def test_the_conformance_file_is_the_noted_one() -> None:
    packed = (DATA / "BidiCharacterTest.txt.xz").read_bytes()
    assert hashlib.sha256(lzma.decompress(packed)).hexdigest() in (DATA / "README.md").read_text("utf-8")


def test_a_twelfth_of_the_conformance_cases_hold() -> None:
    cases = lines()[::PIECES]
    assert len(cases) > 7000
    assert faults(cases) == []


@pytest.mark.slow
@pytest.mark.parametrize("piece", range(1, PIECES))
def test_all_other_conformance_cases_hold(piece: int) -> None:
    assert faults(lines()[piece::PIECES]) == []


def drawn(text: str, base: int) -> str:
    """Return the characters as they stand on one line, without direction signs."""
    found = directions(text, base)
    levels = without_levels(line_levels(found, 0, len(text)), base)
    return shown("".join(text[place] for place in visual_order(levels)))


@pytest.mark.parametrize("it", VALUES)
@pytest.mark.parametrize("pattern", SENTENCES.values(), ids=SENTENCES)
def test_a_value_keeps_its_order_in_a_sentence_from_the_right(pattern: str, it: str) -> None:
    assert it in drawn(sentence(pattern, {"it": it}), 1)


@pytest.mark.parametrize("language", ["ar", "fa", "ckb", "ends with it"])
def test_a_bare_telephone_number_would_be_turned_around(language: str) -> None:
    number = "0231 50-12345"
    assert number not in drawn(SENTENCES[language].replace("{it}", number), 1)


LEFT_TO_RIGHT = st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x58F)


@given(st.text(LEFT_TO_RIGHT, min_size=1, max_size=30), st.sampled_from(sorted(SENTENCES)))
@example("1,2/3-4", "fa")
@example("5\u00a0%", "ar")
def test_the_signs_of_any_value_come_out_in_their_own_order(it: str, language: str) -> None:
    kept = shown(value(it))
    assert kept in drawn(sentence(SENTENCES[language], {"it": it}), 1)


@given(st.text(max_size=30), st.sampled_from(sorted(SENTENCES)), st.integers(0, 1))
@example("\u202e123", "ar", 1)
@example("a\u2069b\u2066c", "fa", 1)
@example("one\ntwo\u2029three", "ckb", 0)
@example("{it} {other}", "ar", 0)
def test_no_value_changes_the_order_of_what_stands_around_it(it: str, language: str, base: int) -> None:
    before, after = SENTENCES[language].split("{it}")
    text = sentence(SENTENCES[language], {"it": it})
    with_it, without = (directions(whole, base).levels for whole in (text, f"{before}{value('x')}{after}"))
    inside = len(text) - len(before) - len(after)
    assert with_it[: len(before)] == without[: len(before)]
    assert with_it[len(before) + inside :] == without[len(without) - len(after) :]


@given(st.text(max_size=40), st.one_of(st.none(), st.integers(0, 1)))
def test_every_character_has_one_place_on_the_line(text: str, base: int | None) -> None:
    found = directions(text, base)
    assert sorted(visual_order(line_levels(found, 0, len(text)))) == list(range(len(text)))


@given(st.text(st.characters(max_codepoint=0x58F), max_size=40))
def test_the_short_way_for_plain_text_leads_to_the_same_place(text: str) -> None:
    short = directions(text, 0).levels
    long = without_levels(directions(f"{text}\u2029\u05d0", 0).levels[: len(text)], 0)
    assert list(short) == long


def test_dates_times_and_numbers_have_western_digits_and_are_isolated() -> None:
    assert isolated(date(2026, 3, 4)) == "\u206604.03.2026\u2069"
    assert isolated(time(9, 5)) == "\u206609:05\u2069"
    assert isolated(1200) == "\u20661200\u2069"


def test_a_name_reads_as_its_own_script_does() -> None:
    assert isolated(Name("محمد علي")) == name("محمد علي") == "\u2068محمد علي\u2069"
    assert drawn(sentence("Herr {it} kommt", {"it": Name("محمد علي")}), 0) == "Herr يلع دمحم kommt"
    assert "Müller (Nord)" in drawn(sentence(SENTENCES["ar"], {"it": Name("Müller (Nord)")}), 1)


def test_what_is_inserted_is_never_read_as_a_pattern() -> None:
    assert shown(sentence("{a} {b}", {"a": "{b}", "b": "x"})) == "{b} x"
    assert re.fullmatch(r"\u2066<b>&amp;</b>\u2069", value("<b>&amp;</b>"))


def test_a_missing_insert_is_a_mistake_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        sentence("{a}", {})
