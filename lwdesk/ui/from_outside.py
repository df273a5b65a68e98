"""Packages that somebody opened outside the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from lwdesk.ui.window import Window


class FromOutside(QObject):
    """Keeps packages until the window works in a file and no question stands open."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._waiting: tuple[Path, ...] = ()

    def hold(self, packages: tuple[Path, ...]) -> None:
        self._waiting += packages

    def show(self, more: tuple[Path, ...] = ()) -> None:
        """Look into what waits, on the page of the exchange."""
        self.hold(more)
        if not self._waiting:
            return
        from PySide6.QtWidgets import QDialog

        from lwdesk.ui.shell import Shell

        shell, question = self._window.surface(), QApplication.activeModalWidget()
        if isinstance(question, QDialog):
            question.finished.connect(self._answered, Qt.ConnectionType.QueuedConnection)
        elif isinstance(shell, Shell):
            packages, self._waiting = self._waiting, ()
            shell.go("exchange")
            shell.page.look_into(packages)

    def _answered(self) -> None:
        self.show()
