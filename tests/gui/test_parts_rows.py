"""Lists are lazy, keep their place, act by keyboard and read one sentence a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from lwdesk.ui import style
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.row_columns import lines, shared
from lwdesk.ui.row_paint import RowHeader, laid_out
from lwdesk.ui.rows import Cell, Column, Row, RowList, RowTable
from tests.gui.parts import dress, name

NAME = "Familie Al-Dulaimi"
MANY = (
    Column("Haushalt", 1, "name", sorts=True),
    Column("Bezirk und Sprache", 1, wide_only=True),
    Column("Stand", 6),
    Column("Zuletzt da", 1, "last", right=True, sorts=True),
)
COLUMNS = (
    Column("Haushalt", 3, "name", sorts=True),
    Column("Stand", 2),
    Column("Tage", 1, "days", right=True, sorts=True),
)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()


def row(n: int, action: str = "") -> Row:
    cells = (
        Cell(f"Familie {n}", f"HÖ-2021-{n:04}", strong=True),
        Cell(badge=BadgeLook("gesendet")),
        Cell(str(n)),
    )
    return Row(str(n), cells, action=action)


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_a_row_is_read_as_one_sentence(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    spoken = "4, Oksana Kovalenko, Ukrainisch, Kita-Platz, wartet lange, 24 Minuten"
    made.show_rows([row(1), Row("x", (Cell("Oksana"),), spoken)])
    interface = QAccessible.queryAccessibleInterface(made)
    texts = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert texts == ["Familie 1, HÖ-2021-0001, gesendet, 1", spoken]


def test_enter_opens_the_row(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1), row(2)])
    made.choose("1")
    with qtbot.waitSignal(made.chosen) as chosen:
        QTest.keyClick(made, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert (chosen.args, opened.args) == (["2"], ["2"])


def test_the_rows_button_is_reached_with_the_right_arrow(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1, "Aufrufen"), row(2)])
    made.choose("1")
    QTest.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.acted) as acted, qtbot.assertNotEmitted(made.opened):
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert acted.args == ["1"]
    QTest.keyClick(made, Qt.Key.Key_Left)
    with qtbot.waitSignal(made.opened):
        QTest.keyClick(made, Qt.Key.Key_Return)


def test_the_rows_button_is_pressed_with_the_mouse(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1, "Aufrufen")])
    with qtbot.waitSignal(made.acted):
        QTest.mouseClick(
            made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(made.viewport().width() - 30, 28)
        )
    with qtbot.assertNotEmitted(made.acted):
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 28))


def test_a_refresh_keeps_the_chosen_row_and_says_nothing(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(n) for n in range(20)])
    made.choose("7")
    with qtbot.assertNotEmitted(made.chosen):
        made.show_rows([row(n) for n in range(1, 20)])
    assert made.current_key() == "7"


def test_a_refresh_keeps_the_scroll_position(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(n) for n in range(60)])
    made.verticalScrollBar().setValue(30)
    made.show_rows([row(n) for n in range(61)])
    assert made.verticalScrollBar().value() == 30


def test_a_refresh_without_the_chosen_row_chooses_nothing(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1), row(2)])
    made.choose("2")
    made.show_rows([row(1)])
    assert made.chosen_keys() == []


def test_more_rows_are_asked_for_once_and_come_below(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    asked = []
    made.rows.more_wanted.connect(asked.append)
    made.show_rows([row(n) for n in range(50)], total=120)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: asked == [50])
    made.rows.append([row(n) for n in range(50, 100)])
    assert made.rows.rowCount() == 100
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 50)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: asked == [50, 100])
    made.rows.append([])
    assert not made.rows.canFetchMore(made.rootIndex())


def test_one_row_changes_in_its_place(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1), row(2)])
    made.rows.replace(Row("2", (Cell("neu"),)))
    assert [r.cells[0].title for r in made.rows.rows] == ["Familie 1", "neu"]


def test_several_rows_are_chosen_with_control(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS, many=True))
    made.show_rows([row(n) for n in range(4)])
    seen = []
    made.several.connect(seen.append)
    for n, key in ((0, Qt.KeyboardModifier.NoModifier), (2, Qt.KeyboardModifier.ControlModifier)):
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, key, QPoint(40, 28 + 56 * n))
    assert seen[-1] == ["0", "2"]


def test_rows_are_56_high_and_grow_with_the_font(qtbot) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(1), row(2)])
    assert made.sizeHintForRow(0) == 56
    dress(scale=2.0)
    assert made.sizeHintForRow(0) == 112
    made.fit_height()
    assert made.height() == 2 * 112


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_rows_are_painted_at_any_width(qtbot, theme) -> None:
    dress(theme)
    table = shown(qtbot, RowTable(COLUMNS))
    table.list.show_rows([row(1, "Aufrufen"), row(2)])
    table.list.choose("1")
    for width in (900, 300, 120):
        table.resize(width, 300)
        assert not table.grab().isNull()


def test_the_header_sorts_and_says_so(qtbot) -> None:
    table = shown(qtbot, RowTable(COLUMNS))
    first, _middle, days = table.header.cells
    with qtbot.waitSignal(table.sorted) as got:
        QTest.keyClick(days, Qt.Key.Key_Space)
    assert got.args == ["days", False]
    with qtbot.waitSignal(table.sorted) as got:
        QTest.mouseClick(days, Qt.MouseButton.LeftButton)
    assert got.args == ["days", True]
    assert (first.state, days.state) == ("", "down")
    assert name(days) == "Tage"


def test_a_narrow_table_keeps_one_column_without_a_header(qtbot) -> None:
    table = shown(qtbot, RowTable(COLUMNS))
    assert table.header.isVisible()
    table.resize(style.characters(40), 300)
    assert not table.header.isVisible()


def full_row(n: int = 1) -> Row:
    cells = (
        Cell(NAME, f"HÖ-2021-{n:04}", "الدليمي", strong=True, folded=f"HÖ-2021-{n:04} · Hombruch"),
        Cell("Hombruch", "Kurmandschi, Arabisch"),
        Cell(badge=BadgeLook("Adresse geschützt", "danger", "shield")),
        Cell("02.11."),
    )
    return Row(str(n), cells)


@pytest.mark.parametrize(("scale", "width"), [(1.0, 760), (1.0, 1100), (2.0, 1150), (2.0, 860)])
def test_no_painted_text_is_cut_where_another_column_has_room(qtbot, scale, width) -> None:
    dress(scale=scale)
    table = shown(qtbot, RowTable(MANY))
    table.header.set_sort("last", down=True)
    table.list.show_rows([full_row(n) for n in range(30)])
    table.resize(width, 500)
    assert list(table.cut_texts()) == []


def test_what_is_painted_shortened_is_told(qtbot) -> None:
    table = shown(qtbot, RowTable(MANY))
    table.list.show_rows([Row("1", (Cell(NAME * 20), Cell("Hombruch"), Cell(), Cell()))])
    assert list(table.cut_texts()) == [NAME * 20]


def test_narrow_lists_leave_columns_out_and_tell_them_in_the_second_line(qtbot) -> None:
    table = shown(qtbot, RowTable(MANY))
    table.list.show_rows([full_row()])
    table.resize(style.characters(70), 300)
    assert [cell.isVisible() for cell in table.header.cells] == [True, False, True, True]
    columns, wanted = table.list.columns, table.list.needs
    first, *others = laid_out(table.list.viewport().width(), full_row(), columns, wanted)
    assert [line.text for line in lines(first.cell, folded=first.folded)][1] == "HÖ-2021-0001 · Hombruch"
    assert len(others) == 2


@pytest.mark.parametrize("height", range(240, 460, 20))
def test_a_list_shows_whole_rows_only(qtbot, height) -> None:
    made = shown(qtbot, RowList(COLUMNS))
    made.show_rows([row(n) for n in range(30)])
    made.resize(400, height)
    assert made.viewport().height() % 56 == 0
    assert made.viewport().height() > height - 56


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3000)), min_size=1, max_size=7))
def test_columns_never_take_more_than_there_is_and_serve_every_need_that_fits(pairs) -> None:
    shares, wanted = [share for share, _ in pairs], [need for _, need in pairs]
    given_out = shared(shares, wanted)
    assert sum(given_out) <= sum(shares)
    assert min(given_out) >= 0
    if sum(wanted) <= sum(shares):
        assert all(width >= need for width, need in zip(given_out, wanted, strict=True))


def test_enter_on_a_title_sorts_by_its_column(qtbot) -> None:
    header = RowHeader(COLUMNS)
    shown(qtbot, header)
    header.cells[2].setFocus()
    with qtbot.waitSignal(header.sorted) as told:
        QTest.keyClick(header.cells[2], Qt.Key.Key_Return)
    assert told.args == ["days", False]
