"""Planning a visit: when, who goes, what is to be prepared; what gets in the way is said at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.domain import visiting
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.domain.visit import Visit
from lwdesk.services import drafts
from lwdesk.services.changes import Conflicts
from lwdesk.services.visit_views import Clash, VisitView
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.form_page import SIDE, FormPage
from lwdesk.ui.pages.household.parts import column, fact
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.faces import StaffInput
from lwdesk.ui.pages.search_words import label, persons, short_label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, SectionHeading
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


@dataclass(frozen=True, slots=True)
class Told:
    """The visit that is planned, and the draft of its plan; nothing while no household is chosen."""

    view: VisitView | None = None
    draft: Mapping[str, Any] | None = None


class PlanPage(FormPage[Told]):
    """A form in two columns; beside it the family, the checklist and what else is at that time."""

    name = "visits"
    heading = N_("Plan a visit")
    drafts = FORM
    clash = N_("Somebody else changed this plan meanwhile. Look at it and save again.")

    def __init__(
        self,
        context: Context,
        *,
        household: UUID | None = None,
        visit: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._household, self._visit = household, visit
        self.view: VisitView | None = None
        super().__init__(context, parent)
        if visit is not None:
            self.header.title.set_names(_("Change the visit"))

    def restyle(self) -> None:
        side = style.px(SIDE)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(24))

    def make_foot(self) -> PrimaryButton:
        self.cancel = QuietButton(_("Cancel"))
        words = _("Plan the visit") if self._visit is None else _("Save")
        self.save_button = PrimaryButton(words, icon="check")
        self.add_button(self.cancel, "cancel_plan", self.leave)
        self.add_button(self.save_button, "save_plan", self.primary)
        return self.save_button

    def build(self) -> Iterator[QWidget]:
        self.paper = PageScroll()
        self.whom = HouseholdInput(self.context)
        self.whom_box = FieldBox(_("Which household?"), self.whom)
        self.staff, self.second = StaffInput(), StaffInput()
        faces = {"staff": self.staff, "second_staff": self.second}
        wanted = ("planned_at", "staff", "sort")
        self.form = RecordForm(Visit, LAYOUT, mandatory=wanted, faces=faces, in_parts=True)
        side, self.beside = QWidget(), QVBoxLayout()
        side.setLayout(self.beside)
        self.beside.setContentsMargins(0, 0, 0, 0)
        fields = column(self.whom_box, self.form, gap=16)
        self.paper.column().addWidget(Columns(fields, side, weights=(64, 36)), 1)
        style.follow(self.restyle)
        yield self.paper
        yield from self.form.build()
        self.whom.edited.connect(self._picked)
        self.form.edited.connect(self._typed)
        for name in ("planned_at", "minutes", "staff", "second_staff"):
            self.form.input(name).left.connect(self._look_out)

    def load(self) -> "Callable[[Desk], Told]":
        household, visit = self._household, self._visit

        def work(desk: "Desk") -> Told:
            if visit is not None:
                view = desk.visits.view(visit)
            elif household is not None:
                view = desk.visits.fresh(household)
            else:
                return Told()
            begun = desk.drafts.about(FORM, str(visit or household))
            return Told(view, begun.payload if begun else None)

        return work

    def begin(self, told: Told) -> Iterator[object]:
        self.view = told.view
        chosen = self.whom.value() is not None
        self.whom_box.setVisible(self._visit is None and (self._household is None or chosen))
        self.form.setVisible(told.view is not None)
        self.save_button.set_blocked("" if told.view else _("Choose a household first"))
        if told.view is None:
            return
        if (step := NEXT.get(told.view.visit.state or "")) is not None:
            self.over = True
            self.context.back_wanted.emit()
            self.context.wanted.emit(step, told.view.visit.id)
            return
        visit = _restored(told.view.visit, told.draft)
        self.notes.show_resumed(resumed=visit is not None)
        visit = visit or told.view.visit
        self.view = replace(told.view, visit=told.view.visit.replace(id=visit.id))
        self.header.set_subtitle(isolate(words.head_line(self.view)))
        yield self.header
        for one in (self.staff, self.second):
            one.set_named(self.view.colleagues)
        self.form.show_record(visit)
        self.form.retype((told.draft or {}).get("typed", {}))
        self._show_pair()
        self._look_out()

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        visit = self._planned()
        payload = {
            "household": str(visit.household) if visit.household else None,
            "about": str(self._visit or self._household or ""),
            "record": to_plain(visit),
            "typed": self.form.typed(),
        }
        return visit.id, payload, _(self.heading)

    def is_touched(self) -> bool:
        return self.view is not None and super().is_touched()

    def settle(self, conflicts: Conflicts) -> None:
        assert self.view is not None
        theirs = {one.field: one.theirs for one in conflicts.fields}
        self.view = replace(self.view, visit=self.view.visit.replace(**theirs))

    def focus_first(self) -> None:
        if self.ready:
            first = self.form.input("planned_at") if self.view else self.whom
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        """Save the plan and go back, unless a field asks for a look first."""
        if not self.is_open() or self.view is None or self._has_problems():
            return
        planned, base = self._planned(), self.view.visit
        known = None if base.state in (None, "proposed") else base
        self.save(
            lambda desk: desk.visits.plan(planned, known, planned.id), lambda _changes: _("Visit planned")
        )

    def _picked(self) -> None:
        chosen = self.whom.value()
        self._household = chosen if isinstance(chosen, UUID) else None
        self.view, self.ready = None, False
        self.form.hide()
        self._read()

    def _planned(self) -> Visit:
        record = self.form.record()
        assert isinstance(record, Visit)
        return record

    def _typed(self, name: str) -> None:
        if name == "in_pairs":
            self._show_pair()
        self.edited()

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


def _restored(visit: Visit, kept: Mapping[str, Any] | None) -> Visit | None:
    """Return what was begun for this visit, or for the next one of this household."""
    found = drafts.read(lambda raw: from_plain(Visit, raw["record"]), kept) if kept else None
    return found if found and (visit.state is None or found.id == visit.id) else None
