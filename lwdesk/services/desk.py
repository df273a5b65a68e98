"""The open data file with everything a person can do in it."""

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import (
    AccountEnded,
    FileDamaged,
    LwError,
    RecordGone,
    StartPassphrase,
    StillJoining,
)
from lwdesk.domain.office import Device, Office
from lwdesk.domain.staff import Staff, has_ended
from lwdesk.services import set_locks
from lwdesk.services.appointments import Appointments
from lwdesk.services.assignments import Assignments
from lwdesk.services.audit import Audit
from lwdesk.services.backups import Backups
from lwdesk.services.beside import Beside
from lwdesk.services.changes import Changes
from lwdesk.services.colleagues import Colleagues
from lwdesk.services.consents import Consents
from lwdesk.services.contacts import Contacts
from lwdesk.services.directory import Directory
from lwdesk.services.drafts import Drafts
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.history import History
from lwdesk.services.hours import Hours
from lwdesk.services.hours_sheets import HoursSheets
from lwdesk.services.household_life import HouseholdLife
from lwdesk.services.households import Households
from lwdesk.services.interpreter_requests import Interpreting
from lwdesk.services.interpreters import Interpreters
from lwdesk.services.merging import Merging
from lwdesk.services.papers.issue import Papers
from lwdesk.services.people import People
from lwdesk.services.private_notes import PrivateNotes
from lwdesk.services.referrals import Referrals
from lwdesk.services.rights import Right
from lwdesk.services.saving import households_of
from lwdesk.services.search import Search
from lwdesk.services.seat import Seat
from lwdesk.services.tasks import Tasks
from lwdesk.services.views import Counts
from lwdesk.services.visit_mode import VisitMode
from lwdesk.services.visit_sorting import VisitSorting
from lwdesk.services.visits import Visits
from lwdesk.store import erased, undo, vault, writers
from lwdesk.store.errors import translated
from lwdesk.store.exchange import joining
from lwdesk.store.file import DataFile
from lwdesk.store.queries import accounts
from lwdesk.store.transaction import Reader, Store, Transaction
from lwdesk.store.vault import Mark

if TYPE_CHECKING:
    from lwdesk.services.exchange.exchange import Exchange

READING: Final[frozenset[Right]] = frozenset({"see_restricted", "read_audit"})


