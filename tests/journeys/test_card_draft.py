"""Called away in the middle of an edit: the file locks, and the card goes on where the person stopped."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from lwdesk.services.views import Wanted
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.pages.unlock import UnlockPage
from tests.gui import parts
from tests.journeys.test_find_and_open import morning, press, unlock  # noqa: F401 - fixture

# ruff: noqa: F811


def card_of_the_family(qtbot, shell) -> HouseholdPage:
    found: list = []
    shell.context.jobs.run(shell, lambda desk: desk.households.page(Wanted(tab="all")), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    shell.show_household(found[0].rows[0].household)
    page = shell.page
    qtbot.waitUntil(lambda: page.card is not None, timeout=10_000)
    return page


def dialog_of(qtbot, page: HouseholdPage) -> RecordDialog:
    """Wait until the dialog has the keyboard."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RecordDialog), timeout=10_000)
    dialog = QApplication.activeWindow()
    assert page.isAncestorOf(dialog) or dialog.parentWidget() is page
    return dialog


def test_what_was_typed_into_a_dialog_outlives_the_lock(qtbot, morning) -> None:
    page = card_of_the_family(qtbot, unlock(qtbot, morning))
    member = page.findChild(QWidget, f"member_{page.card.members[0].person.id}")
    member.setFocus()
    press(member, Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, page)
    parts.type_text(dialog.input("person.call_name").control(), "Мухаммед")
    QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(morning.window.surface(), UnlockPage), timeout=10_000)
    assert [
        one for one in QApplication.topLevelWidgets() if isinstance(one, RecordDialog) and one.isVisible()
    ] == []

    page = card_of_the_family(qtbot, unlock(qtbot, morning))
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "resume") is not None, timeout=10_000)
    page.findChild(QPushButton, "resume").click()
    dialog = dialog_of(qtbot, page)
    assert dialog.input("person.call_name").value() == "Мухаммед"
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.card.members[0].person.call_name == "Мухаммед", timeout=10_000)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "resume") is None, timeout=10_000)
