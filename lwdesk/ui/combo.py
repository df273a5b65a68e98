"""The combo box with our own face and rows; its keys stay Qt's."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lwdesk.ui import paint, style

type Index = QModelIndex | QPersistentModelIndex


class ComboDelegate(QStyledItemDelegate):
    """Paints the rows of the opened list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        words = round(paint.width(str(index.data() or "")))
        return QSize(words + style.px(52), style.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        rect = QRectF(option.rect).adjusted(style.px(2), 0, -style.px(2), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            edge = "accent" if style.theme.contrast else None
            paint.box(painter, rect, fill="accent_soft", edge=edge, radius=6)
        words = rect.adjusted(style.px(10), 0, -style.px(30), 0)
        paint.line(painter, words, str(index.data() or ""))
        combo = self.parent()
        if isinstance(combo, QComboBox) and combo.currentIndex() == index.row():
            side = style.px(16)
            place = QRectF(rect.right() - side - style.px(8), rect.center().y() - side / 2, side, side)
            paint.tick(painter, place, "accent_text")
        painter.restore()


class Combo(QComboBox):
    """A choice among up to a dozen options."""

    draws_own_focus = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setView(QListView())
        self.setItemDelegate(ComboDelegate(self))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font())
        self.updateGeometry()
        self.update()

    def showPopup(self) -> None:
        """Open the list, dressed as today, wide enough for its longest row."""
        self._dress_list()
        hints = [self.view().sizeHintForIndex(self.model().index(n, 0)) for n in range(self.count())]
        self.view().setMinimumWidth(max((hint.width() for hint in hints), default=0))
        super().showPopup()

    def _dress_list(self) -> None:
        view = self.view()
        view.setFont(style.font())
        for part in (view, view.parentWidget() or view):
            palette = QPalette(part.palette())
            palette.setColor(QPalette.ColorRole.Window, style.color("sheet"))
            palette.setColor(QPalette.ColorRole.Base, style.color("sheet"))
            part.setPalette(palette)

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
        elif self.hasFocus() or self.view().isVisible():
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
