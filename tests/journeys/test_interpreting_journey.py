"""From the card to the settled sheet by keys: short notice, a remedy, a no, a yes, the talk, the sheet."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.base import clock
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.interpreting.hours import HoursPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.interpreting.request import RequestPage
from lwdesk.ui.shell import Shell
from tests.gui import families, screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office
from tests.unit.pool_people import person

MONDAY = datetime(2021, 11, 8, 9, tzinfo=UTC)
TUESDAY_BEFORE = datetime(2021, 11, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with clock.using(clock.FixedClock(TUESDAY_BEFORE)):
        yield


@pytest.fixture
def ask():
    scripted = ScriptedAsk()
    yield scripted
    assert scripted.unexpected == []


@pytest.fixture
def screen(qtbot, tmp_path, ask):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        families.take_in(desk, families.hamdan(advice_language="ar"))
        for name in ("Anna Adler", "Berta Busch"):
            person(desk, name, free=False)
    made = screens.opened(qtbot, ask, path)
    made.unlock()
    made.until(made.is_at_work)
    yield made
    made.window.close()


def press(screen, name) -> None:
    """Reach a button by Tab and press it with the space bar."""
    families.settle()
    screen.until(lambda: any(one.isVisible() for one in screen.window.findChildren(QWidget, name)))
    screen.tab_to(name)
    screen.key(Qt.Key.Key_Space)
    families.settle()


def page(screen, kind):
    shell = screen.window.surface()
    assert isinstance(shell, Shell)
    screen.until(lambda: isinstance(shell.page, kind))
    screen.until(lambda: getattr(shell.page, "ready", True))
    families.settle()
    return shell.page


def tab(screen, listed, name) -> None:
    """Choose a tab of the list with the arrow keys."""
    listed.tabs.tabs[listed.wanted.tab].setFocus(Qt.FocusReason.TabFocusReason)
    for _one in listed.tabs.tabs:
        if listed.wanted.tab == name:
            break
        screen.key(Qt.Key.Key_Right)
    screen.until(lambda: listed.wanted.tab == name and listed.panel.shown is not None)
    families.settle()


def write_request(screen) -> None:
    """Fill in what the card does not know, on a day that is too near for the pool."""
    form = page(screen, RequestPage)
    screen.until(lambda: form.looked is not None)
    screen.tab_to("at")
    screen.type(f"{MONDAY.astimezone():%d.%m.%Y}")
    screen.key(Qt.Key.Key_Tab)
    while not isinstance(QApplication.focusWidget(), LineEdit):
        screen.key(Qt.Key.Key_Tab)
    screen.type(f"{MONDAY.astimezone():%H:%M}")
    assert form.request().at == MONDAY
    screen.tab_to("topic")
    screen.type("Wohnen")
    screen.key(Qt.Key.Key_Return)
    assert form.request().topic == "housing"
    screen.tab_to("legal")
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: "4 statt 5 Arbeitstage" in screen.shown())


def remedy(screen) -> None:
    form = page(screen, RequestPage)
    assert not form.send_button.isEnabled()
    screen.tab_to("urgent")
    screen.key(Qt.Key.Key_Space)
    screen.tab_to("urgent_reason")
    screen.type("Wohnungsübergabe am Montag")
    screen.until(form.send_button.isEnabled)
    screen.ctrl(Qt.Key.Key_Return)


def test_from_the_card_to_the_settled_sheet(screen):
    shell = screen.window.surface()
    screen.type("Hamdan")
    screen.until(lambda: shell.page.search.popup.isVisible() and bool(shell.page.search.popup.rows))
    screen.key(Qt.Key.Key_Return)
    card = page(screen, HouseholdPage)
    screen.until(lambda: card.card is not None)
    press(screen, "ask_interpreter")
    write_request(screen)
    remedy(screen)
    page(screen, HouseholdPage)
    shell.go("interpreting")
    listed = page(screen, InterpretingPage)
    screen.until(lambda: listed.panel.shown is not None)
    press(screen, "decline")
    screen.until(lambda: listed.panel.shown.state == "searching")
    screen.until(lambda: "Berta Busch" in screen.shown())
    press(screen, "accept")
    tab(screen, listed, "accepted")
    press(screen, "confirm")
    screen.until(lambda: listed.panel.shown.state == "confirmed")
    press(screen, "after")
    screen.until(lambda: QApplication.activeModalWidget() is not None)
    screen.tab_to("kilometres")
    screen.type("8")
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: listed.panel.shown is None)
    screen.window.activateWindow()  # what a window manager does when a dialog closes
    screen.until(screen.window.isActiveWindow)
    tab(screen, listed, "held")
    press(screen, "sign")
    press(screen, "hours_sheets")
    hours = page(screen, HoursPage)
    screen.until(lambda: hours.sheet() is not None)
    sheet = hours.sheet()
    assert sheet.cents == sum(row.cents for row in sheet.rows) == 1500 + 8 * 30
    assert "17,40 €" in hours.sums.text()
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: hours.sheet().open_cents == 0)
    kept = screen.desk.interpreting.load(sheet.rows[0].request).record
    assert (kept.state, kept.held_until - kept.held_from) == ("settled", timedelta(hours=1))
