"""The text field itself."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from lwdesk.ui import icons, style


class LineEdit(QLineEdit):
    """The program's text field; 36 high, its border is its focus ring."""

    def __init__(
        self, placeholder: str = "", *, height: int = 36, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height, self._icon = height, icon
        self._sign: QAction | None = None
        self._size = 16 if height > 40 else 14
        self._script = False
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.setFont(style.font(self._size, script=self._script))
        if self._icon:
            if self._sign is None:
                self._sign = self.addAction(icons.icon(self._icon), QLineEdit.ActionPosition.LeadingPosition)
            self._sign.setIcon(icons.icon(self._icon, "text2"))
        self.updateGeometry()

    def set_script(self, script: bool) -> None:
        """Put the fonts of other scripts first."""
        if script != self._script:
            self._script = script
            self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(72), style.px(self._height))
