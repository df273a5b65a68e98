"""What the tests of the windows share: dressing, typing any script, asking as assistive tools do."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from lwdesk.ui import style
from lwdesk.ui.marks import Badge, FilterChip, LevelDots


@pytest.fixture
def dressed(qapp) -> None:
    """Wear the light theme at 100 %."""
    dress()


def shown(qtbot: Any, widget: QWidget) -> Any:
    """Show the widget in an active window of its own."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def dress(theme: str = "light", scale: float = 1.0) -> None:
    app = QApplication.instance()
    style.apply(app, theme, scale, wearer=app)


def type_text(widget: QWidget, text: str) -> None:
    """Type `text` as a keyboard of its script would; QTest aborts the process at the first ü."""
    widget.setFocus()
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def description(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def cut_texts(widget: QWidget) -> Iterator[str]:
    """Yield the texts of shown one-line labels and buttons that are wider than their widget."""
    for part in widget.findChildren(QWidget):
        if not part.isVisibleTo(widget) or not isinstance(part, QLabel | QPushButton):
            continue
        wraps = isinstance(part, QLabel) and part.wordWrap()
        if part.text() and not wraps and wanted_width(part) > part.width() + 1:
            yield part.text()


def wanted_width(part: QLabel | QPushButton) -> float:
    """Return the width at which nothing is cut: a painted part says it, others are measured."""
    if isinstance(part, Badge | FilterChip | LevelDots):
        return part.sizeHint().width()
    return part.fontMetrics().horizontalAdvance(part.text().replace("&", ""))
