"""The pattern of every list: states as tabs, one search, few filters, rows in slices, a panel beside them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.services.changes import Changes
from lwdesk.services.listing import MOST, SLICE, Asked, Slice
from lwdesk.services.rights import Right
from lwdesk.ui import rows, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.pages.list_bar import ChosenBar, Filter, ListBar
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.rows import Column, RowTable
from lwdesk.ui.surface import Divider, EmptyState, PageHeader
from lwdesk.ui.tabs import Tabs
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Fetch = Callable[["Desk"], Slice[Any]]

LOW = 440  # height below which the line under the title makes room for rows
PANEL_FROM = 118  # characters of width from which the panel has room beside the list
ONE_CHIP_BELOW = 90


class ListPage(Page):
    """A list that keeps its tab, filter, row and scroll position while it waits behind another page.

    A page of a path says what is different: `states` (tabs), `columns`, `chips`, `fetch` (a slice, mostly
    `lambda desk: desk.referrals.page(asked)`), `cells` (a row as it is painted), `panel_of` and `open_row`.
    """

    states: tuple[tuple[str, str], ...] = ()
    order = ("", False)
    concerning: tuple[str, ...] = ()
    new_label, new_name = "", "new"
    new_right: Right | None = None
    empty_icon = "list-checks"
    has_mine = many = False
    panel_acts = True
    """The panel has ways of its own: where there is no room beside the list, Enter shows it instead."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wanted = Asked(self.states[0][0], *self.order)
        self._stale, self._alone = True, False
        self.header, self.new_button = _head(self)
        self.tabs = Tabs(tuple((key, _(title)) for key, title in self.states))
        self.tabs.choose(self.wanted.tab)
        self._make_bar()
        self.table = RowTable(self.columns(), many=self.many)
        self.table.setObjectName("list")
        for named in (self, self.table.list):
            named.setAccessibleName(_(self.heading))
        self.panel = self.panel_of()
        self.nothing = EmptyState(self.empty_icon, "", "")
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns; the names of those that sort are sorts of the service."""
        raise NotImplementedError

    def chips(self) -> tuple[Filter, ...]:
        """Return the filters beside the search."""
        return ()

    def panel_of(self) -> ListPanel:
        """Make the panel beside the list."""
        raise NotImplementedError

    def fetch(self, asked: Asked) -> Fetch:
        """Return the work that gets a slice."""
        raise NotImplementedError

    def cells(self, row: Any, today: date) -> rows.Row:  # noqa: ANN401 - each path lists values of its own
        """Return a row of the slice as the list paints it; asked on the file's thread, beside its reading."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:  # noqa: ANN401 - each path lists values of its own
        """Go to what the row is about."""

    def why_empty(self, asked: Asked) -> str:
        """Return the one sentence that an empty list shows."""
        return _("Nothing fits this search and these filters.") if asked.narrowed else _("Nothing here yet.")

    def told(self, total: int) -> str:
        """Return what is announced while somebody searches."""
        return str(total)

    def restyle(self) -> None:
        self._tab_row.setContentsMargins(style.px(32), 0, style.px(32), 0)
        self._body.setSpacing(style.px(16))
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
        if changes.touches(*self.concerning):
            self._stale = True
            if self.isVisible():
                self.reload()

    def start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def escape(self) -> bool:
        """Close the panel that stands in the list's place, then empty the search, before leaving the list."""
        if self._alone:
            self._show_alone(alone=False)
            self.focus_first()
            return True
        if self.search.text():
            self.search.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def want(self, wanted: Asked) -> None:
        """Show another list, from the top."""
        self.wanted = wanted.whole()
        self._ask(0, SLICE)

    def reload(self) -> None:
        """Ask again for what is shown, as much of it as was there."""
        self._ask(0, max(SLICE, len(self.table.list.rows.rows)))

    def current(self) -> Any:  # noqa: ANN401 - each path lists values of its own
        """Return the row that is chosen, as the slice brought it, or None."""
        return self.row(self.table.list.current_key() or "")

    def row(self, key: str) -> Any:  # noqa: ANN401 - each path lists values of its own
        at = self.table.list.rows.place_of(key)
        return self.table.list.rows.rows[at].data if at >= 0 else None

    def _make_bar(self) -> None:
        self.bar = ListBar(self.chips(), mine=self.has_mine)
        self.search, self.mine, self.by_name = self.bar.search, self.bar.mine, self.bar.by_name
        self.chosen_bar = ChosenBar()

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
        self._lists = QWidget()
        self._left = QVBoxLayout(self._lists)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.bar)
        self._left.addWidget(self.chosen_bar)
        self._left.addWidget(self.table, 1)
        self._left.addWidget(self.nothing, 1)
        self.nothing.hide()
        self._body.addWidget(self._lists, 1)
        self._body.addWidget(self.panel)
        column.addLayout(self._body, 1)

    def _listen(self) -> None:
        self.new_button.clicked.connect(self.primary)
        self.tabs.chosen.connect(self._tab_chosen)
        self.search.textChanged.connect(lambda text: self.want(replace(self.wanted, text=text.strip())))
        self.bar.filtered.connect(lambda name, key: self.want(self.wanted.filtered(name, key)))
        self.mine.toggled.connect(lambda on: self.want(replace(self.wanted, mine=on)))
        self.table.sorted.connect(
            lambda name, down: self.want(replace(self.wanted, sort=name, descending=down))
        )
        self.table.header.set_sort(self.wanted.sort, down=self.wanted.descending)
        self.table.list.opened.connect(self._opened)
        self.table.list.chosen.connect(self._chosen)
        self.table.list.several.connect(self._several)
        self.table.list.rows.more_wanted.connect(lambda offset: self._ask(offset, SLICE))
        self.panel.show_nothing()

    def _fit(self) -> None:
        """Show the panel where the list keeps room beside it; where it is narrow or low, rows come first."""
        beside, low = self.width() >= style.characters(PANEL_FROM), self.height() < style.px(LOW)
        narrow = self.width() < style.characters(ONE_CHIP_BELOW)
        self._alone = self._alone and not beside
        self.panel.set_alone(alone=self._alone)
        self.panel.setVisible(beside or self._alone)
        self._lists.setVisible(not self._alone)
        self.header.set_low(low)
        right = 0 if beside else style.px(12)
        self.bar.fit(narrow=narrow, right=right)
        self.chosen_bar.fit(right=right)
        end = style.px(16 if beside else 20)
        above = style.px(8 if low else 16)
        self._body.setContentsMargins(style.px(20), above, end, style.px(16 if beside else 8))
        self._left.setSpacing(style.px(4 if low else 8))

    def _show_alone(self, *, alone: bool) -> None:
        self._alone = alone
        self._fit()
        if alone:
            self.panel.focus_first()

    def _ask(self, offset: int, count: int) -> None:
        wanted, lane = replace(self.wanted, offset=offset, limit=count), f"list {id(self)}"
        work = partial(gather, self, wanted)
        self.context.jobs.run(self, work, lambda told: self._show(*told), lane=lane)

    def _show(self, told: Slice[Any], found: list[rows.Row]) -> None:
        if told.asked.whole() != self.wanted:
            return
        if told.asked.offset:
            self.table.list.rows.append(found)
            return
        self._stale = False
        self.tabs.set_counts(dict(told.counts))
        for name, options in told.options:
            self.by_name[name].offer(options)
        self.table.list.show_rows(found, told.total, chooses_first=True)
        self._say_nothing(told)
        self._chosen(self.table.list.current_key() or "")
        self._several(self.table.list.chosen_keys())
        if self.search.hasFocus():
            announce(self.search, self.told(told.total))

    def _say_nothing(self, told: Slice[Any]) -> None:
        empty, held = not told.total, self.table.list.hasFocus()
        self.table.setVisible(not empty)
        self.nothing.setVisible(empty)
        if empty:
            self._show_alone(alone=False)
            self.nothing.set_sentence(self.why_empty(told.asked))
        if empty and held:
            self.focus_first()

    def _tab_chosen(self, tab: str) -> None:
        self.want(replace(self.wanted, tab=tab))
        self._several([])

    def _several(self, keys: list[str]) -> None:
        """Offer what can be done with several rows at once, in place of search and filters."""
        several = self.many and len(keys) > 1
        self.chosen_bar.setVisible(several)
        self.bar.setVisible(not several and self.wanted.tab != "drafts")
        if several:
            self.chosen_bar.tell(len(keys))
            announce(self.table.list, self.chosen_bar.words.text())

    def _chosen(self, key: str) -> None:
        self.panel.show_nothing() if (row := self.row(key)) is None else self.panel.show_row(row)

    def _opened(self, key: str) -> None:
        if (row := self.row(key)) is None:
            return
        if self.panel_acts and not self.panel.isVisibleTo(self):
            self._show_alone(alone=True)
        else:
            self.open_row(row)


