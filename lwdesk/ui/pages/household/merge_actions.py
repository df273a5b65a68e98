"""Merging from the card: another entry is looked for, and what was merged comes apart again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.domain.fields import RECORDS
from lwdesk.domain.household import Merger
from lwdesk.services.merging import Unmerged
from lwdesk.services.views import Card
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.merge_dialog import MergeDialog
from lwdesk.ui.pages.household.parts import column
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class MergeActions(QObject):
    """The actions of one card on entries that are the same household."""

    def __init__(self, context: Context, page: QWidget, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown

    def look_for_other(self) -> None:
        dialog = MergeDialog(self._context, self._shown().household.id, self._page)
        dialog.merged.connect(lambda: self._context.said.emit(_("Entries merged"), True))
        dialog.apart.connect(lambda: self._context.said.emit(_("Noted: not the same"), True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_apart(self, merger: Merger) -> None:
        """Give back what was moved; what nobody can sort by itself is told."""

        def then(answer: Unmerged) -> None:
            self._context.said.emit(_("Entries taken apart"), True)
            if text := _told(answer):
                self._context.ask.tell(self._page, _("Please look at these entries."), text)

        self._context.jobs.run(self, lambda desk: desk.merging.undo(merger.id), then)


def _told(answer: Unmerged) -> str:
    """Return what was changed or added since the merger, line by line."""
    changed = [
        _("{kind}: {field} was changed since", kind=_(cls.label), field=_(cls.by_name[step.field].label))
        for step in answer.left
        for cls in (RECORDS[step.kind],)
    ]
    kinds = [kind for kind, _record in answer.unsorted]
    added = [
        _("{n} × {kind} was added and stays here", n=kinds.count(kind), kind=_(RECORDS[kind].label))
        for kind in dict.fromkeys(kinds)
    ]
    return "\n".join((*dict.fromkeys(changed), *added))


def mergers(card: Card, do: MergeActions) -> QWidget | None:
    """Return the entries that were merged into this one, each with the way back."""
    if not card.mergers:
        return None
    made = column(SectionHeading(_("Merged")), gap=4)
    box = made.layout()
    assert box is not None
    for merger, number in card.mergers:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        day = dates.day(merger.merged_on) if merger.merged_on else ""
        row.addWidget(Text(_("{number}, on {day}", number=number, day=day), wrap=True), 1)
        if card.editable:
            apart = QuietButton(_("Take apart"), size="small")
            apart.setObjectName(f"apart_{merger.id}")
            apart.setAccessibleName(_("Take apart: {number}", number=number))
            apart.clicked.connect(lambda _checked=False, one=merger: do.take_apart(one))
            row.addWidget(apart, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(holder)
    return made
