"""What the tests of the intake share: a page in a window, fields by name, keys as a person presses them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.ui.input import Input
from lwdesk.ui.pages.intake import IntakePage
from tests.gui.parts import type_text


def field(page: IntakePage, key: str) -> Input:
    box = page.form.box(key)
    assert box is not None, key
    return box.input


def write(page: IntakePage, key: str, text: str) -> None:
    """Type into a field and leave it."""
    control = field(page, key).control()
    type_text(control, text)
    QTest.keyClick(control, Qt.Key.Key_Tab)


def choose(page: IntakePage, key: str, code: str) -> None:
    """Choose a code as the list of the field would."""
    shown = field(page, key)
    shown.set_value(code)
    shown.edited.emit()
    shown.left.emit()


def press(
    key: Qt.Key, times: int = 1, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def create(page: IntakePage) -> None:
    """Go to the last step and press the keys of its button."""
    page.go("consent")
    page.primary()


class Heard:
    """What a page wanted from its window."""

    def __init__(self, context: Any) -> None:
        self.households: list[Any] = []
        self.said: list[tuple[str, bool]] = []
        self.back = 0
        context.household_wanted.connect(self.households.append)
        context.said.connect(lambda text, undo: self.said.append((text, undo)))
        context.back_wanted.connect(self._back)

    def _back(self) -> None:
        self.back += 1


@pytest.fixture
def heard(context: Any) -> Heard:
    return Heard(context)


@pytest.fixture
def opened(
    context: Any, show: Callable[..., Any], jobs: Any, qtbot: Any
) -> Iterator[Callable[..., IntakePage]]:
    """Give a function that opens the page as its window does, and close every page at the end."""
    pages: list[IntakePage] = []

    def make(text: str = "", draft: Any = None, width: int = 1160, height: int = 744) -> IntakePage:
        page = show(IntakePage(context, text, draft), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        pages.append(page)
        qtbot.waitUntil(lambda: page.begun.intake.household.office is not None)
        return page

    yield make
    for page in pages:
        page.closed()
