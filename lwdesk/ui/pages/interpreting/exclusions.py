"""Whom of the pool a family does not wish: noted on its card, with a reason that nobody outside sees."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.codelists import fold
from lwdesk.domain.fields import Value
from lwdesk.domain.interpreting import Exclusion
from lwdesk.services.changes import Changes
from lwdesk.services.views import Card
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.inputs import LinkInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.calendar.dialogs import FormDialog
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Named = Sequence[tuple[UUID, str]]
type Excluded = Sequence[tuple[Exclusion, str]]
LAYOUT: Layout = (("interpreter",), ("reason",))
MOST = 50


class PersonInput(LinkInput):
    """Somebody of the pool, found by name."""

    def offer(self, people: Named) -> None:
        def find(text: str) -> list[Option]:
            wanted = fold(text)
            found = [Option(str(one), name) for one, name in people if wanted in fold(name)]
            return found[:MOST]

        self.set_source(find, {str(one): name for one, name in people})

    def value(self) -> Value:
        chosen = super().value()
        return UUID(str(chosen)) if chosen else None


class ExclusionDialog(FormDialog):
    """Who is excluded already can be taken back; somebody else is added below."""

    told = Signal(object)
    taken_back = Signal(object)
    needed = ("interpreter",)

    def __init__(self, household: UUID, excluded: Excluded, people: Named, parent: QWidget) -> None:
        person = PersonInput()
        known = {one.interpreter for one, _name in excluded}
        person.offer([one for one in people if one[0] not in known])
        form = RecordForm(Exclusion, LAYOUT, faces={"interpreter": person})
        super().__init__(_("Whom does the family not wish?"), form, parent)
        self.setObjectName("exclusion_dialog")
        self.save_button.setObjectName("save_exclusion")
        self.household = household
        self.rows = QVBoxLayout()
        for one, name in excluded:
            self.rows.addWidget(self._row(one, name))
        self.column_in.insertLayout(0, self.rows)

    def take(self) -> None:
        made = self.form.record()
        assert isinstance(made, Exclusion)
        self.told.emit(made.replace(household=self.household))
        self.close_saved()

    def _row(self, one: Exclusion, name: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(10))
        row.addWidget(Sign("ban", "danger", 18))
        since = _("since {day}", day=dates.day(one.since)) if one.since else ""
        told = " · ".join(part for part in (isolate(name), one.reason, since) if part)
        row.addWidget(Text(told, wrap=True), 1)
        back = QuietButton(_("Take back"), size="small")
        back.setObjectName(f"let_in_{one.interpreter}")
        back.setAccessibleName(_("Take back: {name}", name=name))
        back.clicked.connect(lambda _checked=False: self._take_back(one))
        row.addWidget(back)
        return made

    def _take_back(self, one: Exclusion) -> None:
        self.taken_back.emit(one.id)
        self.close_saved()


class ExclusionActions(QObject):
    """The card's way to whom a family does not wish."""

    def __init__(self, context: Context, page: QWidget, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown

    def open(self) -> None:
        household = self._shown().household.id

        def work(desk: "Desk") -> tuple[Excluded, Named]:
            return desk.interpreters.excluded(household), desk.interpreters.names()

        self._context.jobs.run(self, work, lambda told: self._show(household, *told))

    def _show(self, household: UUID, excluded: Excluded, people: Named) -> None:
        dialog = ExclusionDialog(household, excluded, people, self._page)
        dialog.told.connect(self._exclude)
        dialog.taken_back.connect(self._let_in)
        dialog.open()

    def _exclude(self, one: Exclusion) -> None:
        self._run(lambda desk: desk.interpreters.exclude(one), _("Noted, nobody outside sees the reason"))

    def _let_in(self, one: UUID) -> None:
        self._run(lambda desk: desk.interpreters.let_in(one), _("Taken back"))

    def _run(self, work: "Callable[[Desk], Changes]", said: str) -> None:
        self._context.jobs.run(self, work, lambda _changes: self._context.said.emit(said, True))
