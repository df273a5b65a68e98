"""The list of households: lazy, filtered by the file, kept as it was when somebody comes back."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from lwdesk.services.listing import Asked
from lwdesk.services.views import Page as Slice
from lwdesk.services.views import Row, Wanted
from lwdesk.ui import style
from lwdesk.ui.pages.households import HouseholdsPage
from lwdesk.ui.pages.list_page import gather
from lwdesk.ui.rows import Cell, RowList
from lwdesk.ui.rows import Row as ShownRow
from tests.gui import families, parts


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""

    def opened(width: int = 1150, height: int = 752) -> HouseholdsPage:
        page = show(HouseholdsPage(context), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


def shown(page) -> list[str]:
    return [row.cells[0].title for row in page.table.list.rows.rows]


@pytest.fixture
def three(desk):
    """Take in Hamdan (Hörde, Arabic), Rezai (Hombruch, Farsi) and Kovalenko, whose case is closed."""
    made = [
        families.take_in(desk, families.hamdan()),
        families.take_in(
            desk,
            families.household(
                "Rezai", families.member("Ali", "Rezai", languages=("fa",)), target_group="other"
            ),
        ),
        families.take_in(desk, families.household("Kovalenko", families.member("Oksana", "Kovalenko"))),
    ]
    desk.households.close_case(made[2].household.id, "moved_away")
    return made


def test_the_tabs_are_the_states_with_their_counts(three, opening):
    page = opening()
    names = [parts.name(tab) for tab in page.tabs.tabs.values()]
    assert names == ["Aktiv, 2", "Entwürfe, 0", "Ruhend, 0", "Abgeschlossen, 1", "Alle, 3"]
    page.tabs.tabs["closed"].click()
    assert shown(page) == ["Kovalenko"]


def test_arrows_move_among_the_tabs(three, opening):
    page = opening()
    first = page.tabs.tabs["active"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert page.wanted.tab == "all"
    assert page.tabs.tabs["all"].hasFocus()


def test_the_list_is_searched_while_typing(three, opening, type_text):
    page = opening()
    page.start_search()
    type_text(page.search, "rez")
    assert shown(page) == ["Rezai"]
    assert page.escape()
    assert sorted(shown(page)) == ["Hamdan", "Rezai"]
    assert not page.escape()


def test_a_search_without_a_hit_says_so(three, opening, type_text):
    page = opening()
    type_text(page.search, "xyzxyz")
    assert page.nothing.isVisible()
    assert page.nothing.sentence.text() == "Kein Haushalt passt zu dieser Suche und diesen Filtern."


@pytest.mark.parametrize(
    ("chip", "choice", "left"),
    [
        ("district", "Hörde", ["Hamdan"]),
        ("target_group", "sonstige Ratsuchende", ["Rezai"]),
        ("language", "Farsi (Persisch)", ["Rezai"]),
    ],
)
def test_a_chip_filters_and_says_what_it_lets_through(three, opening, chip, choice, left):
    page = opening()
    button = page.by_name[chip]
    actions = {action.text(): action for menu in button.findChildren(QMenu) for action in menu.actions()}
    actions[choice].trigger()
    assert shown(page) == left
    assert choice in parts.name(button)
    actions["beliebig"].trigger()
    assert len(shown(page)) == 2


def test_mine_are_those_i_took_in(three, opening):
    page = opening()
    page.mine.click()
    assert len(shown(page)) == 2
    assert page.wanted.mine


def test_a_header_sorts_and_turns_the_order(three, opening):
    page = opening()
    header = page.table.header.cells[0]
    header.click()
    assert shown(page) == ["Hamdan", "Rezai"]
    header.click()
    assert shown(page) == ["Rezai", "Hamdan"]


def test_enter_opens_the_household(three, opening, context, qtbot):
    page = opening()
    key = page.table.list.current_key()
    with qtbot.waitSignal(context.household_wanted) as wanted:
        QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert str(wanted.args[0]) == key


def test_the_panel_tells_about_the_chosen_row_and_leads_on(three, opening, context, qtbot):
    page = opening()
    page.table.list.choose(str(three[0].household.id))
    texts = {label.text() for label in page.panel.findChildren(QLabel)}
    assert {"Hörde", "Arabisch", "2 Personen", "1 offener Bedarf"} <= texts
    assert not any("Lindenallee" in text or "0171" in text for text in texts)
    with qtbot.waitSignal(context.household_wanted) as wanted:
        page.panel.findChild(QWidget, "open_household").click()
    assert wanted.args == [three[0].household.id]


def test_the_panel_makes_room_where_it_gets_narrow(three, opening):
    page = opening(700, 600)
    assert not page.panel.isVisible()


def test_a_draft_is_continued_or_thrown_away_after_a_question(desk, opening, context, ask, qtbot):
    draft = uuid4()
    desk.drafts.save(draft, "intake", {}, "Familie Karimi")
    page = opening()
    page.tabs.tabs["drafts"].click()
    assert shown(page) == ["Familie Karimi"]
    with qtbot.waitSignal(context.draft_wanted) as wanted:
        page.panel.findChild(QWidget, "continue").click()
    assert wanted.args == [draft]
    ask.expect("confirm", True)
    page.panel.findChild(QWidget, "discard").click()
    assert desk.drafts.list("intake") == ()
    assert page.nothing.isVisible()


@pytest.mark.parametrize("width", [1150, 1300])
def test_a_list_without_drafts_keeps_the_panel_at_the_right(opening, width):
    page = opening(width)
    page.tabs.tabs["drafts"].click()
    families.settle()
    assert page.panel.geometry().right() > width - 40
    assert page.nothing.width() > width / 2


def test_an_empty_list_leaves_the_focus_on_its_page(opening):
    page = opening()
    assert page.tabs.tabs["active"].hasFocus()


def test_a_new_household_begins_with_the_primary_button(opening, context, qtbot):
    page = opening()
    with qtbot.waitSignal(context.intake_wanted) as wanted:
        page.new_button.click()
    assert wanted.args == [""]


def test_row_filter_and_place_stay_when_somebody_comes_back(desk, opening):
    for n in range(30):
        families.take_in(desk, families.household(f"Haile {n:02}", families.member("Abel", "Haile")))
    page = opening()
    page.table.header.cells[0].click()
    page.mine.click()
    row = page.table.list.rows.rows[20].key
    page.table.list.choose(row)
    page.table.list.verticalScrollBar().setValue(15)
    page.hide()
    families.take_in(desk, families.household("Zander", families.member("Ute", "Zander")))
    page.show()
    page.opened()
    assert page.table.list.current_key() == row
    assert page.table.list.verticalScrollBar().value() == 15
    assert page.mine.isChecked()


class Many:
    """A desk with as many households as one likes, which notes what it was asked for."""

    def __init__(self, total: int) -> None:
        self.total, self.asked = total, []
        self.households, self.drafts = self, self

    def page(self, wanted: Wanted, offset: int = 0, limit: int = 100) -> Slice:
        self.asked.append((offset, limit))
        rows = tuple(
            Row(uuid4(), f"Haushalt {n}", "", f"HÖ-2021-{n}", None, 1, (), None, "active", None, 0, ())
            for n in range(offset, min(offset + limit, self.total))
        )
        return Slice(wanted, offset, self.total, rows, (("active", self.total),))

    def list(self, form: str | None = None) -> tuple[()]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


def test_fifty_thousand_households_are_fetched_in_slices_of_a_hundred(context, show):
    from lwdesk.ui.context import Context
    from lwdesk.ui.jobs import InlineExecutor, Jobs

    many = Many(50_000)
    page = show(HouseholdsPage(Context(Jobs(many, InlineExecutor()), context.ask, context.who)))
    page.opened()
    families.settle()
    assert many.asked == [(0, 100)]
    bar = page.table.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    families.settle()
    assert many.asked[:2] == [(0, 100), (100, 100)]
    assert len(page.table.list.rows.rows) < 1000
    assert shown(page)[:2] == ["Haushalt 0", "Haushalt 1"]


def test_a_long_list_is_asked_for_again_in_bearable_pieces(context, show):
    many = Many(50_000)
    page = show(HouseholdsPage(context))
    told, painted = gather(page, Asked("active", "name", limit=1200), many)
    assert many.asked == [(0, 500), (500, 500), (1000, 200)]
    assert len(told.rows) == len(painted) == 1200


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(three, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    assert list(parts.cut_texts(page)) == []
    assert list(page.table.cut_texts()) == []


def test_where_it_is_narrow_one_chip_holds_the_filters_and_counts_them(three, opening):
    page = opening(560, 744)
    assert not page.by_name["district"].isVisible()
    (menu,) = page.bar.narrowed.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    menus = {action.menu().title(): action.menu() for action in menu.actions()}
    next(action for action in menus["Stadtbezirk"].actions() if action.text() == "Hörde").trigger()
    assert shown(page) == ["Hamdan"]
    assert parts.name(page.bar.narrowed) == "Filter: 1"


def test_list_and_search_end_where_the_heading_ends(three, opening):
    page = opening(810, 624)
    inset = style.px(12)
    edge = page.new_button.mapTo(page, page.new_button.rect().topRight()).x()
    assert page.bar.filters.mapTo(page, page.bar.filters.rect().topRight()).x() == edge
    assert page.table.mapTo(page, page.table.rect().topRight()).x() == edge + inset


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_names_stay_plain(desk, opening, hostile):
    families.take_in(desk, families.household(hostile[:190], families.member("Ana", "Klee")))
    page = opening()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )
    assert page.panel.width() <= parts.style.px(328)


def test_every_part_is_reached_by_tab(three, opening):
    page = opening()
    reached = set()
    for _step in range(30):
        focused = page.window().focusWidget()
        reached.add(focused.objectName() or type(focused).__name__)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {
        "new_household",
        "tab_active",
        "search_list",
        "mine",
        "HeaderCell",
        "RowList",
        "open_household",
    } <= reached


def test_a_name_heaped_with_accents_leaves_the_rows_above_it_as_they_are(show):
    parts.dress()

    def pictured(name: str) -> QImage:
        listed = RowList()
        above = [ShownRow(str(n), (Cell("Ana Klee"),)) for n in range(4)]
        listed.show_rows([*above, ShownRow("last", (Cell(name, "HÖ-2021-0001", name, strong=True),))])
        show(listed, 400, 320)
        last = listed.visualRect(listed.rows.index(4))
        return listed.viewport().grab().toImage().copy(0, 0, 400, last.top())

    assert pictured("Z" + "\u0301" * 1000) == pictured("Zoe")
