"""A paper is looked at, chosen, printed or saved by keyboard; what may not leave says why in its place."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base.errors import PaperRefused
from lwdesk.domain.household import Household
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.services.papers import folder
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import printing
from lwdesk.ui.pages.paper.page import PaperPage
from lwdesk.ui.pages.paper.sheets import Preview
from tests.gui import families, parts
from tests.unit import tiny_paper

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(desk, monkeypatch):
    tiny_paper.stand_in(monkeypatch)
    intake = families.hamdan()
    desk.households.take_in(intake)
    with desk.seat.writing("", None) as transaction:
        transaction.save(intake.household.replace(office=desk.office.id, advice_language="ar"))
    return intake.household.id


@pytest.fixture
def opening(context, show, jobs):
    def opened(wish: Wish, width: int = 1150, height: int = 752) -> PaperPage:
        page = show(PaperPage(context, wish), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


def part(page: QWidget, name: str):
    return page.findChild(QWidget, name)


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def issued(desk):
    with desk.seat.reading() as reader:
        return reader.all(IssuedPaper)


def read(pdf: bytes) -> list[str]:
    document, _memory = printing.load(pdf)
    return [document.getAllText(page).text() for page in range(document.pageCount())]


def text(preview: Preview) -> str:
    return preview.document.getAllText(0).text()


def test_the_paper_is_shown_in_the_language_of_the_household(opening, home) -> None:
    page = opening(Wish("steps", home))
    assert part(page, "paper_language").currentText() == "Arabisch"
    assert text(page.preview).startswith("ar ")
    assert "Hamdan" in page.header.subtitle.text()
    assert "1 Seite" in said(page)


def test_looking_makes_no_file(opening, home, tmp_path) -> None:
    before = {path.name for path in tmp_path.rglob("*")}
    opening(Wish("steps", home))
    assert list(folder.base().glob("papers-*")) == []
    assert {path.name for path in tmp_path.rglob("*")} == before


def test_another_language_is_chosen_by_keys(opening, home) -> None:
    page = opening(Wish("steps", home))
    page.focus_first()
    combo = part(page, "paper_language")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert (combo.currentText(), text(page.preview)[:3]) == ("Nur Deutsch", "de ")


def test_without_names_is_a_box_to_tick(opening, home) -> None:
    page = opening(Wish("steps", home))
    box = part(page, "option_anonymous")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert "Hamdan" not in text(page.preview)
    assert box.hasFocus()
    assert part(page, "option_anonymous") is box


def test_what_is_printed_is_what_is_shown_and_is_written_down(opening, home, desk, ask, tmp_path) -> None:
    page = opening(Wish("steps", home))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.prepare(printer)
    ask.expect("printer", printer)
    QTest.keyClick(part(page, "print_paper"), Qt.Key.Key_Return)
    (kept,) = issued(desk)
    assert (kept.way, kept.language) == ("printed", "ar")
    document, _memory = printing.load((tmp_path / "printed.pdf").read_bytes())
    assert document.pageCount() == 1
    assert document.pagePointSize(0).toSize() == QSize(595, 842)
    assert "02.11.2021" in said(page) or "heute" in said(page)
    assert "Gedruckt" in said(page)


def test_who_leaves_the_dialog_of_the_printer_has_issued_nothing(opening, home, desk, ask) -> None:
    page = opening(Wish("steps", home))
    ask.expect("printer", None)
    page.start_print()
    assert issued(desk) == ()


def test_a_saved_paper_has_the_name_that_was_given(opening, home, desk, ask, tmp_path, qtbot) -> None:
    page = opening(Wish("steps", home))
    ask.expect("save_file", tmp_path / "blatt")
    with qtbot.waitSignal(page.context.said) as told:
        page.save_now()
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    assert told.args == ["Gespeichert als blatt.pdf. Die Datei ist nicht verschlüsselt.", False]
    assert [one.way for one in issued(desk)] == ["saved"]


def test_a_saved_information_sheet_counts_as_handed_out_and_that_can_be_taken_back(
    opening, home, desk, ask, tmp_path, context, qtbot
) -> None:
    page = opening(Wish("information_sheet", home))
    ask.expect("save_file", tmp_path / "blatt.pdf")
    with qtbot.waitSignal(context.said) as told:
        part(page, "save_paper").click()
    assert told.args == [
        (
            "Gespeichert als blatt.pdf. Die Datei ist nicht verschlüsselt. "
            "Das Informationsblatt ist als ausgehändigt vermerkt."
        ),
        True,
    ]
    desk.undo_last()
    with desk.seat.reading() as reader:
        assert reader.get(Household, home).information_on is None


def test_the_name_that_is_proposed_tells_nothing_of_anybody(opening, home, monkeypatch, ask) -> None:
    proposed: list[str] = []
    monkeypatch.setattr(ask, "save_file", lambda _on, _title, name, _pattern, _then: proposed.append(name))
    opening(Wish("steps", home)).save_now()
    assert [name[:21] for name in proposed] == ["lwdesk-steps-20211102"]


def test_a_paper_that_may_not_be_made_says_why_in_its_place(opening, desk, home) -> None:
    with desk.seat.writing("", None) as transaction:
        kept = desk.households.card(home).household
        transaction.save(kept.replace(restricted=True))
    page = opening(Wish("steps", home))
    assert not page.preview.is_shown()
    assert "Die Daten dieses Haushalts sind eingeschränkt." in said(page)
    assert part(page, "print_paper").blocked_reason() == part(page, "save_paper").blocked_reason() != ""
    page.start_print()
    page.save_now()


def test_what_the_author_refuses_is_said_too(opening, home, monkeypatch) -> None:
    def gather(*_asked):
        raise PaperRefused(why="empty")

    tiny_paper.stand_in(monkeypatch, gather=gather)
    assert "Es gibt nichts zu drucken." in said(opening(Wish("steps", home)))


def test_a_language_without_phrases_is_named(opening, desk, home) -> None:
    with desk.seat.writing("", None) as transaction:
        transaction.save(desk.households.card(home).household.replace(advice_language="am"))
    page = opening(Wish("steps", home))
    assert "Auf Amharisch gibt es noch keinen Text." in said(page)
    assert part(page, "paper_language").currentText() == "Nur Deutsch"


def test_another_paper_about_the_same_household_is_chosen_here(opening, home, monkeypatch) -> None:
    tiny_paper.stand_in(monkeypatch, "household_sheet")
    page = opening(Wish("steps", home))
    combo = part(page, "paper_kind")
    combo.setCurrentIndex(combo.findData("household_sheet"))
    combo.activated.emit(combo.currentIndex())
    assert page.header.title.accessibleName() or "Haushaltsblatt" in said(page)
    assert not part(page, "paper_language").isVisible()
    assert text(page.preview).startswith("de ")


def test_the_preview_tells_what_it_shows_to_who_does_not_see_it(opening, home) -> None:
    page = opening(Wish("steps", home))
    assert parts.name(page.preview.view) == "Vorschau: Nächste Schritte, 1 Seite"
    assert "Hamdan" in parts.description(page.preview.view)


@pytest.mark.parametrize(("width", "scale"), [(1150, 1.0), (820, 1.0), (820, 2.0)])
def test_nothing_is_cut(opening, home, width, scale) -> None:
    page = opening(Wish("steps", home), width, 600)
    parts.dress(scale=scale)
    families.settle()
    assert list(parts.cut_texts(page)) == []


def test_two_papers_are_one_print(tmp_path, qapp, desk, home) -> None:
    pdf = desk.papers.preview(Wish("steps", home))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.onto(printer)([("a", pdf), ("b", pdf)])
    assert len(read((tmp_path / "printed.pdf").read_bytes())) == 2


def test_the_note_of_the_family_is_confirmed_before_it_leaves(opening, home, desk, ask, tmp_path) -> None:
    kept = desk.households.card(home).household
    desk.households.save(kept.replace(withhold="Der Bruder soll nichts erfahren."), kept)
    page = opening(Wish("steps", home))
    assert "Der Bruder soll nichts erfahren." in said(page)
    save = part(page, "save_paper")
    assert save.blocked_reason() == "Bitte zuerst den Hinweis der Familie bestätigen."
    QTest.keyClick(part(page, "confirm_note"), Qt.Key.Key_Space)
    ask.expect("save_file", tmp_path / "blatt.pdf")
    save.click()
    assert len(issued(desk)) == 1


def test_another_note_is_confirmed_anew(opening, home, desk) -> None:
    kept = desk.households.card(home).household
    first = kept.replace(withhold="Der Bruder nicht.")
    desk.households.save(first, kept)
    page = opening(Wish("steps", home))
    QTest.keyClick(part(page, "confirm_note"), Qt.Key.Key_Space)
    desk.households.save(first.replace(withhold="Auch die Tante nicht."), first)
    page.opened()
    families.settle()
    assert not part(page, "confirm_note").isChecked()
    assert part(page, "print_paper").blocked_reason() == "Bitte zuerst den Hinweis der Familie bestätigen."
