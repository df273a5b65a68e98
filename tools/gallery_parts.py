"""The pieces the board is put together from."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import Button
from lwdesk.ui.steps import draw_node
from lwdesk.ui.text import Text


class Swatch(QWidget):
    """A colour with its name and value."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(style.px(128), style.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        side = style.px(40)
        paint.box(painter, QRectF(0, style.px(2), side, side), fill=self._token, edge="line")
        value = getattr(style.tokens(), self._token)
        for y, text, weight in ((4, self._token, 600), (21, value, 400)):
            place = QRectF(side + style.px(8), style.px(y), style.px(90), style.px(18))
            paint.line(
                painter, place, text, size=12, weight=weight, token="text" if weight > 500 else "text2"
            )
        painter.end()


class Nodes(QWidget):
    """The five circles of a timeline."""

    KINDS = (
        ("planned", "footprints", "accent"),
        ("today", "message-circle", "accent"),
        ("result", "corner-up-right", "ok"),
        ("past", "phone", "neutral"),
        ("result", "door-closed", "warn"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(style.px(200), style.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        for n, (state, icon, tone) in enumerate(self.KINDS):
            draw_node(painter, QRectF(n * style.px(40), 0, style.px(32), style.px(32)), state, icon, tone)
        painter.end()


def heading(text: str) -> Text:
    return Text(text, "help_strong", token="text2")


def column(*parts: QWidget, gap: int = 8) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(gap))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return made


def beside(*parts: QWidget, gap: int = 16) -> QWidget:
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(gap))
    for part in parts:
        box.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    box.addStretch(1)
    return made


def named(part: QWidget, name: str) -> QWidget:
    return column(part, Text(name, "help", token="text2"), gap=4)


def blocked(button: Button) -> Button:
    button.set_blocked("Die Einwilligung fehlt.")
    return button
