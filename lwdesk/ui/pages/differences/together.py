"""What needs nobody any more: what came together by itself, and what was decided, which can be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.fields import RECORDS
from lwdesk.services.exchange.views import Decided, Merged
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.pages.exchange.summary import by_household
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

SHOWN = 5


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
        found = by_household(merged)
        self.setVisible(bool(found))
        self._column.addWidget(Text(_("Came together by itself"), "help_strong", token="text2"))
        for name, what in found[:SHOWN]:
            self._column.addWidget(_line("check", "ok", name, what))
        if len(found) > SHOWN:
            more = plural("{n} more in the log", "{n} more in the log", len(found) - SHOWN)
            self._column.addWidget(Text(more, "help", token="text2", wrap=True))


class Settled(QWidget):
    """What was decided here and still stands, each with the way back."""

    wanted_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decided")
        self._column = QVBoxLayout(self)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, style.px(16), 0, 0)
        self._column.setSpacing(style.px(12))

    def show_decided(self, decided: Sequence[Decided]) -> None:
        empty(self._column)
        self.setVisible(bool(decided))
        self._column.addWidget(Text(_("Decided"), "help_strong", token="text2"))
        for one in decided:
            self._column.addWidget(self._line(one))

    def _line(self, one: Decided) -> QWidget:
        name, what = isolate(one.name) or _("without a name"), _what(one)
        made = _line("history", "text2", name, what)
        back = QuietButton(_("Take back"), size="small")
        back.setAccessibleName(_("Take back: {name}, {what}", name=name, what=what))
        back.clicked.connect(lambda _checked=False: self.wanted_back.emit(one))
        layout = made.layout()
        assert layout is not None
        layout.addWidget(back)
        return made


def _what(one: Decided) -> str:
    cls = RECORDS.get(one.subject)
    field = cls.by_name.get(one.field) if cls is not None else None
    if field is not None:
        return _(field.label)
    return _(cls.label) if cls is not None else one.subject


def _line(sign: str, token: str, name: str, what: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(style.px(12), 0, 0, 0)
    row.setSpacing(style.px(12))
    row.addWidget(Sign(sign, token, 16), 0, Qt.AlignmentFlag.AlignVCenter)
    told = QVBoxLayout()
    told.setSpacing(style.px(2))
    told.addWidget(Text(name, "label", wrap=True))
    told.addWidget(Text(what, "help", token="text2", wrap=True))
    row.addLayout(told, 1)
    return made
