"""What a person does on the pages of handing over, and reads there."""

from PySide6.QtWidgets import QLabel, QWidget

from tests.gui import families


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
