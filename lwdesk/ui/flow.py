"""Arrangements: marks that wrap, columns that become one, pages that scroll as a whole."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lwdesk.ui import style

NOWHERE = Qt.Orientation(0)
NARROW = 90  # characters of width below which columns stand one below the other


class FlowLayout(QLayout):
    """Lays its widgets in lines like words and wraps where the place ends."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return NOWHERE

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return how high the lines are; a layout is asked for the same width again and again."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return found

    def invalidate(self) -> None:
        self._heights, self._hint = {}, None
        super().invalidate()

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            hints = [item.sizeHint() for item in self._shown()]
            gap = style.px(self._gap)
            width = sum(h.width() for h in hints) + gap * max(0, len(hints) - 1)
            self._hint = QSize(width, max((h.height() for h in hints), default=0))
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def clear(self) -> None:
        """Take all widgets out and let them go."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _shown(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, x, y, high = style.px(self._gap), rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), max(rect.width(), item.minimumSize().width()))
            if line and x + width > rect.right() + 1:
                _settle(line, high, move=move)
                line, x, y, high = [], rect.x(), y + high + style.px(self._line_gap), 0
            line.append((item, QRect(QPoint(x, y), QSize(width, hint.height()))))
            x, high = x + width + gap, max(high, hint.height())
        _settle(line, high, move=move)
        return y + high - rect.y()


def _settle(line: list[tuple[QLayoutItem, QRect]], high: int, *, move: bool) -> None:
    if move:
        for item, place in line:
            item.setGeometry(place.translated(0, (high - place.height()) // 2))


class Flow(QWidget):
    """A widget around a flow layout."""

    def __init__(
        self, *widgets: QWidget, gap: int = 8, line_gap: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=gap, line_gap=line_gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.flow.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        self.flow.addWidget(widget)
        if widget.isHidden():
            widget.show()

    def clear(self) -> None:
        self.flow.clear()


class Columns(QWidget):
    """Columns side by side with hairlines between them; one below the other where they would get narrow."""

    def __init__(
        self,
        *columns: QWidget,
        weights: tuple[int, ...] = (),
        parent: QWidget | None = None,
        ruled: bool = True,
        narrow: int = NARROW,
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._columns = columns
        self._weights = weights or tuple(1 for _ in columns)
        self._rules: list[QFrame] = []
        for n, column in enumerate(columns):
            if n and ruled:
                rule = Rule()
                self._rules.append(rule)
                self._box.addWidget(rule)
            self._box.addWidget(column, self._weights[n])
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._box.setSpacing(style.px(24))
        self._arrange()

    def is_single(self) -> bool:
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Never ask for more than the widest column: the others can move below it."""
        narrow = max((c.minimumSizeHint().width() for c in self._columns), default=0)
        return QSize(narrow, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        single = 0 < self.width() < style.characters(self._narrow)
        way = QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)
        for rule in self._rules:
            rule.setFrameShape(QFrame.Shape.HLine if single else QFrame.Shape.VLine)


class Rule(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = True) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.VLine if vertical else QFrame.Shape.HLine)
        self.setFrameShadow(QFrame.Shadow.Plain)
        self.setLineWidth(1)
        style.follow(self.restyle)

    def restyle(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), style.color("line"))
        self.setPalette(palette)


class PageScroll(QScrollArea):
    """The part of a page below its header: scrolls as a whole, and only up and down."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._port = QWidget()  # known here, so that nothing is asked what kind of widget Qt made
        self.setViewport(self._port)
        self._port.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = content or QWidget()
        if content is None:
            QVBoxLayout(self.body)
        self.setWidget(self.body)
        self.body.setAutoFillBackground(False)

    def column(self) -> QVBoxLayout:
        """Return the layout a page adds its parts to."""
        layout = self.body.layout()
        assert isinstance(layout, QVBoxLayout)
        return layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.setMaximumWidth(self._port.width())


class PartScroll(PageScroll):
    """A part of a page: scrolls by itself, or is as high as its content while the page around it scrolls."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(content, parent)
        self._scrolls = True
        self.body.installEventFilter(self)

    def set_scrolling(self, *, wanted: bool) -> None:
        self._scrolls = wanted
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        self.setMinimumHeight(0 if self._scrolls else self._needed())

    def _needed(self) -> int:
        layout = self.body.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self._port.width())
        return self.body.sizeHint().height()