class Desk:
    """Where one person works on one file; closed, nothing of it can be used any more."""

    def __init__(self, file: DataFile, seat: Seat) -> None:
        self._file, self._seat = file, seat
        self.missing_changes = 0  # of those that the key file has seen; more than none is an older copy
        self.older_log = False  # whether a log of an earlier day lay beside the file and was set aside
        self.settings = OfficeSettings(seat)
        self.audit = Audit(seat, Beside(seat, file.path))
        self.colleagues = Colleagues(seat, file)
        self.drafts = Drafts(seat)
        self.households = Households(seat, self.drafts, self.settings)
        self.life = HouseholdLife(seat, self.settings)
        self.people = People(seat)
        self.private_notes = PrivateNotes(seat)
        self.consents = Consents(seat)
        self.contacts = Contacts(seat, self.settings)
        self.visits = Visits(seat)
        self.visit_mode = VisitMode(seat)
        self.visit_sorting = VisitSorting(seat, self.settings)
        self.search = Search(seat)
        self.merging = Merging(seat, self.search)
        self.hours = Hours(seat)
        self.directory = Directory(seat)
        self.referrals = Referrals(seat, self.consents, Beside(seat, file.path))
        self.tasks = Tasks(seat)
        self.appointments = Appointments(seat)
        self.interpreting = Interpreting(seat)
        self.assignments = Assignments(seat)
        self.interpreters = Interpreters(seat)
        self.hours_sheets = HoursSheets(seat)
        self.history = History(seat)
        self.backups = Backups(seat, file, self.audit)
        self.papers = Papers(self)

    @property
    def office(self) -> Office:
        return self._seat.office

    @property
    def staff(self) -> Staff:
        return self._seat.staff

    @property
    def device(self) -> Device:
        return self._seat.device

    @property
    def role(self) -> str:
        return self.staff.role or ""

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def read_only(self) -> bool:
        return self._seat.read_only

    @property
    def file(self) -> DataFile:
        """The open file, for checks and accounts."""
        return self._file

    @cached_property
    def exchange(self) -> "Exchange":
        """Return the exchange with other devices; its ciphers are loaded when it is first wanted."""
        from lwdesk.services.exchange.exchange import Exchange

        return Exchange(self._seat, self._mark)

    @property
    def seat(self) -> Seat:
        return self._seat

    def may(self, right: Right) -> bool:
        """Tell whether the person may do something here and now."""
        return self._seat.may(right) and (right in READING or not self.read_only)

    def undo_last(self) -> Changes:
        """Take back the last save of this person; UndoTooLate when somebody built on it."""
        self._seat.demand("edit")
        with translated():
            undone = undo.undo_last(self._seat.store, self.staff.id, self._demand_visible)
        self.audit.note("undo", count=len(undone.touched))
        return Changes(undone.touched, undone.what)

    def _demand_visible(self, transaction: Transaction) -> None:
        for kind, record in transaction.touched:
            self._seat.demand_visible(*households_of(transaction, kind, record))

    def counts(self) -> Counts:
        """Return the numbers beside the navigation."""
        from lwdesk.services.exchange import standing

        differences, due = standing.counted(self._seat, lambda: self.exchange)
        return replace(self.hours.counts(), differences=differences, package_due=due)

    def close(self) -> None:
        """Note how far the log goes, drop the key and let the next program in."""
        try:
            if self._file.lock is not None:
                self._mark()
                with suppress(LwError), self._seat.reading() as reader:
                    gone = erased.told(reader.connection)
                    erased.keep(erased.beside(self.path), self._file.key, gone)
        finally:
            self.papers.close()
            self._file.close()

    def _mark(self) -> None:
        """Note in the key file how far the log goes: a copy that goes less far is recognised by that."""
        with suppress(LwError), self._seat.reading() as reader:
            marks = tuple(Mark(*mark) for mark in writers.high_water(reader.connection))
            vault.set_high_water(self.path, self._file.key, marks)


def open_desk(file: DataFile, user: str, *, start: bool = False) -> Desk:
    """Seat a user at an opened file; one whose passphrase others know only to `start` with an own one."""
    store = Store(file.engine, read_only=file.read_only)
    set_locks.lock(store)
    set_locks.compact(store)
    with store.reading() as reader:
        if joining.label(reader.connection) is not None:
            raise StillJoining
        missing = _missing(file, reader)
        seat = _seat(store, reader, user)
        if not start and accounts.has_start_passphrase(reader, seat.staff.id):
            raise StartPassphrase
    if missing and not file.read_only:
        with store.writing("", None) as transaction:
            writers.begin_incarnation(transaction.connection)
    desk = Desk(file, seat)
    desk.missing_changes = missing
    desk.audit.note("unlock")
    if missing:
        desk.audit.note("restore", count=missing, reason="older_copy")
    _erase_again(desk)
    desk.audit.purge(desk.settings.load().audit_months)
    return desk


def _erase_again(desk: Desk) -> None:
    """Take out again what an older copy of the file brought back, before anybody sees it."""
    gone = erased.read(erased.beside(desk.path), desk.file.key)
    if not gone or desk.read_only:
        return
    with desk.seat.store.exchanging() as reader:
        count = erased.again(reader.connection, gone)
    if count:
        desk.audit.note("delete", count=count, reason="erased_again")


def _missing(file: DataFile, reader: Reader) -> int:
    """Return how many changes that the key file has seen are not here: an older copy took its place."""
    here = {writer: seq for writer, seq, _ in writers.high_water(reader.connection)}
    marks = vault.high_water(file.path, file.key)
    return sum(max(0, mark.seq - here.get(mark.writer, 0)) for mark in marks)


def _seat(store: Store, reader: Reader, user: str) -> Seat:
    staff = reader.get(Staff, UUID(user))
    if staff is None or staff.office is None:
        raise RecordGone(kind="staff")
    if has_ended(staff, clock.today()):
        raise AccountEnded
    office = reader.get(Office, staff.office)
    identity = writers.device(reader.connection)
    device = reader.get(Device, identity) if identity else None
    if office is None or device is None:
        raise FileDamaged(why="seat")
    return Seat(store, office, staff, device)
