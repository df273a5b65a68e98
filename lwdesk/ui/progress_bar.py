"""How far long work is, as a line, and as a strip with its words and the way to stop it."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from lwdesk.base.progress import Progress
from lwdesk.ui import paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.ground import Surface
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

LOOK = 100  # milliseconds between two looks at the work


class ProgressBar(QProgressBar):
    """How much is done, as a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(_("Progress"))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        whole = QRectF(self.rect())
        paint.box(painter, whole, fill="sunken", edge="text" if style.theme.contrast else None, radius=4)
        share = self.value() / max(1, self.maximum())
        if share:
            done = QRectF(0, 0, max(whole.height(), whole.width() * share), whole.height())
            paint.box(painter, done, fill="accent", radius=4)
        painter.end()


class WorkStrip(Surface):
    """Says what is being done and how far it is, while the page stays usable; its button stops the work."""

    fill = "subtle"
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=8)
        self.progress: Progress | None = None
        self._words = Text("", "strong", wrap=True)
        self._bar = ProgressBar()
        self.stop = SecondaryButton(_("Cancel"), icon="x")
        self.stop.setObjectName("stop_work")
        self.stop.clicked.connect(lambda _checked=False: self._stop())
        row = QHBoxLayout()
        row.setSpacing(style.px(16))
        told = QVBoxLayout()
        told.setSpacing(style.px(8))
        told.addWidget(self._words)
        told.addWidget(self._bar)
        row.addLayout(told, 1)
        row.addWidget(self.stop)
        self.column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)
        self.hide()

    def begin(self, words: str) -> Progress:
        """Show the strip for a piece of work; the worker counts on the progress that is returned."""
        self.progress = Progress()
        self._words.setText(words)
        self._bar.setMaximum(1)
        self._bar.setValue(0)
        self.stop.setEnabled(True)
        self._timer.start()
        self.show()
        announce(self, words)
        return self.progress

    def end(self) -> None:
        self._timer.stop()
        self.progress = None
        self.hide()

    def _look(self) -> None:
        progress = self.progress
        if progress is not None:
            self._bar.setMaximum(max(1, progress.total))
            self._bar.setValue(min(progress.done, progress.total))
            self.stop.setEnabled(progress.can_cancel)

    def _stop(self) -> None:
        if self.progress is not None:
            self.progress.cancel()
            self.stop.setEnabled(False)
            self.stopped.emit()
