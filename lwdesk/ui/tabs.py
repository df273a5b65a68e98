"""Tabs: the states of a list with how many there are of each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import Pressable
from lwdesk.ui.flow import FlowLayout


class Tab(Pressable):
    """One state; the chosen one is bold and underlined."""

    letter: int | None = None

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._count = key, ""
        self.setText(title)
        self.setObjectName(f"tab_{key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def set_count(self, count: int) -> None:
        self._count = str(count)
        self.setAccessibleName(f"{self.text()}, {count}")
        self.restyle()

    def count(self) -> str:
        return self._count

    def focus_radius(self) -> float:
        return 6

    def sizeHint(self) -> QSize:
        wide = paint.width(self.text(), 14, 600) + style.px(6)
        wide += paint.width(self._count, 12, 500, tabular=True) if self._count else 0
        return QSize(round(wide) + style.px(4), style.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        on, rect = self.isChecked(), QRectF(self.rect())
        token = "text" if on or self.underMouse() else "text2"
        words = rect.adjusted(style.px(2), 0, 0, 0)
        weight = 600 if on else 500
        used = paint.line_width(painter, words, self.text(), weight=weight, token=token, letter=self.letter)
        if self._count:
            beside = words.adjusted(used + style.px(6), 0, 0, 0)
            paint.line(painter, beside, self._count, size=12, weight=500, token="text2", tabular=True)
        if on:
            high = style.px(2)
            painter.fillRect(QRectF(0, rect.bottom() - high, rect.width(), high), style.color("accent"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        tabs = self.parentWidget()
        if event.key() in steps and isinstance(tabs, Tabs):
            tabs.step(self.key, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Tabs(QWidget):
    """The tabs of a list; arrows move among them."""

    chosen = Signal(str)

    def __init__(self, titles: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=24, line_gap=4)
        self._group = QButtonGroup(self)
        self.tabs: dict[str, Tab] = {}
        for key, title in titles:
            tab = self.tabs[key] = Tab(key, title)
            tab.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(tab)
            self._flow.addWidget(tab)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        for key, tab in self.tabs.items():
            tab.set_count(counts.get(key, 0))

    def choose(self, key: str) -> None:
        self.tabs[key].setChecked(True)

    def step(self, key: str, way: int) -> None:
        """Choose the tab beside one and put the focus on it."""
        keys = list(self.tabs)
        tab = self.tabs[keys[(keys.index(key) + way) % len(keys)]]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()
