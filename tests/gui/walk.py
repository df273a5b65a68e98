"""A walk over a page as somebody without mouse, without sight or with large type meets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from lwdesk.base.texts import Texts
from lwdesk.ui.input_choice import Segment
from lwdesk.ui.text import Text
from lwdesk.ui.words import words
from tests.gui import parts

NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)
GROWTH = 0.4
FARTHEST = 200


class Longer(Texts):
    """Every text as another language might have it: four tenths longer."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts.language, texts._catalogue)

    def __call__(self, msgid: str, **facts: object) -> str:
        return _grown(super().__call__(msgid, **facts))

    def plural(self, one: str, many: str, n: int, **facts: object) -> str:
        return _grown(super().plural(one, many, n, **facts))


@contextmanager
def longer_words() -> Iterator[None]:
    """Speak the longer language inside the block; a page has to be built in it."""
    before = words.texts
    words.texts = Longer(before)
    try:
        yield
    finally:
        words.texts = before


def faults(page: QWidget) -> list[str]:
    """Return everything that is wrong with a shown page; nothing means that everybody gets along with it."""
    settle()
    walked = stops(page)
    wanted = [one for one in controls(page) if one not in walked]
    return [
        *(f"Tab does not reach {describe(one)}" for one in wanted),
        *(f"Tab comes twice to {describe(one)}" for one in {o for o in walked if walked.count(o) > 1}),
        *(f"{describe(b)} stands above {describe(a)} but comes after it" for a, b in backwards(walked)),
        *(
            f"no name: {type(one).__name__} {one.objectName()}"
            for one in controls(page)
            if not parts.name(one)
        ),
        *(f"no role: {describe(one)}" for one in controls(page) if _has_no_role(one)),
        *(f"cut: {text}" for text in cut(page)),
    ]


def _has_no_role(widget: QWidget) -> bool:
    """Qt's view of a PDF is an area to Qt; its name and its description say what stands on the paper."""
    return parts.role(widget) in NO_ROLES and not isinstance(widget, QPdfView)


def stateless(page: QWidget) -> list[str]:
    """Return the controls of which assistive tools do not learn that they can be used and focused."""
    found = []
    for one in controls(page):
        state = QAccessible.queryAccessibleInterface(one).state()
        checks = isinstance(one, QAbstractButton) and one.isCheckable()
        if not state.focusable or state.disabled or state.invisible:
            found.append(f"not to be focused: {describe(one)}")
        if checks and bool(state.checked) != one.isChecked() and not state.pressed:
            found.append(f"not told whether it is on: {describe(one)}")
    return found


def settle() -> None:
    """Let layouts that wait for other layouts come to rest."""
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def stops(page: QWidget) -> list[QWidget]:
    """Press Tab until the walk is back where it began, and return where it came by on this page."""
    window = page.window()
    reachable = controls(page)
    if not reachable:
        return []
    reachable[0].setFocus(Qt.FocusReason.TabFocusReason)
    first = QApplication.focusWidget()
    found: list[QWidget] = []
    for _ in range(FARTHEST):
        now = QApplication.focusWidget() or window
        if page.isAncestorOf(now):
            found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    return found


def controls(page: QWidget) -> list[QWidget]:
    """Return what can take the focus by Tab: shown, enabled, and of a group of choices the chosen one."""
    every = page.findChildren(QWidget)
    return [one for one in every if _is_a_stop(one) and not _is_unchosen(one)]


def backwards(walked: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Return neighbours of the walk of which the later one stands right above the earlier one.

    Once in a round it has to go up again, from the end to the beginning.
    """
    found = [(a, b) for a, b in pairwise((*walked, *walked[:1])) if _is_above(_place(b), _place(a))]
    return found if len(found) > 1 else []


def cut(page: QWidget) -> Iterator[str]:
    """Yield the shown texts that do not have the room they need, in width or, where they wrap, in height."""
    for label in [one for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text()]:
        if label.wordWrap():
            lacks = label.heightForWidth(label.width()) > label.height() + 1
        else:
            lacks = parts.wanted_width(label) > label.width() + 1
        if lacks and not (isinstance(label, Text) and label._shortens):
            yield label.text()
    for button in [one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]:
        wanted = button.sizeHint().width()
        if button.text() and isinstance(button, QPushButton | Segment) and wanted > button.width() + 1:
            yield button.text()


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {parts.name(widget) or widget.objectName()!r}"


def _is_a_stop(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _is_unchosen(widget: QWidget) -> bool:
    if not isinstance(widget, Segment):
        return False
    group = widget.parentWidget().segments
    return widget is not ([one for one in group if one.isChecked()] or group)[0]


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _is_above(one: QRect, other: QRect) -> bool:
    return one.bottom() <= other.top() and one.left() < other.right() and other.left() < one.right()


def _grown(text: str) -> str:
    return text + "·" * ceil(len(text) * GROWTH) if text else text
