"""The window at work: keys, trail, lock, cover, looks, and every way it can end."""

import os
import signal
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QClipboard, QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from lwdesk.ui import style
from lwdesk.ui.ending import Ending
from lwdesk.ui.popups import Toast
from tests.gui import screens, walk
from tests.unit import office


@pytest.fixture
def file(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def screen(qtbot, ask, file):
    at_work = screens.opened(qtbot, ask, file)
    at_work.unlock()
    return at_work


@pytest.fixture
def household(screen):
    saved = screen.window._opened.executor.submit(lambda: screen.desk.households.take_in(office.hamdan()))
    return next(identity for kind, identity in saved.result().touched if kind == "household")


def page(screen):
    return screen.window.surface().page


def go_to(screen, key, name) -> None:
    screen.ctrl(key)
    screen.until(lambda: page(screen).name == name)


def is_closed(desk) -> bool:
    return desk.file.key == b"" and desk.file.lock is None


def dialogs(screen) -> list[QDialog]:
    return [one for one in screen.window.findChildren(QDialog) if one.isVisible()]


def test_ctrl_and_a_figure_go_to_the_pages_of_the_navigation(screen) -> None:
    go_to(screen, Qt.Key.Key_2, "households")
    go_to(screen, Qt.Key.Key_1, "hour")


def test_after_creating_the_way_back_names_where_it_leads(screen) -> None:
    screen.ctrl(Qt.Key.Key_N)
    screen.until(
        lambda: type(page(screen)).__name__ == "IntakePage" and page(screen).begun.intake.household.office
    )
    intake = page(screen)
    screen.type("Hamdan")
    group = intake.form.box("household.target_group").input.segments[0]
    group.click()
    intake.go("consent")
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: page(screen) is not intake and page(screen).findChild(QWidget, "back") is not None)
    back = page(screen).findChild(QWidget, "back")
    assert back.text() == "Sprechstunde"
    back.click()
    screen.until(lambda: page(screen).name == "hour")


def test_the_help_names_every_key_of_the_window_at_work(screen) -> None:
    screen.key(Qt.Key.Key_F1)
    told = {label.text() for label in dialogs(screen)[0].findChildren(QLabel)}
    bound = {
        shortcut.key().toString().replace("Ctrl", "Strg").replace("Shift", "Umschalt")
        for shortcut in screen.window.findChildren(QShortcut)
    }
    named = {key for words in told for key in words.split(", ")}
    same = {"Strg+Return": "Strg+Enter", "Alt+Left": "Alt+←", "Strg+=": "Strg +", "Strg++": "Strg +"}
    same |= {"Strg+-": "Strg −", "Strg+0": "Strg 0"}
    assert {same.get(key, key) for key in bound} - named == set()
    dialogs(screen)[0].reject()


def toast(screen) -> Toast:
    return screen.window.findChild(Toast)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
def test_a_toast_on_the_card_covers_nothing_that_can_be_pressed(screen, household, size) -> None:
    screen.window.resize(*size)
    screen.window.surface().show_household(household)
    screen.until(lambda: "Lindenallee" in screen.shown())
    walk.settle()  # the toast looks for a place between what stands there
    screen.window.surface().context.said.emit("Stimmt noch", True)
    told = toast(screen)
    place = QRect(told.mapTo(screen.window, QPoint(0, 0)), told.size())
    for button in page(screen).findChildren(QAbstractButton):
        if not button.visibleRegion().isEmpty():
            here = button.visibleRegion().boundingRect().translated(button.mapTo(screen.window, QPoint(0, 0)))
            assert not place.intersects(here), button.text()


def test_a_toast_stays_behind_when_the_page_changes_and_taking_back_stays_on_its_key(
    screen, household
) -> None:
    screen.window.surface().show_household(household)
    screen.window.surface().context.said.emit("Haushalt angelegt, 3 Personen", True)
    assert toast(screen).isVisible()
    go_to(screen, Qt.Key.Key_2, "households")
    screen.until(lambda: not toast(screen).isVisible())
    screen.ctrl(Qt.Key.Key_Z)
    screen.until(lambda: toast(screen).text() == "Zurückgenommen")


@pytest.mark.parametrize("kind", ["transfers", "differences", "exchange_log", "package_contents"])
def test_what_belongs_to_the_exchange_stands_there_wherever_it_is_opened_from(screen, kind) -> None:
    before = page(screen)
    screen.window.surface().context.wanted.emit(kind, None)
    screen.until(lambda: page(screen) is not before)
    assert screen.part("nav_exchange").isChecked()
    assert not screen.part("nav_hour").isChecked()


