"""Labels of the type scale: always plain text, always in a colour by name, never wider than what they say."""

from functools import cache

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolTip, QWidget

from lwdesk.ui import paint, style

FIRST_STRONG, POP = "\u2068", "\u2069"
SIZES = {
    "name": (24, 600),
    "title": (20, 600),
    "section": (16, 600),
    "strong": (14, 600),
    "body": (14, 400),
    "medium": (14, 500),
    "label": (13, 500),
    "own_name": (20, 400),
    "own_title": (18, 400),
    "help": (12, 400),
    "help_strong": (12, 600),
}


def isolate(name: str) -> str:
    """Return a name of any script so that it cannot turn the text around it."""
    return f"{FIRST_STRONG}{name}{POP}" if name else ""


class Text(QLabel):
    """A label; `kind` is a step of the type scale, `token` its colour."""

    letter: int | None = None
    _natural: int
    _heights: dict[int, int]
    _faces: int

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        token: str = "text",
        wrap: bool = False,
        script: bool = False,
        tabular: bool = False,
        selectable: bool = False,
        shortens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shortens = shortens
        self._kind, self._token, self._script, self._tabular = kind, token, script, tabular
        self._measure_again()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button it would be the button's
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        if shortens:
            self.installEventFilter(tips())
        style.follow(self.restyle)

    def restyle(self) -> None:
        size, weight = SIZES[self._kind]
        self.setFont(style.font(size, weight, tabular=self._tabular, script=self._script))
        self.setPalette(style.ink(self._token))
        self._measure_again()
        self.updateGeometry()

    def setText(self, text: str, /) -> None:
        self._measure_again()
        super().setText(text)

    def set_token(self, token: str) -> None:
        self._token = token
        self.restyle()

    def sizeHint(self) -> QSize:
        """Ask for one line as long as a line may comfortably be, and only then for more lines."""
        if not self.wordWrap():
            return super().sizeHint()
        width = min(self._unbroken(), style.characters(66))
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int, /) -> int:
        """Return how high the lines are: layouts ask thousands of times, mostly for one line."""
        if self._faces != style.theme.faces:
            self._measure_again()
        asked = min(width, self._unbroken()) if self.wordWrap() else width
        found = self._heights.get(asked)
        if found is None:
            found = self._heights[asked] = super().heightForWidth(asked)
        return found

    def minimumSizeHint(self) -> QSize:
        """Let wrapped text become narrow, down to its longest word's share of a column."""
        hint = super().minimumSizeHint()
        if self.wordWrap() or self._shortens:
            hint.setWidth(min(hint.width(), style.px(48 if self._shortens else 160)))
        return hint

    def _unbroken(self) -> int:
        """Return the width that holds the words as they are."""
        if not self._natural:
            beside = self.contentsMargins()
            words = self.fontMetrics().size(Qt.TextFlag.TextExpandTabs.value, self.text()).width()
            self._natural = words + beside.left() + beside.right() + 2
        return self._natural

    def _measure_again(self) -> None:
        self._natural, self._heights, self._faces = 0, {}, style.theme.faces

    def is_shortened(self) -> bool:
        return self._shortens and self.fontMetrics().horizontalAdvance(self.text()) > self.width() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut a name that is longer than its place at its end; the tip then holds all of it."""
        if self.letter is not None:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            flag, words = paint.lettered(self.text(), self.letter)
            painter.drawText(self.rect(), int(self.alignment()) | flag, words)
            painter.end()
            return
        if not self.is_shortened():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        whole = self.text().removeprefix(FIRST_STRONG).removesuffix(POP)
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextForceLeftToRight
        painter.drawText(self.rect(), int(flags), isolate(shown))
        painter.end()


class Tips(QObject):
    """Shows the whole of a shortened text when the pointer rests on it."""

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and isinstance(watched, Text) and watched.is_shortened():
            import html

            QToolTip.showText(event.globalPos(), f"<qt>{html.escape(watched.text())}</qt>", watched)
            return True
        return super().eventFilter(watched, event)


@cache
def tips() -> Tips:
    """Return the one filter that serves all shortened texts."""
    return Tips()


def hide_unless(widget: QWidget, wanted: bool) -> None:
    """Hide a widget that is not wanted; showing one before it has a parent would open a window."""
    if not wanted:
        widget.hide()


class Name(QWidget):
    """A person's or family's name and, beside it, the same in its own script; both can be copied."""

    def __init__(
        self, name: str, own_script: str = "", kind: str = "strong", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self.latin = Text(isolate(name), kind, selectable=True, shortens=True)
        own = {"strong": "body", "title": "own_title", "name": "own_name"}.get(kind, kind)
        self.own = Text(isolate(own_script), own, token="text2", script=True, selectable=True, shortens=True)
        hide_unless(self.own, bool(own_script))
        row.addWidget(self.latin)
        row.addWidget(self.own)
        row.addStretch()

    def set_names(self, name: str, own_script: str = "") -> None:
        self.latin.setText(isolate(name))
        self.own.setText(isolate(own_script))
        self.own.setVisible(bool(own_script))
