"""Whether somebody is still there: counted by the clock on the wall too, so that sleep counts as absence."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from lwdesk.base import clock

WARNING_SECONDS = 60
LOOK_EVERY = 1000
ACTIVITY = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class Idle(QObject):
    """Watches keys, mouse and touch; warns a minute before the time is over.

    A question in front of the window keeps its keys to itself, so the key that locks is heard here then.
    It listens at the windows and at what has the focus: every event of the program, of which opening a page
    makes thousands, would cost a fifth of the opening.
    """

    soon = Signal()
    back = Signal()
    over = Signal()

    def __init__(self, parent: QWidget, minutes: int) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._lock = QKeySequence("Ctrl+L")
        self._heard: list[QObject] = []
        self._note()
        self._timer.start()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._hear)
        app.focusWindowChanged.connect(self._hear)
        self._hear()

    def look(self) -> None:
        """Warn or end as the time demands."""
        self._hear()
        left = self.minutes * 60 - self._absent()
        if left <= 0:
            self.stop()
            self.over.emit()
        elif left <= WARNING_SECONDS and not self._warned:
            self._warned = True
            self.soon.emit()

    def stop(self) -> None:
        app = QApplication.instance()
        if self._timer.isActive() and isinstance(app, QApplication):
            self._timer.stop()
            self._hear_no_more()
            app.focusChanged.disconnect(self._hear)
            app.focusWindowChanged.disconnect(self._hear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITY and self._timer.isActive():
            self._seen(event)
        return False

    def _hear(self) -> None:
        """Listen at every window, and at what gets the keys."""
        self._hear_no_more()
        app = QApplication
        widgets = (app.focusWidget(), app.activeWindow(), app.activeModalWidget())
        self._heard = [*QGuiApplication.topLevelWindows(), *(one for one in widgets if one is not None)]
        for one in self._heard:
            one.installEventFilter(self)

    def _hear_no_more(self) -> None:
        for one in self._heard:
            if isValid(one):
                one.removeEventFilter(self)
        self._heard = []

    def _seen(self, event: QEvent) -> None:
        """Somebody is there; but whoever comes after the time was over finds the file locked."""
        locks = isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == self._lock
        if locks and QApplication.activeModalWidget() is not None:
            self.stop()
            QTimer.singleShot(0, self, self.over.emit)
        elif self._absent() >= self.minutes * 60:
            QTimer.singleShot(0, self, self.look)
        else:
            self._note()

    def _note(self) -> None:
        self._at, self._ticks = clock.now(), time.monotonic()
        if self._warned:
            self._warned = False
            self.back.emit()

    def _absent(self) -> float:
        """Return the seconds without a sign of life, by whichever clock counted more."""
        return max((clock.now() - self._at).total_seconds(), time.monotonic() - self._ticks)
