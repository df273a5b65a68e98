"""The person at work makes a backup and changes the own passphrase from the settings."""

import pytest
from PySide6.QtCore import Qt

from lwdesk.services import accounts
from tests.gui import screens
from tests.unit import office

NEW = "sieben rote Reiher warten"


@pytest.fixture
def file(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def screen(qtbot, ask, file):
    shown = screens.opened(qtbot, ask, file)
    shown.unlock()
    shown.way("Einstellungen")
    return shown


def change(screen, old, new=NEW) -> None:
    screen.part("change_passphrase").click()
    dialog = screen.part("old_passphrase").window()
    with screen.qtbot.waitActive(dialog):
        dialog.activateWindow()
    for name, secret in (("old_passphrase", old), ("new_passphrase", new), ("repeat_passphrase", new)):
        screen.part(name).setFocus()
        screen.type(secret)
    screen.key(Qt.Key.Key_Return)


def lock(screen) -> None:
    with screen.qtbot.waitActive(screen.window):
        screen.window.activateWindow()
    screen.ctrl(Qt.Key.Key_L)
    screen.until(screen.is_locked)


def test_a_backup_is_made_in_the_chosen_folder(screen, ask, tmp_path) -> None:
    ask.expect("folder", tmp_path / "stick")
    screen.part("make_backup").click()
    screen.until(lambda: "Die Sicherung ist angelegt und geprüft" in screen.shown())
    assert list((tmp_path / "stick").glob("**/*.lwdb"))


def test_the_new_passphrase_opens_the_file_and_the_old_one_no_longer(screen, file) -> None:
    user = str(screen.desk.staff.id)
    change(screen, office.PASSPHRASE)
    screen.until(lambda: "Die Passphrase ist geändert" in screen.shown())
    lock(screen)
    accounts.unlock(file, user, NEW).close()
    with pytest.raises(accounts.vault.WrongPassphrase):
        accounts.unlock(file, user, office.PASSPHRASE)


def test_a_wrong_old_passphrase_changes_nothing(screen, file) -> None:
    change(screen, "etwas ganz anderes hier")
    screen.until(lambda: "Das hat nicht gepasst." in screen.shown())
    user = str(screen.desk.staff.id)
    screen.key(Qt.Key.Key_Escape)
    lock(screen)
    accounts.unlock(file, user, office.PASSPHRASE).close()
