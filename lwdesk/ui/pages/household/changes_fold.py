"""What became of a record, below its form: who changed what and when, read when somebody wants to know."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.fields import Record, Value
from lwdesk.domain.printed import EMPTY, printed
from lwdesk.services.history import Step
from lwdesk.ui import dates, style
from lwdesk.ui.context import Context
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

LONGEST = 300


class ChangesFold(Fold):
    """The changes of a few fields of a record, the newest first."""

    def __init__(self, context: Context, record: Record, fields: tuple[str, ...]) -> None:
        super().__init__(_("History"), QWidget())
        self.setObjectName("changes")
        self._context, self._record, self._fields = context, record, fields
        self._asked = False
        self._lines = QVBoxLayout(self.body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(style.px(4))
        self.turned.connect(lambda _opened: self._ask())

    def _ask(self) -> None:
        """Read the changes once, when the fold is opened for the first time."""
        if self._asked:
            return
        self._asked = True
        record, fields = self._record.id, self._fields

        def work(desk: "Desk") -> tuple[Step, ...]:
            return desk.history.steps(record, fields)

        self._context.jobs.run(self, work, self._show)

    def _show(self, steps: tuple[Step, ...]) -> None:
        today = clock.today()
        for step in steps:
            self._lines.addSpacing(style.px(8) if self._lines.count() else 0)
            at = dates.when(step.at.astimezone().date(), step.at, today)
            self._add(" · ".join(part for part in (at, isolate(step.who)) if part), "help", "text2")
            for change in step.changes:
                self._add(self._told(change.field, change.former, change.value))
        if not steps:
            self._add(_("Nothing is known of earlier entries."), token="text2")

    def _told(self, name: str, former: Value, value: Value) -> str:
        field = self._record.by_name[name]
        before, after = (isolate(printed(field, one, words.texts)[:LONGEST]) for one in (former, value))
        label = _(field.label)
        if printed(field, former, words.texts) == EMPTY:
            return _("{field}: {value}", field=label, value=after)
        return _("{field}: {former} → {value}", field=label, former=before, value=after)

    def _add(self, text: str, role: str = "body", token: str = "text") -> None:
        self._lines.addWidget(Text(text, role, token=token, wrap=True, selectable=True))
