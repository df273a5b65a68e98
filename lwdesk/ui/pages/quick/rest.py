"""The quick contact at rest: the topics so far as tokens, and the way in."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import Token
from lwdesk.ui.pages.quick.topics import Topic, area_label, kind_label
from lwdesk.ui.words import _


class WayIn(LineEdit):
    """A field that hands over to the open line as soon as somebody types or clicks into it."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Topic …"), height=32)
        self.setObjectName("way_in")
        self.setAccessibleName(_("Add a topic"))
        self.setReadOnly(True)
        self.setFrame(False)
        self.setMinimumWidth(style.px(140))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            self.entered.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit("")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.entered.emit("")


class Frame(QWidget):
    """The edge around tokens and way in, so that they look like one field."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow(gap=8)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(8), style.px(8), style.px(8), style.px(8))
        row.addWidget(self.flow, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(160), style.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, QRectF(self.rect()), fill="sheet", edge="edge")
        painter.end()


class RestLine(QWidget):
    """Tokens of the topics, a field that opens the line, and the button that saves."""

    entered = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._frame = Frame()
        self.way_in = WayIn()
        self.way_in.entered.connect(self.entered)
        self.tokens: list[Token] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(12))
        self._row.addWidget(self._frame, 1)
        self._frame.flow.add(self.way_in)

    def hold(self, button: QWidget) -> None:
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        button.show()

    def show_topics(self, topics: Sequence[Topic]) -> None:
        for token in self.tokens:
            self._frame.flow.flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._frame.flow.flow.removeWidget(self.way_in)
        self.tokens = [self._token(area, kind) for area, kind in topics]
        for token in self.tokens:
            self._frame.flow.add(token)
        self.way_in.setPlaceholderText(_("Another topic …") if topics else _("Topic …"))
        self._frame.flow.add(self.way_in)
        self._frame.flow.updateGeometry()

    def _token(self, area: str, kind: str) -> Token:
        token = Token(area_label(area), kind_label(kind), key=area)
        token.removed.connect(lambda: self.removed.emit(area))
        return token
