"""What came together by itself, for whoever wonders where a new entry comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange.views import Merged
from lwdesk.ui import style
from lwdesk.ui.pages.exchange.summary import merged_what
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

SHOWN = 6


class Together(QWidget):
    """The households in which two devices changed different things, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("came_together")
        self._column = QVBoxLayout(self)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, style.px(16), 0, 0)
        self._column.setSpacing(style.px(12))

    def show_merged(self, merged: Sequence[Merged]) -> None:
        """Show the first of them, each as household and what came together there."""
        empty(self._column)
        self.setVisible(bool(merged))
        self._column.addWidget(Text(_("Came together by itself"), "help_strong", token="text2"))
        for one in merged[:SHOWN]:
            self._column.addWidget(_line(one))
        if len(merged) > SHOWN:
            more = plural("{n} more in the log", "{n} more in the log", len(merged) - SHOWN)
            self._column.addWidget(Text(more, "help", token="text2", wrap=True))


def _line(one: Merged) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(style.px(12), 0, 0, 0)
    row.setSpacing(style.px(12))
    row.addWidget(Sign("check", "ok", 16), 0, Qt.AlignmentFlag.AlignVCenter)
    told = QVBoxLayout()
    told.setSpacing(style.px(2))
    told.addWidget(Text(isolate(one.name) or _("without a name"), "label", wrap=True))
    told.addWidget(Text(merged_what(one), "help", token="text2", wrap=True))
    row.addLayout(told, 1)
    return made
