"""Sheets and letters around interpreting print whatever they are given, each on its page."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lwdesk.documents import assignment, hours_sheet, interpreter_request
from lwdesk.documents.assignment import READ_OUT
from lwdesk.documents.kit.letter import Sender
from lwdesk.documents.kit.phrases import load
from tests.unit import letters
from tests.unit.paper import Paper, run

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
SENDER = Sender(
    "Büro", "Büro Nordstadt", "Straße 1", "44145 Dortmund", "0231 1", "a@b.example", "Frau Müller"
)
SHEET = assignment.Content(
    "lokal willkommen · Nordstadt",
    "S-NS-2026-0012",
    "7K-204",
    "Freitag, 27.03.2026, 09:00–10:00",
    (("Sprachmittler*in", "Samira Haddad"), ("Thema", "Wohnen")),
    "ar",
    "Pauschale: 15,00 €",
)
LETTER = interpreter_request.Content(
    SENDER,
    "S-NS-2026-0012",
    ("Pool",),
    "Sprachmittlung",
    "Guten Tag",
    (("Sprache", "Arabisch"),),
    "Bald",
    MADE,
)


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_what_is_read_out_stands_there_in_both_languages_on_one_page(language: str, tmp_path: Path) -> None:
    many = tuple((f"Zeile {number}", "so lang wie üblich") for number in range(8))
    content = replace(SHEET, language=language, rows=many)
    paper = Paper(assignment.render(content, made_at=MADE, template="1"), tmp_path)
    sections = [node for node in paper.tree.walk() if node.kind == "Sect"][:2]
    assert [node.language for node in sections] == ["de", language]
    for section in sections:
        phrases = load("assignment", section.language)
        assert [kid.text for kid in section.kids][:6] == [phrases(key).text for key in ("begin", *READ_OUT)]
    assert len(paper.pages) == 1
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper.path))


def test_a_language_without_phrases_is_read_out_in_german_alone(tmp_path: Path) -> None:
    content = replace(SHEET, language="zh")
    paper = Paper(assignment.render(content, made_at=MADE, template="1"), tmp_path)
    assert paper.texts("P").count(load("assignment", "de")("secret").text) == 1


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
def test_a_telephone_reads_the_square_of_a_sheet(tmp_path: Path) -> None:
    paper = Paper(assignment.render(SHEET, made_at=MADE, template="1"), tmp_path)
    run("pdftoppm", "-r", "100", "-png", str(paper.path), str(tmp_path / "page"))
    read = run("zbarimg", "-q", "--nodbus", "--raw", str(tmp_path / "page-1.png")).strip()
    assert read == "LW1:S-NS-2026-0012:7K-204"


def test_a_long_sheet_goes_on_on_the_next_page_below_its_head(tmp_path: Path) -> None:
    rows = tuple((f"S-2026-{n:04}", "14.03.2026", "Nachweis da", "60", "5", "16,50") for n in range(70))
    content = hours_sheet.Content("Büro", "Samira", "03/2026", "Pauschale", rows, ("4200", "350", "1.155,00"))
    paper = Paper(hours_sheet.render(content, made_at=MADE, template="1"), tmp_path)
    pages = run("pdftotext", str(paper.path), "-").split("\f")[:-1]
    assert len(pages) > 1
    assert all("Minuten" in page for page in pages[:2])
    assert paper.texts("TH").count("Minuten") == 1


@pytest.mark.parametrize(
    "draw",
    [
        lambda: assignment.render(SHEET, made_at=MADE, template="1"),
        lambda: interpreter_request.render(LETTER, made_at=MADE, template="1"),
    ],
)
def test_two_builds_are_one_file(draw) -> None:
    assert draw() == draw()


HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_any_text_is_printed_and_breaks_nothing(tmp_path: Path, one: str, two: str) -> None:
    rows = ((one, two), (two, one))
    papers = (
        assignment.render(replace(SHEET, rows=rows, when=one, office=two), made_at=MADE, template="1"),
        interpreter_request.render(
            replace(LETTER, rows=rows, subject=one, promise=two), made_at=MADE, template="1"
        ),
    )
    for data in papers:
        assert "No syntax or stream encoding errors" in run(
            "qpdf", "--check", str(Paper(data, tmp_path).path)
        )
