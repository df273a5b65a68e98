"""After a visit: at the left what was written down, at the right where it goes."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain import topics, visiting
from lwdesk.services.changes import Changes
from lwdesk.services.visit_sorting import Sorted
from lwdesk.services.visit_views import VisitView
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.household.parts import column, fact
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.pages.visits.guests import Guests
from lwdesk.ui.pages.visits.sorting_notes import NEED, TASK, SortingNotes
from lwdesk.ui.pages.visits.targets import NeedTargets, TaskTargets, TopicTargets
from lwdesk.ui.surface import BottomBar, PageHeader, SectionHeading, Skeleton
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class SortingPage(Page):
    """Topics, needs and tasks are proposed; a person looks, changes and takes them over."""

    name = "visits"
    heading = N_("Sort the visit")

    def __init__(self, context: Context, visit: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.visit = visit
        self.view: VisitView | None = None
        self._topic_required = True
        self.setAccessibleName(_("Sort the visit"))
        self.header = PageHeader(_("Sort the visit"), "")
        self.topics, self.needs, self.tasks = TopicTargets(), NeedTargets(), TaskTargets()
        self.take = PrimaryButton(_("Take over into the file"), icon="check")
        self.take.setObjectName("take_over")
        self.back = SecondaryButton(_("Back to the visit"))
        self.back.setObjectName("back_to_visit")
        self.why = Text("", "help", token="warn")
        self._left = QVBoxLayout()
        self.guests = Guests(context, visit)
        self._build()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(24))
        self._left.setSpacing(style.px(8))

    def opened(self) -> None:
        if self.view is None:
            self._load()
        self.focus_first()

    def focus_first(self) -> None:
        self.topics.focus_first()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is not self and changes.touches(record=self.visit):
            self.view = None
            self._load()

    def keep_draft(self) -> None:
        self.guests.keep()

    def closed(self) -> None:
        self.guests.keep()

    def primary(self) -> None:
        """Make contact, needs and tasks of what stands at the right."""
        if not self.take.isEnabled() or self.take.is_busy() or self.view is None:
            return
        self.guests.keep()
        visit, wanted = self.visit, self.wanted()
        self.take.set_busy(True)

        def work(desk: "Desk") -> Changes:
            return desk.visit_sorting.take_over(visit, wanted)

        self.context.jobs.run(self, work, self._taken, failed=self._failed)

    def wanted(self) -> Sorted:
        return Sorted(self.topics.value(), self.needs.value(), self.tasks.value())

    def _build(self) -> None:
        self.paper = PageScroll()
        left = QWidget()
        written = column(gap=16)
        beside = written.layout()
        assert isinstance(beside, QVBoxLayout)
        left.setLayout(self._left)
        beside.addWidget(left)
        beside.addWidget(self.guests)
        beside.addStretch(1)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(Skeleton(4))
        right = column(self.topics, self.needs, self.tasks, gap=24)
        box = right.layout()
        assert isinstance(box, QVBoxLayout)
        box.addStretch(1)
        self.paper.column().addWidget(Columns(written, right, weights=(44, 56)), 1)
        bar = BottomBar()
        bar.add_status(self.why)
        bar.add_button(self.back)
        bar.add_button(self.take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.paper, 1)
        whole.addWidget(bar)
        self.take.clicked.connect(lambda _checked=False: self.primary())
        self.back.clicked.connect(lambda _checked=False: self._again())
        self.topics.edited.connect(self._judge)
        self.tasks.taken_back.connect(lambda said: self.notes.take_back(TASK, said))

    def _load(self) -> None:
        visit = self.visit

        def work(desk: "Desk") -> tuple[VisitView, Sorted, bool]:
            view = desk.visits.view(visit)
            needed = bool(desk.settings.load().topic_required)
            return view, desk.visit_sorting.proposed(view.visit, view.items), needed

        self.context.jobs.run(self, work, self._show, lane=f"sort {visit}")

    def _show(self, told: tuple[VisitView, Sorted, bool]) -> None:
        self.view, proposed, self._topic_required = told
        view = self.view
        self.header.set_subtitle(isolate(words.head_line(view)))
        self._show_written(view)
        named = {one.area: one.word for one in topics.suggestions(view.visit.notes)}
        self.topics.show_topics(proposed.topics, named)
        self.needs.show_needs(view.items, proposed.needs)
        self.tasks.show_tasks(clock.today())
        for part in (self.topics, self.needs, self.tasks):
            part.setEnabled(view.editable)
        self.guests.show_visit(view.visit, editable=view.editable)
        self._judge()
        self.focus_first()

    def _show_written(self, view: VisitView) -> None:
        """Show notes, points with help, what was talked about, and who was there."""
        while (placed := self._left.takeAt(0)) is not None:
            if (widget := placed.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._left.addWidget(SectionHeading(_("Notes")))
        self.notes = SortingNotes(view.visit.notes, sorts=view.editable)
        self.notes.wanted.connect(self._sort_note)
        self._left.addWidget(self.notes)
        helped = [item for item in view.items if item.state == "help"]
        self._left.addWidget(SectionHeading(_("Help needed"), str(len(helped))))
        for item in helped:
            title = label("checklist", item.item) or item.own
            self._left.addWidget(fact("life-buoy", ": ".join(part for part in (title, item.remark) if part)))
        done = [item for item in view.items if item.state == "done"]
        self._left.addWidget(SectionHeading(_("Talked about"), str(len(done))))
        spoken = ", ".join(label("checklist", item.item) or item.own for item in done)
        self._left.addWidget(Text(spoken or "–", token="text2", wrap=True))
        here = [words.person_name(one.person) for one in view.people if one.here]
        self._left.addWidget(SectionHeading(_("Present"), str(len(here))))
        self._left.addWidget(Text(isolate(", ".join(here)) or "–", token="text2", wrap=True))

    def _sort_note(self, kind: str, said: str) -> None:
        """Make a need or a task of a sentence of the notes; the focus stays there."""
        if kind == NEED:
            area = next((one.area for one in topics.suggestions(said)), "other")
            self.needs.add(area, said)
        else:
            self.tasks.add_said(said)

    def _judge(self) -> None:
        """Say why nothing can be taken over yet."""
        why = _("A topic is still missing") if self._topic_required and not self.topics.value() else ""
        held = self.view is not None and visiting.is_held(self.view.visit)
        if self.view is not None and not self.view.editable:
            why = _("You can read this household but not change it.")
        self.take.set_blocked(why or ("" if held else _("This visit was not held")))
        self.why.setText(self.take.blocked_reason())

    def _taken(self, _changes: Changes) -> None:
        self.take.set_busy(False)
        assert self.view is not None
        household = self.view.household.id
        self.context.back_wanted.emit()
        self.context.household_wanted.emit(household)
        self.context.said.emit(_("Taken over, the visit counts as one contact"), True)

    def _failed(self, error: Exception) -> bool:
        del error
        self.take.set_busy(False)
        return False

    def _again(self) -> None:
        self.context.back_wanted.emit()
        self.context.wanted.emit("visit_mode", self.visit)
