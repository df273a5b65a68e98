"""Words of each script become the glyphs that belong to them, in the face of their script."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lwdesk.documents.text import fonts
from lwdesk.documents.text.breaks import Break, opportunities
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.shape import Part, Run, Shaper
from tests.unit.test_resources import LETTERS

# glyph number @ cluster + advance (sideways, up); changes only with the shipped fonts or the shaping engine
GOLDEN = {
    ("de", "Größe"): "40@0+728 83@1+393 182@2+605 159@3+631 70@4+564",
    ("pl", "Łódź"): "256@0+524 179@1+605 69@2+615 313@3+470",
    ("tr", "İğş"): "240@0+339 223@1+615 286@2+479",
    ("so", "A\u0308ffin"): "132@0+639 1493@2+946 79@5+618",
    ("uk", "Ґрунт"): "501@0+482 471@1+605 474@2+510 468@3+637 473@4+476",
    ("ar", "مَرْحَبًا"): (
        "44@8+291 291@6+0(-7,-174) 101@6+343 283@4+0(4,-106) 407@4+549 1194@2+0(35,-107) 961@2+396 "
        "283@0+0(142,-100) 759@0+525"
    ),
    ("ar", "السلام"): "757@5+484 693@3+599 1059@2+850 656@1+260 43@0+238",
    ("fa", "می\u200cخواهم"): "758@7+562 471@6+574 43@5+238 1443@4+472 634@2+589 1468@1+736 759@0+525",
    ("fa", "کتاب\u200cها"): "44@6+291 471@4+574 97@3+993 44@2+291 1246@1+373 608@0+412",
    ("ckb", "ڕۆژباش"): "1144@5+1209 44@4+291 99@3+269 542@2+367 890@1+447 987@0+367",
    ("ckb", "کوێ"): "1551@2+760 1443@1+472 608@0+412",
    ("ps", "ښځه"): "470@2+486 417@1+637 1062@0+784",
    ("ti", "ሰላም።"): "367@0+618 243@1+519 253@2+872 303@3+506",
    ("am", "ቋንቋ"): "345@0+611 267@1+488 345@2+651",
}


def runs(text: str, language: str) -> list[Run]:
    return [run for run in Shaper().shape([Part(text)], language).runs if run.glyphs]


def written(run: Run) -> str:
    moves = [f"({g.dx},{g.dy})" if g.dx or g.dy else "" for g in run.glyphs]
    return " ".join(
        f"{g.number}@{g.cluster}+{g.advance}{move}" for g, move in zip(run.glyphs, moves, strict=True)
    )


@pytest.mark.parametrize(("language", "word"), GOLDEN)
def test_a_word_has_its_glyphs(language: str, word: str) -> None:
    (run,) = runs(word, language)
    assert written(run) == GOLDEN[language, word]


def test_numbers_read_from_the_left_inside_a_word_from_the_right() -> None:
    found = runs("رقم 204 ب", "ar")
    assert [run.look.level for run in found if run.glyphs[0].text != " "] == [1, 2, 1]


def test_each_script_has_its_face_and_foreign_words_their_language() -> None:
    found = [run for run in runs("مكتب Jobcenter ሰላም Київ", "ar") if run.glyphs[0].text != " "]
    assert [run.look.face.name.partition("-")[0] for run in found] == [
        "NotoSansArabic",
        "NotoSans",
        "NotoSansEthiopic",
        "NotoSans",
    ]
    assert [run.look.language for run in found] == ["ar", "de", "ar", "ar"]


def test_bold_is_bold_in_every_script() -> None:
    for text, language in (("Wort", "de"), ("كلمة", "ar"), ("ቃል", "ti"), ("слово", "uk")):
        (run,) = Shaper().shape([Part(text, bold=True)], language).runs
        assert run.look.face.name.endswith("-Bold")


def test_a_symbol_comes_from_the_face_of_symbols() -> None:
    assert [run.look.face.name for run in runs("🗓", "de")] == ["NotoSansSymbols2-Regular"]


def test_what_no_face_has_is_a_sign_and_is_named() -> None:
    (run,) = runs("中", "de")
    assert [glyph.number for glyph in run.glyphs] == [run.look.face.font.get_nominal_glyph(0xFFFD)]
    assert fonts.undrawable("Abc 中文 中 سلام ሰላም\n") == "中文"


@pytest.mark.parametrize("language", LETTERS)
def test_every_language_of_the_office_can_be_printed(language: str) -> None:
    assert fonts.undrawable(LETTERS[language]) == ""


def test_the_mark_stands_in_the_face_of_its_letter() -> None:
    assert len(runs("ب\u064b", "ar")) == 1
    assert len(runs("x\u0323", "de")) == 1


@given(st.text(st.characters(max_codepoint=0x58F), max_size=30))
@example("a\u00adb")
@example(value("0231 50"))
def test_the_short_way_for_latin_text_shapes_as_the_long_way(text: str) -> None:
    short = [(g.number, g.advance, g.text) for run in runs(text, "de") for g in run.glyphs]
    parts = [Part(text), Part("\u2069")]  # a sign that is not drawn takes the long way
    long = [run for run in Shaper().shape(parts, "de").runs if run.look.level % 2 == 0]
    assert [(g.number, g.advance, g.text) for run in long for g in run.glyphs] == short


@given(st.text(max_size=40), st.sampled_from(["de", "ar", "ti"]))
def test_the_runs_of_a_text_lie_one_after_the_other(text: str, language: str) -> None:
    found = Shaper().shape([Part(text)], language).runs
    edges = [0, *(run.end for run in found)]
    assert [run.start for run in found] == edges[:-1]
    assert edges[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ein Wort", ["ein ", "Wort"]),
        ("Nord-Süd", ["Nord-", "Süd"]),
        ("50-12345 -5 3/4", ["50-12345 ", "-5 ", "3/4"]),
        ("und/oder", ["und/", "oder"]),
        ("10\u00a0Uhr", ["10\u00a0Uhr"]),
        ("ሰላም፡ዓለም", ["ሰላም፡", "ዓለም"]),
        ("zwei  Leerstellen", ["zwei  ", "Leerstellen"]),
    ],
)
def test_lines_may_end_between_words(text: str, pieces: list[str]) -> None:
    edges = [0, *opportunities(text), len(text)]
    assert [text[start:end] for start, end in pairwise(edges)] == pieces


def test_a_german_word_is_divided_at_soft_hyphens_only() -> None:
    assert list(opportunities("Kranken\u00adkasse").values()) == [Break.HYPHEN]
    assert opportunities("Krankenkasse") == {}


def test_inside_a_value_lines_end_only_in_need() -> None:
    found = opportunities(f"Tel. {value('0231 50 12')} bis {value('a-b')}")
    assert list(found.values()) == [Break.WORD, Break.VALUE, Break.VALUE, Break.WORD, Break.WORD, Break.VALUE]
