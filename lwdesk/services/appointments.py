"""Appointments: arranged with a look at who is taken, kept, missed or moved; and the day of the office."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.domain import apart, booking, opening
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.booking import Clash
from lwdesk.domain.codelists import codelists
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services import audit, listing, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.contacts import Talk
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import appointments as queries
from lwdesk.store.queries import listing as homes
from lwdesk.store.queries.cards import midnight
from lwdesk.store.queries.listing import Home
from lwdesk.store.queries.lists import fold
from lwdesk.store.transaction import Reader, Transaction

type End = Literal["no_show", "cancelled", "postponed"]
type Kind = Literal["appointment", "visit", "interpreter_request"]
OFFER_ANEW: Final = N_("Did not come: offer a new appointment")
KINDS: Final[tuple[Kind, ...]] = ("appointment", "visit", "interpreter_request")
ASK_AFTER: Final = timedelta(days=1)
USUAL_SUPPORT: Final = "advice"


@dataclass(frozen=True, slots=True)
class Clashes:
    """Why an appointment was not saved, and who already has something then."""

    found: tuple[Clash, ...]

    @property
    def refused(self) -> bool:
        """Tell whether it cannot be saved all the same."""
        return any(clash.is_final for clash in self.found)


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One line of the day: an appointment, a visit or an interpreter request."""

    kind: Kind
    record: Appointment | Visit | InterpreterRequest
    at: datetime
    minutes: int | None
    home: Home | None = None
    staff: str = ""

    @property
    def is_planned(self) -> bool:
        return isinstance(self.record, Appointment) and booking.is_planned(self.record.state)


@dataclass(frozen=True, slots=True)
class Day:
    """What the office has on a day, in its order, and when it is open."""

    on: date
    hours: tuple[OpeningHour, ...]
    entries: tuple[DayEntry, ...]
    people: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DaySlice(Slice[DayEntry]):
    """A day as its page asks for it."""

    on: date = date.min
    hours: tuple[OpeningHour, ...] = ()


