"""The way of every morning, by keyboard alone: unlock, find a family by its Arabic name, open its card."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from lwdesk.services import accounts
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tests.gui import families, parts

PASSPHRASE = "vier graue Kraniche ruhen"
ASKED = "محمد حمدان"


@dataclass(frozen=True)
class Morning:
    """A set-up office with one family, closed, and a window in front of it."""

    path: Path
    user: str
    window: Window

    def shell(self) -> Shell:
        surface = self.window.surface()
        assert isinstance(surface, Shell)
        return surface


@pytest.fixture
def morning(qtbot, tmp_path) -> Iterator[Morning]:
    path = tmp_path / "buero.lwdb"
    wanted = accounts.Setup("hoerde_hombruch", "Schreibtisch", "Jana Albers", "city", "lead", PASSPHRASE)
    desk = accounts.set_up(path, wanted, anyway=True).desk
    families.take_in(desk, families.hamdan(), families.LONG_AGO)
    user = str(desk.staff.id)
    desk.close()
    settings = DeviceSettings(theme="light").opened(KnownFile(path, office="Hörde/Hombruch", user=user))
    window = Window(settings, lambda _settings: None)
    window.resize(1366, 768)
    window.show_unlock(path)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.surface()._looks)  # the file is looked at after the first paint
    yield Morning(path, user, window)
    window.close()
    window.deleteLater()


def press(widget, key, *modifiers) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    QTest.keyClick(widget, key, held)


def unlock(qtbot, morning: Morning) -> Shell:
    secret = morning.window.findChild(QLineEdit, "passphrase")
    parts.type_text(secret, PASSPHRASE)
    press(secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(morning.window.surface(), Shell), timeout=20_000)
    return morning.shell()


def find(qtbot, shell: Shell) -> HourPage:
    page = shell.page
    assert isinstance(page, HourPage)
    parts.type_text(page.search.edit, ASKED)
    qtbot.waitUntil(lambda: page.search.popup.isVisible() and bool(page.search.popup.rows), timeout=10_000)
    return page


def open_card(qtbot, shell: Shell) -> HouseholdPage:
    press(find(qtbot, shell).search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(shell.page, HouseholdPage), timeout=10_000)
    page = shell.page
    assert isinstance(page, HouseholdPage)
    qtbot.waitUntil(lambda: page.card is not None, timeout=10_000)
    families.settle()
    return page


def test_unlock_find_by_the_arabic_name_and_open_the_card(qtbot, morning):
    card = open_card(qtbot, unlock(qtbot, morning)).card
    assert card is not None
    assert card.household.name == "Hamdan"
    assert [view.person.native_name for view in card.members] == [ASKED, "لينا حمدان"]
    assert "Hamdan" not in morning.window.windowTitle()


def test_confirm_a_fact_and_take_it_back(qtbot, morning):
    shell = unlock(qtbot, morning)
    page = open_card(qtbot, shell)
    focused = page.window().focusWidget()
    assert focused.objectName().startswith("still_")
    press(focused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.card.still_true) == 1, timeout=10_000)
    press(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.card.still_true) == 2, timeout=10_000)


def test_esc_leads_back_and_the_search_key_leads_there_from_anywhere(qtbot, morning):
    shell = unlock(qtbot, morning)
    open_card(qtbot, shell)
    press(shell, Qt.Key.Key_Escape)
    assert isinstance(shell.page, HourPage)
    press(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.page.heading == "Households", timeout=10_000)
    press(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shell.page, HourPage)
    assert shell.page.search.edit.hasFocus()


def test_locking_closes_the_file_and_the_same_way_works_again(qtbot, morning):
    open_card(qtbot, unlock(qtbot, morning))
    press(morning.window.surface(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isinstance(morning.window.surface(), Shell), timeout=10_000)
    assert (
        morning.window.findChild(HouseholdPage) is None
        or not morning.window.findChild(HouseholdPage).isVisible()
    )
    assert open_card(qtbot, unlock(qtbot, morning)).card is not None
