"""Back in with the code of the recovery sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.services import accounts
from tests.gui import screens
from tests.unit import office

NEW = "sieben rote Reiher warten"


@pytest.fixture
def file(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def code(file):
    with office.opened(file) as desk:
        return accounts.new_recovery(desk)


@pytest.fixture
def screen(qtbot, ask, file, code):
    shown = screens.opened(qtbot, ask, file)
    shown.part("forgotten").click()
    return shown


def enter(screen, code, secret=NEW) -> None:
    screen.part("recovery_code").edit.setFocus()
    screen.type(code)
    screen.part("new_passphrase").setFocus()
    screen.type(secret)
    screen.part("repeat_passphrase").setFocus()
    screen.type(secret)
    screen.key(Qt.Key.Key_Return)


def test_the_code_in_any_spelling_opens_the_file_and_sets_the_new_passphrase(screen, code, file) -> None:
    enter(screen, code.lower().replace("-", " "))
    screen.until(screen.is_at_work)
    user = str(screen.desk.staff.id)
    screen.ctrl(Qt.Key.Key_L)
    accounts.unlock(file, user, NEW).close()


def test_a_slip_of_the_pen_is_found_and_costs_nothing(screen, code) -> None:
    wrong = code[:13] + ("2" if code[13] != "2" else "3") + code[14:]
    enter(screen, wrong)
    screen.until(lambda: "In Gruppe 3 steckt ein Tippfehler." in screen.shown())
    assert QApplication.focusWidget() is screen.part("recovery_code").edit


def test_half_a_code_is_told_to_be_too_short(screen, code) -> None:
    enter(screen, code[:11])
    screen.until(lambda: "Der Code hat acht Gruppen mit je fünf Zeichen." in screen.shown())


def test_the_code_of_another_sheet_does_not_fit(screen, file) -> None:
    from lwdesk.store.vault import recovery

    enter(screen, recovery.new_code())
    screen.until(lambda: "Das hat nicht gepasst." in screen.shown())


def test_a_weak_new_passphrase_is_not_taken(screen, code) -> None:
    enter(screen, code, "sommer")
    assert "zu leicht zu erraten" in screen.shown()
    assert not screen.part("recover").isEnabled()


def test_escape_leads_back_to_the_same_file(screen, file) -> None:
    screen.key(Qt.Key.Key_Escape)
    assert screen.is_locked()
    assert screen.window.surface().path == file.resolve()
