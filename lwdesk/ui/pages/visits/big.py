"""Controls for the kitchen table: 16 px text, 48 px and more to touch."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import paint, style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.input_text import NoteEdit
from lwdesk.ui.marks import FilterChip
from lwdesk.ui.text import Text

SIZE, HIGH = 16, 48


def _grown(button: Button) -> None:
    button.setFont(style.font(SIZE, button.weight))
    button.updateGeometry()


class BigPrimary(PrimaryButton):
    """The decision of the visit."""

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, size="big", parent=parent)

    def restyle(self) -> None:
        super().restyle()
        _grown(self)


class BigSecondary(SecondaryButton):
    """Another thing to do at the table."""

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, size="big", parent=parent)

    def restyle(self) -> None:
        super().restyle()
        _grown(self)


class BigQuiet(QuietButton):
    """A link at the table."""

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, size="big", parent=parent)

    def restyle(self) -> None:
        super().restyle()
        _grown(self)


class BigChip(FilterChip):
    """Somebody who is there or is not."""

    def restyle(self) -> None:
        super().restyle()
        self.setFont(style.font(SIZE, 500))

    def sizeHint(self) -> QSize:
        width = paint.width(self.text(), SIZE, 500) + style.px(28) + 1
        return QSize(round(width + (style.px(26) if self.isChecked() else 0)), style.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, on = QRectF(self.rect()), self.isChecked()
        fill = "accent_soft" if on else ("subtle" if self.underMouse() else "sheet")
        paint.box(painter, rect, fill=fill, edge="accent" if on else "edge")
        ink = "accent_text" if on else "text"
        x = rect.x() + style.px(14)
        if on:
            side = style.px(18)
            paint.tick(painter, QRectF(x, rect.center().y() - side / 2, side, side), ink)
            x += style.px(26)
        place = QRectF(x, 0, rect.right() - x, rect.height())
        paint.line(painter, place, self.text(), size=SIZE, weight=500, token=ink)
        painter.end()


class BigNotes(NoteEdit):
    """The largest area of the visit."""

    def __init__(self) -> None:
        super().__init__(lines=6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def restyle(self) -> None:
        super().restyle()
        self.setFont(style.font(SIZE))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 6 + style.px(24))


class Stacked(QWidget):
    """Parts below each other without margins of their own."""

    def __init__(self, *parts: QWidget, gap: int = 12) -> None:
        super().__init__()
        self._gap = gap
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.column.addWidget(part)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.column.setSpacing(style.px(self._gap))


def big_text(text: str, *, token: str = "text2") -> Text:
    """Return a paragraph as it is read at the table."""
    made = Text(text, "section", token=token, wrap=True)
    made.setFont(style.font(SIZE, 400))
    return made
