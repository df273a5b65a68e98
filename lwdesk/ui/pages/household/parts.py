"""Small parts that several sections of the card share."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import Pressable
from lwdesk.ui.surface import SectionHeading, Sign
from lwdesk.ui.text import Text


class PressRow(Pressable):
    """Labels that open something as a whole; read as one sentence. How high it is, its layout says."""

    def __init__(self, name: str, sentence: str, *, high: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(sentence)
        self._high = high
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, style.px(4), 0, style.px(4))
        self.column.setSpacing(style.px(2))
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setMinimumHeight(style.px(self._high))

    def finish(self) -> None:
        """Let presses on the labels reach the row."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def focus_radius(self) -> float:
        return 8

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and self.underMouse():
            painter = paint.begin(self)
            paint.box(painter, QRectF(self.rect()), fill="subtle")
            painter.end()


def offer(heading: SectionHeading, text: str, name: str, key: str, do: Callable[[], object]) -> None:
    """Put a way to add something beside a heading."""

    def pressed() -> None:
        do()

    button = heading.add_action(text, "plus", pressed)
    button.setObjectName(key)
    button.setAccessibleName(name)


def opens(row: PressRow, do: Callable[[], None] | None) -> None:
    """Let a row open something, or take it out of the way of the keyboard where it opens nothing."""
    row.finish()
    if do is not None:
        row.clicked.connect(lambda _checked=False: do())
    else:
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def fact(icon: str, text: str) -> QWidget:
    """Return a symbol with its words, as the head of the card lists them."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(8))
    row.addWidget(Sign(icon, "text2", 16))
    row.addWidget(Text(text, token="text2", shortens=True, selectable=True), 1)
    return made


def column(*parts: QWidget, gap: int = 8, stretch: bool = False) -> QWidget:
    """Return widgets below each other, at the top of their room where they `stretch`."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(gap))
    for part in parts:
        box.addWidget(part)
    if stretch:
        box.addStretch(1)
    return made
