"""What a person does on the pages of handing over, and reads there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.ui.pages.transfer.page import TransferPage
from tests.gui import families


@contextmanager
def forms(context, show, jobs, home: UUID) -> Iterator[Callable[..., TransferPage]]:
    """Give a function that opens the form of a handing over as the window does."""
    made = []

    def opened(width: int = 1150, height: int = 752) -> TransferPage:
        page = show(TransferPage(context, home), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.ready(page)
        made.append(page)
        return page

    yield opened
    for page in made:
        page.closed()


def texts(page) -> list[str]:
    labels = page.findChildren(QLabel)
    return [plain(one.text()) for one in labels if one.isVisibleTo(page)]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def said(page) -> str:
    return "\n".join(texts(page))


def press(page, name: str) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisibleTo(page)).click()
    families.settle()


def choose(page, name: str, value: str) -> None:
    """Choose in a combo box as the keys do."""
    field = page.findChild(QWidget, f"{name}_field")
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())
    families.settle()
