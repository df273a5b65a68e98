"""The checklist of a visit: a tile for each point, by touch and by single keys."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from lwdesk.domain.visit import ChecklistItem
from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import IconButton, Pressable
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.words import _

HIGH, EDITING, SIDE = 64, 116, 32
NARROW = 62
LOOKS = {
    "open": ("sheet", "edge", "", ""),
    "done": ("subtle", "line", "ok", "check"),
    "help": ("warn_soft", None, "warn", "life-buoy"),
    "dropped": ("subtle", "line", "text2", "minus"),
}


class Remark(LineEdit):
    """What help is needed with; Enter keeps it, Esc leaves it as it was."""

    given = Signal(str)
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Tile(Pressable):
    """One point: its state as symbol and words, its remark, and a menu for the rest."""

    marked = Signal(object, str)  # the tile and the state somebody chose
    remarked = Signal(object, str)
    dropped = Signal(object)  # a point of one's own that is not wanted any more
    moved = Signal(object, int, int)

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        self.item = item
        self.setObjectName(f"point_{item.item or item.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more = IconButton("ellipsis-vertical", "", size="big", parent=self)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(lambda _checked=False: self.open_menu())
        self.remark = Remark(_("What is it about? Enter keeps it"), height=40, parent=self)
        self.remark.setObjectName("remark")
        self.remark.setMaxLength(200)
        self.remark.given.connect(self._given)
        self.remark.given_up.connect(self._close_remark)
        self.remark.editingFinished.connect(self._left)
        self.remark.hide()
        self.clicked.connect(self._toggle)
        self.show_item(item)
        style.follow(self.restyle)

    @property
    def state(self) -> str:
        return self.item.state or "open"

    def title(self) -> str:
        return label("checklist", self.item.item) or self.item.own

    def second_line(self) -> str:
        """Return what stands below the title: the state where it is not seen at once, and the remark."""
        if self.state == "help":
            told = _("Help needed")
            return f"{told}: {self.item.remark}" if self.item.remark else told
        return _("Does not apply") if self.state == "dropped" else ""

    def show_item(self, item: ChecklistItem) -> None:
        self.item = item
        told = ", ".join(
            part for part in (self.title(), label("checklist_state", self.state), item.remark) if part
        )
        self.setAccessibleName(told)
        self.setAccessibleDescription(_("Space done, H help needed, E does not apply"))
        self.more.setAccessibleName(_("More about {point}", point=self.title()))
        self.more.setToolTip("")
        self.remark.setAccessibleName(_("What help is needed with: {point}", point=self.title()))
        self.update()

    def restyle(self) -> None:
        self.setFixedHeight(style.px(EDITING if self.remark.isVisibleTo(self) else HIGH))
        self._place()
        self.update()

    def focus_radius(self) -> float:
        return 12

    def sizeHint(self) -> QSize:
        return QSize(style.px(280), style.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().lower() if event.modifiers() == Qt.KeyboardModifier.NoModifier else ""
        step = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))
        if letter == "h":
            self.ask_for_help()
        elif letter == "e":
            self.marked.emit(self, "dropped" if self.state != "dropped" else "open")
        elif step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(self, *step)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu()

    def ask_for_help(self) -> None:
        """Help is needed from this moment on; what with may be said right away."""
        self.marked.emit(self, "help")
        self.remark.setText(self.item.remark)
        self.remark.show()
        self.restyle()
        self.remark.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in ("done", "help", "dropped", "open"):
            words = label("checklist_state", state)
            action = QAction(_("{state} …", state=words) if state == "help" else words, menu)
            action.setObjectName(state)
            action.triggered.connect(lambda _checked=False, state=state: self._chose(state))
            menu.addAction(action)
        if self.item.item is None:
            menu.addSeparator()
            away = QAction(_("Remove this point"), menu)
            away.triggered.connect(lambda _checked=False: self.dropped.emit(self))
            menu.addAction(away)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        fill, edge, ink, icon = LOOKS.get(self.state, LOOKS["open"])
        if self.state == "open" and self.underMouse():
            fill = "subtle"
        edge = "text" if style.theme.contrast else edge
        paint.box(painter, rect, fill=fill, edge=edge, radius=12)
        side, high = style.px(SIDE), style.px(HIGH)
        spot = QRectF(style.px(16), (high - side) / 2, side, side)
        paint.circle(painter, spot, fill=ink or "sheet", edge=None if ink else "edge")
        if icon:
            d = side * 0.22
            icons.paint(painter, icon, "sheet", spot.adjusted(d, d, -d, -d))
        self._paint_words(painter, high)
        painter.end()

    def _paint_words(self, painter: QPainter, high: int) -> None:
        left, wide = style.px(16 + SIDE + 16), self.width() - style.px(16 + SIDE + 16 + 56)
        second = "" if self.remark.isVisibleTo(self) else self.second_line()
        title_high, second_high = style.px(22), style.px(18)
        token = "text2" if self.state == "dropped" else "text"
        if not second and paint.width(self.title(), 16, 500) > wide:
            self._paint_two_lines(painter, QRectF(left, style.px(4), wide, high - style.px(8)), token)
            return
        top = (high - title_high - (second_high if second else 0)) / 2
        place = QRectF(left, top, wide, title_high)
        paint.line(painter, place, self.title(), size=16, weight=500, token=token)
        if second:
            ink = "warn" if self.state == "help" else "text2"
            place = QRectF(left, top + title_high, wide, second_high)
            paint.line(painter, place, second, size=13, weight=500, token=ink)

    def _paint_two_lines(self, painter: QPainter, place: QRectF, token: str) -> None:
        """Break a title that is longer than the tile is wide."""
        painter.setFont(style.font(16, 500))
        painter.setPen(style.color(token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextWordWrap), self.title())

    def _place(self) -> None:
        side = style.px(48)
        self.more.setGeometry(self.width() - side - style.px(6), style.px(8), side, side)
        left = style.px(16 + SIDE + 16)
        self.remark.setGeometry(left, style.px(HIGH + 2), self.width() - left - style.px(16), style.px(40))

    def _toggle(self) -> None:
        self.marked.emit(self, "open" if self.state == "done" else "done")

    def _chose(self, state: str) -> None:
        if state == "help":
            self.ask_for_help()
        else:
            self.marked.emit(self, state)

    def _given(self, text: str) -> None:
        self._close_remark()
        self.remarked.emit(self, text.strip())

    def _left(self) -> None:
        if self.remark.isVisibleTo(self):
            text = self.remark.text().strip()
            self.remark.hide()
            self.restyle()
            if text != self.item.remark:
                self.remarked.emit(self, text)

    def _close_remark(self) -> None:
        self.remark.hide()
        self.restyle()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class Tiles(QWidget):
    """All points in two columns, read down; one column where it is narrow."""

    marked = Signal(object, str)
    remarked = Signal(object, str)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._single = False
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._grid.setSpacing(style.px(8))

    def show_items(self, items: tuple[ChecklistItem, ...]) -> None:
        known = {tile.item.id: tile for tile in self.tiles}
        for identity in known.keys() - {item.id for item in items}:
            tile = known.pop(identity)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [known.get(item.id) or self._make(item) for item in items]
        for tile, item in zip(self.tiles, items, strict=True):
            tile.show_item(item)
        self._arrange()

    def talked_about(self) -> int:
        """Return how many points are no longer open."""
        return sum(tile.state != "open" for tile in self.tiles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        single = self.width() < style.characters(NARROW)
        if single != self._single:
            self._single = single
            self._arrange()

    def _make(self, item: ChecklistItem) -> Tile:
        tile = Tile(item)
        tile.marked.connect(self.marked)
        tile.remarked.connect(self.remarked)
        tile.dropped.connect(self.dropped)
        tile.moved.connect(self._move)
        return tile

    def _rows(self) -> int:
        return len(self.tiles) if self._single else (len(self.tiles) + 1) // 2

    def _arrange(self) -> None:
        rows = max(1, self._rows())
        for place, tile in enumerate(self.tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place % rows, place // rows, Qt.AlignmentFlag.AlignTop)
            tile.show()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if self._single else 1)
        for before, after in zip(self.tiles, self.tiles[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _move(self, tile: Tile, across: int, down: int) -> None:
        """Put the focus on the tile beside or below."""
        rows, place = max(1, self._rows()), self.tiles.index(tile)
        row, column = place % rows + down, place // rows + across
        wanted = column * rows + row
        if 0 <= row < rows and 0 <= wanted < len(self.tiles) and column >= 0:
            self.tiles[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
