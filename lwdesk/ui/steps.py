"""Step list and timeline: where one stands, and what has been."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import Pressable, QuietButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import TONES, Badge, BadgeLook
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

NODE = 32


@dataclass(frozen=True, slots=True)
class SubStep:
    """An entry below a step, as the persons of a household."""

    key: str
    title: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step; `state` is open, current, done or error."""

    key: str
    title: str
    state: str = "open"
    children: tuple[SubStep, ...] = ()
    add: str = ""


def state_word(state: str) -> str:
    return {
        "open": _("still open"),
        "current": _("current step"),
        "done": _("finished"),
        "error": _("has entries to check"),
    }[state]


class StepButton(Pressable):
    """One step with its number, check mark or error sign."""

    letter: int | None = None

    def __init__(self, step: Step, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self._number = step, number
        self.setText(step.title)
        self.setAccessibleName(
            _("{n}, {title}, {state}", n=number, title=step.title, state=state_word(step.state))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self.text(), 14, 600)) + style.px(34 + 8) + 1, style.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, state = QRectF(self.rect()), self.step.state
        if self.underMouse():
            paint.box(painter, rect, fill="subtle")
        side = style.px(22)
        self._draw_node(painter, QRectF(0, rect.center().y() - side / 2, side, side))
        place = rect.adjusted(style.px(34), 0, 0, 0)
        token = {"current": "text", "error": "danger"}.get(state, "text2")
        weight = 600 if state == "current" else 500
        paint.line(painter, place, self.text(), weight=weight, token=token, letter=self.letter)
        painter.end()

    def _draw_node(self, painter: QPainter, spot: QRectF) -> None:
        state = self.step.state
        fill = {"current": "accent", "done": "ok_soft", "error": "danger_soft"}.get(state)
        paint.circle(painter, spot, fill=fill, edge="edge" if fill is None or style.theme.contrast else None)
        if state in ("done", "error"):
            d = style.px(4)
            inner = spot.adjusted(d, d, -d, -d)
            name, token = ("check", "ok") if state == "done" else ("circle-alert", "danger")
            icons.paint(painter, name, token, inner)
            return
        ink, centre = "on_accent" if state == "current" else "text2", Qt.AlignmentFlag.AlignHCenter
        paint.line(
            painter, spot, str(self._number), size=12, weight=600, token=ink, tabular=True, align=centre
        )


class StepList(QWidget):
    """Steps in any order; each can be pressed at any time."""

    chosen = Signal(str)
    child_chosen = Signal(str, str)
    add_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons: dict[str, StepButton] = {}

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps; the focus stays on the same one."""
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        empty(self._column)
        self.buttons = {}
        for n, step in enumerate(steps, 1):
            button = self.buttons[step.key] = StepButton(step, n)
            button.clicked.connect(self._pressed)
            self._column.addWidget(button)
            if step.children or step.add:
                self._column.addLayout(self._children(step))
        self._column.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].show()  # the layout would show it later, too late for the focus
            self.buttons[focused].setFocus()

    def _children(self, step: Step) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(style.px(26), 0, 0, style.px(4))
        column.setSpacing(style.px(4))
        for child in step.children:
            column.addWidget(self._child(step.key, child.key, child.title, current=child.current))
        if step.add:
            column.addWidget(self._child(step.key, "", f"+ {step.add}", current=True))
        return column

    def _child(self, step: str, key: str, title: str, *, current: bool) -> QWidget:
        button = QuietButton(title, size="small")
        button.ink = "accent_text" if current else "text2"
        button.weight = 600 if current and key else 400
        button.restyle()
        button.setProperty("step", step)
        button.setProperty("child", key)
        button.clicked.connect(self._pressed_child)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.chosen.emit(button.step.key)

    def _pressed_child(self) -> None:
        button = self.sender()
        step, child = str(button.property("step")), str(button.property("child"))
        if child:
            self.child_chosen.emit(step, child)
        else:
            self.add_wanted.emit(step)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that was or will be; `state` is planned, today, result (tinted) or past."""

    key: str
    title: str
    when: str
    text: str = ""
    icon: str = "circle"
    state: str = "past"
    tone: str = "neutral"
    badges: tuple[BadgeLook, ...] = field(default=())


