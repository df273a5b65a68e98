"""The list of households: states as tabs, one search, few filters, the next step beside it."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.services.changes import Changes
from lwdesk.services.views import DraftView, Row, Wanted
from lwdesk.services.views import Page as Slice
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import FilterChip
from lwdesk.ui.menus import chips_chip, menu_chip
from lwdesk.ui.pages import households_rows
from lwdesk.ui.pages.households_panel import HouseholdPanel
from lwdesk.ui.rows import RowTable
from lwdesk.ui.surface import Divider, EmptyState, PageHeader
from lwdesk.ui.tabs import Tabs
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

SLICE, MOST_AT_ONCE = 100, 500
LANE = "households"
LOW = 440  # height below which the line under the title makes room for rows
PANEL_FROM = 118  # characters of width from which the panel has room beside the list
CONCERNING = ("household", "membership", "person", "dwelling", "need", "contact", "language_skill")
type Told = tuple[Slice, tuple[DraftView, ...]]


TABS = (
    ("active", N_("Active")),
    ("drafts", N_("Drafts")),
    ("dormant", N_("Dormant")),
    ("closed", N_("Closed")),
    ("all", N_("All")),
)


class HouseholdsPage(Page):
    """Fetches the list in slices; keeps row, filter and place while it waits behind another page."""

    name = "households"
    heading = N_("Households")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wanted = Wanted(sort="last_contact", descending=True)
        self._stale = True
        self.setAccessibleName(_("Households"))
        self._make_head()
        self._make_filters()
        self.table = RowTable(households_rows.columns())
        self.table.setObjectName("list")
        self.table.list.setAccessibleName(_("Households"))
        self.panel = HouseholdPanel()
        self.nothing = EmptyState("users", "", "")
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._tab_row.setContentsMargins(side, 0, side, 0)
        self._body.setSpacing(style.px(16))
        self._bar.setSpacing(style.px(8))
        self.filters.setContentsMargins(0, style.px(2), 0, 0)
        self._fit()

    def opened(self) -> None:
        if self._stale:
            self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        first = self.table.list if self.table.isVisibleTo(self) else self.tabs.tabs[self.wanted.tab]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches(*CONCERNING):
            self._stale = True
            if self.isVisible():
                self.reload()

    def primary(self) -> None:
        self.context.intake_wanted.emit("")

    def start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def escape(self) -> bool:
        """Empty the search of the list before leaving it."""
        if self.search.text():
            self.search.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def want(self, wanted: Wanted) -> None:
        """Show other households, from the top."""
        self.wanted = wanted
        self._ask(0, SLICE)

    def reload(self) -> None:
        """Ask again for what is shown, as much of it as was there."""
        self._ask(0, max(SLICE, len(self.table.list.rows.rows)))

    def _make_head(self) -> None:
        self.header = PageHeader(_("Households"), self.context.who.office)
        self.new_button = PrimaryButton(_("New household"), icon="plus")
        self.new_button.setObjectName("new_household")
        if not self.context.who.read_only:
            self.header.add_action(self.new_button)
        self.tabs = Tabs(tuple((key, _(title)) for key, title in TABS))
        self.tabs.choose("active")

    def _make_filters(self) -> None:
        self.search = LineEdit(_("Search in this list"), icon="search")
        self.search.setObjectName("search_list")
        self.search.setAccessibleName(_("Search in this list"))
        self.search.setClearButtonEnabled(False)
        self.mine = FilterChip(_("Mine"))
        self.mine.setObjectName("mine")
        self.district = menu_chip(_("City district"), _options("district"), self._district_chosen)
        self.group = menu_chip(_("Target group"), _options("target_group"), self._group_chosen)
        self.language = menu_chip(_("Language"), _options("language"), self._language_chosen)
        self.narrowed = chips_chip(_("Filter"), self.district, self.group, self.language)
        self.narrowed.setObjectName("filter")
        self.filters = Flow(self.mine, self.district, self.group, self.language, self.narrowed)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._tab_row = QHBoxLayout()
        self._tab_row.addWidget(self.tabs)
        column.addLayout(self._tab_row)
        column.addWidget(Divider())
        self._body = QHBoxLayout()
        self._left = QVBoxLayout()
        self._above = QWidget()
        self._bar = QHBoxLayout(self._above)
        self._bar.addWidget(self.search, 1)
        self._bar.addWidget(self.filters)
        self._left.addWidget(self._above)
        self._left.addWidget(self.table, 1)
        self._left.addWidget(self.nothing, 1)
        self.nothing.hide()
        self._body.addLayout(self._left, 1)
        self._body.addWidget(self.panel)
        column.addLayout(self._body, 1)

    def _listen(self) -> None:
        self.new_button.clicked.connect(self.primary)
        self.tabs.chosen.connect(self._tab_chosen)
        self.search.textChanged.connect(lambda text: self.want(replace(self.wanted, text=text.strip())))
        self.mine.toggled.connect(lambda on: self.want(replace(self.wanted, mine=on)))
        self.table.sorted.connect(self._sorted)
        self.table.header.set_sort("last_contact", down=True)
        self.table.list.opened.connect(self._opened)
        self.table.list.chosen.connect(self._chosen)
        self.table.list.rows.more_wanted.connect(self._more)
        self.panel.opened.connect(self.context.household_wanted)
        self.panel.continued.connect(self.context.draft_wanted)
        self.panel.discarded.connect(self._discard)
        self.panel.show_nothing()

    def _fit(self) -> None:
        """Show the panel where the list keeps room beside it; where it is narrow or low, rows come first."""
        beside, low = self.width() >= style.characters(PANEL_FROM), self.height() < style.px(LOW)
        narrow = self.width() < style.characters(90)
        self.panel.setVisible(beside)
        self.header.set_low(low)
        for chip in (self.district, self.group, self.language):
            chip.setVisible(not narrow)
        self.narrowed.setVisible(narrow)
        side, end = style.px(12), style.px(16 if beside else 20)
        above = style.px(8 if low else 16)
        self._body.setContentsMargins(style.px(20), above, end, style.px(16 if beside else 8))
        self._bar.setContentsMargins(side, 0, 0 if beside else side, 0)
        self._left.setSpacing(style.px(4 if low else 8))
        self.search.setMaximumWidth(16_000 if narrow else style.px(264))

    def _ask(self, offset: int, count: int) -> None:
        wanted = self.wanted
        self.context.jobs.run(self, lambda desk: fetch(desk, wanted, offset, count), self._show, lane=LANE)

    def _more(self, offset: int) -> None:
        self._ask(offset, SLICE)

    def _show(self, told: Told) -> None:
        page, drafts = told
        if page.wanted != self.wanted:
            return
        today = clock.today()
        is_drafts = page.wanted.tab == "drafts"
        found = (
            [households_rows.shown_draft(draft, today) for draft in drafts]
            if is_drafts
            else [households_rows.shown(row, today) for row in page.rows]
        )
        if page.offset:
            self.table.list.rows.append(found)
            return
        self._stale = False
        self.tabs.set_counts(dict(page.counts))
        self.table.list.show_rows(found, len(found) if is_drafts else page.total)
        self._say_nothing(page)
        key = self.table.list.current_key()
        if key is None and found:
            self.table.list.choose(found[0].key)
        self._chosen(self.table.list.current_key() or "")
        if self.search.hasFocus():
            announce(self.search, plural("{n} household", "{n} households", page.total))

    def _say_nothing(self, page: Slice) -> None:
        empty, held = not page.total, self.table.list.hasFocus()
        self.table.setVisible(not empty)
        if empty and held:
            self.focus_first()
        self.nothing.setVisible(empty)
        if empty:
            self.nothing.set_sentence(self._why_empty(page.wanted))

    def _why_empty(self, wanted: Wanted) -> str:
        if wanted.text or wanted.mine or wanted.district or wanted.target_group or wanted.language:
            return _("No household fits this search and these filters.")
        if wanted.tab == "drafts":
            return _("No draft is waiting.")
        return _("No household here yet.")

    def _tab_chosen(self, tab: str) -> None:
        drafts = tab == "drafts"
        self._above.setVisible(not drafts)
        self.want(replace(self.wanted, tab=tab))  # type: ignore[arg-type]  # the tabs above are the ones there are

    def _sorted(self, name: str, down: bool) -> None:
        self.want(replace(self.wanted, sort=name, descending=down))  # type: ignore[arg-type]  # the columns name the sorts

    def _district_chosen(self, code: str | None) -> None:
        self.want(replace(self.wanted, district=code))

    def _group_chosen(self, code: str | None) -> None:
        self.want(replace(self.wanted, target_group=code))

    def _language_chosen(self, code: str | None) -> None:
        self.want(replace(self.wanted, language=code))

    def _row(self, key: str) -> Row | DraftView | None:
        at = self.table.list.rows.place_of(key)
        return cast("Row | DraftView", self.table.list.rows.rows[at].data) if at >= 0 else None

    def _chosen(self, key: str) -> None:
        match self._row(key):
            case Row() as row:
                self.panel.show_row(row)
            case DraftView() as draft:
                self.panel.show_draft(draft)
            case _:
                self.panel.show_nothing()

    def _opened(self, key: str) -> None:
        match self._row(key):
            case Row() as row:
                self.context.household_wanted.emit(row.household)
            case DraftView() as draft:
                self.context.draft_wanted.emit(draft.id)

    def _discard(self, draft: UUID) -> None:
        self.context.ask.confirm(
            self,
            _("Discard this draft?"),
            _("What was typed in it is lost. Saved households stay as they are."),
            _("Discard"),
            lambda: self.context.jobs.run(self, lambda desk: desk.drafts.discard(draft), self._discarded),
            danger=True,
        )

    def _discarded(self, _nothing: None) -> None:
        self.context.said.emit(_("Draft discarded"), False)
        self.reload()


def fetch(desk: "Desk", wanted: Wanted, offset: int, count: int) -> Told:
    """Return a part of the list, read in slices no larger than the file gives at once."""
    first = desk.households.page(wanted, offset, min(count, MOST_AT_ONCE))
    rows = list(first.rows)
    while len(rows) < min(count, first.total - offset) and wanted.tab != "drafts":
        more = desk.households.page(wanted, offset + len(rows), min(count - len(rows), MOST_AT_ONCE)).rows
        if not more:
            break
        rows += more
    drafts = desk.drafts.list("intake") if wanted.tab == "drafts" else ()
    return replace(first, rows=tuple(rows)), drafts


def _options(codelist: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (code.code, code.label(words.language)) for code in codelists()[codelist].choices(clock.today())
    )
