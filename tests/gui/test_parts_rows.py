"""Lists are lazy, keep their place, act by keyboard and read one sentence a row."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from lwdesk.ui import style
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.rows import Cell, Column, Row, RowList, RowTable
from tests.gui.parts import dress, name

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
