"""A letter fits its envelope: address in the window, marks where it is folded, nothing over anything else."""

import re
import subprocess
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lwdesk.documents.kit import letter as letters
from lwdesk.documents.kit.letter import FOLDS, HOLE, Head, letter, paragraph, subject
from lwdesk.documents.kit.voice import voices
from lwdesk.documents.tagged.flow import MM
from lwdesk.documents.tagged.pdf import A4
from tests.unit.paper import Paper, run

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HEAD = Head(
    "lokal willkommen · Nordstadt",
    "Willkommensbüro Nordstadt · Mallinckrodtstraße 56 · 44145 Dortmund",
    ("Jobcenter Dortmund", "Team 412 – Bürgergeld", "Steinstraße 39", "44147 Dortmund"),
    (
        ("Unser Zeichen:", "V-2026-0314"),
        ("Bearbeitet von:", "Frau Müller"),
        ("Telefon:", "0231 50-12345"),
        ("E-Mail:", "nordstadt@willkommen.example"),
        ("Datum:", "14.03.2026"),
    ),
    "V-2026-0314",
    "Vorlage 1",
)
BLOCKS = (subject("Betreffzeile"), paragraph("Anfang des Textes"))
HOSTILE = ("<b>fett</b> &amp;", "a\tb\r\nc\x00d", "\u202eabc\u2069", "😀 中文", "(\\) BDC")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word with its edges in millimetres from the upper left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: "Word") -> bool:
        """Tell whether two words stand over one another; the room above and below letters does not count."""
        down = (self.bottom - self.top) * 0.25
        apart = other.right <= self.left + 0.1 or other.left >= self.right - 0.1
        beneath = other.bottom - down <= self.top + down or other.top + down >= self.bottom - down
        return not apart and not beneath


def words(data: bytes, page: int = 1) -> list[Word]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.pdf"
        path.write_bytes(data)
        told = run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-")
    return [Word(*(float(edge) / MM for edge in found[:4]), found[4]) for found in WORD.findall(told)]


def at(found: list[Word], text: str) -> Word:
    return next(word for word in found if word.text == text)


def test_the_address_stands_in_the_window() -> None:
    found = words(letter("Brief", HEAD, BLOCKS, MADE))
    for text in ("Jobcenter", "412", "Steinstraße", "44147"):
        word = at(found, text)
        assert word.left >= 25 - 0.5
        assert word.right <= 20 + 85
        assert word.top >= 62.7 - 1
        assert word.bottom <= 90
    post = at(found, "Mallinckrodtstraße")
    assert 45 <= post.top < post.bottom <= 62.7


def test_the_block_of_information_and_the_text_begin_where_the_norm_says() -> None:
    found = words(letter("Brief", HEAD, BLOCKS, MADE))
    block = [at(found, text) for text in ("Unser", "Bearbeitet", "Telefon:", "E-Mail:", "Datum:")]
    assert all(abs(word.left - 125) < 0.5 for word in block)
    assert abs(block[0].top - 50) < 1.5
    assert at(found, "nordstadt@willkommen.example").right <= 200
    assert abs(at(found, "Betreffzeile").top - 98.46) < 1.5
    assert abs(at(found, "Betreffzeile").left - 25) < 0.5


def test_marks_show_where_to_fold_and_to_punch(tmp_path: Path) -> None:
    paper = Paper(letter("Brief", HEAD, BLOCKS, MADE), tmp_path)
    drawn = paper.bytes_of(paper.at(paper.pages[0])["/Contents"]).decode()
    edges = [tuple(map(float, one)) for one in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) 0.4 re f", drawn)]
    downs = sorted((A4[1] - bottom) / MM for left, bottom, length in edges if left + length < 20 * MM)
    assert downs == pytest.approx([105, 148.5, 210], abs=0.05)
    assert FOLDS == (105 * MM, 210 * MM)
    assert HOLE == 148.5 * MM


def test_pages_that_follow_have_a_short_head_with_the_mark_and_a_number() -> None:
    data = letter("Brief", HEAD, [subject("Betreff"), *(paragraph("Wort " * 400) for _ in range(4))], MADE)
    second = words(data, 2)
    head = [word.text for word in second if word.bottom < 25]
    assert head == ["lokal", "willkommen", "·", "Nordstadt", "·", "V-2026-0314"]
    assert min(word.top for word in second if word.text == "Wort") >= 30 - 1
    foot = [word.text for word in second if word.top > 277]
    assert foot[:6] == ["V-2026-0314", "·", "Seite", "2", "von", foot[5]]
    assert max(word.bottom for word in second if word.text == "Wort") < 277


LONG = st.text("abcdefghimnoprstuwäöüß -.", max_size=200)
MAIL = st.text("abcdefghiW.-_", min_size=1, max_size=200).map(lambda name: f"{name}@willkommen.example")

