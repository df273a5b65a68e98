"""The hours of a month: who of the pool gets how much for what, and that it was paid."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.hours_sheet import HoursRow, HoursSheet
from lwdesk.services.changes import Changes
from lwdesk.services.hours_sheets import euros
from lwdesk.services.papers.batch import Several
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import dates, rows, style
from lwdesk.ui.buttons import IconButton, PrimaryButton, QuietButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.rows import Cell, Column, RowList, RowTable
from lwdesk.ui.surface import BottomBar, EmptyState, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural


class HoursPage(Page):
    """At the left everybody with something in the month, at the right the sheet of one with its sums."""

    name = "interpreting"
    heading = N_("Hours sheets")

    def __init__(self, context: Context, month: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.month = (month or clock.today()).replace(day=1)
        self.sheets: tuple[HoursSheet, ...] = ()
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading), back_to=_("Interpreting"))
        self.header.back.connect(context.back_wanted)
        self._make_months()
        self.people = RowList()
        self.people.setObjectName("people")
        self.people.setAccessibleName(_("Interpreters of the month"))
        self.table = RowTable(_columns())
        self.table.setObjectName("sheet")
        self.table.list.setAccessibleName(_("Assignments of the month"))
        self.sums = Text("", "strong", tabular=True, wrap=True)
        self.nothing = EmptyState("clipboard-list", _("Nothing is paid in this month."), "")
        self.settle = PrimaryButton(_("Note as settled"), icon="euro")
        self.settle.setObjectName("settle_sheet")
        self._arrange()
        self.people.chosen.connect(lambda _key: self._show_sheet())
        self.settle.clicked.connect(self.primary)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._body.setContentsMargins(side - style.px(12), style.px(16), side, style.px(8))
        self._body.setSpacing(style.px(24))
        self.people.setFixedWidth(style.characters(34))

    def opened(self) -> None:
        self._load()

    def focus_first(self) -> None:
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches("interpreter_request", "interpreter", "assignment"):
            self._load()

    def primary(self) -> None:
        """Note the open rows of the shown sheet as paid."""
        sheet = self.sheet()
        open_rows = [row.request for row in sheet.rows if not row.settled] if sheet else []
        if open_rows and self.settle.isEnabled():
            self.context.jobs.run(
                self,
                lambda desk: desk.assignments.settle(open_rows),
                lambda _changes: self.context.said.emit(_("Settled"), True),
            )

    def start_print(self) -> None:
        """Lead to the paper of the shown sheet."""
        sheet = self.sheet()
        if sheet is not None:
            options = {"month": f"{self.month:%Y-%m}"}
            self.context.wanted.emit("paper", Wish("hours_sheet", sheet.interpreter, options=options))

    def _print_all(self) -> None:
        if self.sheets:
            self.context.wanted.emit("papers", Several("hours_sheet", self.month))

    def sheet(self) -> HoursSheet | None:
        key = self.people.current_key()
        return next((one for one in self.sheets if str(one.interpreter) == key), None)

    def _make_months(self) -> None:
        self.before = IconButton("chevron-left", _("Month before"))
        self.after = IconButton("chevron-right", _("Month after"))
        self.shown_month = Text("", "strong")
        for button, name, months in ((self.before, "month_before", -1), (self.after, "month_after", 1)):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, months=months: self._turn(months))
        self.print = IconButton("printer", _("Print …"))
        self.print_all = IconButton("files", _("Print all of the month …"))
        for button, name, do in (
            (self.print, "print_sheet", self.start_print),
            (self.print_all, "print_hours", self._print_all),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, do=do: do())
        for part in (self.before, self.shown_month, self.after, self.print, self.print_all):
            self.header.add_action(part)

    def _arrange(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self._body = QHBoxLayout()
        self._body.addWidget(self.people)
        self._body.addWidget(right, 1)
        bar = BottomBar()
        bar.add_status(self.sums)
        back = QuietButton(_("Back"))
        back.setObjectName("back_from_hours")
        back.clicked.connect(lambda _checked=False: self.context.back_wanted.emit())
        bar.add_button(back)
        bar.add_button(self.settle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(self._body, 1)
        outer.addWidget(bar)

    def _turn(self, months: int) -> None:
        step = timedelta(days=31) if months > 0 else timedelta(days=-1)
        self.month = (self.month + step).replace(day=1)
        self._load()

    def _load(self) -> None:
        month = self.month
        self.shown_month.setText(dates.month(month))
        self.context.jobs.run(
            self, lambda desk: (month, desk.hours_sheets.month(month)), self._show, lane="hours sheets"
        )

    def _show(self, told: tuple[date, tuple[HoursSheet, ...]]) -> None:
        _month, self.sheets = told
        total = sum(one.cents for one in self.sheets)
        counted = plural("{n} interpreter", "{n} interpreters", len(self.sheets))
        self.header.set_subtitle(_("{people}, {euros} euros in all", people=counted, euros=euros(total)))
        self.people.show_rows([_person(one) for one in self.sheets])
        if self.sheets and self.people.current_key() is None:
            self.people.choose(str(self.sheets[0].interpreter))
        self._show_sheet()
        if self.sheets and not self.people.hasFocus():
            self.focus_first()

    def _show_sheet(self) -> None:
        sheet = self.sheet()
        self.people.setVisible(bool(self.sheets))
        self.table.setVisible(sheet is not None)
        self.nothing.setVisible(sheet is None)
        self.table.list.show_rows([_row(one) for one in sheet.rows] if sheet else [])
        self.sums.setText(_sums(sheet) if sheet else "")
        paid = sheet is None or not sheet.open_cents
        self.settle.set_blocked(_("Nothing is to be settled here.") if paid else "")
        for button in (self.print, self.print_all):
            button.set_blocked("" if self.sheets else _("Nothing is paid in this month."))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Request"), 8),
        Column(_("State"), 5),
        Column(_("How long"), 3, right=True),
        Column(_("Euros"), 3, right=True),
    )


def _person(sheet: HoursSheet) -> rows.Row:
    detail = _("{hours}, {euros} euros", hours=_hours(sheet.minutes), euros=euros(sheet.cents))
    cells = (Cell(sheet.name, detail, strong=True),)
    return rows.Row(str(sheet.interpreter), cells, f"{sheet.name}, {detail}", data=sheet)


def _row(row: HoursRow) -> rows.Row:
    settled = row.settled
    state = label("request_state", "settled" if settled else row.state)
    look = BadgeLook(state, "ok" if settled else "accent", "check" if settled else "euro")
    way = _("{n} km", n=row.kilometres) if row.kilometres else ""
    day, model = dates.day(row.on), label("price_model", row.model)
    cells = (
        Cell(day, f"{row.reference} · {model}" if model else row.reference, strong=True, tabular=True),
        Cell(badge=look),
        Cell(_hours(row.minutes), way, tabular=True),
        Cell(euros(row.cents), tabular=True),
    )
    parts = (day, row.reference, state, _hours(row.minutes), way, _("{euros} euros", euros=euros(row.cents)))
    return rows.Row(str(row.request), cells, ", ".join(part for part in parts if part), data=row)


def _hours(minutes: int) -> str:
    return _("{hours}:{minutes} h", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _sums(sheet: HoursSheet) -> str:
    counted = plural("{n} assignment", "{n} assignments", len(sheet.rows))
    money = _("{euros} euros", euros=euros(sheet.cents))
    parts = [counted, _hours(sheet.minutes), _("{n} km", n=sheet.kilometres), money]
    if sheet.open_cents and sheet.open_cents != sheet.cents:
        parts.append(_("still open: {euros} euros", euros=euros(sheet.open_cents)))
    return " · ".join(parts)
