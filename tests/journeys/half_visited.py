"""The real program in the middle of a visit: says `kept` once all of it is saved, then waits to be killed.

python -m tests.journeys.half_visited FILE USER PASSPHRASE VISIT
"""

import sys
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from lwdesk.app import make_app
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.pages.visits.mode import VisitModePage
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tests.gui.parts import type_text
from tests.journeys.half_typed import wait_for

NOTES, REMARK = "Warmwasser fällt aus, Frau Hamdan will Deutsch lernen", "Strom noch nicht angemeldet"


class Visitor:
    """Sits at the kitchen table and types."""

    def __init__(self, window: Window, passphrase: str, visit: UUID) -> None:
        self.window, self.passphrase, self.visit = window, passphrase, visit

    def begin(self) -> None:
        secret = self.window.findChild(QLineEdit, "passphrase")
        type_text(secret, self.passphrase)
        QTest.keyClick(secret, Qt.Key.Key_Return)
        wait_for(lambda: isinstance(self.window.surface(), Shell), self.go)

    def go(self) -> None:
        self.window.surface().context.wanted.emit("visit_mode", self.visit)
        wait_for(lambda: bool(self.page().table.tiles.tiles), self.write)

    def write(self) -> None:
        page = self.page()
        first, second = page.table.tiles.tiles[:2]
        QTest.keyClick(first, Qt.Key.Key_Space)
        QTest.keyClick(second, Qt.Key.Key_H)
        type_text(second.remark, REMARK)
        QTest.keyClick(second.remark, Qt.Key.Key_Return)
        next(iter(page.table.chips.values())).click()
        type_text(page.notebook.notes, NOTES)
        wait_for(lambda: not page.keeping.dirty, self.ask)

    def ask(self) -> None:
        """Ask the worker of the file, which does one thing after the other: what came before is done."""
        self.window.surface().context.jobs.run(self.page(), lambda desk: desk.counts(), self.say)

    def say(self, _counts: object) -> None:
        sys.stdout.write("kept\n")
        sys.stdout.flush()

    def page(self) -> VisitModePage:
        page = self.window.surface().page
        assert isinstance(page, VisitModePage)
        return page


def main(path: Path, user: str, passphrase: str, visit: str) -> int:
    settings = DeviceSettings(theme="light").opened(KnownFile(path, office="Hörde/Hombruch", user=user))
    app = make_app()
    window = Window(settings, lambda _settings: None)
    window.resize(1366, 768)
    window.show_unlock(path)
    window.show()
    wait_for(lambda: window.surface()._looks, Visitor(window, passphrase, UUID(visit)).begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]))
