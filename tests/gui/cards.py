"""What the tests of the card share: a card in a window, its dialog, fields as somebody would set them."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from tests.gui import families


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the card of a household as the window does."""

    def opened(intake, width: int = 1150, height: int = 752) -> HouseholdPage:
        page = show(HouseholdPage(context, intake.household.id), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.carded(page)
        return page

    return opened


def texts(page) -> list[str]:
    families.settle()
    return [
        label.text().strip("\u2068\u2069") for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    ]


def press(page, name: str) -> None:
    page.findChild(QWidget, name).click()


def dialog_of(page) -> RecordDialog:
    return next(one for one in page.findChildren(RecordDialog) if one.isVisible())


def choose(dialog: RecordDialog, key: str, value: Any, record: Any = None) -> None:
    """Set a field as somebody would."""
    shown = dialog.input(key, record)
    shown.set_value(value)
    shown.edited.emit()
    shown.left.emit()


def card(desk, intake):
    return desk.households.card(intake.household.id)


def member_dialog(page, desk, family) -> RecordDialog:
    page.doing.edit_member(card(desk, family).members[0])
    return dialog_of(page)


@pytest.fixture
def family(desk: Any) -> Any:
    return families.take_in(desk, families.hamdan())
