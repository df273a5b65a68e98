"""The white sheet, a symbol on it, and what it shows while it is empty."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import Button, PrimaryButton, SecondaryButton
from lwdesk.ui.text import Text


class Surface(QFrame):
    """A rounded ground; the kinds below name its colours."""

    fill = "sheet"
    edge: str | None = None
    radius = 12
    margin = 16

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 12) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self.column = QVBoxLayout(self)
        style.follow(self.restyle)

    def restyle(self) -> None:
        m = style.px(self.margin)
        self.column.setContentsMargins(m, m, m, m)
        self.column.setSpacing(style.px(self._spacing))
        self.update()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.column.addWidget(widget, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        edge = self.edge or ("text" if style.theme.contrast else None)
        paint.box(painter, QRectF(self.rect()), fill=self.fill, edge=edge, radius=self.radius)
        painter.end()


class Sheet(Surface):
    """The one working surface of the window."""

    edge = "line"
    margin = 0


class Sign(QLabel):
    """A symbol that stands beside words; alone it says nothing, so it has no name."""

    def __init__(
        self, name: str, token: str = "text2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setPixmap(icons.pixmap(self._name, self._token, self._size))

    def set_sign(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.restyle()


class RoundSign(QWidget):
    """A symbol in a quiet circle, the picture of an empty list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(style.px(56), style.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        place = QRectF(self.rect())
        paint.circle(painter, place, fill="sunken", edge="text" if style.theme.contrast else None)
        d = place.width() / 4
        icons.paint(painter, self._name, "text2", place.adjusted(d, d, -d, -d))
        painter.end()


class EmptyState(QWidget):
    """An empty list: symbol, one sentence, the action that fills it."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        sentence: str,
        action: str = "",
        *,
        action_icon: str = "plus",
        title: str = "",
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(style.px(12))
        column.addStretch()
        column.addWidget(RoundSign(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        if title:
            column.addWidget(Text(title, "strong"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Text(sentence, token="text2", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        self.button: Button | None = None
        if action:
            kind = PrimaryButton if primary else SecondaryButton
            self.button = kind(action, icon=action_icon)
            self.button.clicked.connect(self.acted)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def set_sentence(self, sentence: str) -> None:
        self.sentence.setText(sentence)
