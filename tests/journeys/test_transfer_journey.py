"""A household goes from the window of one office to that of another on a stick, and the answer comes back."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from lwdesk.base import clock
from lwdesk.ui.pages.transfer.listing import TransfersPage
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office
from tests.unit.two_offices import offices

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
HAND_OVER = "An anderes Büro übergeben …"


@pytest.fixture
def ask():
    return ScriptedAsk()


@pytest.fixture
def places(tmp_path):
    """Give both offices with a family here that agreed, their files closed, and the stick between them."""
    with clock.using(clock.FixedClock(NOW)):
        with offices(tmp_path) as both:
            both.agree(signed_by="M. Hamdan")
            told = both.here.path, both.there.path, both.folder, both.home
        yield told


@contextmanager
def at(qtbot, ask, path):
    """Work at the window of an office until it is closed."""
    screen = screens.opened(qtbot, ask, path)
    screen.unlock()
    screen.until(screen.is_at_work)
    yield screen
    screen.rest()
    screen.desk.close()
    screen.window.hide()


def page(screen) -> str:
    return type(screen.window.surface().page).__name__


def entries(card):
    """Return the way to the form in the menus of a card, once they are there."""
    actions = [action for menu in card.findChildren(QMenu) for action in menu.actions()]
    return [action for action in actions if action.text() == HAND_OVER]


def hand_over(screen, home, ask, stick) -> None:
    """Go from the card to the form, and put the package on the stick."""
    surface = screen.window.surface()
    surface.show_household(home)
    screen.until(lambda: entries(surface.page))
    entries(surface.page)[0].trigger()
    screen.until(lambda: page(screen) == "TransferPage" and surface.page.ready)
    screen.rest()
    purpose = screen.part("purpose_field")
    purpose.setFocus()
    screen.key(Qt.Key.Key_Down)
    screen.part("confirm_note").click()
    screen.rest()
    ask.expect("folder", stick)
    screen.part("make_package").click()
    screen.until(lambda: page(screen) == "HouseholdPage")


def take_in(screen, ask, package) -> None:
    """Choose a package on the page of the exchange; it leads to a page of its own."""
    surface = screen.window.surface()
    surface.go("exchange")
    screen.rest()
    ask.expect("open_files", (package,))
    screen.part("take_in").click()
    screen.until(lambda: page(screen) == "ArrivalPage")
    screen.rest()


def test_a_household_goes_over_on_a_stick_and_the_answer_comes_back(qtbot, ask, places) -> None:
    here, there, stick, home = places
    with at(qtbot, ask, here) as screen:
        hand_over(screen, home, ask, stick)
    (package,) = stick.iterdir()
    with at(qtbot, ask, there) as screen:
        take_in(screen, ask, package)
        assert "Mohammed" in screen.shown()
        ask.expect("folder", stick)
        screen.part("decide").click()
        screen.until(lambda: page(screen) == "HouseholdPage")
        screen.rest()
        assert "Hamdan" in screen.part("card_name").accessibleName() or "Hamdan" in screen.shown()
        take_in(screen, ask, package)
        assert "Ein zweites Mal wird nichts übernommen." in screen.shown()
    (receipt,) = set(stick.iterdir()) - {package}
    with at(qtbot, ask, here) as screen:
        take_in(screen, ask, receipt)
        assert "dort übernommen" in screen.shown()
        (kept,) = screen.desk.exchange.transfers.listed(home)
        assert kept.state == "confirmed"
        screen.window.surface().context.wanted.emit("transfers", None)
        screen.until(lambda: isinstance(screen.window.surface().page, TransfersPage))
    with office.opened(here) as desk:
        assert [one.way for one in desk.consents.received(home)] == ["package"]