def test_f6_moves_between_navigation_and_page_and_returns_to_the_same_place(screen) -> None:
    before = QApplication.focusWidget()
    screen.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget().objectName() == "nav_hour"
    screen.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is before


def test_enter_opens_the_entry_of_the_navigation_that_has_the_focus(screen) -> None:
    screen.window.surface().navigation.findChild(QWidget, "nav_households").setFocus()
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page(screen).name == "households")


def test_alt_left_and_escape_lead_back_along_the_trail(screen, household) -> None:
    shell = screen.window.surface()
    go_to(screen, Qt.Key.Key_2, "households")
    listed = page(screen)
    shell.show_household(household)
    assert page(screen) is not listed
    screen.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page(screen) is listed
    shell.show_household(household)
    screen.key(Qt.Key.Key_Escape)
    screen.until(lambda: page(screen) is listed)


def test_back_at_the_first_page_stays_there(screen) -> None:
    first = page(screen)
    screen.window.surface().back()
    assert page(screen) is first


def test_f3_starts_the_search_from_any_page(screen) -> None:
    go_to(screen, Qt.Key.Key_2, "households")
    screen.key(Qt.Key.Key_F3)
    assert page(screen).name == "hour"
    assert page(screen).search.isAncestorOf(QApplication.focusWidget())


def test_ctrl_l_closes_the_file_drops_the_key_and_asks_the_same_person_again(screen, file) -> None:
    desk, user = screen.desk, str(screen.desk.staff.id)
    screen.ctrl(Qt.Key.Key_L)
    assert screen.is_locked()
    assert is_closed(desk)
    assert screen.window.windowTitle() == "lwdesk"
    assert screen.window.surface().path == file.resolve()
    assert screen.part("user").value() == user
    assert QApplication.focusWidget() is screen.part("passphrase")


def test_after_idling_it_warns_for_a_minute_and_locks(screen, at_two_in_the_afternoon) -> None:
    desk = screen.desk
    at_two_in_the_afternoon.moment += timedelta(minutes=9, seconds=5)
    screen.until(lambda: "Sperrt in einer Minute. Ihr Entwurf bleibt." in screen.shown())
    at_two_in_the_afternoon.moment += timedelta(seconds=60)
    screen.until(screen.is_locked)
    assert is_closed(desk)


def test_a_key_stops_the_warning(screen, at_two_in_the_afternoon) -> None:
    at_two_in_the_afternoon.moment += timedelta(minutes=9, seconds=30)
    screen.until(lambda: "Sperrt in einer Minute" in screen.shown())
    screen.key(Qt.Key.Key_Shift)
    assert "Sperrt in einer Minute" not in screen.shown()
    at_two_in_the_afternoon.moment += timedelta(minutes=5)
    screen.window.surface()._idle.look()
    assert screen.is_at_work()


def test_after_a_long_sleep_the_first_key_finds_the_file_locked(screen, at_two_in_the_afternoon) -> None:
    at_two_in_the_afternoon.moment += timedelta(hours=8)
    screen.key(Qt.Key.Key_A)
    screen.until(screen.is_locked)


def test_locking_takes_open_questions_and_the_clipboard_along(screen, monkeypatch) -> None:
    # the screenless platform never says that it owns the clipboard
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    screen.key(Qt.Key.Key_F1)
    QApplication.clipboard().setText("Hamdan")
    (question,) = dialogs(screen)
    screen.until(lambda: QApplication.activeWindow() is question)
    QApplication.sendEvent(
        question,
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    )
    screen.until(screen.is_locked)
    assert dialogs(screen) == []
    assert QApplication.clipboard().text() == ""


def test_what_another_program_copied_stays_in_the_clipboard(screen, monkeypatch) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: False)
    QApplication.clipboard().setText("of another program")
    screen.ctrl(Qt.Key.Key_L)
    assert QApplication.clipboard().text() == "of another program"


def test_f9_covers_everything_and_brings_back_page_and_focus(screen) -> None:
    before = QApplication.focusWidget()
    screen.key(Qt.Key.Key_F9)
    assert "Hörde" not in screen.shown()
    assert "Verdeckt." in screen.shown()
    assert screen.window.windowTitle() == "lwdesk – Hörde/Hombruch"
    screen.key(Qt.Key.Key_F9)
    assert "Hörde/Hombruch" in screen.shown()
    assert QApplication.focusWidget() is before


