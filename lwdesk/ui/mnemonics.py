"""Letters with Alt: while the key is held, ways, buttons, tabs and fields show an underlined letter each."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

from lwdesk.ui.buttons import Button, PrimaryButton
from lwdesk.ui.checks import Ticked
from lwdesk.ui.navigation import NavButton
from lwdesk.ui.steps import StepButton
from lwdesk.ui.tabs import Tab
from lwdesk.ui.text import Text

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzäöü")
RANKS: tuple[type[QWidget], ...] = (NavButton, PrimaryButton, Tab, Text, Button, Ticked, StepButton)


class Mnemonics(QObject):
    """Gives the letters of one window at the moment somebody asks for them, so that they cannot clash."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._held = window, False
        self._shown: list[QWidget] = []
        self._keys: list[QShortcut] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate:
            self._let_go()
        elif kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            self._heard(event, down=kind == QEvent.Type.KeyPress)
        return False

    def _heard(self, event: QKeyEvent, *, down: bool) -> None:
        """Alt alone asks; with Ctrl it is the third level of many keyboards."""
        if event.key() != Qt.Key.Key_Alt or event.isAutoRepeat():
            return
        if down and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._held = True
            self._show()
        elif not down:
            self._let_go()

    def _let_go(self) -> None:
        self._held = False
        self._hide()

    def _show(self) -> None:
        self._hide()
        for widget, words, at in given(_targets(self._window)):
            widget.letter = at  # type: ignore[attr-defined]  # every kind of RANKS has it
            widget.update()
            key = QShortcut(QKeySequence(f"Alt+{words[at].upper()}"), self._window)
            key.activated.connect(lambda widget=widget: self._use(widget))
            self._shown.append(widget)
            self._keys.append(key)

    def _hide(self) -> None:
        for widget in self._shown:
            if isValid(widget):
                widget.letter = None  # type: ignore[attr-defined]  # every kind of RANKS has it
                widget.update()
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._shown, self._keys = [], []

    def _use(self, widget: QWidget) -> None:
        """Press the button, or go into the field; what is shown then has letters of its own."""
        self._hide()
        if isinstance(widget, QAbstractButton):
            widget.click()
        elif isinstance(widget, QLabel) and (field := widget.buddy()) is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._held:
            self._show()


def given(targets: Iterable[tuple[QWidget, str]]) -> Iterator[tuple[QWidget, str, int]]:
    """Yield who gets which letter of its words: the first of a word if it is free, else any that is."""
    free = set(LETTERS)
    for widget, words in targets:
        low = words.lower()
        begins = [n for n in range(len(low)) if n == 0 or not low[n - 1].isalnum()]
        at = next((n for n in (*begins, *range(len(low))) if low[n] in free), None)
        if at is not None:
            free.discard(low[at])
            yield widget, words, at


def _targets(window: QWidget) -> list[tuple[QWidget, str]]:
    """Return what can have a letter: the navigation first, so that its letters are the same on every page."""
    found: list[tuple[int, QWidget, str]] = []
    for widget in window.findChildren(QWidget):
        rank = next((n for n, kind in enumerate(RANKS) if isinstance(widget, kind)), None)
        if rank is not None and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            found.append((rank, widget, _words(widget)))
    found.sort(key=lambda one: one[0])
    return [(widget, words) for _rank, widget, words in found if words]


def _words(widget: QWidget) -> str:
    """Return the words in which a letter can be underlined, nothing where none are shown."""
    if isinstance(widget, QLabel):
        return widget.text() if widget.buddy() is not None else ""
    if isinstance(widget, NavButton) and widget.is_rail():
        return ""
    if isinstance(widget, Button):
        return widget.words()
    return widget.text() if isinstance(widget, QAbstractButton) else ""