ROW = st.tuples(LONG.map(lambda one: one[:30]), MAIL)


@settings(max_examples=40, deadline=None)
@given(
    LONG, LONG, st.lists(LONG, max_size=7), st.lists(st.tuples(LONG.map(lambda one: one[:30]), MAIL)), MAIL
)
@example("W" * 200, "W" * 200, ["W" * 200] * 5, [("W" * 40, "W" * 200)], "W" * 200)
@example("", "", [], [], "")
def test_nothing_ever_stands_over_anything_else(
    brand: str, sender: str, address: list[str], info: list[tuple[str, str]], mail: str
) -> None:
    more = (("E-Mail:", mail), *((label or "x", told) for label, told in info[:4]))
    head = replace(HEAD, brand=brand, sender=sender, address=address, info=(*HEAD.info, *more))
    found = words(letter("Brief", head, BLOCKS, MADE))
    for one, other in combinations(found, 2):
        assert not one.covers(other), (one, other)
    assert all(word.right <= 205 for word in found)


@pytest.mark.parametrize("length", range(10, 120, 7))
def test_a_mail_address_of_any_length_keeps_to_its_block(length: int) -> None:
    mail = "m" * length + "@willkommen.example"
    head = replace(HEAD, info=(("Telefon:", "0231 50-12345"), ("E-Mail:", mail), ("Datum:", "14.03.2026")))
    found = words(letter("Brief", head, BLOCKS, MADE))
    first, after = at(found, "E-Mail:"), at(found, "Datum:")
    mailed = [one for one in found if one.left > 124 and first.top - 1 < one.top < after.top - 1]
    mailed = sorted((one for one in mailed if one is not first), key=lambda one: (one.top, one.left))
    assert "".join(word.text for word in mailed) == mail
    assert all(word.right <= 200.5 for word in mailed)
    assert at(found, "14.03.2026").top > max(word.top for word in mailed)


def test_the_head_is_read_aloud_in_its_order(tmp_path: Path) -> None:
    paper = Paper(letter("Brief", HEAD, BLOCKS, MADE), tmp_path)
    item = "LI(Lbl LBody(P))"
    assert paper.tree.outline() == f"Document(P P L({' '.join([item] * 5)}) H1 P)"
    assert paper.texts("P")[:2] == [HEAD.sender, " ".join(HEAD.address)]
    assert paper.texts("Lbl") == [label for label, _told in HEAD.info]
    assert paper.texts("P")[2:7] == [told for _label, told in HEAD.info]


def test_a_row_without_a_value_is_left_out(tmp_path: Path) -> None:
    head = replace(HEAD, info=(("Telefon:", " "), ("Datum:", "14.03.2026")))
    assert Paper(letter("Brief", head, BLOCKS, MADE), tmp_path).texts("Lbl") == ["Datum:"]


def test_two_builds_are_one_file_and_sound(tmp_path: Path) -> None:
    data = letter("Brief", HEAD, BLOCKS, MADE)
    assert data == letter("Brief", HEAD, BLOCKS, MADE)
    paper = Paper(data, tmp_path)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper.path))
    assert b"Helvetica" not in data


@pytest.mark.parametrize(
    "text", ["<b>fett</b> &amp;", "a\tb\r\nc\x00d", "\u202eabc\u2069", "😀 中文", "(\\) BDC"]
)
def test_hostile_text_in_the_head_is_text(tmp_path: Path, text: str) -> None:
    head = replace(HEAD, brand=text, sender=text, address=(text,), info=((text, text),), mark=text)
    paper = Paper(letter(text, head, [subject(text)], MADE), tmp_path)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper.path))
    drawn = subprocess.run(["pdftoppm", "-r", "30", "-png", paper.path, tmp_path / "p"], check=True)
    assert drawn.returncode == 0


def test_notes_stand_in_the_foot_of_each_page() -> None:
    note = letters.foot_note("noch nicht geprüft")
    blocks = [subject("Betreff"), *(paragraph("Wort " * 400) for _ in range(3))]
    data = letter("Brief", HEAD, blocks, MADE, [(note, "de")])
    for page in (1, 2):
        assert at(words(data, page), "geprüft").top > 277


def test_the_review_of_a_translation_is_told_in_both_languages_where_printers_reach() -> None:
    notes = letters.review_notes(voices("access_report", "tr"))
    assert letters.review_notes(voices("access_report", "de")) == []
    seen = {word.text: word for word in words(letter("Brief", HEAD, BLOCKS, MADE, notes))}
    assert seen["Übersetzung:"].bottom < seen["Çeviri:"].bottom
    assert max(word.bottom for word in seen.values()) < 290
