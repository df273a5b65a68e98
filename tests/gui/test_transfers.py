"""All handings over in one list, and the ways by which one comes to the pages of handing over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from lwdesk.base.errors import PackageUnfinished
from lwdesk.services import rights
from lwdesk.ui.context import Context, Who
from lwdesk.ui.jobs import InlineExecutor, Jobs
from lwdesk.ui.pages.exchange import ExchangePage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.transfer.listing import TransfersPage
from tests.gui import families, parts
from tests.gui.handing import plain, press, said
from tests.gui.walk import faults, stateless
from tests.unit.test_transfers_unfinished import pulled
from tests.unit.two_offices import Offices, offices


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices(tmp_path) as whole:
        yield whole


@pytest.fixture
def desk(both):
    return both.here


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the list as the window does."""

    def opened(width: int = 1150, height: int = 752) -> TransfersPage:
        page = show(TransfersPage(context), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


def listed(page) -> list[str]:
    return [plain(row.cells[0].title) for row in page.table.list.rows.rows]


def answered(both: Offices, reason: str = "") -> None:
    path = both.send()
    done = both.taking.decline(path, reason, both.folder) if reason else both.taking.accept(path, both.folder)
    both.sending.receipt(Path(done.receipt))


def test_what_nobody_answered_stands_first(both, opening) -> None:
    both.agree()
    both.send()
    page = opening()
    assert listed(page) == ["Hamdan"]
    assert "übergeben, noch keine Antwort" in said(page)
    assert "Innenstadt Nord" in said(page)


def test_what_was_taken_over_and_what_came_to_nothing_have_tabs_of_their_own(both, opening) -> None:
    both.agree()
    answered(both)
    answered(both, "full")
    page = opening()
    assert listed(page) == []
    page.tabs.tabs["done"].click()
    families.settle()
    assert "dort übernommen" in said(page)
    page.tabs.tabs["nothing"].click()
    families.settle()
    assert "Kein Platz, Warteliste" in said(page)


def test_a_row_leads_to_its_household(both, opening) -> None:
    both.agree()
    both.send()
    page = opening()
    wanted = []
    page.context.household_wanted.connect(wanted.append)
    press(page, "open_household")
    assert wanted == [both.home]


def test_a_package_that_lies_unfinished_is_finished_from_the_list(both, opening, ask, monkeypatch) -> None:
    both.agree()
    with monkeypatch.context() as patch:
        pulled(patch)
        with pytest.raises(PackageUnfinished) as told:
            both.send()
    part = both.folder / str(told.value.facts["file"])
    page = opening()
    ask.expect("open_file", part)
    press(page, "finish_package")
    assert part.with_suffix("").exists()
    assert not part.exists()
    assert not any(one.isVisibleTo(page) for one in page.findChildren(QWidget, "finish_package"))


def test_a_package_that_has_its_name_needs_no_finishing(both, opening) -> None:
    both.agree()
    both.send()
    page = opening()
    assert page.findChild(QWidget, "open_household").isVisibleTo(page)
    assert page.findChild(QWidget, "finish_package") is None


def test_where_somebody_answered_there_is_no_package_to_finish(both, opening) -> None:
    both.agree()
    answered(both)
    page = opening()
    page.tabs.tabs["done"].click()
    families.settle()
    assert page.findChild(QWidget, "open_household").isVisibleTo(page)
    assert page.findChild(QWidget, "finish_package") is None


def test_who_took_a_household_over_has_no_package_to_finish(both, show, ask) -> None:
    both.agree()
    both.taking.accept(both.send(), both.folder)
    parts.dress()
    who = Who("Nord", "Sofia Lange", "Stadt Dortmund", "Leitung", rights=rights.RIGHTS["lead"])
    page = show(TransfersPage(Context(Jobs(both.there, InlineExecutor()), ask, who)), 1150, 752)
    page.opened()
    page.tabs.tabs["done"].click()
    families.settle()
    assert "übernommen von" in said(page)
    assert page.findChild(QWidget, "finish_package") is None


def test_the_search_finds_by_name_and_office(both, opening) -> None:
    both.agree()
    both.send()
    page = opening()
    parts.type_text(page.search, "nord")
    page.search.returnPressed.emit()
    families.settle()
    assert listed(page) == ["Hamdan"]


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_everybody_gets_along_with_the_list(both, opening, scale, size) -> None:
    both.agree()
    both.send()
    parts.dress(scale=scale)
    page = opening(*size)
    assert faults(page) == []
    assert stateless(page) == []


def test_the_menu_of_the_card_leads_to_the_form(both, context, show, jobs) -> None:
    page = show(HouseholdPage(context, both.home))
    page.opened()
    families.carded(page)
    wanted = []
    context.wanted.connect(lambda kind, about: wanted.append((kind, about)))
    actions = [one for menu in page.findChildren(QMenu) for one in menu.actions()]
    next(one for one in actions if one.text() == "An anderes Büro übergeben …").trigger()
    assert wanted == [("hand_over", both.home)]


def test_a_package_that_is_opened_in_the_exchange_leads_to_its_page(both, context, show, jobs) -> None:
    both.agree(recipient=both.here.office.name)
    page = show(ExchangePage(context))
    page.opened()
    families.settle()
    wanted = []
    context.wanted.connect(lambda kind, about: wanted.append((kind, about)))
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    page.look_into((Path(done.receipt),))
    families.settle()
    assert wanted == [("handed_over", Path(done.receipt))]


def test_the_exchange_leads_to_the_list(both, context, show) -> None:
    page = show(ExchangePage(context))
    page.opened()
    families.settle()
    wanted = []
    context.wanted.connect(lambda kind, _about: wanted.append(kind))
    menu = page.findChild(QMenu, "exchange_menu")
    next(one for one in menu.actions() if one.text() == "Übergaben").trigger()
    assert wanted == ["transfers"]
