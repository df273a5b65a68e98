"""A line that finds while one types: at most fifty rows below it, each with its other words."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFrame,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from lwdesk.ui import paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.option import Option
from lwdesk.ui.popups import Popup
from lwdesk.ui.words import _

MOST = 50
BESIDE_TEXT = 2  # what Qt leaves free at both ends of a line
LEAVING = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
type Index = QModelIndex | QPersistentModelIndex


type Find = Callable[[str], Sequence[Option]]


class Options(QAbstractListModel):
    """The rows found for what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.options: Sequence[Option] = ()

    def show(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self.options = options[:MOST]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{option.label}, {option.note}" if option.note else option.label
        return None


class OptionDelegate(QStyledItemDelegate):
    """Paints an option: label left, the other word right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(style.px(80), style.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        model = index.model()
        assert isinstance(model, Options)
        shown = model.options[index.row()]
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            edge = "accent" if style.theme.contrast else None
            paint.box(painter, rect, fill="accent_soft", edge=edge)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, rect, fill="subtle")
        inner = rect.adjusted(style.px(12), 0, -style.px(12), 0)
        used = paint.line_width(painter, inner, shown.label)
        rest = inner.adjusted(used + style.px(12), 0, 0, 0)
        if shown.note and rest.width() > style.px(40):
            right = Qt.AlignmentFlag.AlignRight
            paint.line(painter, rest, shown.note, size=12, token="text2", align=right)
        painter.restore()


class TypeAhead(LineEdit):
    """Types ahead over anything that can be found; Enter and Tab take the marked row, Esc goes back."""

    chosen = Signal(str)
    emptied = Signal()
    list: QListView
    """Made when it is first opened: a form has many such lines."""

    def __init__(
        self,
        find: Find,
        placeholder: str = "",
        *,
        keeps_text: bool = True,
        height: int = 36,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, height=height, icon=icon, parent=parent)
        self._find, self._keeps = find, keeps_text
        self._key: str | None = None
        self._label = ""
        self._marked = False  # by typing or with the arrows, not only by opening the list
        self._popup: Popup | None = None
        self.options = Options(self)
        self.textEdited.connect(self._search)
        self.setTextMargins(0, 0, style.px(20), 0)

    def key(self) -> str | None:
        return self._key

    def set_chosen(self, key: str | None, label: str = "") -> None:
        self._key, self._label = key, label
        self.setText(label if self._keeps else "")
        self.setCursorPosition(0)

    def unmatched(self) -> str:
        """Return what stands in the line without being a choice."""
        typed = self.text().strip()
        return "" if self._keeps and typed == self._label else typed

    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def open_list(self, text: str = "") -> None:
        """Show what `text` finds; an empty text shows the list from its start."""
        found = self._find(text)
        self.options.show(found)
        self._marked = bool(text)
        if not found:
            self.close_list()
            announce(self, _("Nothing found"))
            return
        popup = self._make_popup()
        rows = min(len(self.options.options), 8)
        popup.open_below(self, width=style.px(300), height=rows * style.px(36) + style.px(16))
        at = next((n for n, o in enumerate(self.options.options) if o.key == self._key), 0)
        self._mark(at)

    def close_list(self) -> None:
        if self._popup is not None:
            self._popup.close_popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open() and self._list_key(key):
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self.isReadOnly():
            self.open_list("" if self.text() == self._label else self.text())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.is_open() and self._marked and event.reason() in LEAVING:
            self._take(self.list.currentIndex().row())
        self.close_list()
        self._settle()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if (
            not self.isReadOnly()
            and not self.is_open()
            and event.position().x() > self.width() - style.px(36)
        ):
            self.selectAll()
            self.open_list()

    def event(self, event: QEvent) -> bool:
        """Tell the whole of a choice that is shown shortened when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and self.is_shortened():
            QToolTip.showText(event.globalPos(), f"<qt>{html.escape(self.text())}</qt>", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_shortened():
            self._paint_shortened()
        else:
            super().paintEvent(event)
        if self._keeps and not self.isReadOnly():
            painter = paint.begin(self)
            paint.chevron(painter, QPointF(self.width() - style.px(18), self.height() / 2))
            painter.end()

    def is_shortened(self) -> bool:
        """Tell whether a choice that nobody edits is longer than its place; it then ends with an ellipsis."""
        if self.hasFocus() or not self.text() or self.isRightToLeft():
            return False
        return self.fontMetrics().horizontalAdvance(self.text()) > self._place().width()

    def _place(self) -> QRect:
        """Return where the line puts its text."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.marginsRemoved(self.textMargins()).adjusted(BESIDE_TEXT, 0, -BESIDE_TEXT, 0)

    def _paint_shortened(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        place = self._place()
        painter.setFont(self.font())
        painter.setPen(style.color("text" if self.isEnabled() else "text3"))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()

    def _make_popup(self) -> Popup:
        """Return the list's box over the window in which this part stands now."""
        if self._popup is None:
            self._popup = Popup(self.window())
            self.destroyed.connect(self._popup.deleteLater)
            self._make_list()
            self._popup.column.addWidget(self.list)
        elif self._popup.parentWidget() is not self.window():
            self._popup.setParent(self.window())
        return self._popup

    def _make_list(self) -> None:
        self.list = QListView(self._popup)
        self.options.setParent(self.list)  # what shows it must go first
        self.list.setModel(self.options)
        self.list.setItemDelegate(OptionDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._clicked)
        self.list.setAccessibleName(self.accessibleName())

    def _search(self, text: str) -> None:
        if not text and self._key is not None:
            self._key, self._label = None, ""
            self.emptied.emit()
        if text.strip():
            self.open_list(text)
        else:
            self.close_list()

    def _list_key(self, key: int) -> bool:
        row, last = self.list.currentIndex().row(), len(self.options.options) - 1
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
            Qt.Key(key)
        )
        if step is not None:
            self._marked = True
            self._mark(max(0, min(last, row + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(row)
        elif key == Qt.Key.Key_Escape:
            self.close_list()
            self.setText(self._label)
        else:
            return False
        return True

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self.options.index(row))
        option = self.options.options[row]
        announce(
            self, _("{label}, {n} of {all}", label=option.label, n=row + 1, all=len(self.options.options))
        )

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if 0 <= row < len(self.options.options):
            option = self.options.options[row]
            self.set_chosen(option.key, option.label)
            self.close_list()
            self.chosen.emit(option.key)

    def _settle(self) -> None:
        """Take what was typed where it is exactly one option's label; anything else stays as it is."""
        typed = self.unmatched()
        exact = [o for o in self._find(typed) if o.label.casefold() == typed.casefold()] if typed else []
        if len(exact) == 1:
            self.set_chosen(exact[0].key, exact[0].label)
            self.chosen.emit(exact[0].key)
