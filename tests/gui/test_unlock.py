"""The first screen: it opens the right file for the right person and says of every failure what it is."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from lwdesk.services import demo
from lwdesk.services.settings import KnownFile
from lwdesk.ui.file_choice import FileButton
from tests.gui import parts, screens
from tests.unit import office


@pytest.fixture
def file(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def screen(qtbot, ask, file):
    return screens.opened(qtbot, ask, file)


def test_the_cursor_starts_in_the_passphrase_when_file_and_person_are_known(screen) -> None:
    assert QApplication.focusWidget() is screen.part("passphrase")


def test_the_right_passphrase_opens_the_shell_and_the_title_names_the_office(screen) -> None:
    assert screen.window.windowTitle() == "lwdesk"
    screen.unlock()
    assert screen.is_at_work()
    assert screen.window.windowTitle() == "lwdesk – Hörde/Hombruch"


def test_file_and_person_are_remembered_but_no_passphrase(screen, file) -> None:
    screen.unlock()
    assert screen.kept[-1].files[0].path == file.resolve()
    assert screen.kept[-1].files[0].user == str(screen.desk.staff.id)
    assert screens.PASSPHRASE not in str(screen.kept)


def test_a_wrong_passphrase_empties_the_field_and_keeps_the_cursor(screen) -> None:
    screen.unlock("falsch")
    assert screen.is_locked()
    assert screen.part("passphrase").text() == ""
    assert QApplication.focusWidget() is screen.part("passphrase")
    assert "Das hat nicht gepasst. Bitte noch einmal eingeben." in screen.shown()
    assert "Nach 4 weiteren Fehlversuchen wartet lwdesk 30 Sekunden." in screen.shown()


def test_an_empty_passphrase_costs_no_try(screen) -> None:
    screen.key(Qt.Key.Key_Return)
    assert "nicht gepasst" not in screen.shown()
    assert "Fehlversuch" not in screen.shown()


def test_after_five_wrong_tries_the_wait_is_counted_down(screen, at_two_in_the_afternoon) -> None:
    for _ in range(5):
        screen.unlock("falsch")
    assert "Neuer Versuch möglich in 0:30." in screen.shown()
    assert not screen.part("unlock").isEnabled()
    at_two_in_the_afternoon.moment += timedelta(seconds=21)
    screen.until(lambda: "Neuer Versuch möglich in 0:09." in screen.shown())
    at_two_in_the_afternoon.moment += timedelta(seconds=10)
    screen.until(lambda: screen.part("unlock").isEnabled())
    screen.unlock()
    assert screen.is_at_work()


def test_the_wait_goes_on_after_a_restart(qtbot, ask, screen, file, at_two_in_the_afternoon) -> None:
    for _ in range(5):
        screen.unlock("falsch")
    screen.window.close()
    at_two_in_the_afternoon.moment += timedelta(seconds=12)
    again = screens.opened(qtbot, ask, file)
    assert "Neuer Versuch möglich in 0:18." in again.shown()
    assert not again.part("unlock").isEnabled()


def test_the_wait_of_one_person_does_not_stop_another(screen) -> None:
    for _ in range(5):
        screen.unlock("falsch")
    combo = screen.part("user").combo
    combo.setFocus()
    screen.key(Qt.Key.Key_Down)
    assert screen.part("unlock").isEnabled()


def damage_keys(file) -> None:
    file.with_suffix(".keys").write_bytes(b"not a key file")


def damage_data(file) -> None:
    content = bytearray(file.read_bytes())
    content[:4096] = content[:16] + bytes(4080)
    file.write_bytes(content)


FAULTS = {
    "missing data file": (lambda file: file.unlink(), "Die Datei ist nicht da."),
    "missing key file": (lambda file: file.with_suffix(".keys").unlink(), "Schlüsseldatei"),
    "damaged key file": (damage_keys, "Schlüsseldatei"),
    "empty data file": (lambda file: file.write_bytes(b""), "leer"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_opened_is_told_in_its_own_words_at_once(qtbot, ask, file, fault) -> None:
    spoil, words = FAULTS[fault]
    spoil(file)
    screen = screens.opened(qtbot, ask, file)
    assert words in screen.shown()
    assert not screen.window.findChild(QLineEdit, "passphrase").isVisible()
    assert QApplication.focusWidget() is screen.part("other")


def test_a_damaged_data_file_is_not_taken_for_a_wrong_passphrase(qtbot, ask, file) -> None:
    damage_data(file)
    screen = screens.opened(qtbot, ask, file)
    screen.unlock()
    assert "beschädigt" in screen.shown()
    assert "nicht gepasst" not in screen.shown()


def test_an_empty_file_stays_as_it_is(qtbot, ask, file) -> None:
    file.write_bytes(b"")
    screens.opened(qtbot, ask, file)
    assert file.read_bytes() == b""


def test_a_missing_file_can_be_taken_off_the_list(qtbot, ask, file) -> None:
    gone = KnownFile(file.with_name("stick.lwdb"), office="Mengede")
    screen = screens.opened(qtbot, ask, gone)
    assert "Im Moment nicht zu finden" in screen.window.surface()._files[0].accessibleName()
    screen.part("unlist").click()
    assert screen.kept[-1].files == ()
    assert "Neu hier?" in screen.shown()


def test_a_known_file_that_is_there_is_proposed_before_a_missing_one(qtbot, ask, file) -> None:
    gone = KnownFile(file.with_name("stick.lwdb"), office="Mengede")
    screen = screens.opened(qtbot, ask, gone, file)
    assert screen.window.surface().path == file


def test_another_file_is_opened_without_being_known(qtbot, ask, file) -> None:
    ask.expect("open_file", file)
    screen = screens.opened(qtbot, ask)
    screen.part("other").click()
    assert QApplication.focusWidget() is screen.part("passphrase")
    screen.unlock()
    assert screen.is_at_work()


def test_caps_lock_is_told_while_it_is_on(screen) -> None:
    screen.type("A")
    assert "Die Feststelltaste ist an." in screen.shown()
    screen.type("a")
    assert "Die Feststelltaste ist an." not in screen.shown()


def test_the_eye_shows_the_passphrase_and_says_what_it_does_next(screen) -> None:
    field = screen.part("passphrase")
    screen.key(Qt.Key.Key_Tab)
    eye = QApplication.focusWidget()
    assert parts.name(eye) == "Passphrase zeigen"
    screen.key(Qt.Key.Key_Space)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert parts.name(eye) == "Passphrase verbergen"


def test_a_file_that_is_open_elsewhere_is_read_only_after_the_person_chose_it(qtbot, ask, file) -> None:
    with office.opened(file):
        screen = screens.opened(qtbot, ask, file)
        ask.expect("confirm", True)
        screen.part("passphrase").setFocus()
        screen.type(screens.PASSPHRASE)
        screen.key(Qt.Key.Key_Return)
        screen.until(screen.is_at_work)
        assert ask.asked == ["Nur zum Lesen öffnen?"]
        assert screen.desk.read_only
        assert "Die Datei ist nur zum Lesen geöffnet." in screen.shown()


def test_a_file_that_is_open_elsewhere_stays_closed_without_a_yes(qtbot, ask, file) -> None:
    with office.opened(file):
        screen = screens.opened(qtbot, ask, file)
        ask.expect("confirm", False)
        screen.unlock()
        assert screen.is_locked()
        assert screen.part("passphrase").text() == ""


def test_the_language_is_switched_before_unlocking(screen) -> None:
    screen.part("language").click()
    assert "Sign in" in screen.shown()
    assert screen.kept[-1].language == "en"
    screen.part("language").click()
    assert "Anmelden" in screen.shown()


def test_closing_the_window_while_the_file_is_being_opened_leaves_it_closed(qtbot, ask, file) -> None:
    screen = screens.opened(qtbot, ask, file)
    screen.type(screens.PASSPHRASE)
    screen.key(Qt.Key.Key_Return)
    screen.window.close()
    with office.opened(file) as desk:
        assert not desk.read_only


def test_practice_data_are_told_apart_in_the_list_the_title_and_beside_the_pages(
    qtbot, ask, tmp_path
) -> None:
    with office.opened(office.place(tmp_path)) as desk:
        demo.mark(desk)
        path = desk.path
    screen = screens.opened(qtbot, ask, path)
    screen.unlock()
    assert screen.window.windowTitle() == "lwdesk – Hörde/Hombruch (Übungsdaten)"
    assert screen.part("practice").text() == "Übungsdaten"
    screen.ctrl(Qt.Key.Key_L)
    (listed,) = [one for one in screen.window.findChildren(FileButton) if one.isVisible()]
    assert parts.name(listed).startswith("Hörde/Hombruch, Übungsdaten")


def test_the_rail_keeps_the_sign_of_practice_data_with_its_words_for_those_who_ask(
    qtbot, ask, tmp_path
) -> None:
    with office.opened(office.place(tmp_path)) as desk:
        demo.mark(desk)
        path = desk.path
    screen = screens.opened(qtbot, ask, path, scale=200)
    screen.unlock()
    mark = screen.part("practice")
    assert (mark.text(), parts.name(mark)) == ("", "Übungsdaten")


def test_the_data_of_an_office_carry_no_such_sign(screen) -> None:
    screen.unlock()
    assert "Übungsdaten" not in screen.shown()


def test_the_focus_stays_on_the_switch_of_the_language(screen) -> None:
    screen.tab_to("language")
    screen.key(Qt.Key.Key_Space)
    assert screen.part("language").text() == "Deutsch"
    assert QApplication.focusWidget() is screen.part("language")


def test_the_focus_stays_on_the_switch_also_where_no_file_is_known(qtbot, ask) -> None:
    screen = screens.opened(qtbot, ask)
    screen.tab_to("language")
    screen.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is screen.part("language")
