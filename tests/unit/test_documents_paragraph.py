"""Paragraphs keep to their width, lose nothing and begin on the side of their language."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lwdesk.documents.text.isolate import sentence, shown, value
from lwdesk.documents.text.paragraph import Align, Line, Paragraph, Style, lay_out, natural_width
from lwdesk.documents.text.shape import Part, Shaper

SIZE = Style(10)
GERMAN = "Am Dienstag haben Sie im Willkommensbüro mit uns gesprochen – über die Wohnung und die Schule."
ARABIC = "لا يزال مركز العمل بحاجة إلى ثلاث وثائق من أجل طلبكم وعنوانكم الجديد"


def laid(text: str, width: float = 150, language: str = "de", style: Style = SIZE) -> Paragraph:
    return lay_out(text, language, style, width, Shaper())


def drawn(line: Line) -> str:
    return "".join(glyph.text for run in line.runs for glyph in run.glyphs)


def said(paragraph: Paragraph) -> list[str]:
    return [drawn(line).strip() for line in paragraph.lines]


def test_lines_are_filled_one_after_the_other() -> None:
    assert said(laid("eins zwei drei vier", 50)) == ["eins zwei", "drei vier"]


def test_no_line_is_wider_than_the_paragraph() -> None:
    for width in (60, 100, 200):
        for text, language in ((GERMAN, "de"), (ARABIC, "ar")):
            assert all(line.width * 10 <= width + 1e-6 for line in laid(text, width, language).lines)


def test_arabic_lines_follow_each_other_in_the_order_of_reading() -> None:
    whole = laid(ARABIC, 1000, "ar").lines[0].runs
    lines = laid(ARABIC, 120, "ar").lines
    starts = [min(run.start for run in line.runs) for line in lines]
    assert len(lines) > 2
    assert starts == sorted(starts)
    assert [run.start for run in whole] == sorted((run.start for run in whole), reverse=True)


def test_a_paragraph_begins_on_the_side_of_its_language() -> None:
    german, arabic = laid("Wort"), laid("كلمة", language="ar")
    assert german.indent(german.lines[0]) == 0
    assert arabic.indent(arabic.lines[0]) == pytest.approx(150 - arabic.lines[0].width * 10)
    other = laid("كلمة", language="ar", style=Style(10, align=Align.END))
    assert other.indent(other.lines[0]) == 0
    centred = laid("Wort", style=Style(10, align=Align.CENTRE))
    assert centred.indent(centred.lines[0]) == pytest.approx((150 - centred.lines[0].width * 10) / 2)


def test_an_iban_in_an_arabic_column_stands_on_the_right() -> None:
    paragraph = laid(value("DE89 3704 0044"), language="ar")
    assert said(paragraph) == ["DE89 3704 0044"]
    assert paragraph.indent(paragraph.lines[0]) > 0


def test_a_soft_hyphen_shows_only_where_the_line_ends() -> None:
    word = "Kranken\u00adversicherungs\u00adnachweis"
    assert said(laid(word, 200)) == ["Krankenversicherungsnachweis"]
    assert said(laid(word, 110)) == ["Krankenversicherungs\u00ad", "nachweis"]
    assert laid(word, 110).text == "Krankenversicherungsnachweis"


def test_a_value_moves_to_the_next_line_as_a_whole() -> None:
    text = sentence("Bitte rufen Sie an: {phone}.", {"phone": "0231 50-12345"})
    assert said(laid(text, 120)) == ["Bitte rufen Sie an:", "0231 50-12345."]


def test_a_value_wider_than_the_line_is_divided_between_its_words() -> None:
    assert said(laid(value("Mallinckrodtstraße 56, 44145 Dortmund"), 120)) == [
        "Mallinckrodtstraße 56,",
        "44145 Dortmund",
    ]


def test_a_word_wider_than_the_line_is_cut_and_nothing_is_lost() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    lines = laid(word, 60)
    assert "".join(said(lines)) == word
    assert all(line.width * 10 <= 60 for line in lines.lines)


def test_line_ends_of_the_text_are_kept() -> None:
    assert said(laid("eins\nzwei\r\n\ndrei")) == ["eins", "zwei", "", "drei"]
    assert laid("eins\nzwei").text == "eins\nzwei"


def test_stretches_tell_the_languages_apart() -> None:
    paragraph = laid("መስርሕ Jobcenter ኣሎ", language="ti")
    assert [(stretch.text, stretch.language) for stretch in paragraph.stretches] == [
        ("መስርሕ ", "ti"),
        ("Jobcenter ", "de"),
        ("ኣሎ", "ti"),
    ]


def test_parts_may_be_bold_within_a_paragraph() -> None:
    parts = [Part("bis "), Part("Dienstag", bold=True)]
    names = [run.look.face.name for run in lay_out(parts, "de", SIZE, 200, Shaper()).lines[0].runs]
    assert names == ["NotoSans-Regular", "NotoSans-Regular", "NotoSans-Bold"]


def test_words_are_shaped_once_per_document() -> None:
    shaper = Shaper()
    first, second = (lay_out("gleich gleich", "de", SIZE, 200, shaper).lines[0].runs for _ in range(2))
    assert first[0].glyphs is first[2].glyphs is second[0].glyphs


def test_the_natural_width_is_enough_for_one_line() -> None:
    width = natural_width(GERMAN, "de", SIZE, Shaper())
    assert len(laid(GERMAN, width).lines) == 1
    assert len(laid(GERMAN, width - 1).lines) == 2


@given(st.text(max_size=60), st.sampled_from(["de", "ar", "ti"]), st.sampled_from([4.0, 30.0, 90.0]))
@example("\u00ad\u00ada", "de", 4.0)
@example("\u2066a b\u2069", "ar", 4.0)
@example("   x   ", "de", 4.0)
@example("\u0301\u0301", "de", 4.0)
@example("\u200d" * 5, "ar", 4.0)
def test_any_text_fits_any_width_and_ends(text: str, language: str, width: float) -> None:
    paragraph = laid(text, width, language)
    assert len(paragraph.lines) <= 2 * len(text) + 1
    assert paragraph.height == pytest.approx(14 * len(paragraph.lines))


@given(st.text(st.sampled_from("ab cد و \u00ad-12"), max_size=60), st.sampled_from([30.0, 90.0, 500.0]))
def test_every_letter_is_drawn_once(text: str, width: float) -> None:
    letters = sorted(sign for sign in shown(text) if not sign.isspace())
    for language in ("de", "ar"):
        lines = laid(text, width, language).lines
        got = sorted(
            sign for line in lines for sign in drawn(line) if not sign.isspace() and sign != "\u00ad"
        )
        assert got == letters
