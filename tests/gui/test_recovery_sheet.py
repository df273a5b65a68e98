"""The sheet for the safe: one page, readable, with the code as it has to be typed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPdf import QPdfDocument

from lwdesk.base import texts
from lwdesk.documents.recovery_sheet import RecoverySheet, render
from lwdesk.store.vault import recovery
from lwdesk.ui import printing

CODE = recovery.new_code()


def read(pdf: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.pageCount() == 1
    text = document.getAllText(0).text()
    document.close()
    return text


@pytest.mark.parametrize(("language", "title"), [("de", "Wiederherstellungsblatt"), ("en", "Recovery sheet")])
def test_the_sheet_says_code_office_file_and_day_in_the_language_of_the_office(qapp, language, title) -> None:
    sheet = RecoverySheet(CODE, "Hörde/Hombruch", "ho.lwdb", date(2021, 11, 2))
    text = read(render(sheet, texts.translator(language)))
    for words in (title, "Hörde/Hombruch", "ho.lwdb", "02.11.2021", *CODE.split("-")):
        assert words in text


def test_what_stands_on_the_sheet_opens_when_it_is_typed(qapp) -> None:
    text = read(render(RecoverySheet(CODE, "x", "x.lwdb", date(2021, 11, 2)), texts.translator("de")))
    typed = " ".join(word for word in text.split() if word in CODE.split("-"))
    assert recovery.read(typed) == recovery.read(CODE)


def test_printing_paints_the_whole_page(qapp, tmp_path: Path) -> None:
    pdf = render(RecoverySheet(CODE, "x", "x.lwdb", date(2021, 11, 2)), texts.translator("de"))
    target = tmp_path / "printed.pdf"
    printer = QPdfWriter(str(target))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printing.draw(printer, pdf)
    assert target.stat().st_size > 5000
