"""A sheet says the same in two languages, row beside row, and its foot says who has read the translation."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lwdesk.documents.kit import days
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Lines, Signatures, boxes
from lwdesk.documents.kit.phrases import LANGUAGES, Phrases, Quoted, Review, load
from lwdesk.documents.kit.sheet import MARGINS, PICTOGRAMS, Row, Sheet, draw
from lwdesk.documents.kit.voice import CLIENT, GERMAN, Voice, joined, voices
from lwdesk.documents.tagged.blocks import Block, Text
from lwdesk.documents.tagged.flow import build
from lwdesk.documents.tagged.grid import PADDING
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4
from lwdesk.documents.text.fonts import undrawable
from lwdesk.documents.text.isolate import shown
from lwdesk.documents.text.paragraph import Style, natural_width
from lwdesk.documents.text.shape import Shaper
from tests.unit.paper import Node, Paper, run

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
WHEN = datetime(2026, 3, 24, 10, 30, tzinfo=UTC)
SHEET = Sheet("Willkommensbüro Nordstadt", "test-1", MADE, "2026-0314-NS")
WORDS = {
    "de": {"title": "Zusammenfassung", "told": "Bitte kommen Sie {when}.", "only": "Nur auf Deutsch"},
    "ar": {"title": "ملخص الاستشارة", "told": "يرجى الحضور {when}."},
    "tr": {"title": "Özet", "told": "Lütfen gelin: {when}."},
}


def voice(language: str, review: Review | None = None) -> Voice:
    """Return a voice with phrases of its own and those that all share."""
    found = dict(load("common", language).patterns)
    for spoken in ("de", language):
        found |= {key: (spoken, pattern) for key, pattern in WORDS[spoken].items()}
    unread = Review("unreviewed", 1)
    return Voice(Phrases("test", language, review or unread, found), GERMAN if language == "de" else CLIENT)


def tell(speaker: Voice) -> list[Block]:
    when = days.moment(WHEN, speaker.phrases)
    return [
        speaker.heading("opening_hours"),
        speaker.told("told", when=when),
        speaker.large(when),
        speaker.quiet("only"),
        speaker.ticks([Quoted("Mietvertrag"), speaker.phrases("yes")]),
        speaker.numbered([[speaker.item(Quoted("عقد", "ar"))]]),
        speaker.dashes([joined(speaker.phrases("you"), speaker.phrases("only"))]),
    ]


def page(language: str, folder: Path, review: Review | None = None) -> Paper:
    speakers = [voice("de")] if language == "de" else [voice("de"), voice(language, review)]
    rows = [Row.of("talk", tell, speakers), Row.of("day", tell, speakers, shaded=True)]
    return Paper(draw(SHEET, speakers, rows), folder)


def section(read: Paper, language: str) -> Node:
    return next(node for node in read.tree.walk() if node.kind == "Sect" and node.language == language)


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_each_language_is_told_from_its_title_to_its_last_row(language: str, tmp_path: Path) -> None:
    read = page(language, tmp_path)
    told = section(read, language)
    assert told.kids[0].kind == "H1"
    assert told.kids[0].text == WORDS[language]["title"]
    when = shown(days.moment(WHEN, load("common", language)).text)
    texts = [node.text for node in told.walk() if node.kind == "P"]
    assert texts.count(WORDS[language]["told"].format(when=when)) == 2
    assert texts.count(when) == 2
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(read.path))


def test_what_is_missing_in_a_language_is_told_in_german_as_german(tmp_path: Path) -> None:
    told = section(page("ar", tmp_path), "ar")
    strange = [node for node in told.walk() if node.text == "Nur auf Deutsch" and node.kind == "P"]
    assert {node.language for node in strange} == {"de"}
    assert len(strange) == 2


def test_typed_text_keeps_its_language_in_every_column(tmp_path: Path) -> None:
    told = section(page("tr", tmp_path), "tr")
    assert {node.language for node in told.walk() if node.text == "عقد" and node.kind == "P"} == {"ar"}
    assert {node.language for node in told.walk() if node.text == "Mietvertrag" and node.kind == "P"} == {
        "de"
    }


def test_typed_text_beside_a_box_stands_beside_it(tmp_path: Path) -> None:
    read = page("ar", tmp_path)
    words = run("pdftotext", "-bbox", str(read.path), "-").splitlines()
    ends = [float(line.split('"')[5]) for line in words if ">Mietvertrag<" in line]
    assert max(ends) > 500


def test_german_alone_takes_the_whole_width(tmp_path: Path) -> None:
    read = page("de", tmp_path)
    assert [node.language for node in read.tree.walk() if node.kind == "Sect"] == ["de"]
    assert "nicht von Muttersprachler" not in run("pdftotext", str(read.path), "-")


def test_the_foot_says_in_both_languages_that_nobody_has_read_the_translation(tmp_path: Path) -> None:
    read = page("ar", tmp_path)
    texts = read.texts("P")
    assert shown(load("common", "de")("unreviewed").text) in texts
    assert load("common", "ar")("unreviewed").text in texts
    assert "Vorgang 2026-0314-NS · Seite 1 von 1 · Vorlage test-1" in texts


def test_the_foot_says_when_a_translation_was_read(tmp_path: Path) -> None:
    read = page("tr", tmp_path, Review("reviewed", 2, "N. N.", date(2026, 3, 1)))
    assert "Übersetzung geprüft am 01.03.2026" in read.texts("P")
    assert "Çeviri kontrol edildi: 01.03.2026" in read.texts("P")


def test_every_pictogram_can_be_drawn_and_none_is_read_aloud(tmp_path: Path) -> None:
    assert undrawable("".join(PICTOGRAMS.values())) == ""
    said = page("ar", tmp_path).tree.text
    assert not [sign for sign in PICTOGRAMS.values() if sign in said]


def test_voices_are_german_and_the_language_of_the_client() -> None:
    assert [one.language for one in voices("common", "ti")] == ["de", "ti"]
    assert [one.language for one in voices("common", "de")] == ["de"]
    assert [one.language for one in voices("common", "xx")] == ["de"]


def test_a_long_sheet_goes_on_and_its_foot_is_told_once(tmp_path: Path) -> None:
    speakers = [voice("de"), voice("ar")]
    read = Paper(draw(SHEET, speakers, [Row.of("talk", tell, speakers)] * 9), tmp_path)
    last = len(read.pages)
    assert last > 2
    assert f"Vorgang 2026-0314-NS · Seite {last} von {last} · Vorlage test-1" in read.texts("P")
    assert len([text for text in read.texts("P") if text.startswith("Vorgang")]) == 1


def test_facts_have_a_label_for_each_row(tmp_path: Path) -> None:
    arabic = load("common", "ar")
    rows = [
        Fact("Name", "Ana <b>"),
        Fact(arabic("phone"), Quoted("")),
        Fact(arabic("date"), arabic("yes")),
        Fact("Seit", date(2026, 3, 1)),
        Fact("Leer", ""),
        Fact("Blöcke", [Text("eins"), Text("zwei")]),
        Fact("Keine", []),
        Fact("Wort", Quoted("سكن", "ar")),
    ]
    about = About("Haushalt", "de", "Büro", MADE)
    read = Paper(build(about, [facts(rows, "de")]), tmp_path)
    assert [node.entries["/A"]["/Scope"] for node in read.tree.walk() if node.kind == "TH"] == ["/Row"] * 8
    said = ["Ana <b>", "–", "نعم", "01.03.2026", "–", "einszwei", "–", "سكن"]
    assert read.texts("TD") == said
    assert [node.language for node in read.tree.walk() if node.text == "الهاتف"][-1] == "ar"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_form_has_lines_boxes_and_places_to_sign(language: str, tmp_path: Path) -> None:
    blocks = [Lines("Bemerkung", 3), Lines(), boxes(["ja", "nein"]), Signatures(["Klientin", "Büro"])]
    read = Paper(build(About("Bogen", language, "Büro", MADE), blocks), tmp_path)
    items = "L(LI(Lbl LBody(P)) LI(Lbl LBody(P)))"
    assert read.tree.outline() == f"Document(P {items} P P)"
    assert read.texts("P") == ["Bemerkung", "ja", "nein", "Klientin", "Büro"]
    words = run("pdftotext", "-bbox", str(read.path), "-").splitlines()
    left = {line.split(">")[1].split("<")[0]: float(line.split('"')[1]) for line in words if "<word" in line}
    assert (left["Klientin"] > left["Büro"]) == (language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_takes_two_lines_in_every_language(language: str) -> None:
    said = load("common", language)("unreviewed").text
    room = A4[0] - MARGINS.left - MARGINS.right
    least = room / 2 - PADDING if language == "de" else room
    assert natural_width(said, language, Style(8), Shaper()) <= least
