"""A visit by keyboard alone, from the plan to the card; a laptop that dies at the table loses nothing."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.need import Need
from lwdesk.domain.visit import Visit
from lwdesk.services import accounts
from lwdesk.services.settings import KnownFile
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.visits.mode import VisitModePage
from lwdesk.ui.pages.visits.page import VisitsPage
from lwdesk.ui.pages.visits.plan import PlanPage
from lwdesk.ui.pages.visits.sorting import SortingPage
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.journeys import half_visited
from tests.unit import office

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home():
    return office.hamdan(name="Hamdan", advice_language="ar")


@pytest.fixture
def path(tmp_path, home) -> Path:
    placed = office.place(tmp_path)
    with office.opened(placed) as desk:
        desk.households.take_in(home)
    return placed


@pytest.fixture
def screen(qtbot, path):
    ask = ScriptedAsk()
    user = next(user for user in accounts.users(path) if user.name == office.SETUP.staff)
    shown = screens.opened(qtbot, ask, KnownFile(path, office="Hörde/Hombruch", user=user.id))
    shown.unlock()
    shown.until(shown.is_at_work)
    yield shown
    assert ask.unexpected == []


def page_of(screen, kind):
    """Wait until a page of this kind is shown, and return it."""
    screen.until(lambda: isinstance(screen.window.surface().page, kind))
    return screen.window.surface().page


def every(path, cls):
    with office.opened(path) as desk, desk.seat.reading() as reader:
        return reader.all(cls)


def plan(screen) -> None:
    screen.key(Qt.Key.Key_3, CONTROL)
    page_of(screen, VisitsPage)
    screen.key(Qt.Key.Key_Return, CONTROL)
    page = page_of(screen, PlanPage)
    screen.until(lambda: page.ready)
    screen.until(page.whom.edit.hasFocus)
    screen.type("Hamdan")
    screen.until(page.whom.hits.isVisible)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page.view is not None and page.form.input("planned_at").day.edit.hasFocus())
    at = clock.now().astimezone()
    screen.type(f"{at:%d.%m.%Y}")
    screen.key(Qt.Key.Key_Tab)
    while not page.form.input("planned_at").time.hasFocus():
        screen.key(Qt.Key.Key_Tab)
    screen.type(f"{at:%H:%M}")
    screen.key(Qt.Key.Key_Return, CONTROL)


def test_a_visit_goes_from_the_plan_to_the_card_by_keyboard_alone(screen, path) -> None:
    plan(screen)
    page = page_of(screen, VisitsPage)
    screen.until(lambda: bool(page.table.list.rows.rows))
    page.table.list.setFocus()
    screen.key(Qt.Key.Key_Return)

    page = page_of(screen, VisitModePage)
    screen.until(lambda: bool(page.table.tiles.tiles) and page.table.tiles.tiles[0].hasFocus())
    assert not screen.window.surface().navigation.isVisible()
    screen.key(Qt.Key.Key_Space)
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_E)
    screen.key(Qt.Key.Key_Right)
    screen.key(Qt.Key.Key_H)
    screen.type("Kurs am Abend")
    screen.key(Qt.Key.Key_Return)
    screen.tab_to("notes")
    screen.type("Warmwasser fällt aus")
    screen.tab_to("sign_consent")
    screen.key(Qt.Key.Key_Return)
    screen.until(page.consent.isVisible)
    screen.tab_to("signed_by")
    screen.type("Mohammed Hamdan")
    screen.tab_to("interpreter_present")
    screen.type("niemand")
    screen.tab_to("signed_on_paper")
    screen.key(Qt.Key.Key_Space)
    screen.key(Qt.Key.Key_Return, CONTROL)
    screen.until(lambda: "erteilt am" in screen.shown())
    screen.key(Qt.Key.Key_1, ALT)
    screen.key(Qt.Key.Key_Return, CONTROL)

    page = page_of(screen, SortingPage)
    screen.until(lambda: bool(page.topics.rows))
    screen.key(Qt.Key.Key_Return, CONTROL)
    card = page_of(screen, HouseholdPage)
    screen.until(lambda: card.card is not None)
    assert "Willkommensbesuch" in screen.shown()
    screen.ctrl(Qt.Key.Key_L)
    screen.until(screen.is_locked)

    (contact,) = every(path, Contact)
    (visit,) = every(path, Visit)
    (need,) = every(path, Need)
    assert (visit.state, visit.contact, contact.visit) == ("done", contact.id, visit.id)
    assert contact.note == "Warmwasser fällt aus"
    assert (need.area, need.next_step) == ("migration", "Kurs am Abend")
    assert QApplication.focusWidget() is not None


def test_a_laptop_that_dies_at_the_table_loses_nothing(path, home) -> None:
    with office.opened(path) as desk:
        visit = desk.visits.fresh(home.household.id).visit
        visit = visit.replace(planned_at=clock.now() + timedelta(hours=1))
        desk.visits.plan(visit)
        user = str(desk.staff.id)
    told = (str(path), user, office.PASSPHRASE, str(visit.id))
    run = [sys.executable, "-m", "tests.journeys.half_visited", *told]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        program.send_signal(signal.SIGKILL)
    with office.opened(path) as desk:
        view = desk.visits.view(visit.id)
    assert view.visit.notes == half_visited.NOTES
    assert [item.state for item in view.items[:2]] == ["done", "help"]
    assert view.items[1].remark == half_visited.REMARK
    assert [one.here for one in view.people].count(True) == 1
    assert (view.visit.state, view.visit.left_at) == ("under_way", None)
