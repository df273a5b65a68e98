"""Surfaces: the white sheet and what lies on it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow, Rule
from lwdesk.ui.ground import EmptyState, Sheet, Sign, Surface
from lwdesk.ui.popups import DialogFrame, Popup, Toast
from lwdesk.ui.text import Name, Text, hide_unless

__all__ = [
    "Banner", "BottomBar", "DialogFrame", "Divider", "EmptyState", "Gate", "PageHeader", "Panel", "Popup",
    "SectionHeading", "Sheet", "Sign", "Skeleton", "Surface", "Toast",
]  # fmt: skip


class Panel(Surface):
    """What belongs to the task but is not the task."""

    fill = "subtle"

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 12, wide: int = 0) -> None:
        super().__init__(parent, spacing=spacing)
        self._wide = wide
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        if getattr(self, "_wide", 0):
            self.setFixedWidth(style.px(self._wide))


class Card(Surface):
    """A small sheet on a panel."""

    edge = "line"
    radius = 8


class Divider(Rule):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, vertical=False)


BANNER_SIGNS = {"accent": "info", "ok": "circle-check", "warn": "triangle-alert", "danger": "circle-alert"}
BANNER_INKS = {"accent": "accent_text", "ok": "ok", "warn": "warn", "danger": "danger"}


class Banner(Surface):
    """A message for the whole page: what happened, what now."""

    def __init__(
        self, tone: str, title: str, text: str = "", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        self.fill = f"{tone}_soft"
        super().__init__(parent, spacing=8)
        row = QHBoxLayout()
        row.setSpacing(style.px(12))
        row.addWidget(Sign(icon or BANNER_SIGNS[tone], BANNER_INKS[tone], 20), 0, Qt.AlignmentFlag.AlignTop)
        self._words = words = QVBoxLayout()
        words.setSpacing(style.px(6))
        self.title = Text(title, "strong", token=BANNER_INKS[tone], wrap=True)
        self.text = Text(text, wrap=True)
        hide_unless(self.text, bool(text))
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        self.ways = Flow()
        self.ways.hide()
        words.addWidget(self.ways)
        self.column.addLayout(row)
        self.setAccessibleName(f"{title}. {text}" if text else title)

    def add_action(self, button: QWidget) -> None:
        self.ways.add(button)
        self.ways.show()

    def add_line(self, line: QWidget) -> None:
        """Add a line of its own below the words."""
        self._words.addWidget(line)


class Gate(Banner):
    """Something the law asks for is missing: the warning and the two ways on, the first one primary."""

    first = Signal()
    second = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        first: str,
        second: str = "",
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("warn", title, text, icon=icon or "file-warning", parent=parent)
        self.first_button = PrimaryButton(first)
        self.first_button.clicked.connect(self.first)
        self.add_action(self.first_button)
        self.second_button = SecondaryButton(second or "")
        self.second_button.clicked.connect(self.second)
        if second:
            self.add_action(self.second_button)
        else:
            self.second_button.setParent(self)
            self.second_button.hide()


class Skeleton(QWidget):
    """Grey lines in the final geometry while something loads."""

    def __init__(self, rows: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self) -> QSize:
        return QSize(style.px(240), style.px(56) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        high, wide = style.px(56), self.width()
        for n in range(self._rows):
            y = n * high + style.px(12)
            share = (0.34, 0.28, 0.4)[n % 3]
            paint.box(painter, QRectF(0, y, wide * share, style.px(12)), fill="sunken", radius=6)
            second = QRectF(0, y + style.px(20), wide * (share + 0.2), style.px(10))
            paint.box(painter, second, fill="subtle", radius=5)
        painter.end()


class BottomBar(QFrame):
    """The decision at the foot of a page: state at the left, buttons at the right, the primary last."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 64) -> None:
        super().__init__(parent)
        self._height = height
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.status = Flow(gap=24, line_gap=4)
        self.row.addWidget(self.status, 1, Qt.AlignmentFlag.AlignVCenter)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self.row.addLayout(self._buttons)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.row.setContentsMargins(style.px(32), style.px(8), style.px(32), style.px(8))
        self._buttons.setSpacing(style.px(8))
        self.setMinimumHeight(style.px(self._height))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Find the room anew when what is said becomes longer."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        """Set the state above the buttons where it would be cut beside them."""
        said = [one for one in self.status.children() if isinstance(one, QWidget) and one.isVisibleTo(self)]
        widest = max((one.sizeHint().width() for one in said), default=0)
        wanted = widest + self._buttons.sizeHint().width() + style.px(64 + 8)
        way = QBoxLayout.Direction
        now = way.TopToBottom if said and 0 < self.width() < wanted else way.LeftToRight
        if now != self.row.direction():
            self.row.setDirection(now)

    def add_status(self, widget: QWidget) -> None:
        self.status.add(widget)

    def add_button(self, button: Button) -> None:
        self._buttons.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(QRectF(0, 0, self.width(), max(1, style.border())), style.color("line"))
        painter.end()


class SectionHeading(QWidget):
    """A heading inside a page with its count and, at the right, a quiet action."""

    def __init__(self, text: str, count: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(style.px(8))
        self.title = Text(text, "strong")
        self.count = Text(count, "help", token="text2", tabular=True)
        style.follow(self.restyle)
        self.row.addWidget(self.title)
        self.row.addWidget(self.count)
        self.row.addStretch(1)

    def restyle(self) -> None:
        self.setMinimumHeight(style.px(28))  # as high as a heading with an action, so that columns align

    def set_count(self, count: str) -> None:
        self.count.setText(count)

    def add_action(self, text: str, icon: str, then: Callable[[], object]) -> Button:
        button = QuietButton(text, icon=icon, size="small")
        button.clicked.connect(then)
        self.row.addWidget(button)
        return button

    def add(self, widget: QWidget) -> None:
        self.row.addWidget(widget)


class PageHeader(QWidget):
    """Title top left, actions top right, a way back above; the actions move below where it gets narrow."""

    back = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        back_to: str = "",
        own_script: str = "",
        kind: str = "help",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low = False
        self._outer = QVBoxLayout(self)
        self.back_button = QuietButton(back_to, icon="chevron-left", size="small")
        hide_unless(self.back_button, bool(back_to))
        self.back_button.clicked.connect(self.back)
        self._outer.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer.addLayout(self._line)
        self.words = QVBoxLayout()
        self.title = Name(title, own_script, "name" if own_script else "title")
        self.subtitle = Text(subtitle, kind, token="text2", wrap=True)
        hide_unless(self.subtitle, bool(subtitle))
        self.words.addWidget(self.title)
        self.words.addWidget(self.subtitle)
        self._line.addLayout(self.words, 1)
        self.action_box = QWidget()
        self._actions = QHBoxLayout(self.action_box)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.action_box)
        self.below = QVBoxLayout()
        self._outer.addLayout(self.below)
        style.follow(self.restyle)

    def restyle(self) -> None:
        above, below = (12, 8) if self._low else (24, 16)
        self._outer.setContentsMargins(style.px(32), style.px(above), style.px(32), style.px(below))
        self._outer.setSpacing(style.px(8))
        self.words.setSpacing(style.px(4))
        self._actions.setSpacing(style.px(8))
        self.below.setSpacing(style.px(12))
        self._fold()

    def set_low(self, low: bool) -> None:
        """Leave out the second line and half the margins where the window is low."""
        if low != self._low:
            self._low = low
            self.subtitle.setVisible(not low and bool(self.subtitle.text()))
            self.restyle()

    def set_title(self, title: str, own_script: str = "") -> None:
        self.title.set_names(title, own_script)

    def set_subtitle(self, subtitle: str) -> None:
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle) and not self._low)

    def set_back(self, text: str) -> None:
        self.back_button.setText(text)
        self.back_button.setVisible(bool(text))

    def add_action(self, widget: QWidget, *, first: bool = False) -> None:
        """Add at the right, or before what stands there; the primary comes last."""
        there = [item.widget() for at in range(self._actions.count()) if (item := self._actions.itemAt(at))]
        self._actions.insertWidget(0 if first else -1, widget, 0, Qt.AlignmentFlag.AlignVCenter)
        beside = [one for one in there if one is not None]
        if beside:  # Tab comes by in the order in which they stand, whatever was made first
            self.setTabOrder(beside[0 if first else -1], widget)
        if beside and first:
            self.setTabOrder(widget, beside[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        wanted = self.title.sizeHint().width() + self.action_box.sizeHint().width() + style.px(64 + 24)
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if 0 < self.width() < wanted else way.LeftToRight)
