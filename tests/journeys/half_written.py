"""The real program with every long form and two dialogs begun: says `kept`, then waits to be killed.

python -m tests.journeys.half_written FILE USER PASSPHRASE HOUSEHOLD
"""

import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from lwdesk.app import make_app
from lwdesk.domain.contact import Contact
from lwdesk.services.contacts import Talk
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.pages.contact.page import Wanted as OneContact
from lwdesk.ui.pages.interpreting.begun import Wanted as OneRequest
from lwdesk.ui.pages.referral.begun import Wanted as OneReferral
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tests.gui.parts import type_text
from tests.journeys.half_typed import wait_for

TYPED = "halb geschrieben"


class Writer:
    """Begins one form after the other and saves none of them."""

    def __init__(self, window: Window, passphrase: str, home: UUID) -> None:
        self.window, self.passphrase = window, passphrase
        talk = Talk(Contact(household=home))
        self.pages: list[tuple[str, object, Callable[[QWidget], QWidget]]] = [
            ("write_contact", OneContact(talk=talk), lambda form: form.talked.input("result").control()),
            ("refer", OneReferral(home), lambda form: form.concern.form.input("subject").control()),
            ("ask_interpreter", OneRequest(household=home), lambda form: form.talk.input("place").control()),
        ]
        self.dialogs = ["tasks", "day"]

    def begin(self) -> None:
        secret = self.window.findChild(QLineEdit, "passphrase")
        type_text(secret, self.passphrase)
        QTest.keyClick(secret, Qt.Key.Key_Return)
        wait_for(lambda: isinstance(self.window.surface(), Shell), self.next_page)

    def next_page(self) -> None:
        if not self.pages:
            self.next_dialog()
            return
        kind, about, line = self.pages.pop(0)
        self.shell.show_about(kind, about)
        page = self.shell.page
        wait_for(lambda: page.ready, lambda: self.write(page, line))

    def write(self, page, line) -> None:
        type_text(line(page.form), TYPED)
        wait_for(lambda: not page.keeper.dirty, self.next_page)

    def next_dialog(self) -> None:
        if not self.dialogs:
            self.shell.context.jobs.run(self.shell, lambda desk: desk.counts(), self.say)
            return
        self.shell.go(self.dialogs.pop(0))
        self.shell.page.primary()
        wait_for(lambda: QApplication.activeModalWidget() is not None, self.fill)

    def fill(self) -> None:
        dialog = QApplication.activeModalWidget()
        type_text(dialog.form.input("title").control(), TYPED)
        wait_for(lambda: not dialog.draft.keeper.dirty, lambda: self.close(dialog))

    def close(self, dialog) -> None:
        """Leave the last one open: nothing closes it but the end of the program."""
        if self.dialogs:
            dialog.reject()
        self.next_dialog()

    def say(self, _counts: object) -> None:
        sys.stdout.write("kept\n")
        sys.stdout.flush()

    @property
    def shell(self) -> Shell:
        return self.window.surface()


def main(path: Path, user: str, passphrase: str, home: str) -> int:
    settings = DeviceSettings(theme="light").opened(KnownFile(path, office="Hörde/Hombruch", user=user))
    app = make_app()
    window = Window(settings, lambda _settings: None)
    window.resize(1366, 768)
    window.show_unlock(path)
    window.show()
    wait_for(lambda: window.surface()._looks, Writer(window, passphrase, UUID(home)).begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]))
