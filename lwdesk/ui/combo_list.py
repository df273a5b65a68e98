"""The opened list of a combo box."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

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
