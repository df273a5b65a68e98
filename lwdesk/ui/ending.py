"""Ends that nobody chose in the window: the session is over, or the system asks the program to stop."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from lwdesk.ui.window import Window

NAMES = ("SIGTERM", "SIGINT", "SIGHUP")
ORDERS = tuple(getattr(signal, name) for name in NAMES if hasattr(signal, name))


class Ending(QObject):
    """Keeps drafts and closes the file before the program goes; a signal reaches Qt through two sockets."""

    def __init__(self, app: QApplication, window: Window) -> None:
        super().__init__(app)
        self._app, self._window = app, window
        app.commitDataRequest.connect(self._keep)
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        self._heard = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._stop)
        self._before = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._handlers = {order: signal.signal(order, _wait_for_qt) for order in ORDERS}

    def undo(self) -> None:
        """Give signals back to whoever had them."""
        self._heard.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for order, handler in self._handlers.items():
            signal.signal(order, handler)
        self._here.close()
        self._there.close()

    def _keep(self, _manager: QSessionManager) -> None:
        self._window.rescue()

    def _stop(self) -> None:
        self._here.recv(64)
        self._window.close()
        self._app.quit()


def _wait_for_qt(number: int, _frame: FrameType | None) -> None:
    """Leave the work to the window's own thread; before it runs, an order ends the program as ever."""
    if QApplication.instance() is None:
        sys.exit(128 + number)
