"""The visit itself: full window, one family, every change in the file before the next one."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.domain import visiting
from lwdesk.domain.consent import Consent
from lwdesk.domain.visit import ChecklistItem
from lwdesk.services.changes import Changes
from lwdesk.services.visit_views import VisitView
from lwdesk.services.visits import Outcome
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.context import Context, Page
from lwdesk.ui.pages.visits.alone import AlonePanel
from lwdesk.ui.pages.visits.consent_page import ConsentPage
from lwdesk.ui.pages.visits.keeping import Keeping
from lwdesk.ui.pages.visits.mode_head import ModeHead
from lwdesk.ui.pages.visits.notebook import Notebook
from lwdesk.ui.pages.visits.outcome import NextStep
from lwdesk.ui.pages.visits.result_bar import ResultBar
from lwdesk.ui.pages.visits.sides import Sides
from lwdesk.ui.pages.visits.signing import Signing
from lwdesk.ui.pages.visits.table import Table
from lwdesk.ui.pages.visits.tiles import Tile
from lwdesk.ui.surface import Skeleton
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class VisitModePage(Page):
    """Who is here, checklist, notes, consent, result."""

    name = "visits"
    heading = N_("Visit")
    full_window = True
    guarded = True

    def __init__(self, context: Context, visit: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.visit = visit
        self.view: VisitView | None = None
        self.setAccessibleName(_("Visit"))
        self.head = ModeHead()
        self.table, self.notebook, self.next_step = Table(), Notebook(), NextStep()
        self.consent, self.alone = ConsentPage(), AlonePanel()
        self.bar = ResultBar()
        self.result, self.later, self.finish = self.bar.result, self.bar.later, self.bar.finish
        self.keeping = Keeping(context, visit, self.notebook.text, self)
        self.signing = Signing(context, visit, self.consent, self)
        self._build()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._body_box.setContentsMargins(side, style.px(20), side, style.px(12))

    def opened(self) -> None:
        if self.view is None:
            self.signing.read()
        self._load(begin=self.view is None)

    def focus_first(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.consent:
            self.consent.focus_text()
        elif shown is self.alone:
            self.alone.focus_first()
        elif self._halves.currentWidget() is self.next_step:
            self.next_step.focus_first()
        else:
            self.table.focus_first()

    def primary(self) -> None:
        if self._stack.currentWidget() is self.consent:
            if self.consent.save.isVisible():
                self.consent.give()
        elif self.finish.isEnabled() and self._stack.currentWidget() is self._main:
            self._finish()

    def save_now(self) -> None:
        self.keeping.keep_notes()

    def escape(self) -> bool:
        """Close the consent text before leaving the visit; what was written stays."""
        if self._stack.currentWidget() is self.consent:
            self._show_main()
            return True
        return False

    def keep_draft(self) -> None:
        self.keeping.keep_notes(closing=True)
        self.signing.keeper.keep()

    def closed(self) -> None:
        self.keeping.stop()
        self.signing.keeper.stop()
        self.notebook.stop()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is not self and changes.touches("visit", "consent", "membership", record=self.visit):
            self._load()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        holder = QWidget()
        column.addWidget(holder, 1)
        self._stack = QStackedLayout(holder)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        self.sides = Sides(self.table, self.notebook)
        body = QWidget()
        self._body_box = QVBoxLayout(body)
        halves = QWidget()
        self._halves = QStackedLayout(halves)
        self._halves.addWidget(self.sides)
        self._halves.addWidget(self.next_step)
        self._body_box.addWidget(halves)
        main.addWidget(body, 1)
        main.addWidget(self.bar)
        for part in (Skeleton(8), self._main, self.consent, self.alone):
            self._stack.addWidget(part)

    def _listen(self) -> None:
        self.head.left.connect(self.context.back_wanted)
        self.head.covered.connect(lambda: _cover(self))
        self.later.clicked.connect(lambda _checked=False: self.context.back_wanted.emit())
        self.finish.clicked.connect(lambda _checked=False: self._finish())
        self.result.edited.connect(self._result_chosen)
        self.notebook.typed.connect(self.keeping.typed)
        self.notebook.refusing.connect(self.keeping.refuse)
        self.notebook.text_wanted.connect(lambda: self._show_consent(sign=False))
        self.notebook.signing_wanted.connect(lambda: self._show_consent(sign=True))
        self.keeping.saved.connect(self.head.show_saved)
        self.keeping.renewed.connect(self._load)
        self.keeping.failed.connect(lambda why: self.context.said.emit(why, False))
        self.table.came.connect(self.keeping.came)
        self.table.others_told.connect(self._others)
        self.table.children_told.connect(self._children)
        self.table.point_added.connect(self.keeping.add_point)
        self.table.marked.connect(self._mark)
        self.table.remarked.connect(self._remark)
        self.table.dropped.connect(lambda tile: self.keeping.drop_point(tile.item.id))
        self.consent.left.connect(self._show_main)
        self.consent.given.connect(self._give)
        self.alone.begun.connect(lambda: self._load(begin=True, alone=True))
        self.alone.plan_wanted.connect(self._replan)
        for place, segment in enumerate(self.result.segments, 1):
            QShortcut(QKeySequence(f"Alt+{place}"), self).activated.connect(segment.click)

    def _load(self, *, begin: bool = False, alone: bool = False) -> None:
        visit = self.visit

        def work(desk: "Desk") -> tuple[VisitView, Changes | None]:
            view = desk.visits.view(visit)
            if not begin or not _starts(view, alone=alone):
                return view, None
            begun = desk.visits.begin(visit)
            return desk.visits.view(visit), begun

        self.context.jobs.run(self, work, self._show, lane=f"visit {visit}")

    def _show(self, told: tuple[VisitView, Changes | None]) -> None:
        first = self.view is None or self._stack.currentWidget() is self.alone
        self.view, begun = told
        self.head.show_view(self.view)
        self.table.show_view(self.view)
        if not self.keeping.dirty:
            self.notebook.show_view(self.view)
        self.notebook.show_consent(self.view)
        self._main.setEnabled(self.view.editable)
        if self.view.visit.state == "planned" and visiting.second_missing(self.view.visit):
            self.alone.show_view(self.view)
            self._stack.setCurrentWidget(self.alone)
        elif self._stack.currentWidget() is not self.consent:
            self._stack.setCurrentWidget(self._main)
        if self.result.value() is None:
            self.result.set_value(visiting.HELD)
        if begun is not None:
            self.context.jobs.changed.emit(begun, self)
        if first and self.isVisible():
            self.focus_first()

    def _others(self, told: str) -> None:
        if self.view is not None and told != self.view.visit.others_present:
            self.keeping.others(told)

    def _children(self, told: int | None) -> None:
        if self.view is not None and told != self.view.visit.children_present:
            self.keeping.child_count(told)

    def _mark(self, tile: Tile, state: str) -> None:
        self._show_item(tile, tile.item.replace(state=state))
        self.keeping.mark(tile.item.id, state)

    def _remark(self, tile: Tile, remark: str) -> None:
        self._show_item(tile, tile.item.replace(remark=remark))
        self.keeping.mark(tile.item.id, tile.state, remark)

    def _show_item(self, tile: Tile, item: ChecklistItem) -> None:
        """Show the change at once; it is on its way into the file."""
        tile.show_item(item)
        self.table.count_points()
        announce(tile, tile.accessibleName())

    def _show_consent(self, *, sign: bool) -> None:
        assert self.view is not None
        self.consent.show_view(self.view)
        self._stack.setCurrentWidget(self.consent)
        if sign:
            self.consent.focus_signature()
        else:
            self.consent.focus_text()

    def _show_main(self) -> None:
        self._stack.setCurrentWidget(self._main)
        self.notebook.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, consent: Consent, picture: bytes | None) -> None:
        def then(_changes: Changes) -> None:
            self._show_main()
            self.context.said.emit(_("Consent saved"), False)
            self._load()

        draft = self.signing.draft
        self.signing.keeper.keep()
        self.context.jobs.run(self, lambda desk: desk.consents.give(consent, picture, draft), then)

    def _result_chosen(self) -> None:
        result = str(self.result.value())
        if result == visiting.HELD or self.view is None:
            self._halves.setCurrentWidget(self.sides)
            return
        self.next_step.show_result(result, self.view.visit)
        self._halves.setCurrentWidget(self.next_step)
        self.next_step.focus_first()

    def _finish(self) -> None:
        visit, result = self.visit, str(self.result.value())
        met = result == visiting.HELD
        outcome = Outcome(result) if met else self.next_step.outcome(result)
        if outcome is None:
            return
        self.keeping.keep_notes()

        def then(_changes: Changes) -> None:
            said = _("Visit finished") if met else _("Noted. A task reminds of the next step.")
            self.context.back_wanted.emit()
            if met:
                self.context.wanted.emit("sort_visit", visit)
            self.context.said.emit(said, not met)

        self.context.jobs.run(self, lambda desk: desk.visits.finish(visit, outcome), then)

    def _replan(self) -> None:
        self.context.back_wanted.emit()
        self.context.wanted.emit("visit", self.visit)


def _starts(view: VisitView, *, alone: bool) -> bool:
    """Tell whether the visit begins by being opened; nobody goes alone where two are needed, unless said."""
    pair = alone or view.visit.state != "planned" or not visiting.second_missing(view.visit)
    return view.editable and view.visit.state in ("planned", "to_sort") and pair


def _cover(page: QWidget) -> None:
    cover = getattr(page.window(), "cover", None)
    if cover is not None:
        cover()
