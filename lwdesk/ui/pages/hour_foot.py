"""The foot of the consultation hour: the quick contact, as high as it needs and a low page allows."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.quick import QuickContact

LEAST = 140


class QuickFoot(PageScroll):
    """Scrolls the quick contact where it has no room, and keeps the line that is typed into in view."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.quick = QuickContact(context)
        self.column().addWidget(self.quick)
        self.quick.resized.connect(self._fit_soon)
        self.verticalScrollBar().rangeChanged.connect(self.show_entry)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.column().setContentsMargins(style.px(32), 0, style.px(32), style.px(24))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take what is needed, but leave a third of a low page to the queue."""
        foot = self.column().contentsMargins()
        inner = max(1, self._page.width() - foot.left() - foot.right())
        wanted = self.quick.height_for(inner) + foot.bottom()
        self.setFixedHeight(min(wanted, max(self._page.height() * 2 // 3, style.px(LEAST))))

    def show_entry(self) -> None:
        if self.quick.is_open() and self.quick.topics.entry.hasFocus():
            self.ensureWidgetVisible(self.quick.topics.entry)

    def _fit_soon(self) -> None:
        """Fit once the rows have found their places."""
        self.fit()
        QTimer.singleShot(0, self, self.fit)
