"""A window of the program on an office of the tests, worked from outside: by keys, names and what shows."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.window import Window
from tests.gui import parts
from tests.gui.families import settle
from tests.unit import office

PASSPHRASE = office.PASSPHRASE


@dataclass
class Screen:
    """What a person at the window can do and see."""

    qtbot: Any
    window: Window
    kept: list[DeviceSettings] = field(default_factory=list)

    def part(self, name: str) -> Any:
        """Return the shown widget of this name."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} shown parts are called {name}"
        return found[0]

    def way(self, words: str) -> None:
        """Choose what stands behind the name at the bottom left."""
        (menu,) = self.part("person").findChildren(QMenu, "person_menu")
        actions = {action.text(): action for action in menu.actions()}
        assert words in actions, f"nothing behind the name is called {words}"
        actions[words].trigger()

    def to_front(self, part: QWidget | None = None) -> None:
        """Give the keys to the window, or to the dialog of a part."""
        top = part.window() if part is not None else self.window
        with self.qtbot.waitActive(top):
            top.activateWindow()

    def shown(self) -> str:
        """Return every text that can be read at the moment."""
        labels = [label for label in self.window.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        parts.type_text(focused, text)

    def tab_to(self, part: QWidget | str) -> None:
        """Press Tab until the focus is in a part, or in the one of this name."""
        wanted = self.part(part) if isinstance(part, str) else part
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and (focused is wanted or wanted.isAncestorOf(focused)):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {part}")

    def until(self, what: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=20_000)

    def rest(self) -> None:
        """Wait until what was asked of the file is answered and shown, and what that asked in turn."""
        for _round in range(3):
            answered: list[object] = []
            self.window.surface().context.jobs.run(self.window, lambda _desk: True, answered.append)
            self.until(lambda heard=answered: heard)
            settle()

    def is_at_work(self) -> bool:
        return type(self.window.surface()).__name__ == "Shell"

    def is_locked(self) -> bool:
        return type(self.window.surface()).__name__ == "UnlockPage"

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.part("passphrase").setFocus()
        self.type(passphrase)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.is_at_work() or not self.part("unlock").is_busy())

    @property
    def desk(self) -> Any:
        return self.window._opened.desk


def opened(qtbot: Any, ask: Any, *files: Path | KnownFile, **settings: Any) -> Screen:
    """Show the window on its first screen, with these files known."""
    known = tuple(one if isinstance(one, KnownFile) else KnownFile(one, office="Hörde") for one in files)
    kept: list[DeviceSettings] = []
    window = Window(DeviceSettings(theme="light", files=known, **settings), kept.append, ask)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_unlock()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.surface()._looks)  # the file is looked at after the first paint
    return Screen(qtbot, window, kept)
