"""Lists of two-line rows: painted, lazy, one stop for the keyboard and one sentence for the screen reader."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.row_columns import Cell, Column, Row, needs, standing
from lwdesk.ui.row_paint import HEIGHT, RowDelegate, RowHeader, action_rect, action_space, laid_out

__all__ = ["HEIGHT", "Cell", "Column", "Row", "RowList", "RowTable", "Rows"]
type Index = QModelIndex | QPersistentModelIndex
PAGE = 200


class Rows(QAbstractListModel):
    """The rows at hand; `total` may be larger, then more are asked for while scrolling."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.total = 0
        self._asked = -1

    def show(self, rows: Iterable[Row], total: int | None = None) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.total = len(self.rows) if total is None else total
        self._asked = -1
        self.endResetModel()

    def append(self, rows: Sequence[Row]) -> None:
        """Add the next rows; they appear below, nothing moves."""
        if not rows:
            self.total = len(self.rows)
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()

    def replace(self, row: Row) -> None:
        """Show other words for one row, in its place."""
        for n, old in enumerate(self.rows):
            if old.key == row.key:
                self.rows[n] = row
                self.dataChanged.emit(self.index(n), self.index(n))

    def place_of(self, key: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index, /) -> bool:
        return len(self.rows) < self.total and self._asked != len(self.rows)

    def fetchMore(self, parent: Index, /) -> None:
        self._asked = len(self.rows)
        self.more_wanted.emit(len(self.rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row.sentence or row.spoken()
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class RowList(QListView):
    """The rows; Enter opens, → reaches the row's button, Strg+click chooses several."""

    measured = Signal()
    opened = Signal(str)
    chosen = Signal(str)
    acted = Signal(str)
    several = Signal(list)

    def __init__(
        self, columns: Sequence[Column] = (Column(),), *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows = Rows(self)
        self.draws_own_focus = True
        self.on_action = False
        self.action_space = 0
        self.needs: tuple[int, ...] = ()
        self._silent = self._folded = False
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._opened)
        self.selectionModel().selectionChanged.connect(self._selected)
        self.viewport().setAutoFillBackground(False)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._measure()
        self._snap()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(
        self, rows: Iterable[Row], total: int | None = None, *, chooses_first: bool = False
    ) -> None:
        """Show other rows and keep the chosen one where it is still there, else none or the first."""
        kept, at = self.current_key(), self.verticalScrollBar().value()
        self._silent = True
        self.rows.show(rows, total)
        self._measure()
        if (kept is None or not self.choose(kept)) and chooses_first and self.rows.rows:
            self.choose(self.rows.rows[0].key)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)
        self._silent = False

    def choose(self, key: str) -> bool:
        """Mark a row by its key; tell whether it is there."""
        n = self.rows.place_of(key)
        if n >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.rows.index(n), flag)
        return n >= 0

    def current_key(self) -> str | None:
        index = self.currentIndex()
        return (
            self.rows.rows[index.row()].key if index.isValid() and index.row() < len(self.rows.rows) else None
        )

    def chosen_keys(self) -> list[str]:
        return [self.rows.rows[index.row()].key for index in sorted(self.selectedIndexes())]

    def fit_height(self, at_most: int = 8) -> None:
        """Be exactly as high as the rows shown, whole rows only."""
        self.setFixedHeight(max(1, min(len(self.rows.rows), at_most)) * style.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and current is not None:
            (self.acted if self.on_action else self.opened).emit(current)
        elif key == Qt.Key.Key_Right and self._current_acts():
            self._reach(on=True)
        elif key == Qt.Key.Key_Left and self.on_action:
            self._reach(on=False)
        elif key == Qt.Key.Key_Space and self.on_action and current is not None:
            self.acted.emit(current)
        else:
            self._reach(on=False)
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            row = self.rows.rows[index.row()]
            if row.action and action_rect(self.visualRect(index), row).contains(event.position()):
                self.acted.emit(row.key)

    def cut_texts(self) -> Iterator[str]:
        """Yield what the rows would show shortened."""
        width = self.viewport().width() - self.action_space
        for row in self.rows.rows:
            for part in laid_out(width, row, self.columns, self.needs):
                yield from part.cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._snap()
        if self._folds() != self._folded:
            self._measure()

    def _snap(self) -> None:
        """Show whole rows only: leave free below what would be a part of one."""
        high = style.px(HEIGHT)
        rest = self.height() % high if self.height() > high else 0
        if self.viewportMargins().bottom() != rest:
            self.setViewportMargins(0, 0, 0, rest)

    def _folds(self) -> bool:
        width = self.viewport().width() - self.action_space
        return len(standing(width, self.columns)) < len(self.columns)

    def _measure(self) -> None:
        """Learn how much room the buttons and the columns of these rows take."""
        self.action_space = action_space(self.rows.rows)
        self._folded = self._folds()
        self.needs = needs(self.rows.rows, self.columns, folded=self._folded)
        self.measured.emit()
        self.viewport().update()

    def _current_acts(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and bool(self.rows.rows[index.row()].action)

    def _reach(self, *, on: bool) -> None:
        if self.on_action != on:
            self.on_action = on
            self.viewport().update()

    def _opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[index.row()].key)

    def _selected(self) -> None:
        keys = self.chosen_keys()
        if not self._silent:
            self.several.emit(keys)
            if len(keys) == 1:
                self.chosen.emit(keys[0])


class RowTable(QWidget):
    """Rows below a header that sorts them."""

    sorted = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column], *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.header = RowHeader(columns)
        self.list = RowList(columns, many=many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        self.header.sorted.connect(self.sorted)
        self.list.measured.connect(self._align)
        self.list.verticalScrollBar().rangeChanged.connect(self._align)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other titles; the rows that belong to them follow."""
        self.header.set_columns(columns)
        self.list.columns = tuple(columns)

    def _align(self) -> None:
        """Keep the titles above their columns, beside the rows' buttons and the scroll bar."""
        bar = self.list.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        self.header.keep_free(self.list.action_space + beside, self.list.needs)

    def cut_texts(self) -> Iterator[str]:
        """Yield what titles and rows would show shortened."""
        for cell in self.header.cells:
            if cell.isVisibleTo(self.header):
                yield from cell.cut()
        yield from self.list.cut_texts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setVisible(len(standing(self.width(), self.header.columns)) > 1)
