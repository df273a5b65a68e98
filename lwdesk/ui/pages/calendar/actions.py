"""What can be done with appointments, from the card and from the day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock, ids
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.booking import USUAL_MINUTES
from lwdesk.services.appointments import Clashes, DayEntry
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.contacts import Talk
from lwdesk.ui.context import Context
from lwdesk.ui.pages.calendar.dialogs import AppointmentDialog, HeldDialog, Named
from lwdesk.ui.pages.conflict import ask_whose, settled_base
from lwdesk.ui.pages.dialog_draft import Kept
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.pages.registry import RECORDS
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.appointments import End
    from lwdesk.services.desk import Desk

FIRST_HOUR = time(9)
FORM, CHANGE, LATER, HELD = "appointment", "change", "later", "held"
SAID = {
    "no_show": lambda: _("Noted: did not come"),
    "cancelled": lambda: _("Appointment cancelled"),
}


class AppointmentActions(QObject):
    """The ways of an appointment; `page` is where questions are asked."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def arrange(
        self, on: date | None = None, household: UUID | None = None, name: str = "", people: Named = ()
    ) -> None:
        """Ask for a new appointment, of a household where one is known."""

        def ask(told: tuple[UUID, Named, Kept]) -> None:
            me, colleagues, kept = told
            shown = Appointment(household=household, staff=me, sort="talk", at=_at(on), minutes=USUAL_MINUTES)
            self._open(_("New appointment"), shown, colleagues, kept, name, people)

        self._context.jobs.run(self, lambda desk: (*_people(desk), _new(desk, household)), ask)

    def change(self, entry: DayEntry) -> None:
        """Open an appointment as it stands."""

        def ask(told: tuple[Appointment, Named, Kept]) -> None:
            now, colleagues, kept = told
            self._open(_("Change the appointment"), now, colleagues, kept, _name(entry), base=now)

        identity = entry.record.id
        self._context.jobs.run(self, lambda desk: (*_load(desk, identity), _of(desk, CHANGE, entry)), ask)

    def postpone(self, entry: DayEntry) -> None:
        """Ask for another time; the appointment stays as what was postponed."""

        def ask(told: tuple[Appointment, Named, Kept]) -> None:
            now, colleagues, kept = told
            later = now.replace(id=ids.new(), at=None)
            self._open(_("Move to another time"), later, colleagues, kept, _name(entry), instead_of=now.id)

        identity = entry.record.id
        self._context.jobs.run(self, lambda desk: (*_load(desk, identity), _of(desk, LATER, entry)), ask)

    def hold(self, entry: DayEntry) -> None:
        """Show the contact that an appointment becomes."""

        def ask(read: tuple[Talk, Kept]) -> None:
            talk, kept = read
            dialog = HeldDialog(self._context, talk, kept, self._page)

            def work(desk: "Desk", told: Talk) -> Changes | Conflicts:
                return _saved(desk, desk.contacts.save_talk(told), kept)

            def saved(result: Changes | Conflicts) -> None:
                if isinstance(result, Changes):
                    dialog.close_saved()
                    self._context.said.emit(_("Contact saved"), True)

            dialog.told.connect(
                lambda told: self._context.jobs.run(self, lambda desk: work(desk, told), saved)
            )
            dialog.open()

        identity = entry.record.id
        self._context.jobs.run(
            self, lambda desk: (desk.appointments.talk(identity), _of(desk, HELD, entry)), ask
        )

    def end(self, entry: DayEntry, state: "End") -> None:
        """Note that it did not take place."""
        identity, said = entry.record.id, SAID[state]()
        self._context.jobs.run(
            self,
            lambda desk: desk.appointments.end(identity, state),
            lambda _changes: self._context.said.emit(said, True),
        )

    def ask_interpreter(self, entry: DayEntry) -> None:
        """Ask for an interpreter for this appointment, or go to the request that there is."""
        record = entry.record
        if isinstance(record, Appointment) and record.interpreting is not None:
            self._context.wanted.emit("interpreter_request", record.interpreting)
        else:
            self._context.wanted.emit("ask_interpreter", Wanted(appointment=record.id))

    def open(self, entry: DayEntry) -> None:
        """Go to what an entry is about: its own page, its household, else its form."""
        if entry.kind != "appointment" and entry.kind in RECORDS:
            self._context.wanted.emit(entry.kind, entry.record.id)
        elif entry.home is not None:
            self._context.household_wanted.emit(entry.home.household)
        elif entry.is_planned:
            self.change(entry)

    def _open(
        self,
        title: str,
        shown: Appointment,
        colleagues: Named,
        kept: Kept,
        name: str,
        people: Sequence[tuple[UUID, str]] = (),
        *,
        base: Appointment | None = None,
        instead_of: UUID | None = None,
    ) -> None:
        dialog = AppointmentDialog(self._context, title, shown, colleagues, self._page, kept)
        dialog.begin(name, people)

        def save(appointment: Appointment, anyway: bool, known: Appointment | None = base) -> None:
            def work(desk: "Desk") -> Changes | Clashes | Conflicts:
                done = desk.appointments.save(appointment, known, anyway=anyway, instead_of=instead_of)
                return _saved(desk, done, kept)

            def saved(result: Changes | Clashes | Conflicts) -> None:
                if isinstance(result, Clashes):
                    dialog.show_clashes(result)
                elif isinstance(result, Conflicts):
                    assert known is not None
                    settled = settled_base(known, result)
                    ask_whose(self._context, dialog, result, lambda: save(appointment, anyway, settled))
                else:
                    dialog.close_saved()
                    self._context.said.emit(_("Appointment saved"), True)

            self._context.jobs.run(self, work, saved)

        dialog.told.connect(save)
        dialog.open()


def _people(desk: "Desk") -> tuple[UUID, Named]:
    return desk.staff.id, desk.tasks.colleagues()


def _load(desk: "Desk", identity: UUID) -> tuple[Appointment, Named]:
    return desk.appointments.load(identity), desk.tasks.colleagues()


def _new(desk: "Desk", household: UUID | None) -> Kept:
    return Kept.of(desk, FORM, str(household or ""), household)


def _of(desk: "Desk", step: str, entry: DayEntry) -> Kept:
    """Return what waits for a step of an appointment that is there."""
    return Kept.of(desk, FORM, f"{step} {entry.record.id}", entry.home.household if entry.home else None)


def _saved[R](desk: "Desk", done: R, kept: Kept) -> R:
    """Let the draft go with what was saved."""
    if isinstance(done, Changes):
        desk.drafts.discard(kept.draft)
    return done


def _name(entry: DayEntry) -> str:
    return (entry.home.name or entry.home.native_name or entry.home.case_number) if entry.home else ""


def _at(on: date | None) -> datetime | None:
    """Propose the next full hour of today, the first hour of another day."""
    now = clock.now().astimezone()
    if on is None:
        return None
    if on == now.date() and now.time() > FIRST_HOUR:
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return datetime.combine(on, FIRST_HOUR).astimezone()
