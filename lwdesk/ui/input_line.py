"""The text field itself."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from lwdesk.ui import icons, paint, style


class LineEdit(QLineEdit):
    """The program's text field; 36 high, its border is its focus ring."""

    def __init__(
        self, placeholder: str = "", *, height: int = 36, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height, self._icon = height, icon
        self._size, self._sign_side = (16, 20) if height > 40 else (14, 16)
        self._script = False
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font(self._size, script=self._script))
        if self._icon:
            self.setTextMargins(style.px(self._sign_side + 8), 0, 0, 0)
        self.updateGeometry()

    def set_script(self, script: bool) -> None:
        """Put the fonts of other scripts first."""
        if script != self._script:
            self._script = script
            self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with a letter to buttons; with none of that letter it must not overwrite the text."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the symbol at the left, as large as the letters are."""
        super().paintEvent(event)
        if not self._icon:
            return
        painter = paint.begin(self)
        side = style.px(self._sign_side)
        left = style.px(18 if self._size > 14 else 12)
        token = "accent_text" if self.hasFocus() else "text2"
        icons.paint(painter, self._icon, token, QRectF(left, (self.height() - side) / 2, side, side))
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(72), style.px(self._height))
