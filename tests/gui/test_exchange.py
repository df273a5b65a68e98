"""The page of the exchange: what is due, sending and taking in, and what it says about every package."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.window import Window
from lwdesk.ui.words import words
from tests.gui import two_devices
from tests.gui.families import settle
from tests.unit import office

CONTROL = Qt.KeyboardModifier.ControlModifier
LEAD = office.SETUP.staff


class Screens:
    """Opens windows on the devices of a pair, each doing its work at once."""

    def __init__(self, qtbot, ask, stack: ExitStack) -> None:
        self._qtbot, self._ask, self._stack = qtbot, ask, stack

    def open(self, path, name=LEAD, page="exchange"):
        """Return the window's page on this file."""
        desk = self._stack.enter_context(two_devices.opened(path, name))
        known = KnownFile(path, "Hörde/Hombruch")
        window = Window(DeviceSettings("light", "de", 100, files=(known,)), lambda _kept: None, self._ask)
        self._qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show_desk(Opened(desk, InlineExecutor(), known, 10))
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.surface().go(page)
        settle()
        return window.surface().page


@pytest.fixture
def screens(qtbot, ask):
    words.switch("de")
    with ExitStack() as stack:
        yield Screens(qtbot, ask, stack)


@pytest.fixture
def pair(tmp_path):
    return two_devices.place(tmp_path)


def shown(widget) -> str:
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in labels)


def part(page, name):
    (found,) = [one for one in page.window().findChildren(QLabel.__mro__[2], name) if one.isVisible()]
    return found


def dialog(page, kind):
    found = page.window().findChild(kind)
    assert found is not None
    return found


def dropped(page, *paths) -> None:
    """Drop files on the page as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPoint(200, 200).toPointF()
    event = QDropEvent(
        at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page, event)
    settle()


def test_a_device_that_nobody_took_in_says_what_to_do(screens, tmp_path) -> None:
    page = screens.open(office.place(tmp_path))
    assert "Noch nicht aufgenommen" in shown(page)
    assert not page.due.isVisible()


def test_what_the_others_lack_stands_there_in_plain_numbers(screens, pair) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    page = screens.open(pair.pc)
    told = shown(page.due)
    assert "Neu für die anderen Geräte" in told
    assert two_devices.LAPTOP in told
    assert page.due.figures["changes"].accessibleName() == "1 Änderung"
    assert page.due.figures["households"].accessibleName() == "1 Haushalt geändert"


def test_after_a_week_a_package_is_due_here_and_in_the_navigation(
    screens, pair, at_two_in_the_afternoon
) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    at_two_in_the_afternoon.moment += timedelta(days=8)
    page = screens.open(pair.pc)
    assert "Ein Paket ist fällig" in shown(page.due)
    navigation = page.window().surface().navigation
    assert navigation.buttons["exchange"].accessibleName() == "Austausch, fällig"


def test_a_package_goes_into_the_chosen_folder_and_stands_in_the_list(screens, pair, ask) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    page = screens.open(pair.pc)
    ask.expect("folder", pair.stick)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle()
    (made,) = pair.stick.glob("*.lwb")
    assert made.name.startswith("lwdesk-")
    assert "noch nicht bestätigt" in shown(page.sent)
    assert "stick" in shown(page.due)