def node_word(state: str) -> str:
    return {"planned": _("planned"), "today": _("today"), "result": _("result")}.get(state, "")


class TimelineItem(Pressable):
    """One entry: its node at the left, title and time, text, badges."""

    def __init__(self, entry: TimelineEntry, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry, self._last = entry, last
        spoken = (
            entry.when,
            entry.title,
            node_word(entry.state),
            entry.text,
            *(b.word for b in entry.badges),
        )
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(style.px(12))
        self.title = Text(entry.title, "strong", wrap=True)
        self.when = Text(entry.when, "help", token="text2", tabular=True)
        head.addWidget(self.title, 1)
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        if entry.text:
            self._column.addWidget(Text(entry.text, token="text2", wrap=True))
        if entry.badges:
            self._column.addWidget(Flow(*(Badge(b.tone, b.word, b.icon) for b in entry.badges)))
        self._column.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(style.px(NODE + 12), style.px(5), 0, style.px(14))
        self._column.setSpacing(style.px(4))
        self.setMinimumHeight(style.px(NODE + 16))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        if self.underMouse():
            paint.box(painter, QRectF(self.rect()).adjusted(0, 0, 0, -style.px(8)), fill="subtle")
        side = style.px(NODE)
        draw_node(painter, QRectF(0, 0, side, side), self.entry.state, self.entry.icon, self.entry.tone)
        if not self._last:
            painter.setPen(QPen(style.color("line"), max(1, style.px(2))))
            x = side / 2
            painter.drawLine(QPointF(x, side + style.px(4)), QPointF(x, self.height() - style.px(4)))
        painter.end()


def draw_node(painter: QPainter, spot: QRectF, state: str, icon: str, tone: str) -> None:
    """Draw the circle of an entry: dashed = planned, filled = today, tinted = result."""
    soft, ink, _sign = TONES[tone]
    if state == "planned":
        paint.circle(painter, spot, fill="sheet", edge="accent", dashed=True)
        ink = "accent"
    elif state == "today":
        paint.circle(painter, spot, fill="accent")
        ink = "on_accent"
    else:
        edge = "text" if style.theme.contrast else None
        paint.circle(painter, spot, fill=(soft or "sunken") if state == "result" else "sunken", edge=edge)
        ink = ink if state == "result" else "text2"
    d = spot.width() / 4
    icons.paint(painter, icon, ink, spot.adjusted(d, d, -d, -d))


class Timeline(QWidget):
    """One line for contacts, visits, referrals and interpreters; the newest on top."""

    opened = Signal(str)
    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.items: list[TimelineItem] = []
        self._entries: list[TimelineEntry] = []
        self.older = QuietButton(_("Show older"), icon="chevron-down", size="small")
        self.older.clicked.connect(self.older_wanted)
        self._column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.older.hide()

    def set_entries(self, entries: Sequence[TimelineEntry], *, more: bool = False) -> None:
        for item in self.items:
            item.hide()
            self._column.removeWidget(item)
            item.deleteLater()
        self.items, self._entries = [], []
        self.append(entries, more=more)

    def append(self, entries: Sequence[TimelineEntry], *, more: bool = False) -> None:
        """Add older entries below; `more` keeps the button for still older ones."""
        start = len(self.items)
        self._entries.extend(entries)
        for n, entry in enumerate(entries, start):
            item = TimelineItem(entry, last=n == len(self._entries) - 1 and not more)
            item.clicked.connect(self._pressed)
            self.items.append(item)
            self._column.insertWidget(n, item)
        self.older.setVisible(more)

    def _pressed(self) -> None:
        item = self.sender()
        if isinstance(item, TimelineItem):
            self.opened.emit(item.entry.key)


def empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout and let its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            empty(inner)
