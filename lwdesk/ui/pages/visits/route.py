"""The route of a day: the visits in the order in which they are made, moved by Alt and the arrows."""

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.household import Dwelling
from lwdesk.services.changes import Changes
from lwdesk.services.visit_views import VisitRow
from lwdesk.ui import dates, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton, PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.pages.along.banner import SetBanner
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.rows import Cell, Column, Row, RowTable
from lwdesk.ui.surface import BottomBar, EmptyState, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural


class RoutePage(Page):
    """One day, one list; a protected address is shown for a moment, to whom says why."""

    name = "visits"
    heading = N_("Route of the day")

    def __init__(self, context: Context, day: date, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.day = day
        self.stops: tuple[VisitRow, ...] = ()
        self._revealed: dict[UUID, str] = {}
        self.setAccessibleName(_("Route of the day"))
        self.header = PageHeader(_("Route of the day"), "")
        self.before, self.after = (
            IconButton("chevron-left", _("The day before")),
            IconButton("chevron-right", _("The day after")),
        )
        self.up, self.down = (
            SecondaryButton(_("Earlier"), icon="arrow-up"),
            SecondaryButton(_("Later"), icon="arrow-down"),
        )
        self.reveal = SecondaryButton(_("Show address …"), icon="eye")
        self.along = SecondaryButton(_("Take-along set …"), icon="luggage")
        self.begin = PrimaryButton(_("Begin the visit"))
        for button, name in (
            (self.before, "day_before"),
            (self.after, "day_after"),
            (self.up, "earlier"),
            (self.down, "later"),
            (self.reveal, "reveal"),
            (self.along, "along"),
            (self.begin, "begin"),
        ):
            button.setObjectName(name)
        self.table = RowTable(
            (
                Column("", 1),
                Column(_("Time"), 2),
                Column(_("Household"), 5),
                Column(_("Where"), 6),
                Column(_("Who goes"), 4, wide_only=True),
                Column(_("State"), 4),
            )
        )
        self.table.setObjectName("list")
        self.table.list.setAccessibleName(_("Route of the day"))
        self.nothing = EmptyState("route", _("No visit on this day."), "")
        self._build()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._box.setContentsMargins(style.px(20), style.px(8), style.px(20), style.px(8))

    def opened(self) -> None:
        self._load()
        self.banner.reload()
        self.focus_first()

    def focus_first(self) -> None:
        first = self.table.list if self.table.isVisibleTo(self) else self.after
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches("visit", "household", "dwelling") and self.isVisible():
            self._load()

    def primary(self) -> None:
        row = self._current()
        if row is not None and row.record.state in ("planned", "under_way") and self._visits:
            self.context.wanted.emit("visit_mode", row.record.id)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in (self.along, self.before, self.after):
            self.header.add_action(button)
        self.along.setVisible(self.context.may("export"))
        self._visits, self._orders = (self.context.may_go(page) for page in ("visit_mode", "visit"))
        body = QWidget()
        self._box = QHBoxLayout(body)
        self._box.addWidget(self.table)
        self._box.addWidget(self.nothing)
        bar = BottomBar()
        if self._orders:
            bar.add_status(Text(_("Alt with ↑ and ↓ changes the order"), "help", token="text2"))
        for shown in (self.up, self.down, self.reveal, self.begin):
            bar.add_button(shown)
        self.begin.setVisible(self._visits)
        for button in (self.up, self.down):
            button.setVisible(self._orders)
        self.banner = SetBanner(self)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(body, 1)
        column.addWidget(bar)

    def _listen(self) -> None:
        self.before.clicked.connect(lambda _checked=False: self._go(-1))
        self.after.clicked.connect(lambda _checked=False: self._go(1))
        self.up.clicked.connect(lambda _checked=False: self._move(-1))
        self.down.clicked.connect(lambda _checked=False: self._move(1))
        self.along.clicked.connect(lambda _checked=False: self.context.wanted.emit("along", self.day))
        self.reveal.clicked.connect(lambda _checked=False: self._reveal())
        self.begin.clicked.connect(lambda _checked=False: self.primary())
        self.table.list.opened.connect(lambda _key: self.primary())
        self.table.list.chosen.connect(lambda _key: self._offer())
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self._move(step))

    def _load(self) -> None:
        day = self.day
        self.context.jobs.run(self, lambda desk: desk.visits.day(day), self._show, lane="route")

    def _show(self, stops: tuple[VisitRow, ...]) -> None:
        self.stops = stops
        said = dates.long_day(self.day)
        count = plural("{n} visit", "{n} visits", len(stops))
        self.header.set_subtitle(f"{said} · {count}")
        held = self.table.list.hasFocus()
        key = self.table.list.current_key()
        rows = [self._row(place, stop) for place, stop in enumerate(stops, 1)]
        self.table.list.show_rows(rows, len(rows))
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if rows and (key is None or self.table.list.rows.place_of(key) < 0):
            self.table.list.choose(rows[0].key)
        self._offer()
        if held and not rows:
            self.focus_first()

    def _row(self, place: int, stop: VisitRow) -> Row:
        visit, home = stop.record, stop.home
        name = (home.name or home.native_name if home else "") or _("without a name")
        at = dates.clock_time(visit.planned_at) if visit.planned_at else "–"
        street = stop.street or self._revealed.get(visit.id, "")
        hidden = home is not None and home.address_protected and not street
        where = _("Address protected") if hidden else street or "–"
        district = label("district", stop.district)
        look = words.state_look(visit, clock.today())
        going = words.going(stop)
        cells = (
            Cell(str(place), tabular=True),
            Cell(at, tabular=True),
            Cell(name, home.case_number if home else "", strong=True),
            Cell(where, district),
            Cell(going),
            Cell(badge=look),
        )
        told = (str(place), at, name, where, district, going, look.word)
        return Row(str(visit.id), cells, ", ".join(part for part in told if part), data=stop)

    def _current(self) -> VisitRow | None:
        key = self.table.list.current_key()
        return next((stop for stop in self.stops if str(stop.record.id) == key), None)

    def _offer(self) -> None:
        """Switch the buttons to what can be done with the chosen visit."""
        stop = self._current()
        place = self.stops.index(stop) if stop is not None else -1
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self.stops) - 1)
        hidden = stop is not None and stop.home is not None and stop.home.address_protected
        reveals = not self.context.lacks("reveal_address")
        self.reveal.setVisible(
            hidden and reveals and stop is not None and stop.record.id not in self._revealed
        )
        open_one = stop is not None and stop.record.state in ("planned", "under_way")
        self.begin.set_blocked("" if open_one else _("This visit is over"))

    def _go(self, days: int) -> None:
        self.day += timedelta(days=days)
        self._revealed.clear()
        self._load()

    def _move(self, step: int) -> None:
        stop = self._current()
        if stop is None or not self.context.lets("plan_visit"):
            return
        place = self.stops.index(stop)
        if not 0 <= place + step < len(self.stops):
            return
        order = [one.record.id for one in self.stops]
        order.insert(place + step, order.pop(place))
        announce(self.table.list, _("now number {n}", n=place + step + 1))
        self.context.jobs.run(self, lambda desk: desk.visits.order(order))

    def _reveal(self) -> None:
        stop = self._current()
        if stop is None or stop.record.household is None:
            return
        household, visit = stop.record.household, stop.record.id

        def show(dwelling: Dwelling | None) -> None:
            self._revealed[visit] = dwelling.street if dwelling is not None else ""
            self._show(self.stops)

        def because(reason: str) -> None:
            self.context.jobs.run(self, lambda desk: desk.households.reveal_address(household, reason), show)

        self.context.ask.reason(
            self,
            _("Why do you need the address?"),
            _("The address is protected. Who looks, when and why is written down."),
            "reveal_reason",
            _("Show"),
            because,
        )
