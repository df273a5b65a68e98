"""The record of all packages: sent, taken in, refused, each with what became of it."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.services.exchange.views import LeftOut, Merged, Passage
from lwdesk.services.listing import Asked, Slice
from lwdesk.ui import rows
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.exchange.summary import left_out, merged_lines
from lwdesk.ui.pages.list_page import Fetch, ListPage
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

MOST = 1000
TABS = {
    "received": ("taken", "known", "waiting"),
    "refused": ("refused",),
    "sent": ("confirmed", "unconfirmed", "overdue"),
}


class LogPage(ListPage):
    """What came, what was refused, what went; nothing of it can be changed."""

    name = "exchange"
    heading = N_("Log of the packages")
    states = (
        ("received", N_("Packages taken in")),
        ("refused", N_("Refused packages")),
        ("sent", N_("Sent packages")),
    )
    order = ("at", True)
    concerning = ()
    empty_icon = "package"

    def __init__(self, context: Context, wanted: object = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted = wanted.bundle if isinstance(wanted, Passage) else ""
        tab = tab_of(wanted) if isinstance(wanted, Passage) else str(wanted or "received")
        self.wanted = Asked(tab, *self.order)
        self.tabs.choose(tab)
        self.header.set_back(_("Exchange"))
        self.header.back.connect(context.back_wanted)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Package"), 6),
            Column(_("How much"), 5, wide_only=True),
            Column(_("What became of it"), 5),
            Column(_("When"), 3, "at", right=True, sorts=True),
        )

    def panel_of(self) -> ListPanel:
        return PassagePanel(self)

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: _slice(desk.exchange.passages.listed(None, MOST), asked)

    def cells(self, row: Passage, today: date) -> rows.Row:
        return shown(row, today)

    def open_row(self, row: Passage) -> None:
        """Everything stands in the panel."""

    def told(self, total: int) -> str:
        return plural("{n} package", "{n} packages", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No package fits this search.")
        return {
            "received": _("Nothing was taken in yet."),
            "refused": _("No package was refused."),
            "sent": _("Nothing was sent yet."),
        }[asked.tab]

    def _show(self, told: Slice[Passage], found: list[rows.Row]) -> None:
        super()._show(told, found)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            passage = next((row for row in told.rows if row.bundle == wanted), None)
            if passage is not None:
                self.table.list.choose(key(passage))


class PassagePanel(ListPanel):
    """What became of a package, why, and what now."""

    nothing = N_("Choose a package to see what became of it.")

    def __init__(self, page: LogPage) -> None:
        super().__init__()
        self._page = page

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        if not isinstance(row, Passage):
            return
        today, badge = clock.today(), words.look(row)
        self.set_title(words.title(row))
        self.told.addWidget(Flow(Badge(badge.tone, badge.word, badge.icon)))
        self.tell("clock", words.at(row.at, today))
        if row.made_at is not None:
            self.tell("package", _("made {when}", when=words.at(row.made_at, today)))
        self.tell("pencil", words.amount(row.changes, row.households))
        if row.state in ("refused", "waiting"):
            happened, now = words.why(row)
            self.told.addWidget(Text(happened, token="text", wrap=True))
            self.told.addWidget(Text(now, token="text2", wrap=True))
        if row.state == "taken" and row.changes:
            self._ask_for_the_outcome(row)
        if row.state == "overdue":
            told = _("Nobody confirmed it for ten days. The next package holds all of it again.")
            self.told.addWidget(Text(told, token="text2", wrap=True))
        self.told.addStretch(1)
        if row.conflicts and row.state == "taken":
            go = SecondaryButton(_("Resolve differences"), icon="git-compare")
            self.way(go, "to_differences", lambda: self._page.context.wanted.emit("differences", None))

    def _ask_for_the_outcome(self, row: Passage) -> None:
        self._page.context.jobs.run(
            self._page,
            lambda desk: (
                desk.exchange.differences.merged(row.bundle),
                desk.exchange.passages.left_out(row.bundle),
            ),
            partial(self._show_outcome, row),
            lane="outcome",
        )

    def _show_outcome(self, row: Passage, told: tuple[tuple[Merged, ...], tuple[LeftOut, ...]]) -> None:
        merged, out = told
        if self.shown is row:
            self._list(_("Came together by itself") if merged else "", merged_lines(merged))
            self._list(words.not_through(len(out)) if out else "", left_out(out, None))

    def _list(self, heading: str, lines: Iterable[str]) -> None:
        if not heading:
            return
        at = self.told.count() - 1  # above the stretch
        self.told.insertWidget(at, Text(heading, "label"))
        for n, line in enumerate(lines, 1):
            self.told.insertWidget(at + n, Text(line, "help", token="text2", wrap=True))


def key(passage: Passage) -> str:
    return f"{passage.direction}:{passage.bundle}:{passage.state}"


def tab_of(passage: Passage) -> str:
    return next(tab for tab, states in TABS.items() if passage.state in states)


def shown(passage: Passage, today: date) -> rows.Row:
    """Return the package as the list paints it."""
    badge, amount = words.look(passage), words.amount(passage.changes, passage.households)
    when = words.at(passage.at, today)
    cells = (
        Cell(words.title(passage), strong=True, folded=amount),
        Cell(amount),
        Cell(badge=badge),
        Cell(when, tabular=True),
    )
    spoken = ", ".join((words.title(passage), amount, badge.word, when))
    return rows.Row(key(passage), cells, spoken, icon=words.sign(passage), data=passage)


def _slice(found: tuple[Passage, ...], asked: Asked) -> Slice[Passage]:
    """Return the part of the record that was asked for: one tab, narrowed by the search, in its order."""
    counts = tuple((tab, sum(one.state in states for one in found)) for tab, states in TABS.items())
    wanted = [one for one in found if one.state in TABS[asked.tab] and _fits(one, asked.text)]
    wanted.sort(key=lambda one: one.at, reverse=asked.descending)
    part = tuple(wanted[asked.offset : asked.offset + asked.limit])
    return Slice(asked, part, len(wanted), counts, ())


def _fits(passage: Passage, text: str) -> bool:
    return text.casefold() in f"{passage.label} {passage.number}".casefold()
