"""How rows look: cells, columns, badges, the row's button; and the header above them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import Pressable
from lwdesk.ui.marks import badge_width, draw_avatar, draw_badge
from lwdesk.ui.row_columns import ARROW, INSET, Cell, Column, Row, cut, lines, places
from lwdesk.ui.words import _

type Index = QModelIndex | QPersistentModelIndex
HEIGHT = 56
AWAY = 24  # how far the button stands from the last column


def action_rect(rect: QRect, row: Row) -> QRectF:
    """Return where the row's button stands: at its right end."""
    width, height = paint.width(row.action, 12, 500) + style.px(24), style.px(28)
    return QRectF(rect.right() - width - style.px(INSET), rect.center().y() - height / 2 + 0.5, width, height)


def action_space(rows: Iterable[Row]) -> int:
    """Return the width to keep free at the right of every row, so that columns stay in line."""
    widest = max((paint.width(word, 12, 500) for word in {row.action for row in rows} if word), default=0)
    return round(widest) + style.px(24 + AWAY) if widest else 0


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a `RowList`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(style.px(120), style.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        painter.setClipRect(rect)  # a name heaped with accents stays in its row
        state = option.state
        view = self.parent()
        focused = (
            isinstance(view, QWidget) and view.hasFocus() and bool(state & QStyle.StateFlag.State_HasFocus)
        )
        on_action = focused and bool(getattr(view, "on_action", False))
        _draw_ground(painter, QRectF(rect), state, ring=focused and not on_action)
        right: int = getattr(view, "action_space", 0)
        if row.action:
            _draw_action(painter, action_rect(rect, row), row.action, ring=on_action)
        columns = getattr(view, "columns", (Column(),))
        self._draw_cells(painter, rect.adjusted(0, 0, -right, 0), row, columns)
        painter.restore()

    def _draw_cells(self, painter: QPainter, rect: QRect, row: Row, columns: Sequence[Column]) -> None:
        wanted = getattr(self.parent(), "needs", ())
        self._draw_lead(painter, rect, row)
        for part in laid_out(rect.width(), row, columns, wanted):
            draw_cell(painter, part.place.translated(rect.topLeft()), part)

    def _draw_lead(self, painter: QPainter, rect: QRect, row: Row) -> None:
        side = style.px(36)
        place = QRectF(rect.x() + style.px(INSET), rect.center().y() - side / 2 + 0.5, side, side)
        if row.avatar:
            draw_avatar(painter, place, row.avatar, tone=row.avatar_tone)
        elif row.icon:
            d = style.px(9)
            icons.paint(painter, row.icon, "text2", place.adjusted(0, d, -2 * d, -d))


@dataclass(frozen=True, slots=True)
class Part:
    """A cell in its place: what is drawn, and what is measured to know whether it is whole."""

    cell: Cell
    place: QRectF
    right: bool = False
    folded: bool = False

    def cut(self) -> Iterator[str]:
        return cut(self.cell, self.place.width(), right=self.right, folded=self.folded)


def laid_out(width: int, row: Row, columns: Sequence[Column], wanted: Sequence[int] = ()) -> Iterator[Part]:
    """Yield the cells of a row where they stand; the row's state stays visible beside a lone column."""
    found = places(width, columns, wanted)
    folded = len(found) < len(columns)
    for part in found:
        cell = row.cells[part.number] if part.number < len(row.cells) else Cell()
        shift = row.lead() if part.number == 0 else 0
        place = QRectF(part.x + shift, 0, part.width - shift, style.px(HEIGHT))
        if folded and len(found) == 1:
            state = next((c for c in row.cells[1:] if c.badge), None)
            wide = badge_width(state.badge) if state and state.badge else 0
            if state and wide <= place.width() * 0.6:
                yield Part(state, QRectF(place.right() - wide, 0, wide, place.height()))
                place.adjust(0, 0, -wide - style.px(8), 0)
        yield Part(cell, place, columns[part.number].right, folded)


def _draw_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, ring: bool) -> None:
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    fill = "accent_soft" if chosen else ("subtle" if state & QStyle.StateFlag.State_MouseOver else None)
    edge = "accent" if ring or (chosen and style.theme.contrast) else None
    paint.box(painter, rect, fill=fill, edge=edge, width=style.px(2))


