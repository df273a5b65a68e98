"""The day: one list by time, with the keys of a calendar."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.appointment import Appointment
from lwdesk.services.appointments import DayEntry, DaySlice
from lwdesk.services.listing import Asked, Slice
from lwdesk.ui import rows
from lwdesk.ui.accessible import announce
from lwdesk.ui.context import Context
from lwdesk.ui.pages.calendar import rows as day_rows
from lwdesk.ui.pages.calendar.actions import AppointmentActions
from lwdesk.ui.pages.calendar.day_bar import STEPS, DayBar
from lwdesk.ui.pages.calendar.panel import DayPanel
from lwdesk.ui.pages.calendar.views import views
from lwdesk.ui.pages.list_bar import Filter
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural


class DayPage(ListPage):
    """What the office has on a day; stands beside the list of tasks."""

    name = "tasks"
    heading = N_("Calendar")
    states = (
        ("all", N_("All of the day")),
        ("appointment", N_("Appointments")),
        ("visit", N_("Visits")),
        ("interpreter_request", N_("Interpreter requests")),
    )
    order = ("at", False)
    concerning = ("appointment", "visit", "interpreter_request", "household", "opening_hour", "contact")
    new_label, new_name = N_("New appointment"), "new_appointment"
    new_right = "edit"
    empty_icon = "calendar"

    def __init__(
        self,
        context: Context,
        on: date | None = None,
        appointment: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.on, self._wanted_row, self._chosen_first = on or clock.today(), appointment, ""
        super().__init__(context, parent)
        self.views = views("day")
        self.views.edited.connect(self._leave)
        self.header.add_action(self.views, first=True)
        self.day_bar = DayBar()
        self.day_bar.stepped.connect(self.step)
        self.header.below.addWidget(self.day_bar)
        for part in (self.table.list, self.day_bar.before, self.day_bar.today, self.day_bar.after):
            part.installEventFilter(self)
        self.day_bar.show_day(self.on, ())

    def columns(self) -> tuple[Column, ...]:
        return day_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (Filter("staff", _("Person")),)

    def panel_of(self) -> ListPanel:
        self.doing = AppointmentActions(self.context, self)
        return DayPanel(self.doing, self.context)

    def fetch(self, asked: Asked) -> Fetch:
        on = self.on
        return lambda desk: desk.appointments.page(on, asked)

    def cells(self, row: DayEntry, today: date) -> rows.Row:
        return day_rows.shown(row, today)

    def open_row(self, row: DayEntry) -> None:
        self.doing.open(row)

    def primary(self) -> None:
        add_new(self, lambda: self.doing.arrange(self.on))

    def opened(self) -> None:
        wanted, self._wanted_row = self._wanted_row, None
        if wanted is None:
            super().opened()
            return
        self.context.jobs.run(self, lambda desk: desk.appointments.load(wanted), self._go_to)

    def focus_first(self) -> None:
        """On an empty day the keys of the day still work."""
        if self.table.isVisibleTo(self):
            super().focus_first()
        else:
            self.day_bar.today.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self, total: int) -> str:
        return plural("{n} entry", "{n} entries", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("Nothing of this day fits this search and these filters.")
        return _("Nothing is arranged for this day.")

    def step(self, days: int) -> None:
        """Show the day before, the next one, or today."""
        self.show_day(self.on + timedelta(days) if days else clock.today())

    def show_day(self, on: date) -> None:
        self.on = on
        self.day_bar.show_day(on, ())
        self.reload()
        announce(self.day_bar, self.day_bar.words.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the day work in the list and on its buttons, where nothing else uses them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.step(step)
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, appointment: Appointment) -> None:
        if appointment.at is not None:
            self.on = appointment.at.astimezone().date()
        self._chosen_first = str(appointment.id)
        super().opened()

    def _show(self, told: Slice[Any], found: list[rows.Row]) -> None:
        if not isinstance(told, DaySlice) or told.on != self.on:
            return
        super()._show(told, found)
        self.day_bar.show_day(told.on, told.hours)
        first, self._chosen_first = self._chosen_first, ""
        if first:
            self.table.list.choose(first)
        if not self.table.isVisibleTo(self) and self.window().focusWidget() in (None, self.table.list):
            self.focus_first()

    def _leave(self) -> None:
        """Return to the list of tasks."""
        self.context.page_wanted.emit("tasks")
