"""Topics of a talk: typed as everyday words, each with its kind of support."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.domain import everyday
from lwdesk.domain.codelists import codelists
from lwdesk.ui import inputs, paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton, pressed_by_enter
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.steps import empty
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

USUAL = "advice"
NARROW = 92  # characters of width below which the kinds stand below their topic
type Topic = tuple[str, str]


def area_label(area: str) -> str:
    return codelists()["life_area"].get(area).short(words.language)


def kind_label(kind: str) -> str:
    return codelists()["support_kind"].get(kind).short(words.language)


class Suggestion(QAbstractButton):
    """What a typed beginning may mean: the area itself, or an everyday word and the area it leads to."""

    def __init__(self, hit: everyday.Hit, *, first: bool) -> None:
        super().__init__()
        self.hit, self._first = hit, first
        area = area_label(hit.area)
        self.setText(hit.word or area)
        self._area = area if hit.word else ""
        self.setAccessibleName(_("{word}, means {area}", word=hit.word, area=area) if hit.word else area)
        self.setObjectName(f"suggestion_{hit.area}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def set_first(self, first: bool) -> None:
        self._first = first
        self.restyle()

    def focus_radius(self) -> float:
        return 8

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = paint.width(self.text(), 14, 600) + style.px(24) + 1
        if self._area:
            width += paint.width(f" → {self._area}") + style.px(4)
        if self._first:
            width += paint.width(_("Enter"), 12, 500) + style.px(24)
        return QSize(round(width), style.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        fill = "accent_soft" if self._first else ("sunken" if self.underMouse() else None)
        paint.box(painter, rect, fill=fill, edge="text" if style.theme.contrast else None)
        ink = "accent_text" if self._first else "text"
        x = rect.x() + style.px(12)
        place = QRectF(x, 0, rect.width(), rect.height())
        x += paint.line_width(painter, place, self.text(), weight=600, token=ink)
        if self._area:
            place = QRectF(x, 0, rect.width(), rect.height())
            x += paint.line_width(painter, place, f" → {self._area}", token=ink if self._first else "text2")
        if self._first:
            key, high = _("Enter"), style.px(20)
            wide = paint.width(key, 12, 500) + style.px(12)
            box = QRectF(x + style.px(12), rect.center().y() - high / 2, wide, high)
            paint.box(painter, box, fill="sheet", edge="line", radius=4)
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.line(painter, box, key, size=12, weight=500, token="text2", align=centre)
        painter.end()


class TopicEntry(LineEdit):
    """The line in which topics are typed; empty, it takes figures for the kind of the last topic."""

    confirmed = Signal()
    stepped = Signal(int)
    kind_wanted = Signal(int)
    last_unwanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Topic, for example child benefit"), height=40, icon="plus")
        self.setObjectName("topic")
        self.setMaxLength(80)
        self.setAccessibleName(_("Add a topic"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif plain and not self.text() and typed.isdecimal():
            self.kind_wanted.emit(int(typed))
        elif plain and not self.text() and key == Qt.Key.Key_Backspace:
            self.last_unwanted.emit()
        else:
            super().keyPressEvent(event)


class TopicRow(QWidget):
    """One topic with its kind of support."""

    changed = Signal()
    removed = Signal()

    def __init__(self, area: str, kind: str) -> None:
        super().__init__()
        self.area = area
        label = area_label(area)
        self.setObjectName(f"topic_{area}")
        self.kind = SegmentedInput(inputs.options("support_kind"), numbered=True)
        self.kind.set_value(kind)
        self.kind.setAccessibleName(label)
        self.kind.edited.connect(self.changed)
        remove = IconButton("x", _("Take away {topic}", topic=label))
        remove.clicked.connect(self.removed)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(style.px(8))
        self._words.addWidget(Text(label, "medium", shortens=True), 1)
        self._words.addWidget(self.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(8), 0, 0, 0)
        row.setSpacing(style.px(8))
        row.addLayout(self._words, 1)
        row.addWidget(remove)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < style.characters(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(way)

    def topic(self) -> Topic:
        return self.area, str(self.kind.value() or USUAL)

    def choose(self, number: int) -> bool:
        """Take the kind with this figure; tell whether there is one."""
        if not 1 <= number <= len(self.kind.segments):
            return False
        self.kind.segments[number - 1].click()
        return True


class Topics(QWidget):
    """The topics of one talk, the line that adds them, and what the typed letters may mean."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[TopicRow] = []
        self.suggestions: list[Suggestion] = []
        self._at = 0
        self._list = QVBoxLayout()
        self.entry = TopicEntry()
        self.entry.textEdited.connect(self._typed)
        self.entry.confirmed.connect(self._confirm)
        self.entry.stepped.connect(self._step)
        self.entry.kind_wanted.connect(self._set_kind)
        self.entry.last_unwanted.connect(self._remove_last)
        self._hits = Flow(gap=8)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self.entry, 2, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._hits, 5)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._list)
        self._column.addLayout(self._line)
        self._hits.hide()
        self.setFocusProxy(self.entry)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._list.setSpacing(style.px(12))
        self._line.setSpacing(style.px(8))
        self._column.setSpacing(style.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < style.characters(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def topics(self) -> tuple[Topic, ...]:
        return tuple(row.topic() for row in self.rows)

    def show_topics(self, topics: Sequence[Topic]) -> None:
        empty(self._list)
        self.rows = []
        for area, kind in topics:
            self._append(area, kind)
        self.entry.clear()
        self._suggest("")

    def add(self, area: str) -> None:
        """Add an area with the usual kind; one that is there becomes the last, as if just added."""
        known = next((row for row in self.rows if row.area == area), None)
        if known is not None:
            announce(self.entry, _("{topic} is there already", topic=area_label(area)))
        else:
            self._append(area, USUAL)
            announce(self.entry, _("{topic} added", topic=area_label(area)))
        self.entry.clear()
        self._suggest("")
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _append(self, area: str, kind: str) -> None:
        row = TopicRow(area, kind)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _remove(self, row: TopicRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove_last(self) -> None:
        if self.rows:
            self._remove(self.rows[-1])

    def _set_kind(self, number: int) -> None:
        if self.rows and self.rows[-1].choose(number):
            area, kind = self.rows[-1].topic()
            announce(self.entry, f"{area_label(area)}: {kind_label(kind)}")
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._suggest(text)
        self.changed.emit()

    def _suggest(self, text: str) -> None:
        self._hits.flow.clear()
        self.suggestions, self._at = [], 0
        for n, hit in enumerate(everyday.areas(text, words.language)):
            button = Suggestion(hit, first=n == 0)
            button.clicked.connect(lambda _checked=False, area=hit.area: self.add(area))
            self.suggestions.append(button)
            self._hits.add(button)
        self._hits.setVisible(bool(self.suggestions))
        self._hits.updateGeometry()

    def _confirm(self) -> None:
        if self.suggestions:
            self.add(self.suggestions[self._at].hit.area)
        elif self.entry.text().strip():
            announce(self.entry, _("No topic is called that."))

    def _step(self, steps: int) -> None:
        if not self.suggestions:
            return
        self._at = (self._at + steps) % len(self.suggestions)
        for n, button in enumerate(self.suggestions):
            button.set_first(n == self._at)
        announce(self.entry, self.suggestions[self._at].accessibleName())