def _draw_action(painter: QPainter, rect: QRectF, word: str, *, ring: bool) -> None:
    edge, width = ("accent", style.px(2)) if ring else ("edge", style.border())
    paint.box(painter, rect, fill="sheet", edge=edge, width=width, radius=6)
    paint.line(painter, rect, word, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter)


def draw_cell(painter: QPainter, place: QRectF, part: Part) -> None:
    """Draw one cell; one line stands in the middle, two share the height."""
    look = part.cell.badge
    if look is not None:
        width, high = min(badge_width(look), int(place.width())), style.px(24)
        x = place.right() - width if part.right else place.x()
        draw_badge(painter, QRectF(x, place.center().y() - high / 2, width, high), look)
        return
    drawn = lines(part.cell, right=part.right, folded=part.folded)
    high = style.px(20)
    top = place.center().y() - (high if any(line.second for line in drawn) else high / 2)
    for line in drawn:
        if line.script and line.x + style.px(32) >= place.width():
            continue
        y, tall = (top + high, style.px(18)) if line.second else (top, high)
        paint.line(
            painter,
            QRectF(place.x() + line.x, y, place.width() - line.x, tall),
            line.text,
            size=line.size,
            weight=line.weight,
            token=line.token,
            tabular=line.tabular,
            script=line.script,
            align=Qt.AlignmentFlag.AlignRight if part.right else Qt.AlignmentFlag.AlignLeft,
        )


class HeaderCell(Pressable):
    """A column's title; where it sorts, a press turns the order."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = ""
        self.set_column(column)

    def set_column(self, column: Column) -> None:
        self.column = column
        self.setText(column.title)
        self.setEnabled(column.sorts)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if column.sorts else Qt.FocusPolicy.NoFocus)

    def set_state(self, state: str) -> None:
        """Show an arrow: `up`, `down` or none."""
        self.state = state
        words = {"up": _("sorted ascending"), "down": _("sorted descending")}
        self.setAccessibleDescription(words.get(state, ""))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        side = style.px(14) if self.state else 0
        align = Qt.AlignmentFlag.AlignRight if self.column.right else Qt.AlignmentFlag.AlignLeft
        words = rect.adjusted(0, 0, -self._beside(), 0)
        used = paint.line_width(painter, words, self.text(), size=12, weight=500, token="text2", align=align)
        if side:
            x = rect.right() - side if self.column.right else used + style.px(4)
            name = "arrow-up" if self.state == "up" else "arrow-down"
            icons.paint(painter, name, "text2", QRectF(x, rect.center().y() - side / 2, side, side))
        painter.end()

    def cut(self) -> Iterator[str]:
        """Yield the title where it would be shortened."""
        if paint.width(self.text(), 12, 500) > self.width() - self._beside() + 0.5:
            yield self.text()

    def _beside(self) -> int:
        return style.px(ARROW) if self.state else 0


class RowHeader(QWidget):
    """The titles above the rows, with a hairline below."""

    sorted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.needs: tuple[int, ...] = ()
        self.action_space, self._sort = 0, ("", False)
        self.cells = [HeaderCell(column, self) for column in columns]
        for cell in self.cells:
            cell.clicked.connect(self._pressed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(28))
        self._place()
        self.update()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other titles above the same number of columns."""
        if tuple(columns) == self.columns:
            return
        self.columns = tuple(columns)
        for cell, column in zip(self.cells, columns, strict=True):
            cell.set_column(column)
        name, down = self._sort
        self.set_sort(name, down=down)

    def set_sort(self, name: str, *, down: bool = False) -> None:
        self._sort = name, down
        for cell in self.cells:
            sorted_by = cell.column.sorts and cell.column.name == name
            cell.set_state(("down" if down else "up") if sorted_by else "")

    def keep_free(self, space: int, wanted: tuple[int, ...]) -> None:
        """Leave the width of the rows' buttons at the right and follow their columns."""
        self.action_space, self.needs = space, wanted
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), style.color("line"))
        painter.end()

    def _place(self) -> None:
        found = {p.number: p for p in places(self.width() - self.action_space, self.columns, self.needs)}
        for n, cell in enumerate(self.cells):
            cell.setVisible(n in found and bool(cell.text()))
            if n in found:
                cell.setGeometry(found[n].x, 0, found[n].width, self.height() - 1)

    def _pressed(self) -> None:
        cell = self.sender()
        if isinstance(cell, HeaderCell):
            down = cell.state == "up"
            self.set_sort(cell.column.name, down=down)
            self.sorted.emit(cell.column.name, down)
