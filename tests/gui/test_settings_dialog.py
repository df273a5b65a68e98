"""The settings work at once and are kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog

from lwdesk.ui import style
from tests.gui import screens
from tests.unit import office


@pytest.fixture
def screen(qtbot, ask, tmp_path):
    shown = screens.opened(qtbot, ask, office.place(tmp_path))
    shown.unlock()
    shown.way("Einstellungen")
    return shown


def choose(screen, words: str) -> None:
    dialog = next(one for one in screen.window.findChildren(QDialog) if one.isVisible())
    next(one for one in dialog.findChildren(QAbstractButton) if one.text() == words).click()


def test_colours_change_at_once(screen) -> None:
    choose(screen, "Hoher Kontrast")
    assert style.theme.name == "contrast"
    choose(screen, "Dunkel")
    assert style.theme.name == "dark"
    assert screen.kept[-1].theme == "dark"


def test_the_type_grows_at_once(screen) -> None:
    choose(screen, "150 %")
    assert style.theme.scale == pytest.approx(1.5)
    assert screen.kept[-1].scale == 150


def test_the_language_changes_and_the_dialog_goes_with_the_old_words(screen) -> None:
    choose(screen, "English")
    assert screen.kept[-1].language == "en"
    assert "Households" in [b.text() for b in screen.window.findChildren(QAbstractButton) if b.isVisible()]
    assert not [one for one in screen.window.findChildren(QDialog) if one.isVisible()]


def test_escape_closes_it_and_the_page_stays(screen) -> None:
    screen.key(Qt.Key.Key_Escape)
    assert not [one for one in screen.window.findChildren(QDialog) if one.isVisible()]
    assert screen.is_at_work()
