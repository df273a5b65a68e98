"""The sheet for the safe as a file: tagged, equal for equal words, and whole whatever it is told."""

from datetime import date

import pytest

from lwdesk.base.texts import translator
from lwdesk.documents.recovery_sheet import CARE, STEPS, RecoverySheet, render
from tests.unit.paper import Paper, run

CODE = "M0Q21-89PVV-7R8CV-T1TKA-YTPKV-0PNPJ-9EF7N-BXVN9"
SHEET = RecoverySheet(CODE, "Hörde/Hombruch", "ho.lwdb", date(2021, 11, 2))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_screen_reader_is_told_every_step_and_the_code_in_groups(tmp_path, language) -> None:
    words = translator(language)
    paper = Paper(render(SHEET, words), tmp_path)
    assert paper.root["/Lang"] == f"u:{language}"
    assert len(paper.pages) == 1
    assert paper.texts("LBody") == [words(line) for line in (*STEPS, *CARE)]
    assert [text for text in paper.texts("P") if all(group in text for group in CODE.split("-"))]


def test_the_same_words_make_the_same_file_and_qpdf_finds_nothing(tmp_path) -> None:
    made = render(SHEET, translator("de"))
    assert made == render(SHEET, translator("de"))
    assert "No syntax" in run("qpdf", "--check", str(Paper(made, tmp_path).path))


def test_a_name_that_looks_like_markup_is_a_name(tmp_path) -> None:
    odd = RecoverySheet(CODE, "<b>&amp;</b>\x07 محمد", "<img src=/etc/hostname>.lwdb", date(2021, 11, 2))
    paper = Paper(render(odd, translator("de")), tmp_path)
    assert len(paper.pages) == 1
    assert any("<img src=/etc/hostname>.lwdb" in text for text in paper.texts("TD"))


def test_the_code_is_a_text_and_no_table_without_heads(tmp_path) -> None:
    paper = Paper(render(SHEET, translator("de")), tmp_path)
    tables = [node for node in paper.tree.walk() if node.kind == "Table"]
    assert all(any(cell.kind == "TH" for cell in table.walk()) for table in tables)