class Appointments:
    """What was arranged with families and colleagues."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def save(
        self,
        appointment: Appointment,
        base: Appointment | None = None,
        *,
        anyway: bool = False,
        instead_of: UUID | None = None,
    ) -> Changes | Clashes | Conflicts:
        """Save an appointment; Clashes when somebody is taken then and nobody said that it shall be so.

        That one person is in two places at once is refused whatever is said. `instead_of` is an
        appointment that this one takes the place of: it stays as what was postponed. Conflicts when
        somebody changed the same field since `base`; other fields are merged.
        """
        appointment = tidy.tidied(appointment).replace(
            office=appointment.office or self._seat.office.id, state=appointment.state or "planned"
        )
        with self._seat.writing("save_appointment") as transaction:
            before = transaction.get(Appointment, appointment.id)
            if before is None and base is not None:
                raise RecordGone(kind="appointment")
            if before is not None and base is not None:
                apart_here = Saving(self._seat, transaction, clock.today()).conflicts(appointment, base)
                if apart_here is not None:
                    return apart_here
                appointment = apart.merged(base, appointment, before)
            tidy.refuse_new_problems(before, appointment)
            for one in (appointment, before) if before else (appointment,):
                self._demand_editable(transaction, one)
            former = self._kept(transaction, instead_of) if instead_of else None
            against = self._clashes(transaction, appointment)
            found = Clashes(tuple(one for one in against if former is None or one.record != former.id))
            if found.refused or (found.found and not anyway):
                return found
            self._write(transaction, appointment, "change" if before else "create")
            if former is not None:
                self._write(transaction, former.replace(state="postponed"), "change")
            return changes(transaction, "save_appointment")

    def clashes(self, appointment: Appointment) -> tuple[Clash, ...]:
        """Return what speaks against the time of an appointment."""
        with self._seat.reading() as reader:
            return self._clashes(reader, appointment)

    def load(self, appointment: UUID) -> Appointment:
        """Return an appointment; RecordGone when it was removed."""
        with self._seat.reading() as reader:
            kept = reader.get(Appointment, appointment)
            if kept is None:
                raise RecordGone(kind="appointment")
            if kept.household and (home := reader.get(Household, kept.household)):
                self._seat.demand_visible(home)
            return kept

    def end(self, appointment: UUID, state: End) -> Changes:
        """Note that an appointment did not take place; who did not come is asked again, once."""
        with self._seat.writing("end_appointment") as transaction:
            kept = self._kept(transaction, appointment)
            self._write(transaction, kept.replace(state=state), "change")
            if state == "no_show":
                self._ask_again(transaction, kept)
            return changes(transaction, "end_appointment")

    def talk(self, appointment: UUID) -> Talk:
        """Return the contact that an appointment becomes once it took place, ready to be looked at."""
        return talk_of(self.load(appointment))

    def day(self, on: date) -> Day:
        """Return the day of the office."""
        begin, end = midnight(on), midnight(on + timedelta(days=1))
        office, restricted = self._seat.office.id, self._seat.may("see_restricted")
        with self._seat.reading() as reader:
            kinds = queries.of_time(reader, office, begin, end, restricted=restricted)
            names = listing.staff_names(reader)
            ids_of = {one.household for records in kinds for one in records if one.household}
            known = homes.homes(reader, ids_of)
            hours = opening.of_day(reader.all(OpeningHour, office=office), on)
        entries = [_entry(one, known, names) for records in kinds for one in records]
        people = tuple(sorted(names.items(), key=lambda one: one[1].casefold()))
        return Day(on, hours, tuple(sorted(entries, key=lambda one: (one.at, str(one.record.id)))), people)

    def page(self, on: date, asked: Asked) -> DaySlice:
        """Return the entries of a day, searched and filtered: few enough to be looked at one by one."""
        day = self.day(on)
        found = [entry for entry in day.entries if _fits(entry, asked)]
        counts = [(kind, sum(entry.kind == kind for entry in day.entries)) for kind in KINDS]
        return DaySlice(
            asked,
            tuple(found[asked.offset : asked.offset + asked.limit]),
            len(found),
            (("all", len(day.entries)), *counts),
            (("staff", listing.staff_options(dict(day.people))),),
            on,
            day.hours,
        )

    def _clashes(self, reader: Reader, appointment: Appointment) -> tuple[Clash, ...]:
        taken = booking.times(appointment)
        if taken is None:
            return ()
        office = self._seat.office.id
        others = queries.busy(reader, office, *taken)
        return booking.clashes(appointment, others, reader.all(OpeningHour, office=office))

    def _kept(self, transaction: Transaction, identity: UUID) -> Appointment:
        kept = transaction.get(Appointment, identity)
        if kept is None:
            raise RecordGone(kind="appointment")
        if not booking.is_planned(kept.state):
            raise InvalidInput(kind="appointment", fields="state")
        self._demand_editable(transaction, kept)
        return kept

    def _write(self, transaction: Transaction, appointment: Appointment, action: audit.Action) -> None:
        transaction.save(appointment)
        audit.note(transaction, self._seat.staff.id, action, "appointment", appointment.id)

    def _ask_again(self, transaction: Transaction, missed: Appointment) -> None:
        task = Task(
            id=ids.derived(missed.id, "no_show"),
            office=missed.office,
            household=missed.household,
            person=missed.person,
            title=translator()(OFFER_ANEW),
            due_on=clock.today() + ASK_AFTER,
            assigned=missed.staff or self._seat.staff.id,
            state="open",
            origin="proposal",
            about=missed.id,
        )
        transaction.save(task)

    def _demand_editable(self, transaction: Transaction, appointment: Appointment) -> None:
        demand_own(self._seat, appointment.office)
        if appointment.household and (home := transaction.get(Household, appointment.household)):
            self._seat.demand_visible(home)
            Saving(self._seat, transaction, clock.today()).demand_editable(home)


def _fits(entry: DayEntry, asked: Asked) -> bool:
    chosen = dict(asked.filters)
    if asked.tab not in ("all", entry.kind):
        return False
    if (staff := chosen.get("staff")) and (entry.record.staff is None or entry.record.staff.hex != staff):
        return False
    home = entry.home
    own = entry.record.title if isinstance(entry.record, Appointment) else ""
    texts = (own, home.name, home.native_name, home.case_number) if home else (own,)
    return not asked.text or any(fold(asked.text) in fold(text) for text in texts)


def talk_of(appointment: Appointment) -> Talk:
    """Return the contact of an appointment: an accompaniment counts as accompaniment."""
    support = _support(appointment.sort)
    contact = Contact(
        id=ids.derived(appointment.id, "contact"),
        household=appointment.household,
        staff=appointment.staff,
        at=appointment.at,
        sort="accompaniment" if support == "accompaniment" else "appointment",
        minutes=appointment.minutes,
        result=appointment.title,
    )
    reasons = (Reason(area=appointment.area, support=support),) if appointment.area else ()
    persons = (appointment.person,) if appointment.person else None
    return Talk(contact, reasons, persons, appointment=appointment.id)


def _support(sort: str | None) -> str:
    known = codelists()["appointment_kind"]
    return (known.get(sort).text("support") if sort and sort in known else "") or USUAL_SUPPORT


def _entry(record: Record, known: dict[UUID, Home], names: dict[UUID, str]) -> DayEntry:
    assert isinstance(record, Appointment | Visit | InterpreterRequest)
    at = record.planned_at if isinstance(record, Visit) else record.at
    assert at is not None  # the query asks for a moment
    return DayEntry(
        record.kind,  # type: ignore[arg-type]  # the three kinds above
        record,
        at,
        record.minutes,
        known.get(record.household) if record.household else None,
        names.get(record.staff, "") if record.staff else "",
    )