def may_add(page: ListPage) -> bool:
    """Tell whether the person may begin here what the button at the top right offers."""
    who = page.context.who
    return page.context.may(page.new_right) if page.new_right else not who.read_only


def add_new(page: ListPage, begin: Callable[[], object]) -> None:
    """Begin something, or say whom to ask: the key is there where the button is left out."""
    if may_add(page):
        begin()
    elif page.new_right is not None:
        page.context.lets(page.new_right)


def _head(page: ListPage) -> tuple[PageHeader, PrimaryButton]:
    header = PageHeader(_(page.heading), page.context.who.office)
    button = PrimaryButton(_(page.new_label) if page.new_label else "", icon="plus", parent=header)
    button.setObjectName(page.new_name)
    header.add_action(button)
    button.setVisible(bool(page.new_label) and may_add(page))
    return header, button


def gather(page: ListPage, asked: Asked, desk: "Desk") -> tuple[Slice[Any], list[rows.Row]]:
    """Return a part of a list, read in slices no larger than the file gives at once, and its rows."""
    told, today = _read(page.fetch, asked, desk), clock.today()
    return told, [page.cells(row, today) for row in told.rows]


def _read(fetch: Callable[[Asked], Fetch], asked: Asked, desk: "Desk") -> Slice[Any]:
    first = fetch(replace(asked, limit=min(asked.limit, MOST)))(desk)
    found, count = list(first.rows), min(asked.limit, first.total - asked.offset)
    while len(found) < count:
        rest = replace(asked, offset=asked.offset + len(found), limit=min(count - len(found), MOST))
        more = fetch(rest)(desk).rows
        if not more:
            break
        found += more
    return replace(first, asked=asked, rows=tuple(found))


def discard_draft(page: ListPage, draft: UUID) -> None:
    """Ask whether to throw a begun form away, and do it."""

    def discarded(_nothing: None) -> None:
        page.context.said.emit(_("Draft discarded"), False)
        page.reload()

    page.context.ask.confirm(
        page,
        _("Discard this draft?"),
        _("What was typed in it is lost. Saved households stay as they are."),
        _("Discard"),
        lambda: page.context.jobs.run(page, lambda desk: desk.drafts.discard(draft), discarded),
        danger=True,
    )
