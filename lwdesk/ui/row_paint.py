"""How rows look: cells, columns, badges, the row's button; and the header above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lwdesk.ui import icons, paint, style
from lwdesk.ui.marks import BadgeLook, badge_width, draw_avatar, draw_badge
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

type Index = QModelIndex | QPersistentModelIndex
HEIGHT = 56
INSET = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column: up to two lines, a badge, a name in its own script."""

    title: str = ""
    detail: str = ""
    own_script: str = ""
    badge: BadgeLook | None = None
    strong: bool = False
    tabular: bool = False
    token: str = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width and whether it sorts."""

    title: str = ""
    weight: int = 1
    name: str = ""
    right: bool = False
    sorts: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, its cells, and the one sentence that is read for it."""

    key: str
    cells: tuple[Cell, ...]
    sentence: str = ""
    avatar: str = ""
    icon: str = ""
    strong_avatar: bool = False
    action: str = ""
    data: object = field(default=None, compare=False)

    def spoken(self) -> str:
        parts = (p for c in self.cells for p in (c.title, c.detail, c.badge.word if c.badge else ""))
        return ", ".join(part for part in parts if part)


def places(width: int, columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return left edge and width of each column; where they get narrow only the first remains."""
    inner = width - 2 * style.px(INSET)
    if len(columns) > 1 and width < style.characters(64):
        return [(style.px(INSET), inner)]
    gap, total = style.px(16), sum(c.weight for c in columns)
    free = inner - gap * (len(columns) - 1)
    found, x = [], style.px(INSET)
    for column in columns:
        share = free * column.weight // total
        found.append((x, share))
        x += share + gap
    return found


def action_rect(rect: QRect, row: Row) -> QRectF:
    """Return where the row's button stands: at its right end."""
    width, height = paint.width(row.action, 12, 500) + style.px(24), style.px(28)
    return QRectF(rect.right() - width - style.px(INSET), rect.center().y() - height / 2 + 0.5, width, height)


def action_space(rows: Iterable[Row]) -> int:
    """Return the width to keep free at the right of every row, so that columns stay in line."""
    widest = max((paint.width(word, 12, 500) for word in {row.action for row in rows} if word), default=0)
    return round(widest) + style.px(24 + 8) if widest else 0


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
        found = places(rect.width(), columns)
        lead = self._draw_lead(painter, rect, row)
        for n, (x, width) in enumerate(found):
            cell = row.cells[n] if n < len(row.cells) else Cell()
            shift = lead if n == 0 else 0
            place = QRectF(rect.x() + x + shift, rect.y(), width - shift, rect.height())
            if n == 0 and len(found) < len(columns):
                place = _fold_badges(painter, place, row)
            draw_cell(painter, place, cell, right=columns[n].right)

    def _draw_lead(self, painter: QPainter, rect: QRect, row: Row) -> int:
        side = style.px(36)
        place = QRectF(rect.x() + style.px(INSET), rect.center().y() - side / 2 + 0.5, side, side)
        if row.avatar:
            draw_avatar(painter, place, row.avatar, strong=row.strong_avatar)
            return style.px(48)
        if row.icon:
            d = style.px(9)
            icons.paint(painter, row.icon, "text2", place.adjusted(0, d, -2 * d, -d))
            return style.px(32)
        return 0


def _fold_badges(painter: QPainter, place: QRectF, row: Row) -> QRectF:
    """Keep the row's state visible where only one column is left."""
    look = next((c.badge for c in row.cells[1:] if c.badge), None)
    if look is None:
        return place
    width = badge_width(look)
    if width > place.width() * 0.6:
        return place
    high = style.px(24)
    draw_badge(painter, QRectF(place.right() - width, place.center().y() - high / 2, width, high), look)
    return place.adjusted(0, 0, -width - style.px(8), 0)


def _draw_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, ring: bool) -> None:
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    fill = "accent_soft" if chosen else ("subtle" if state & QStyle.StateFlag.State_MouseOver else None)
    edge = "accent" if ring or (chosen and style.theme.contrast) else None
    paint.box(painter, rect, fill=fill, edge=edge, width=style.px(2))


def _draw_action(painter: QPainter, rect: QRectF, word: str, *, ring: bool) -> None:
    edge, width = ("accent", style.px(2)) if ring else ("edge", style.border())
    paint.box(painter, rect, fill="sheet", edge=edge, width=width, radius=6)
    paint.line(painter, rect, word, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter)


def draw_cell(painter: QPainter, place: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Draw one cell; one line stands in the middle, two share the height."""
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if cell.badge is not None:
        width, high = min(badge_width(cell.badge), int(place.width())), style.px(24)
        draw_badge(painter, QRectF(place.x(), place.center().y() - high / 2, width, high), cell.badge)
        return
    line = style.px(20)
    top = place.center().y() - (line if cell.detail else line / 2)
    first = QRectF(place.x(), top, place.width(), line)
    weight = 600 if cell.strong else 500 if cell.detail else 400
    used = paint.line(
        painter,
        first,
        cell.title,
        weight=weight,
        token=cell.token,
        tabular=cell.tabular or right,
        align=align,
    )
    if cell.own_script and used + style.px(40) < place.width():
        beside = first.adjusted(used + style.px(8), 0, 0, 0)
        paint.line(painter, beside, isolate(cell.own_script), token="text2", script=True)
    if cell.detail:
        second = QRectF(place.x(), top + line, place.width(), style.px(18))
        paint.line(painter, second, cell.detail, size=12, token="text2", tabular=right, align=align)


class HeaderCell(QAbstractButton):
    """A column's title; where it sorts, a press turns the order."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column, self.state = column, ""
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
        words = rect.adjusted(0, 0, -side - (style.px(4) if side else 0), 0)
        used = paint.line(painter, words, self.text(), size=12, weight=500, token="text2", align=align)
        if side:
            x = rect.right() - side if self.column.right else used + style.px(4)
            name = "arrow-up" if self.state == "up" else "arrow-down"
            icons.paint(painter, name, "text2", QRectF(x, rect.center().y() - side / 2, side, side))
        painter.end()


class RowHeader(QWidget):
    """The titles above the rows, with a hairline below."""

    sorted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.action_space = 0
        self.cells = [HeaderCell(column, self) for column in columns]
        for cell in self.cells:
            cell.clicked.connect(self._pressed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFixedHeight(style.px(28))
        self._place()
        self.update()

    def set_sort(self, name: str, *, down: bool = False) -> None:
        for cell in self.cells:
            cell.set_state(("down" if down else "up") if cell.column.name == name else "")

    def keep_free(self, space: int) -> None:
        """Leave the width of the rows' buttons at the right."""
        self.action_space = space
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), style.color("line"))
        painter.end()

    def _place(self) -> None:
        found = places(self.width() - self.action_space, self.columns)
        for n, cell in enumerate(self.cells):
            cell.setVisible(n < len(found))
            if n < len(found):
                cell.setGeometry(found[n][0], 0, found[n][1], self.height() - 1)

    def _pressed(self) -> None:
        cell = self.sender()
        if isinstance(cell, HeaderCell):
            down = cell.state == "up"
            self.set_sort(cell.column.name, down=down)
            self.sorted.emit(cell.column.name, down)
