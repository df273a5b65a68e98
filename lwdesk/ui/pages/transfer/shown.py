"""What is in a package, part by part: a heading for each person or thing, label and value of each field."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange.transfer_views import Part
from lwdesk.ui import style
from lwdesk.ui.pages.transfer import words
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

LONGEST = 2000
MOST = 200


class PartsView(QWidget):
    """Shows the content of a package; what is empty says so."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.shown: tuple[Part, ...] | None = None
        style.follow(self.restyle)
        self.show_parts(())

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))

    def show_parts(self, parts: Iterable[Part]) -> None:
        parts = tuple(parts)
        if parts == self.shown:
            return
        self.shown = parts
        empty(self._column)
        for part in parts[:MOST]:
            self._column.addWidget(_block(part))
        if not parts:
            self._column.addWidget(Text(self._nothing, token="text2", wrap=True))
        if len(parts) > MOST:
            told = _("and {n} more", n=len(parts) - MOST)
            self._column.addWidget(Text(told, "help", token="text2"))
        self._column.addStretch(1)


def _block(part: Part) -> QWidget:
    made = QWidget()
    made.setObjectName(f"part_{part.kind}")
    made.setAccessibleName(words.sentence(part)[:LONGEST])
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.px(4))
    head = QHBoxLayout()
    head.setSpacing(style.px(8))
    head.addWidget(Sign(words.SIGNS.get(part.kind, "file-text"), "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Text(isolate(part.title), "strong", wrap=True), 1)
    column.addLayout(head)
    grid = QGridLayout()
    grid.setContentsMargins(style.px(24), 0, 0, 0)
    grid.setHorizontalSpacing(style.px(12))
    grid.setVerticalSpacing(style.px(2))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    top = Qt.AlignmentFlag.AlignTop
    for line, row in enumerate(part.rows):
        grid.addWidget(Text(row.label, "help", token="text2", wrap=True), line, 0, top)
        grid.addWidget(Text(isolate(row.text[:LONGEST]), wrap=True), line, 1, top)
    column.addLayout(grid)
    return made
