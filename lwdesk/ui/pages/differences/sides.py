"""What can be chosen: a card for each device's value, both, or another one; nothing is chosen before."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lwdesk.services.exchange.views import Difference, DifferenceSide
from lwdesk.ui import paint, style
from lwdesk.ui.checks import RadioButton
from lwdesk.ui.pages.differences import words
from lwdesk.ui.pages.household.parts import PressRow
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

MARK = 20
ONE_BELOW = 60  # characters of width below which the cards stand one below the other
BOTH, OTHER = "both", "other"


class SideCard(PressRow):
    """What one device says: whose it is, the value, who wrote it when; chosen by press or by its number."""

    def __init__(self, number: int, value: str, side: DifferenceSide, lines: Sequence[str]) -> None:
        name = words.device(side)
        spoken = ", ".join((name, value, words.by(side), *lines))
        super().__init__(f"side_{number}", spoken, high=104)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # which assistive tools are told; the others are let go of by `Sides`
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Sign("building-2" if side.is_own else "laptop", "text2", 18))
        self._device = Text(name, "strong", wrap=True)
        head.addWidget(self._device, 1)
        head.addSpacing(style.px(MARK + 8))
        self.column.setContentsMargins(style.px(20), style.px(14), style.px(16), style.px(14))
        self.column.setSpacing(style.px(6))
        self.column.addLayout(head)
        self.value = Text(value, "title", wrap=True)
        self.column.addWidget(self.value)
        for line in lines:
            self.column.addWidget(Text(line, token="text2", wrap=True))
        self.column.addWidget(Text(words.by(side), "help", token="text2", wrap=True))
        self.column.addStretch(1)
        self.finish()
        self.toggled.connect(self._tell)

    def _tell(self, on: bool) -> None:
        self._device.set_token("accent_text" if on else "text")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        on, area = self.isChecked(), QRectF(self.rect())
        fill = "accent_soft" if on else "subtle" if self.underMouse() else "sheet"
        width = style.px(2) if on else style.border()
        paint.box(painter, area, fill=fill, edge="accent" if on else "edge", width=width)
        side = style.px(MARK)
        spot = QRectF(area.right() - side - style.px(20), style.px(16), side, side)
        paint.circle(painter, spot, edge="accent" if on else "edge")
        if on:
            paint.tick(painter, spot, "accent")
        painter.end()


class Sides(QWidget):
    """The cards and the third ways, of which one or none is chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(16))
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.px(16))
        self._ways = QWidget()
        self._row = QGridLayout(self._ways)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(8))
        self._column.addWidget(self._cards)
        self._column.addWidget(self._ways)
        self.cards: list[SideCard] = []
        self.ways: dict[str, RadioButton] = {}
        self._across = 0

    def show_difference(self, difference: Difference, *, hidden: bool) -> None:
        """Show the sides of a difference; nothing of it is chosen."""
        self._clear()
        lines = tuple(words.edits(difference, hidden=hidden))
        for number, at in enumerate(words.order(difference), 1):
            side = difference.sides[at]
            told = lines if difference.kind != "field" and not _takes_away(difference, side) else ()
            told = (*told, *words.beside(difference, side))
            card = SideCard(number, words.value(difference, side, hidden=hidden), side, told)
            self._add(card, str(at))
            self.cards.append(card)
        if difference.room is not None and not hidden:
            self._add_way(BOTH, _(words.BOTH[difference.room]))
        if words.may_enter(difference) and not hidden:
            self._add_way(OTHER, _("Enter another value"))
        self._ways.setVisible(bool(self.ways))
        self._across = 0
        self._arrange()

    def choose(self, key: str) -> bool:
        """Choose a side by its number, as its key does; tell whether there is one."""
        number = int(key) if key.isdecimal() else 0
        if not 1 <= number <= len(self.cards):
            return False
        card = self.cards[number - 1]
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()
        _bring_into_sight(card)
        return True

    def choice(self) -> str:
        """Return what is chosen: the place of a side, `both`, `other`, or nothing."""
        return next((str(one.property("choice")) for one in self._every() if one.isChecked()), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _every(self) -> tuple[SideCard | RadioButton, ...]:
        return (*self.cards, *self.ways.values())

    def _add(self, button: SideCard | RadioButton, key: str) -> None:
        button.setProperty("choice", key)
        button.clicked.connect(lambda _checked=False: self._choose(button, key))

    def _choose(self, chosen: SideCard | RadioButton, key: str) -> None:
        for one in self._every():
            if one is not chosen:
                one.setAutoExclusive(False)
                one.setChecked(False)
                one.setAutoExclusive(True)
        self.chosen.emit(key)

    def _add_way(self, key: str, text: str) -> None:
        way = RadioButton(text)
        way.setObjectName(f"choose_{key}")
        self._add(way, key)
        self.ways[key] = way

    def _arrange(self) -> None:
        """Set the cards side by side, or one below the other where they would get narrow."""
        beside = self.width() >= style.characters(ONE_BELOW)
        across = 2 if beside and len(self.cards) > 1 else 1
        if across == self._across:
            return
        self._across = across
        for grid, parts in ((self._grid, self.cards), (self._row, list(self.ways.values()))):
            for n, part in enumerate(parts):
                grid.addWidget(self._alone(part), n // across, n % across)
            for at in range(2):
                grid.setColumnStretch(at, 1 if at < across else 0)

    def _alone(self, part: QWidget) -> QWidget:
        """Return the widget around one choice: among its like Qt would let Tab pass all but one by."""
        around = part.parentWidget()
        if around is None or around in (self._cards, self._ways):
            around = QWidget()
            box = QVBoxLayout(around)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(part)
        return around

    def _clear(self) -> None:
        for button in self._every():
            around = button.parentWidget()
            if around is not None:
                around.hide()
                around.deleteLater()
        self.cards, self.ways = [], {}


def _bring_into_sight(card: QWidget) -> None:
    """Scroll the page to what was chosen by a key."""
    around = card.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(card)


def _takes_away(difference: Difference, side: DifferenceSide) -> bool:
    """Tell whether this side is the one against which the changes stand."""
    return bool(side.value) if difference.kind == "removed" else not side.value
