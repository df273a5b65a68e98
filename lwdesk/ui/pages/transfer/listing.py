"""All handings over of the office: handed over and not answered, done, and those that came to nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.domain.transfer import OUT, SENT, Transfer
from lwdesk.services.exchange.transfer_views import TransferRow
from lwdesk.services.listing import Asked, Slice
from lwdesk.ui import dates, rows
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.file_patterns import UNFINISHED
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge, BadgeLook
from lwdesk.ui.pages.list_page import Fetch, ListPage
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural, words

TABS = {
    "open": ("sent",),
    "done": ("confirmed", "accepted"),
    "nothing": ("declined", "expired", "withdrawn"),
}


class TransfersPage(ListPage):
    """What was handed over and taken over, each with what became of it."""

    name = "exchange"
    heading = N_("Handings over")
    states = (
        ("open", N_("Not answered")),
        ("done", N_("Taken over")),
        ("nothing", N_("Came to nothing")),
    )
    order = ("at", True)
    concerning = ("transfer", "household")
    empty_icon = "package"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.header.set_back(_("Exchange"))
        self.header.back.connect(context.back_wanted)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Household"), 5),
            Column(_("Other office"), 5, wide_only=True),
            Column(_("State"), 5),
            Column(_("When"), 3, "at", right=True, sorts=True),
        )

    def panel_of(self) -> ListPanel:
        return TransferPanel(self)

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: _slice(desk.exchange.transfers.all(), asked)

    def cells(self, row: TransferRow, today: date) -> rows.Row:
        record, look = row.record, badge(row)
        on = record.at.astimezone().date() if record.at else today
        when = dates.when(on, record.at, today)
        cells = (
            Cell(_name(row), row.home.case_number if row.home else "", strong=True, folded=record.other),
            Cell(record.other, _direction(row)),
            Cell(badge=look),
            Cell(when, tabular=True),
        )
        return rows.Row(
            str(record.id),
            cells,
            ", ".join((_name(row), _direction(row), record.other, look.word, when)),
            icon="send" if record.direction == OUT else "package-open",
            data=row,
        )

    def open_row(self, row: TransferRow) -> None:
        if row.home is not None:
            self.context.household_wanted.emit(row.home.household)

    def finish_package(self) -> None:
        """Ask for a package at which the stick went away, and give it its name."""
        self.context.ask.open_file(self, _("Which package is to be finished?"), UNFINISHED, self._finish)

    def _finish(self, path: Path) -> None:
        self.context.jobs.run(self, lambda desk: desk.exchange.transfers.finish(path), self._finished)

    def _finished(self, made: Path) -> None:
        self.context.said.emit(_("Package finished: {name}", name=isolate(made.name)), False)
        self.reload()

    def told(self, total: int) -> str:
        return plural("{n} handing over", "{n} handings over", total)


class TransferPanel(ListPanel):
    """What was handed over, to whom, with which kinds of data, and what became of it."""

    nothing = N_("Choose a handing over to see what became of it.")

    def __init__(self, page: TransfersPage) -> None:
        super().__init__()
        self._page = page

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        if not isinstance(row, TransferRow):
            return
        record, look = row.record, badge(row)
        self.set_title(_name(row), "", row.home.case_number if row.home else "")
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        told = ((_direction(row), record.other), *_facts(record))
        for title, text in told:
            self.told.addWidget(Text(title, "help", token="text2"))
            self.told.addWidget(Text(isolate(text), wrap=True))
        self.told.addStretch(1)
        if record.state == SENT and row.is_unfinished:
            self.way(QuietButton(_("Finish a package …")), "finish_package", self._page.finish_package)
        if row.home is not None:
            show = SecondaryButton(_("Open the household"))
            self.way(show, "open_household", lambda: self._page.open_row(row))


def _facts(record: Transfer) -> Iterator[tuple[str, str]]:
    """Yield what for, with what, and what is still to come or why not."""
    if record.purpose:
        yield _("Purpose"), label("transfer_purpose", record.purpose)
    yield _("What is passed on"), ", ".join(label("data_kind", kind) for kind in record.data_kinds)
    if record.refusal:
        yield _("Reason"), label("refusal_reason", record.refusal)
    if record.state == "sent" and record.expires_on:
        yield _("Can be taken in until"), dates.day(record.expires_on)


def badge(row: TransferRow) -> BadgeLook:
    """Return what became of it, as a badge."""
    code = codelists()["transfer_state"].get(row.record.state or "")
    return BadgeLook(code.label(words.language), code.text("tone") or "neutral", code.text("icon"))


def _direction(row: TransferRow) -> str:
    return _("handed over to") if row.record.direction == OUT else _("taken over from")


def _name(row: TransferRow) -> str:
    home = row.home
    return (home.name or home.native_name or home.case_number) if home else _("no household here")


def _slice(found: tuple[TransferRow, ...], asked: Asked) -> Slice[TransferRow]:
    """Return the part that was asked for: one tab, narrowed by the search, in its order."""
    counts = tuple((tab, sum(one.record.state in states for one in found)) for tab, states in TABS.items())
    wanted = [one for one in found if one.record.state in TABS[asked.tab] and _fits(one, asked.text)]
    wanted.sort(key=lambda one: str(one.record.at), reverse=asked.descending)
    part = tuple(wanted[asked.offset : asked.offset + asked.limit])
    return Slice(asked, part, len(wanted), counts, ())


def _fits(row: TransferRow, text: str) -> bool:
    home = row.home
    known = (row.record.other, *((home.name, home.native_name, home.case_number) if home else ()))
    return text.casefold().strip() in " ".join(known).casefold()
