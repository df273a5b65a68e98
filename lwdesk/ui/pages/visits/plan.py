"""Planning a visit: when, who goes, what is to be prepared; what gets in the way is said at once."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import N_
from lwdesk.domain import visiting
from lwdesk.domain.values import Unreadable, from_plain, to_plain
from lwdesk.domain.visit import Visit
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.views import DraftView
from lwdesk.services.visit_views import Clash, VisitView
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.household.parts import column, fact
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.intake.faces import StaffInput
from lwdesk.ui.pages.search_words import label, persons, short_label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, BottomBar, PageHeader, SectionHeading
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM = "visit"
NEXT = {"under_way": "visit_mode", "to_sort": "sort_visit", "done": "sort_visit"}
"""Where a visit goes on that is no plan any more."""
LAYOUT = (
    ("planned_at", "minutes"),
    ("sort", "where"),
    ("staff", "second_staff"),
    ("in_pairs", "second_name"),
    ("pair_reason",),
    ("location",),
    ("language", "announced"),
    ("preparation",),
)


class PlanPage(Page):
    """A form in two columns; beside it the family, the checklist and what else is at that time."""

    name = "visits"
    heading = N_("Plan a visit")

    def __init__(
        self,
        context: Context,
        *,
        household: UUID | None = None,
        visit: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._household, self._visit = household, visit
        self.view: VisitView | None = None
        self._busy = False
        self.setAccessibleName(_("Plan a visit"))
        self.header = PageHeader(_("Plan a visit"), "")
        self.whom = HouseholdInput(context)
        self.whom_box = FieldBox(_("Which household?"), self.whom)
        self.staff, self.second = StaffInput(), StaffInput()
        self.form = RecordForm(
            Visit,
            LAYOUT,
            mandatory=("planned_at", "staff", "sort"),
            faces={"staff": self.staff, "second_staff": self.second},
        )
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self.kept = Text("", "help", token="text2")
        self.save_button = PrimaryButton(_("Plan the visit"), icon="check")
        self.save_button.setObjectName("save_plan")
        self.beside = QVBoxLayout()
        self._build()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(24))

    def opened(self) -> None:
        if self.view is None:
            self._load()

    def focus_first(self) -> None:
        first = self.form.input("planned_at") if self.view else self.whom
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        """Save the plan and go back, unless a field asks for a look first."""
        if self._busy or self.view is None or self._has_problems():
            return
        planned, base = self._planned(), self.view.visit
        known = None if base.state in (None, "proposed") else base
        self._busy = True
        self.save_button.set_busy(True)
        self.keeper.stop()
        self.context.jobs.run(
            self,
            lambda desk: desk.visits.plan(planned, known, planned.id),
            self._saved,
            failed=self._failed,
        )

    def save_now(self) -> None:
        self.keeper.keep()

    def keep_draft(self) -> None:
        if not self.over and not self._busy:
            self.keeper.keep()

    def closed(self) -> None:
        self.keeper.stop()

    def _build(self) -> None:
        self.paper = PageScroll()
        side = QWidget()
        side.setLayout(self.beside)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self._fields = column(self.whom_box, self.form, gap=16)
        self.paper.column().addWidget(Columns(self._fields, side, weights=(64, 36)), 1)
        bar = BottomBar()
        bar.add_status(self.kept)
        self.cancel = QuietButton(_("Cancel"))
        self.cancel.setObjectName("cancel_plan")
        bar.add_button(self.cancel)
        bar.add_button(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.header, self.paper, bar):
            box.addWidget(part, 1 if part is self.paper else 0)
        self.form.hide()

    def _listen(self) -> None:
        self.whom.edited.connect(self._picked)
        self.form.edited.connect(self._edited)
        for name in ("planned_at", "minutes", "staff", "second_staff"):
            self.form.input(name).left.connect(self._look_out)
        self.save_button.clicked.connect(lambda _checked=False: self.primary())
        self.cancel.clicked.connect(lambda _checked=False: self._leave())
        self.keeper.saved.connect(
            lambda at: self.kept.setText(_("Draft saved {time}", time=dates.clock_time(at)))
        )
        self.keeper.failed.connect(self.kept.setText)

    def _picked(self) -> None:
        chosen = self.whom.value()
        self._household = chosen if isinstance(chosen, UUID) else None
        self.view = None
        self.form.hide()
        self._load()

    def _load(self) -> None:
        household, visit = self._household, self._visit
        self.whom_box.setVisible(visit is None and (household is None or self.whom.value() is not None))
        if household is None and visit is None:
            self.save_button.set_blocked(_("Choose a household first"))
            return

        def work(desk: "Desk") -> tuple[VisitView, dict[str, Any] | None]:
            if visit is not None:
                found = desk.visits.view(visit)
            else:
                assert household is not None
                found = desk.visits.fresh(household)
            return found, _draft(desk, found, any_of_home=visit is None)

        self.context.jobs.run(self, work, self._show, lane=FORM)

    def _show(self, told: tuple[VisitView, dict[str, Any] | None]) -> None:
        self.view, raw = told
        if (step := NEXT.get(self.view.visit.state or "")) is not None:
            self.over = True
            self.context.back_wanted.emit()
            self.context.wanted.emit(step, self.view.visit.id)
            return
        visit = _restored(self.view.visit, raw)
        if visit.id != self.view.visit.id:
            self.view = replace(self.view, visit=self.view.visit.replace(id=visit.id))
        self.header.set_subtitle(isolate(words.head_line(self.view)))
        self.staff.set_named(self.view.colleagues)
        self.second.set_named(self.view.colleagues)
        self.form.show_record(visit)
        self.form.show()
        self.save_button.set_blocked("")
        self._show_pair()
        self._look_out()
        self.focus_first()

    def _planned(self) -> Visit:
        record = self.form.record()
        assert isinstance(record, Visit)
        return record

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        visit = self._planned()
        payload = {"household": str(visit.household), "record": to_plain(visit)}
        return visit.id, payload, _("Plan a visit")

    def _edited(self, name: str) -> None:
        if name == "in_pairs":
            self._show_pair()
        self.keeper.touch()

    def _show_pair(self) -> None:
        pair = bool(self.form.input("in_pairs").value())
        self.form.boxes["pair_reason"].setVisible(pair)

    def _look_out(self) -> None:
        """Ask what else is at that time, and say what the plan still lacks."""
        if self.view is None:
            return
        visit = self._planned()
        self.context.jobs.run(
            self, lambda desk: desk.visits.clashes(visit), self._show_beside, lane="visit clashes"
        )

    def _show_beside(self, clashes: Sequence[Clash]) -> None:
        empty(self.beside)
        self.beside.setSpacing(style.px(12))
        visit, view = self._planned(), self.view
        assert view is not None
        warnings = [words.clash(one) for one in clashes]
        if visiting.second_missing(visit):
            warnings.append(_("Two people are needed. Say who comes along by the day of the visit."))
        for warning in warnings:
            self.beside.addWidget(Banner("warn", warning))
        self._show_family(view)
        self._show_points(visit)
        self.beside.addStretch(1)

    def _show_family(self, view: VisitView) -> None:
        self.beside.addWidget(SectionHeading(words.household_name(view.household)))
        district = view.dwelling.district if view.dwelling else None
        street = view.dwelling.street if view.dwelling else ""
        for icon, text in (
            ("users", persons(len(view.people))),
            ("map-pin", ", ".join(part for part in (street, label("district", district)) if part)),
            ("languages", short_label("language", view.household.advice_language)),
            ("shield", _("Address protected") if view.household.address_protected else ""),
        ):
            if text:
                self.beside.addWidget(fact(icon, text))

    def _show_points(self, visit: Visit) -> None:
        codes = visiting.points(visit.sort)
        self.beside.addWidget(SectionHeading(_("Checklist"), str(len(codes))))
        told = ", ".join(label("checklist", code) for code in codes)
        self.beside.addWidget(Text(told or _("Points of your own are added at the visit."), wrap=True))

    def _has_problems(self) -> bool:
        problems = self.form.problems()
        lacking = {one.field: _("This is needed for the plan.") for one in visiting.lacking(self._planned())}
        self.form.show_problems({name: text for name, text in lacking.items() if name not in problems})
        return self.form.focus_problem()

    def _saved(self, result: Changes | Conflicts) -> None:
        self._settle()
        if isinstance(result, Conflicts):
            self.kept.setText(_("Somebody else changed this plan meanwhile. Look at it and save again."))
            assert self.view is not None
            theirs = {one.field: one.theirs for one in result.fields}
            self.view = replace(self.view, visit=self.view.visit.replace(**theirs))
            return
        self.over = True
        self.context.said.emit(_("Visit planned"), True)
        self.context.back_wanted.emit()

    def _failed(self, error: Exception) -> bool:
        del error
        self._settle()
        self.keeper.touch()
        return False

    def _settle(self) -> None:
        self._busy = False
        self.save_button.set_busy(False)

    def _leave(self) -> None:
        """Go back and let the draft go."""
        self.over = True
        self.keeper.stop()
        if self.view is not None:
            draft = self._planned().id
            self.context.jobs.run(self, lambda desk: desk.drafts.discard(draft))
        self.context.back_wanted.emit()


def _draft(desk: "Desk", view: VisitView, *, any_of_home: bool) -> dict[str, Any] | None:
    """Return what was begun for this visit, or for the next one of this household."""
    begun: tuple[DraftView, ...] = desk.drafts.list(FORM)
    ids = [one.id for one in begun if any_of_home and one.household == view.household.id]
    with suppress(RecordGone):
        return desk.drafts.load(ids[0] if ids else view.visit.id)
    return None


def _restored(visit: Visit, raw: dict[str, Any] | None) -> Visit:
    if raw is None:
        return visit
    try:
        restored = from_plain(Visit, raw["record"])
    except (Unreadable, KeyError, TypeError, ValueError):
        return visit
    return restored if visit.state is None or restored.id == visit.id else visit
