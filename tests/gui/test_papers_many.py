"""Many papers are drawn beside the window, stopped at any time, written down when all are delivered."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.domain.household import Household
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.services.papers import batch
from lwdesk.services.papers.batch import Several, Wanted
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import printing
from lwdesk.ui.pages.paper.many import ManyPage
from tests.gui import families, parts
from tests.unit import tiny_paper
from tests.unit.test_services_papers_batch import TINY_CHILD

ROOT = Path(__file__).resolve().parents[2]
SLOW_CHILD = "import signal, sys; sys.stdin.buffer.read(); print(1, flush=True); signal.pause()"


@pytest.fixture
def homes(desk, monkeypatch):
    tiny_paper.stand_in(monkeypatch)
    made = [Household(office=desk.office.id, name=name) for name in ("Hamdan", "Tesfay")]
    hidden = Household(office=desk.office.id, name="Diallo", restricted=True)
    with desk.seat.writing("", None) as transaction:
        transaction.save_all((*made, hidden))
    wanted = [Wanted(Wish("steps", one.id, "de"), one.name) for one in (*made, hidden)]
    monkeypatch.setattr(batch, "wanted", lambda _desk, _several: wanted)
    monkeypatch.setattr(batch, "command", lambda: [sys.executable, "-c", TINY_CHILD, str(ROOT)])
    return made


@pytest.fixture
def opening(context, show):
    pages: list[ManyPage] = []

    def opened() -> ManyPage:
        page = ManyPage(context, Several("steps"))
        pages.append(page)
        return show(page)

    yield opened
    for page in pages:
        page.closed()


def drawn(qtbot, page: ManyPage) -> ManyPage:
    with qtbot.waitSignal(page.drawn, timeout=20_000):
        page.opened()
    return page


def part(page: QWidget, name: str):
    return page.findChild(QWidget, name)


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def sentences(page: ManyPage) -> list[str]:
    return [row.sentence for row in page.table.list.rows.rows]


def issued(desk):
    with desk.seat.reading() as reader:
        return reader.all(IssuedPaper)


def test_each_paper_has_a_line_and_says_how_far_it_is(opening, homes, qtbot) -> None:
    page = drawn(qtbot, opening())
    assert sentences(page) == [
        "Hamdan, Fertig",
        "Tesfay, Fertig",
        "Diallo, Nicht möglich, Die Daten dieses Haushalts sind eingeschränkt. Davon wird nichts gedruckt.",
    ]
    assert "2 von 2 fertig" in said(page)
    assert part(page, "print_all").hasFocus()
    assert not part(page, "stop").isVisible()


def test_all_are_saved_in_a_folder_and_written_down(opening, homes, qtbot, desk, ask, tmp_path) -> None:
    page = drawn(qtbot, opening())
    target = tmp_path / "sheets"
    target.mkdir()
    ask.expect("folder", target)
    with qtbot.waitSignal(page.context.said) as told:
        QTest.keyClick(part(page, "save_all"), Qt.Key.Key_Return)
    assert told.args == ["2 Papiere ausgegeben und festgehalten.", False]
    assert len(list(target.iterdir())) == len(issued(desk)) == 2


def test_all_are_one_print(opening, homes, qtbot, desk, ask, tmp_path) -> None:
    page = drawn(qtbot, opening())
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    ask.expect("printer", printer)
    page.primary()
    document, _memory = printing.load((tmp_path / "printed.pdf").read_bytes())
    assert document.pageCount() == len(issued(desk)) == 2


def test_a_stopped_batch_leaves_nothing(opening, homes, qtbot, desk, monkeypatch) -> None:
    monkeypatch.setattr(batch, "command", lambda: [sys.executable, "-c", SLOW_CHILD])
    page = opening()
    page.opened()
    qtbot.waitUntil(lambda: "1 von 2 fertig" in said(page), timeout=20_000)
    with qtbot.waitSignal(page.drawn, timeout=20_000):
        QTest.keyClick(part(page, "stop"), Qt.Key.Key_Return)
    assert "Abgebrochen. Nichts wurde gedruckt oder gespeichert." in said(page)
    assert part(page, "print_all").blocked_reason()
    assert (issued(desk), list(desk.papers.folder.path.glob("*.pdf"))) == ((), [])


def test_who_leaves_the_page_ends_the_child(opening, homes, qtbot, monkeypatch, desk) -> None:
    monkeypatch.setattr(batch, "command", lambda: [sys.executable, "-c", SLOW_CHILD])
    page = opening()
    page.opened()
    qtbot.waitUntil(lambda: "1 von 2 fertig" in said(page), timeout=20_000)
    page.closed()
    assert page.process.state() == page.process.ProcessState.NotRunning


def test_a_child_that_does_not_start_is_said(opening, homes, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(batch, "command", lambda: ["/nowhere/python"])
    page = drawn(qtbot, opening())
    assert "Abgebrochen." in said(page)


def test_where_there_is_nothing_it_says_so(opening, homes, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(batch, "wanted", lambda _desk, _several: ())
    page = drawn(qtbot, opening())
    assert "Es gibt nichts zu drucken." in said(page)


@pytest.mark.parametrize(("width", "scale"), [(1150, 1.0), (820, 2.0)])
def test_nothing_is_cut(opening, homes, qtbot, width, scale) -> None:
    page = drawn(qtbot, opening())
    page.resize(width, 600)
    parts.dress(scale=scale)
    families.settle()
    assert list(parts.cut_texts(page)) == []
