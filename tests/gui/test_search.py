"""The search: from the second character, with its reasons, by keyboard alone, whatever is typed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lwdesk.ui.pages.search_box import SearchBox
from lwdesk.ui.pages.search_hits import HitRow
from tests.gui import families, parts


class Host(QWidget):
    """A page with nothing but the search."""

    def __init__(self, context) -> None:
        super().__init__()
        self.search = SearchBox(context, self)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addStretch(1)


@pytest.fixture
def searching(context, show):
    return show(Host(context)).search


def names(search) -> list[str]:
    return [row.hit.name for row in search.popup.rows]


def test_one_character_finds_nothing_yet_and_the_second_does(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "m")
    assert not searching.popup.isVisible()
    type_text(searching.edit, "o")
    assert searching.popup.isVisible()
    assert names(searching) == ["Mohammed Hamdan"]


def test_a_name_in_arabic_is_found_by_latin_letters_and_says_why(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "mohamad hamdan")
    row = searching.popup.rows[0]
    assert row.hit.native_name == "محمد حمدان"
    assert any("≈" in look.word for look in row.looks)


def test_a_protected_household_shows_its_guard_and_no_address(desk, searching, type_text):
    families.take_in(desk, families.hamdan(address_protected=True))
    type_text(searching.edit, "hamdan lindenallee")
    spoken = parts.name(searching.popup.rows[0])
    assert "Adresse geschützt" in spoken
    assert "Lindenallee" not in spoken
    searching.clear()
    type_text(searching.edit, "lindenallee 14")
    assert names(searching) == []


def test_hits_by_address_alone_stand_in_the_second_group(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    families.take_in(
        desk, families.household("Kovalenko", families.member("Oksana", "Kovalenko"), street="Lindenallee 27")
    )
    type_text(searching.edit, "hamdan lindenallee")
    assert [row.hit.strong for row in searching.popup.rows] == [True, True, False]
    assert any(label.text() == "Ähnlich, nur Adresse" for label in searching.popup.findChildren(QLabel))
    assert searching.popup.count.text() == "2 Personen in 1 Haushalt"


def test_arrows_choose_and_enter_opens(desk, context, searching, type_text, qtbot):
    families.take_in(desk, families.hamdan())
    other = families.take_in(desk, families.household("Hamdani", families.member("Sara", "Hamdani")))
    type_text(searching.edit, "hamdan")
    assert searching.popup.current().household != other.household.id
    QTest.keyClick(searching.edit, Qt.Key.Key_Down)
    chosen = searching.popup.current()
    with qtbot.waitSignal(context.household_wanted) as opened:
        QTest.keyClick(searching.edit, Qt.Key.Key_Return)
    assert opened.args == [chosen.household]
    assert searching.text() == ""
    assert not searching.popup.isVisible()


def test_esc_closes_the_hits_and_keeps_the_text(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "hamdan")
    QTest.keyClick(searching.edit, Qt.Key.Key_Escape)
    assert not searching.popup.isVisible()
    assert searching.text() == "hamdan"


def test_a_new_household_takes_over_the_text(context, searching, type_text, qtbot):
    type_text(searching.edit, "zara öztürk")
    assert searching.popup.count.text() == "Niemand gefunden"
    with qtbot.waitSignal(context.intake_wanted) as wanted:
        QTest.keyClick(searching.edit, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["zara öztürk"]


def test_nobody_found_and_enter_takes_in(context, searching, type_text, qtbot):
    type_text(searching.edit, "zara")
    with qtbot.waitSignal(context.intake_wanted) as wanted:
        QTest.keyClick(searching.edit, Qt.Key.Key_Return)
    assert wanted.args == ["zara"]


def test_at_most_eight_hits_are_shown(desk, searching, type_text):
    for n in range(12):
        families.take_in(desk, families.household("Haile", families.member(f"Abel{'a' * n}", "Haile")))
    type_text(searching.edit, "haile")
    assert len(searching.popup.rows) == 8


@pytest.mark.parametrize("hostile", [*families.HOSTILE, '" OR 1=1', "NEAR(a b)", "x" * 20_000])
def test_hostile_text_is_only_text(desk, searching, hostile, type_text):
    families.take_in(desk, families.hamdan())
    searching.edit.setText(hostile)
    assert searching.popup.isVisible()
    button = searching.popup.findChild(QWidget, "take_in")
    assert "<" not in button.text() or "<b>" in button.text()


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_a_hostile_name_stays_plain_and_inside_its_row(desk, searching, hostile, type_text):
    families.take_in(desk, families.household("Klee", families.member(hostile[:190], "Klee")))
    type_text(searching.edit, "klee")
    row = searching.popup.findChild(HitRow)
    assert "Klee" in parts.name(row)
    assert row.width() <= searching.popup.width()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_is_cut(desk, searching, type_text, scale):
    parts.dress("light", scale)
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "hamdan")
    families.settle()
    assert list(parts.cut_texts(searching.popup)) == []


def test_the_search_and_its_hits_say_what_they_are(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "hamdan")
    assert parts.name(searching.edit) == "Personen suchen"
    spoken = parts.name(searching.popup.rows[0])
    assert "Mohammed Hamdan" in spoken
    assert "Haushalt" in spoken
    assert "2 Personen" in spoken


@pytest.mark.parametrize("height", [744, 500, 420])
def test_no_row_of_the_hits_is_cut_in_two(desk, context, show, type_text, height):
    for _ in range(8):
        families.take_in(desk, families.hamdan())
    search = show(Host(context), 1000, height).search
    type_text(search.edit, "mohammed")
    families.settle()
    view = search.popup._scroll.viewport()
    bottoms = [row.mapTo(view, QPoint(0, row.height())).y() for row in search.popup.rows]
    tops = [row.mapTo(view, QPoint(0, 0)).y() for row in search.popup.rows]
    cut = [n for n, (top, low) in enumerate(zip(tops, bottoms, strict=True)) if top < view.height() < low]
    assert cut == []


def test_keys_to_choose_are_taught_only_where_somebody_was_found(desk, searching, type_text):
    families.take_in(desk, families.hamdan())
    type_text(searching.edit, "mohammed")
    words = [label.text() for label in searching.popup.findChildren(QLabel) if label.isVisible()]
    assert "wählen" in words
    searching.edit.clear()
    type_text(searching.edit, "xyzq")
    words = [label.text() for label in searching.popup.findChildren(QLabel) if label.isVisible()]
    assert "wählen" not in words
