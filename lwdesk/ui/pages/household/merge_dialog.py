"""Two entries for one household side by side: found, compared, merged, or told apart for good."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.fields import RECORDS
from lwdesk.domain.printed import printed
from lwdesk.services.changes import Changes
from lwdesk.services.merging import Comparison, Differing, Same, Side
from lwdesk.services.views import Found, Hit, Similar
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.input_choice import SegmentedInput, YesNoInput
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.option import Option
from lwdesk.ui.pages.duplicates import DuplicatesPanel
from lwdesk.ui.pages.household import words
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.surface import Divider
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _
from lwdesk.ui.words import words as language

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

WIDE, HIGH = 760, 640
HERE, THERE = "kept", "gone"
MOST = 5


class MergeDialog(DialogFrame):
    """Goes in two steps: which entry is the other one, and what becomes of the two."""

    merged = Signal()
    apart = Signal()

    def __init__(self, context: Context, household: UUID, parent: QWidget) -> None:
        super().__init__(
            _("Merge with another entry"),
            _("The other entry is put under this one. It can be taken apart again at any time."),
            parent,
        )
        self.setModal(True)
        self.setObjectName("merge_dialog")
        self._context, self._household, self._other = context, household, household
        self._choices: list[tuple[Differing, SegmentedInput]] = []
        self._pairs: list[tuple[Same, YesNoInput]] = []
        self._scroll = PageScroll()
        self.body.addWidget(self._scroll)
        self._page: QWidget = QWidget()
        self._scroll.column().addWidget(self._page)
        self.cancel = QuietButton(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.not_same = SecondaryButton(_("Not the same"))
        self.not_same.setObjectName("not_the_same")
        self.not_same.clicked.connect(self._tell_apart)
        self.merge = PrimaryButton(_("Merge"), icon="merge")
        self.merge.setObjectName("merge")
        self.merge.clicked.connect(self._merge)
        for button in (self.cancel, self.not_same, self.merge):
            self.buttons.addWidget(button)
        self._show_search()

    def sizeHint(self) -> QSize:
        host = self.parentWidget()
        window = host.window() if host is not None else self
        return QSize(
            min(style.px(WIDE), window.width() - style.px(32)),
            min(style.px(HIGH), window.height() - style.px(32)),
        )

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()
        self.search.setFocus()
        household = self._household
        self._context.jobs.run(self, lambda desk: desk.merging.candidates(household), self._suggest)

    def compare(self, other: UUID) -> None:
        """Read both entries and show them beside each other."""
        household = self._household
        self._context.jobs.run(self, lambda desk: desk.merging.compare(household, other), self._show_both)

    def _show_search(self) -> None:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, style.px(8), 0)
        column.setSpacing(style.px(12))
        self.search = LineEdit()
        self.search.setObjectName("merge_search")
        self.search.setPlaceholderText(_("Name or case number of the other entry"))
        self.search.setAccessibleName(_("Name or case number of the other entry"))
        self.search.textEdited.connect(self._find)
        column.addWidget(self.search)
        self._hits = QVBoxLayout()
        column.addLayout(self._hits)
        self.panel = DuplicatesPanel()
        self.panel.opened.connect(self.compare)
        self.panel.refused.connect(self._refuse)
        column.addWidget(self.panel)
        column.addStretch(1)
        self._put(made)
        self.not_same.hide()
        self.merge.hide()

    def _suggest(self, similar: Sequence[Similar]) -> None:
        self.panel.show_similar(similar)
        for card in self.panel.cards:
            card.open.setText(_("Compare"))
            card.open.setAccessibleName(f"{card.open.text()}: {card.similar.name}")

    def _refuse(self, other: UUID) -> None:
        household = self._household

        def work(desk: "Desk") -> tuple[Changes, tuple[Similar, ...]]:
            return desk.households.not_the_same(household, other), desk.merging.candidates(household)

        self._context.jobs.run(self, work, lambda told: self._suggest(told[1]))

    def _find(self, text: str) -> None:
        self._context.jobs.run(
            self, lambda desk: desk.search.find(text, 2 * MOST), self._show_hits, lane="merge"
        )

    def _show_hits(self, found: Found) -> None:
        while (item := self._hits.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        homes: dict[UUID, Hit] = {}
        for hit in found.hits:
            if hit.household != self._household:
                homes.setdefault(hit.household, hit)
        for hit in list(homes.values())[:MOST]:
            button = SecondaryButton(f"{isolate(hit.household_name or hit.name)} · {hit.case_number}")
            button.setObjectName(f"hit_{hit.household}")
            button.clicked.connect(lambda _checked=False, home=hit.household: self.compare(home))
            self._hits.addWidget(button)

    def _show_both(self, told: Comparison) -> None:
        self._other = told.gone.household.id
        self._choices, self._pairs = [], []
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, style.px(8), 0)
        column.setSpacing(style.px(12))
        heads = QHBoxLayout()
        heads.setSpacing(style.px(24))
        heads.addWidget(_side(_("This entry stays"), told.kept), 1)
        heads.addWidget(_side(_("This entry goes"), told.gone), 1)
        column.addLayout(heads)
        self._add_people(column, told)
        self._add_facts(column, told)
        column.addStretch(1)
        self._put(made)
        self.not_same.show()
        self.merge.show()
        self.merge.setFocus()

    def _add_people(self, column: QVBoxLayout, told: Comparison) -> None:
        if not told.same:
            return
        column.addWidget(Divider())
        column.addWidget(Text(_("The same person?"), "section"))
        names = {
            view.person.id: isolate(words.latin_name(view.person) or view.person.native_name)
            for side in (told.kept, told.gone)
            for view in side.members
        }
        for pair in told.same:
            both = _("{one} is {other}", one=names.get(pair[0], ""), other=names.get(pair[1], ""))
            same = YesNoInput(both)
            same.setObjectName(f"same_{pair[0]}")
            same.setAccessibleName(both)
            same.set_value(True)
            self._pairs.append((pair, same))
            column.addWidget(same)

    def _add_facts(self, column: QVBoxLayout, told: Comparison) -> None:
        if not told.facts:
            return
        column.addWidget(Divider())
        column.addWidget(Text(_("What holds?"), "section"))
        for fact in told.facts:
            field = RECORDS[fact.kind].by_name[fact.field]
            both = [
                Option(side, isolate(printed(field, value, language.texts)) or "–")
                for side, value in ((HERE, fact.kept), (THERE, fact.gone))
            ]
            choice = SegmentedInput(both)
            choice.setObjectName(f"fact_{fact.kind}_{fact.field}")
            choice.setAccessibleName(_(field.label))
            choice.set_value(HERE)
            self._choices.append((fact, choice))
            column.addWidget(Text(_(field.label), "label"))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)

    def _merge(self) -> None:
        kept, gone = self._household, self._other
        same = tuple(pair for pair, box in self._pairs if box.value())
        chosen = tuple((fact.record, fact.field) for fact, box in self._choices if box.value() == THERE)

        def then(_changes: Changes) -> None:
            self.merge.set_busy(False)
            self.merged.emit()
            self.accept()

        self.merge.set_busy(True)
        self._context.jobs.run(
            self, lambda desk: desk.merging.merge(kept, gone, same, chosen), then, failed=self._failed
        )

    def _failed(self, error: Exception) -> bool:
        del error
        self.merge.set_busy(False)
        return False

    def _tell_apart(self) -> None:
        one, other = self._household, self._other

        def then(_changes: Changes) -> None:
            self.apart.emit()
            self.accept()

        self._context.jobs.run(self, lambda desk: desk.households.not_the_same(one, other), then)

    def _put(self, page: QWidget) -> None:
        old, self._page = self._page, page
        self._scroll.column().removeWidget(old)
        old.hide()
        old.deleteLater()
        self._scroll.column().addWidget(page)
        page.show()


def _side(title: str, side: Side) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.px(4))
    household = side.household
    name = household.name or household.native_name or _("without a name")
    column.addWidget(Text(title, "help", token="text2"))
    column.addWidget(Text(f"{isolate(name)} · {household.case_number}", "strong", wrap=True))
    where = words.address(side.dwelling) if side.dwelling else ""
    if household.address_protected:
        where = _("Address protected")
    since = household.registered_on
    lines = [
        where,
        _("since {month}", month=dates.month(since)) if since else "",
        ", ".join(isolate(words.latin_name(one.person) or one.person.native_name) for one in side.members),
        ", ".join(f"{number} × {_(RECORDS[kind].label)}" for kind, number in side.counts),
        label("household_status", household.status or "active"),
    ]
    for line in lines:
        if line:
            column.addWidget(Text(line, wrap=True))
    column.addStretch(1)
    return made
