"""The combo box with our own face and rows; its keys stay Qt's."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from lwdesk.ui import paint, style

DRESSED = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


class Combo(QComboBox):
    """A choice among up to a dozen options."""

    draws_own_focus = True

    def __init__(self, parent: QWidget | None = None) -> None:
        self._has_list = False
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font())
        self.updateGeometry()
        self.update()

    def showPopup(self) -> None:
        """Open the list, dressed as today, wide enough for its longest row."""
        self._make_list()
        self._dress_list()
        hints = [self.view().sizeHintForIndex(self.model().index(n, 0)) for n in range(self.count())]
        self.view().setMinimumWidth(max((hint.width() for hint in hints), default=0))
        super().showPopup()

    def _make_list(self) -> None:
        """Make the list when it is first opened: a closed combo box, as on the first screen, needs none."""
        if not self._has_list:
            from PySide6.QtWidgets import QListView

            from lwdesk.ui.combo_list import ComboDelegate

            self._has_list = True
            self.setView(QListView())
            self.setItemDelegate(ComboDelegate(self))

    def _dress_list(self) -> None:
        view = self.view()
        view.setFont(style.font())
        for part in (view, view.parentWidget() or view):
            palette = QPalette(part.palette())
            palette.setColor(QPalette.ColorRole.Window, style.color("sheet"))
            palette.setColor(QPalette.ColorRole.Base, style.color("sheet"))
            part.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Do without Qt's answer to another style or font without a list: it would make one."""
        if event.type() in DRESSED and not self._has_list:
            QWidget.changeEvent(self, event)
        else:
            super().changeEvent(event)

    def sizeHint(self) -> QSize:
        words = max((paint.width(self.itemText(n)) for n in range(min(self.count(), 50))), default=0)
        return QSize(min(round(words) + style.px(48), style.px(280)), style.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(96), style.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, on = QRectF(self.rect()), self.isEnabled()
        edge, width = "edge", style.border()
        if self.property("problem"):
            edge, width = "danger", style.ring()
        elif self.hasFocus() or (self._has_list and self.view().isVisible()):
            edge, width = "accent", style.ring()
        paint.box(painter, rect, fill="sheet" if on else "sunken", edge=edge, width=width)
        place = rect.adjusted(style.px(12), 0, -style.px(36), 0)
        paint.line(painter, place, self.currentText(), token="text" if on else "text3")
        paint.chevron(
            painter, QPointF(rect.right() - style.px(17), rect.center().y()), "text2" if on else "text3"
        )
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a closed list must not change its value."""
        event.ignore()
