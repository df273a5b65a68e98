"""The first day of an office, by keyboard alone: set up, work, lock, forget, come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.services import setting_up
from lwdesk.store import vault
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.gui.test_recovery_sheet import read

FIRST = "vier graue Kraniche ruhen"
SECOND = "sieben rote Reiher warten"
GROUPS = 8


@pytest.fixture
def ask():
    scripted = ScriptedAsk()
    yield scripted
    assert scripted.unexpected == []
    assert scripted.script == []


@pytest.fixture
def screen(qtbot, ask, tmp_path, monkeypatch):
    monkeypatch.setattr(setting_up, "usual_folder", lambda: tmp_path / "data")
    with vault.using(vault.CHEAP):
        yield screens.opened(qtbot, ask)


def go_on(screen, name: str) -> None:
    screen.tab_to(name)
    screen.key(Qt.Key.Key_Space)


def set_up(screen, ask, sheet) -> None:
    screen.key(Qt.Key.Key_Space)  # the cursor stands on "Büro einrichten"
    screen.key(Qt.Key.Key_Down)  # the first region of the list
    go_on(screen, "next")
    screen.type("Jana Albers")
    screen.key(Qt.Key.Key_Tab)
    screen.type("Stadt Do")
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Tab)
    screen.key(Qt.Key.Key_Down)
    go_on(screen, "next")
    for _field in ("passphrase", "again"):
        screen.type(FIRST)
        screen.key(Qt.Key.Key_Return)
    screen.until(lambda: "Diesen Code sehen Sie nur jetzt" in screen.shown())
    ask.expect("save_file", sheet)
    go_on(screen, "save_sheet")
    go_on(screen, "sheet_is_safe")
    go_on(screen, "next")


def code_on(sheet) -> str:
    words = read(sheet.read_bytes()).split()
    return " ".join([word for word in words if len(word) == 5 and word.isalnum() and word.isupper()][:GROUPS])


def sign_in(screen, passphrase: str) -> None:
    screen.type(passphrase)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: screen.is_at_work() or "nicht gepasst" in screen.shown())


def test_an_office_is_set_up_locked_forgotten_and_recovered_by_keyboard_alone(screen, ask, tmp_path) -> None:
    sheet = tmp_path / "blatt.pdf"
    set_up(screen, ask, sheet)
    assert screen.is_at_work()
    name = screen.desk.office.name
    assert screen.window.windowTitle() == f"lwdesk – {name}"

    screen.ctrl(Qt.Key.Key_L)
    sign_in(screen, "etwas ganz anderes")
    assert screen.is_locked()
    sign_in(screen, FIRST)
    assert screen.is_at_work()

    screen.ctrl(Qt.Key.Key_L)
    go_on(screen, "forgotten")
    screen.type(code_on(sheet))
    screen.tab_to("new_passphrase")
    for _field in ("passphrase", "again"):
        screen.type(SECOND)
        screen.key(Qt.Key.Key_Return)
    screen.until(screen.is_at_work)

    screen.ctrl(Qt.Key.Key_L)
    sign_in(screen, FIRST)
    assert screen.is_locked()
    sign_in(screen, SECOND)
    assert screen.is_at_work()
    assert screen.desk.office.name == name
    assert QApplication.focusWidget() is not None
