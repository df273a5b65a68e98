"""The cover of a visit: the device lies on a family's table, and only who is at work lifts it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from tests.gui import screens
from tests.unit import office

WRONG = "Das hat nicht gepasst. Bitte noch einmal eingeben."


@pytest.fixture
def screen(qtbot, ask, tmp_path):
    """Give a window that is covered in the middle of a visit."""
    file = office.place(tmp_path)
    with office.opened(file) as desk:
        touched = desk.households.take_in(office.hamdan()).touched
        household = next(identity for kind, identity in touched if kind == "household")
        visit = desk.visits.fresh(household).visit.replace(planned_at=clock.now() + timedelta(hours=1))
        desk.visits.plan(visit)
    at_work = screens.opened(qtbot, ask, file)
    at_work.unlock()
    at_work.window.surface().show_about("visit_mode", visit.id)
    at_work.until(lambda: at_work.is_at_work() and "besprochen" in at_work.shown())
    at_work.key(Qt.Key.Key_F9)
    assert is_covered(at_work)
    return at_work


def is_covered(screen) -> bool:
    return "Verdeckt." in screen.shown() and "besprochen" not in screen.shown()


def answer(screen, secret) -> None:
    screen.type(secret)
    screen.key(Qt.Key.Key_Return)


def test_the_passphrase_of_who_is_at_work_brings_the_visit_back(screen):
    answer(screen, office.PASSPHRASE)
    screen.until(screen.is_at_work)
    assert "besprochen" in screen.shown()


@pytest.mark.parametrize("key", ["Key_F9", "Key_Escape", "Key_Return", "Key_Space"])
def test_no_key_alone_lifts_the_cover_of_a_visit(screen, key):
    screen.key(Qt.Key[key])
    screen.key(Qt.Key.Key_F9)
    assert is_covered(screen)
    assert QApplication.focusWidget() is screen.part("passphrase")


def test_no_click_lifts_the_cover_of_a_visit(screen):
    QTest.mouseClick(screen.window.surface(), Qt.MouseButton.LeftButton)
    assert is_covered(screen)


def test_a_wrong_passphrase_keeps_it_covered_and_says_so(screen):
    answer(screen, "falsch geraten hier")
    screen.until(lambda: WRONG in screen.shown())
    assert is_covered(screen)
    assert QApplication.focusWidget().text() == ""


def test_nobody_else_can_be_chosen_to_lift_it(screen):
    user = screen.part("user")
    user.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return):
        screen.key(key)
    assert user.value() == str(screen.desk.staff.id)
    assert is_covered(screen)


def test_a_covered_visit_locks_after_idling_too(screen, at_two_in_the_afternoon):
    at_two_in_the_afternoon.moment += timedelta(minutes=11)
    screen.until(screen.is_locked)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
def test_at_200_percent_the_passphrase_stays_whole_and_in_sight(screen, size):
    for _step in range(6):
        screen.ctrl(Qt.Key.Key_Plus)
    screen.window.resize(*size)
    screen.key(Qt.Key.Key_F9)
    field = screen.part("passphrase")
    assert field.visibleRegion().boundingRect() == field.rect()
    assert field.height() >= field.sizeHint().height()
