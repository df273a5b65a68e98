"""A slip stays in one piece, its lines begin where labels end, and what it says can be read aloud."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lwdesk.documents.kit.letter import BODY, Sender
from lwdesk.documents.kit.slip import Blank, CutLine, Slip, Together, slip
from lwdesk.documents.tagged.blocks import Block, Language, Space, Text
from lwdesk.documents.tagged.flow import MM, Margins, build
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4
from tests.unit.paper import Paper, run

ABOUT = About("Brief", "de", "Büro", datetime(2026, 3, 14, 12, 0, tzinfo=UTC))
SENDER = Sender("Büro", "Büro Nordstadt", "Straße 1", "44145 Dortmund", "0231 1", "a@b.example", "Frau M.")
SLIP = Slip("V-2026-0003", "7K-204", ("Kein Platz", "Nicht zuständig"))
LEFT, WIDTH = Margins().left, A4[0] - Margins().left - Margins().right


def drawn(folder: Path, *blocks: Block) -> tuple[Paper, list[tuple[float, ...]]]:
    """Return a paper with the boxes that are drawn on its first page."""
    paper = Paper(build(ABOUT, list(blocks)), folder)
    stream = paper.bytes_of(paper.at(paper.pages[0])["/Contents"]).decode()
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f", stream)
    return paper, [tuple(map(float, one)) for one in found]


def test_a_line_to_write_on_begins_after_its_label_and_ends_at_the_edge(tmp_path: Path) -> None:
    paper, boxes = drawn(tmp_path, Blank("Termin am:"))
    ((left, _bottom, width, _height),) = boxes
    told = run("pdftotext", "-bbox", str(paper.path), "-")
    ends = max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', told))
    assert ends < left < ends + 6
    assert left + width == pytest.approx(LEFT + WIDTH, abs=0.1)
    assert paper.texts("P") == ["Termin am:"]


def test_in_a_language_from_the_right_the_line_is_left_of_its_label(tmp_path: Path) -> None:
    _paper, boxes = drawn(tmp_path, Language("ar", [Blank("الاسم")]))
    ((left, _bottom, width, _height),) = boxes
    assert left == pytest.approx(LEFT, abs=0.1)
    assert width < WIDTH


def test_a_label_longer_than_its_line_leaves_room_to_write(tmp_path: Path) -> None:
    _paper, boxes = drawn(tmp_path, Blank("lange Frage " * 30))
    assert boxes[0][2] >= WIDTH * 0.2 - 0.1


def test_what_belongs_together_moves_to_the_next_page_together(tmp_path: Path) -> None:
    paper, _boxes = drawn(tmp_path, Space(200 * MM), Together([CutLine(), *[Text("Zeile", BODY)] * 20]))
    pages = run("pdftotext", str(paper.path), "-").split("\f")
    assert [page.count("Zeile") for page in pages[:2]] == [0, 20]


def test_nothing_together_is_nothing(tmp_path: Path) -> None:
    paper, _boxes = drawn(tmp_path, Text("davor"), Together([]))
    assert paper.texts("P") == ["davor"]


def test_a_slip_says_number_code_answers_and_the_way_back(tmp_path: Path) -> None:
    paper, _boxes = drawn(tmp_path, slip(SLIP, SENDER))
    said = paper.texts("P")
    assert "Nummer: V-2026-0003" in said
    assert "Code: 7K-204" in said
    assert any("☐\u00a0Kein\u00a0Platz  ☐\u00a0Nicht\u00a0zuständig" in one for one in said)
    assert any("Büro Nordstadt · Straße 1 · 44145 Dortmund" in one for one in said)
    (figure,) = [node for node in paper.tree.walk() if node.kind == "Figure"]
    assert figure.entries["/Alt"] == "u:QR-Code: Nummer V-2026-0003, Code 7K-204"


def test_a_slip_without_reasons_asks_for_one(tmp_path: Path) -> None:
    paper, _boxes = drawn(tmp_path, slip(Slip("V-1", "7K-204"), SENDER))
    assert "Wir können nicht helfen, denn:" in paper.texts("P")
