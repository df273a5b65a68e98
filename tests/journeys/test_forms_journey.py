"""Forms and dialogs that were begun outlive the lock and the death of the program, and are gone on with."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.domain.contact import Contact
from lwdesk.services import accounts
from lwdesk.services.contacts import Talk
from lwdesk.services.settings import KnownFile
from lwdesk.ui.pages.contact import ContactPage
from lwdesk.ui.pages.contact.page import Wanted
from tests.gui import parts, screens
from tests.gui.conftest import ScriptedAsk
from tests.journeys.half_written import TYPED
from tests.unit import office

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


def contact_form(screen, home) -> ContactPage:
    shell = screen.window.surface()
    shell.show_about("write_contact", Wanted(talk=Talk(Contact(household=home.household.id))))
    page = shell.page
    screen.until(lambda: page.ready)
    return page


def open_task(screen):
    screen.window.surface().go("tasks")
    screen.window.surface().page.primary()
    screen.until(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def lock(screen) -> None:
    screen.window.surface().lock()
    screen.until(screen.is_locked)


def test_a_contact_begun_before_the_lock_is_gone_on_with_and_saved(screen, home, path) -> None:
    page = contact_form(screen, home)
    screen.to_front()
    parts.type_text(page.form.talked.input("result").control(), TYPED)
    screen.ctrl(Qt.Key.Key_L)
    screen.until(screen.is_locked)
    screen.to_front()
    screen.unlock()
    screen.until(screen.is_at_work)
    again = contact_form(screen, home)
    assert again.notes.resumed.isVisible()
    assert again.form.talked.input("result").value() == TYPED
    screen.to_front()
    parts.type_text(again.form.topics.entry, "miete")
    QTest.keyClick(again.form.topics.entry, Qt.Key.Key_Return)
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: screen.window.surface().page is not again)
    lock(screen)
    with office.opened(path) as desk, desk.seat.reading() as reader:
        assert [one.result for one in reader.all(Contact)] == [TYPED]
    with office.opened(path) as desk:
        assert desk.drafts.list() == ()


def test_a_dialog_that_stands_open_at_the_lock_loses_nothing(screen) -> None:
    dialog = open_task(screen)
    parts.type_text(dialog.form.input("title").control(), TYPED)
    lock(screen)
    screen.to_front()
    screen.unlock()
    screen.until(screen.is_at_work)
    again = open_task(screen)
    assert again.form.input("title").value() == TYPED
    assert again.draft.resumed.isVisible()
    again.reject()


def test_killed_with_every_form_begun_nothing_typed_is_lost(path, home) -> None:
    with office.opened(path) as desk:
        user = str(desk.staff.id)
    told = (str(path), user, office.PASSPHRASE, str(home.household.id))
    run = [sys.executable, "-m", "tests.journeys.half_written", *told]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        program.send_signal(signal.SIGKILL)
    about = str(home.household.id)
    with office.opened(path) as desk:
        found = {view.form: desk.drafts.load(view.id) for view in desk.drafts.list()}
    assert found["contact"]["contact"]["result"] == TYPED
    assert found["referral"]["referral"]["subject"] == TYPED
    assert found["interpreter_request"]["request"]["place"].endswith(TYPED)
    assert found["task"]["record"]["title"] == found["appointment"]["record"]["title"] == TYPED
    assert {found[form]["about"] for form in ("contact", "referral", "interpreter_request")} == {about}
