"""The real program with half a form typed: says `kept` once the draft is written, then waits to be killed.

python -m tests.journeys.half_typed FILE USER PASSPHRASE
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from lwdesk.app import make_app
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.pages.intake import IntakePage
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tests.gui.parts import type_text

GIVEN, NATIVE, HALF_A_DATE = "Selam", "ሰላም ተስፋይ", "31.02.19"


def wait_for(condition, then) -> None:
    """Look every few milliseconds, from the program's own event loop."""
    timer = QTimer(QApplication.instance())

    def look() -> None:
        if condition():
            timer.stop()
            then()

    timer.timeout.connect(look)
    timer.start(20)


class Person:
    """Sits at the window and types."""

    def __init__(self, window: Window, passphrase: str) -> None:
        self.window, self.passphrase = window, passphrase

    def begin(self) -> None:
        secret = self.window.findChild(QLineEdit, "passphrase")
        type_text(secret, self.passphrase)
        QTest.keyClick(secret, Qt.Key.Key_Return)
        wait_for(lambda: isinstance(self.window.surface(), Shell), self.open_form)

    def open_form(self) -> None:
        self.window.surface().show_intake()
        page = self.page()
        wait_for(lambda: page.begun.intake.household.office is not None, self.type_half)

    def type_half(self) -> None:
        page = self.page()
        page.go("persons")
        for key, text in (
            ("person.given_name", GIVEN),
            ("person.native_name", NATIVE),
            ("person.born", HALF_A_DATE),
        ):
            type_text(page.form.box(key).input.control(), text)
        wait_for(lambda: page.frame.saved.text.text().startswith("Entwurf gesichert"), self.say)

    def say(self) -> None:
        if self.page().keeper.dirty:
            wait_for(lambda: not self.page().keeper.dirty, self.say)
            return
        sys.stdout.write("kept\n")
        sys.stdout.flush()

    def page(self) -> IntakePage:
        page = self.window.surface().page
        assert isinstance(page, IntakePage)
        return page


def main(path: Path, user: str, passphrase: str) -> int:
    settings = DeviceSettings(theme="light").opened(KnownFile(path, office="Hörde/Hombruch", user=user))
    app = make_app()
    window = Window(settings, lambda _settings: None)
    window.resize(1366, 768)
    window.show_unlock(path)
    window.show()
    wait_for(lambda: window.surface()._looks, Person(window, passphrase).begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