def test_a_covered_window_locks_after_idling_too(screen, at_two_in_the_afternoon) -> None:
    desk = screen.desk
    screen.key(Qt.Key.Key_F9)
    at_two_in_the_afternoon.moment += timedelta(minutes=11)
    screen.until(screen.is_locked)
    assert is_closed(desk)


def test_f1_shows_the_keys(screen) -> None:
    screen.key(Qt.Key.Key_F1)
    assert "Bildschirm verdecken" in screen.shown()
    assert "Strg+L" in screen.shown()


def test_switching_the_language_builds_the_page_again_and_locking_still_works(screen) -> None:
    go_to(screen, Qt.Key.Key_2, "households")
    screen.window.looks.speak("en")
    assert page(screen).name == "households"
    assert "Households" in screen.shown()
    desk = screen.desk
    screen.ctrl(Qt.Key.Key_L)
    assert screen.is_locked()
    assert is_closed(desk)


def test_colours_and_size_change_while_the_program_runs(screen) -> None:
    screen.window.looks.wear("dark")
    assert style.theme.name == "dark"
    screen.ctrl(Qt.Key.Key_Plus)
    assert style.theme.scale == pytest.approx(1.25)
    screen.ctrl(Qt.Key.Key_0)
    assert style.theme.scale == pytest.approx(1.0)
    assert screen.kept[-1].theme == "dark"


def test_a_narrow_window_keeps_every_way_in_a_rail(screen) -> None:
    screen.window.resize(640, 600)
    screen.until(lambda: screen.window.surface().navigation.width() < 60)
    assert screen.part("person").isVisible()
    assert screen.part("lock").isVisible()


def test_closing_the_window_closes_the_file(screen) -> None:
    desk = screen.desk
    screen.window.close()
    assert is_closed(desk)


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="there are no orders to end on this system")
def test_an_order_to_end_keeps_the_draft_and_closes_the_file(screen, qapp, monkeypatch) -> None:
    desk, kept = screen.desk, []
    monkeypatch.setattr(page(screen), "keep_draft", lambda: kept.append("draft"))
    ending = Ending(qapp, screen.window)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        screen.until(lambda: is_closed(desk))
    finally:
        ending.undo()
    assert kept == ["draft"]
    assert not screen.window.isVisible()


def test_the_end_of_the_session_keeps_the_draft(screen, qapp, monkeypatch) -> None:
    kept = []
    monkeypatch.setattr(page(screen), "keep_draft", lambda: kept.append("draft"))
    ending = Ending(qapp, screen.window)
    try:
        ending._keep(None)
    finally:
        ending.undo()
    assert kept == ["draft"]


def test_full_disk_for_the_settings_keeps_nobody_from_working(screen, monkeypatch) -> None:
    def full(_settings) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(screen.window.looks, "_keep", full)
    screen.window.looks.wear("light")
    assert screen.is_at_work()


def test_a_failure_while_locking_is_told_afterwards(screen, ask) -> None:
    def fails(_desk) -> None:
        raise OSError(5, "gone")

    ask.expect("tell", None)
    screen.window._shell.context.jobs.run(screen.window, fails)
    screen.ctrl(Qt.Key.Key_L)
    assert screen.is_locked()


def test_a_file_in_a_cloud_folder_opens_with_a_warning(qtbot, ask, file, monkeypatch) -> None:
    monkeypatch.setattr("lwdesk.store.places.unsafe", lambda path: "cloud")
    at_work = screens.opened(qtbot, ask, file)
    at_work.unlock()
    assert "Dort gehen Dateien kaputt." in at_work.shown()


def test_a_file_on_this_computer_opens_without_a_warning(screen) -> None:
    assert "Dort gehen Dateien kaputt." not in screen.shown()


def test_another_language_keeps_an_open_intake_at_its_step_with_what_was_typed(screen) -> None:
    screen.ctrl(Qt.Key.Key_N)
    screen.until(
        lambda: type(page(screen)).__name__ == "IntakePage" and page(screen).begun.intake.household.office
    )
    screen.type("Hamdan")
    page(screen).frame.next.click()
    assert page(screen).begun.step == "persons"
    screen.window.looks.speak("en")
    screen.until(lambda: page(screen).begun.intake.household.name == "Hamdan")
    assert page(screen).begun.step == "persons"
    assert page(screen).frame.next.text() == "Next: Language"
