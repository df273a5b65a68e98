"""The list of visits: today, planned, proposed, to be sorted, past."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain import visiting
from lwdesk.services.listing import Asked
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.visit_views import VisitRow
from lwdesk.ui import rows
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.along.banner import SetBanner
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

GOES_ON = ("planned", "under_way")
PRINTED = ("under_way", "to_sort", "done")
AGAIN = ("postponed", "not_met", "refused", "cancelled")
STEPS = {**dict.fromkeys(GOES_ON, "visit_mode"), "to_sort": "sort_visit", "done": ""}


class VisitPanel(ListPanel):
    """What one visit is about, and its next step."""

    nothing = N_("Choose a visit to see its next step.")
    wanted = Signal(str, object)
    called_off = Signal(object)
    household_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        if not isinstance(row, VisitRow):
            return
        visit, home, today = row.record, row.home, clock.today()
        name = home.name or home.native_name if home else ""
        self.set_title(
            name or _("without a name"),
            home.native_name if home and home.name else "",
            home.case_number if home else "",
        )
        look = words.state_look(visit, today)
        marks = [Badge(look.tone, look.word, look.icon)]
        if home and home.address_protected:
            marks.append(Badge("danger", _("Address protected"), "shield"))
        self.told.addWidget(Flow(*marks))
        if visiting.second_missing(visit) and visit.state in GOES_ON:
            warning = _("This visit needs two people. The second one is missing.")
            self.told.addWidget(Text(warning, token="warn", wrap=True))
        for icon, text in (
            ("footprints", words.occasion(visit)),
            ("calendar", words.when(visit, today)),
            ("users", words.going(row)),
            ("map-pin", label("district", row.district)),
            ("languages", short_label("language", visit.language)),
            ("corner-up-right", visit.next_step),
        ):
            self.tell(icon, text)
        self.told.addStretch(1)
        self._ways(row)

    def _ways(self, row: VisitRow) -> None:
        visit = row.record
        state, identity = visit.state or "proposed", visit.id
        if state == "proposed" or state in AGAIN:
            words_of = _("Plan the visit") if state == "proposed" else _("Plan it anew")
            self._go(PrimaryButton(words_of), "plan", "visit", identity)
        elif state in GOES_ON:
            begun = state == "under_way"
            words_of = _("Continue the visit") if begun else _("Begin the visit")
            self._go(PrimaryButton(words_of), "begin", "visit_mode", identity)
            if not begun:
                self._go(SecondaryButton(_("Change the plan")), "change_plan", "visit", identity)
        elif state == "to_sort":
            self._go(PrimaryButton(_("Sort the visit")), "sort", "sort_visit", identity)
            self._go(SecondaryButton(_("Continue the visit")), "begin", "visit_mode", identity)
        if state in ("planned", "proposed") and visit.interpreting is None:
            ask = SecondaryButton(_("Ask for an interpreter"), icon="languages")
            self._go(ask, "ask_interpreter", "ask_interpreter", Wanted(visit=identity))
        self._paper(state, identity)
        if visit.household is not None:
            self.way(
                QuietButton(_("Open household")),
                "open_household",
                lambda: self.household_wanted.emit(visit.household),
            )
        if state in ("planned", "proposed") and not self._context.lacks("plan_visit"):
            self.way(QuietButton(_("Call it off")), "call_off", lambda: self.called_off.emit(row))

    def _paper(self, state: str, visit: UUID) -> None:
        if self._context.may("print") and state in PRINTED:
            record = SecondaryButton(_("Print …"), icon="printer")
            self._go(record, "print_visit", "paper", Wish("visit_protocol", visit))

    def _go(self, button: PrimaryButton | SecondaryButton, name: str, page: str, subject: object) -> None:
        if self._context.may_go(page):
            self.way(button, name, lambda: self.wanted.emit(page, subject))


class VisitsPage(ListPage):
    """The visits of the office; where somebody lives stands in no row."""

    name = "visits"
    heading = N_("Visits")
    states = (
        ("today", N_("Today")),
        ("planned", N_("Planned")),
        ("proposed", N_("Proposed")),
        ("to_sort", N_("To be sorted")),
        ("past", N_("Past")),
    )
    order = ("at", False)
    concerning = ("visit", "household", "dwelling")
    new_label, new_name = N_("Plan a visit"), "new_visit"
    new_right = "plan_visit"
    empty_icon = "footprints"
    has_mine = True

    def _arrange(self) -> None:
        super()._arrange()
        self.route = SecondaryButton(_("Route of the day"), icon="route")
        self.route.setObjectName("route")
        self.route.clicked.connect(lambda _checked=False: self.context.wanted.emit("route", clock.today()))
        self.header.add_action(self.route)
        self.header.add_action(self.new_button)
        self.banner = SetBanner(self)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.banner)

    def opened(self) -> None:
        super().opened()
        self.banner.reload()

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Household"), 6, "name", sorts=True),
            Column(_("Occasion and city district"), 6, wide_only=True),
            Column(_("State"), 6),
            Column(_("Who goes"), 4, "staff", sorts=True, wide_only=True),
            Column(_("When"), 4, "at", right=True, sorts=True),
        )

    def chips(self) -> tuple[Filter, ...]:
        return (
            Filter("staff", _("Responsible")),
            Filter("sort", _("Occasion"), codes("visit_kind")),
            Filter("district", _("City district"), codes("district")),
        )

    def panel_of(self) -> VisitPanel:
        panel = VisitPanel(self.context)
        panel.wanted.connect(self.context.wanted)
        panel.household_wanted.connect(self.context.household_wanted)
        panel.called_off.connect(self._call_off)
        return panel

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: desk.visits.page(asked)

    def cells(self, row: VisitRow, today: date) -> rows.Row:
        visit, home = row.record, row.home
        name = (home.name or home.native_name if home else "") or _("without a name")
        look, when = words.state_look(visit, today), words.when(visit, today)
        district, going = label("district", row.district), words.going(row)
        number = home.case_number if home else ""
        folded = " · ".join(part for part in (number, words.occasion(visit)) if part)
        own = home.native_name if home and home.name else ""
        cells = (
            Cell(name, number, own, strong=True, folded=folded),
            Cell(words.occasion(visit), district or "–"),
            Cell(badge=look),
            Cell(row.staff or "–", row.second),
            Cell(when, tabular=True),
        )
        told = (name, own, number, words.occasion(visit), district, look.word, going, when)
        return rows.Row(str(visit.id), cells, ", ".join(part for part in told if part), data=row)

    def open_row(self, row: VisitRow) -> None:
        """Go to the next step of the visit, or to whom it is about."""
        page = STEPS.get(row.record.state or "proposed", "visit")
        if page and self.context.may_go(page):
            self.context.wanted.emit(page, row.record.id)
        elif row.record.household is not None:
            self.context.household_wanted.emit(row.record.household)

    def primary(self) -> None:
        add_new(self, lambda: self.context.wanted.emit("plan_visit", None))

    def told(self, total: int) -> str:
        return plural("{n} visit", "{n} visits", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No visit fits this search and these filters.")
        return {
            "today": _("No visit today."),
            "planned": _("No visit is planned."),
            "proposed": _("Nobody has moved in whom nobody has visited."),
            "to_sort": _("Everything is sorted."),
        }.get(asked.tab, _("No visit here yet."))

    def _call_off(self, row: VisitRow) -> None:
        def then(_changes: object) -> None:
            self.context.said.emit(_("Visit called off"), True)

        visit = row.record.id
        self.context.jobs.run(self, lambda desk: desk.visits.cancel(visit), then)
