"""The people who open the file: added with a passphrase for the start, changed, ended with a hand-over."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, LastLead, NotAllowed, OwnAccount, RecordGone
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.fields import Record
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.referral import Referral
from lwdesk.domain.staff import Staff, account_problems, has_ended
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services import audit, rights, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store import vault
from lwdesk.store.file import DataFile
from lwdesk.store.queries import accounts
from lwdesk.store.transaction import Reader

CONSONANTS, VOWELS = "bdfgklmnprstwz", "aeiou"
type Access = Literal["own", "start", "over", "none"]
LEAD: Final = "lead"
FIXED: Final = ("office", "employer", "valid_from")
"""What stays as it was: somebody who changes the employer gets an account of their own there."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One way of being responsible: the field that names the person, and the states in which it is over.

    What has no state is over with its `day`.
    """

    kind: type[Record]
    field: str
    over: frozenset[str] = frozenset()
    day: str = ""

    def is_open(self, record: Record) -> bool:
        if self.day:
            return record.value(self.day) is None
        return record.value("state") not in self.over


DUTIES: Final = (
    Duty(Task, "assigned", frozenset({"done", "dropped"})),
    Duty(Need, "responsible", frozenset({"solved", "partly_solved", "not_solved", "withdrawn"})),
    Duty(CaseStep, "staff", day="on"),
    Duty(Visit, "staff", frozenset({"done", "not_met", "refused", "cancelled"})),
    Duty(Referral, "staff", frozenset({"used", "not_used", "refused", "finished", "withdrawn"})),
    Duty(Appointment, "staff", frozenset({"held", "no_show", "cancelled", "postponed"})),
    Duty(InterpreterRequest, "staff", frozenset({"signed", "settled", "cancelled", "no_show", "unfilled"})),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the office, and whether and how they get in."""

    staff: Staff
    access: Access

    @property
    def is_in(self) -> bool:
        return self.access in ("own", "start")


class Colleagues:
    """The people of this office and their slots in the key file."""

    def __init__(self, seat: Seat, file: DataFile) -> None:
        self._seat, self._file = seat, file

    def everybody(self) -> tuple[Colleague, ...]:
        """Return the people of this office by name, those who left included."""
        self._seat.demand("manage_users")
        inside = {user.id for user in vault.users(self._file.path)}
        with self._seat.reading() as reader:
            known = reader.all(Staff, office=self._seat.office.id)
            starting = accounts.starting(reader)
        told = (Colleague(one, _access(one, inside, starting)) for one in known)
        return tuple(sorted(told, key=lambda one: one.staff.name.casefold()))

    def add(self, staff: Staff, passphrase: str, *, own: bool = False) -> Changes:
        """Let one more person of this office open the file, with a passphrase for the start.

        `own` is for a passphrase that the person typed and nobody else knows.
        """
        office = self._seat.office.id
        staff = tidy.tidied(staff.replace(office=office, valid_from=staff.valid_from or clock.today()))
        self._refuse(staff)
        with self._seat.writing("", "manage_users") as transaction:
            self._demand_for(staff)
            transaction.add_all((staff,))
            if not own:
                accounts.mark_start(transaction, staff.id)
            audit.note(transaction, self._seat.staff.id, "create", "staff", staff.id)
            self._give(staff, passphrase)
            return changes(transaction, "add_user")

    def change(self, staff: Staff) -> Changes:
        """Change name, role, ways to reach or the last day of a person."""
        staff = tidy.tidied(staff)
        with self._seat.writing("", "manage_users") as transaction:
            kept = self._kept(transaction, staff.id)
            self._demand_for(kept, staff)
            staff = staff.replace(**{name: kept.value(name) for name in FIXED})
            self._refuse(staff)
            if staff.id == self._seat.staff.id and _rank(staff) != _rank(kept):
                self._demand_lead_without(transaction, staff)
                raise OwnAccount
            self._demand_lead_without(transaction, staff)
            transaction.save(staff)
            audit.note(transaction, self._seat.staff.id, "change", "staff", staff.id)
            if staff.name != kept.name:
                vault.rename_user(self._file.path, self._file.key, str(staff.id), staff.name)
            return changes(transaction, "change_user")

    def renew(self, staff: UUID, passphrase: str) -> Changes:
        """Give somebody who forgot theirs, or who left and is back, a passphrase for the start."""
        with self._seat.writing("", "manage_users") as transaction:
            kept = self._kept(transaction, staff)
            self._demand_for(kept)
            if staff == self._seat.staff.id:
                raise OwnAccount
            if has_ended(kept, clock.today()):
                raise InvalidInput(kind="staff", fields="valid_until")
            accounts.mark_start(transaction, staff)
            audit.note(transaction, self._seat.staff.id, "change", "passphrase", staff, reason="start")
            self._give(kept, passphrase)
            transaction.touched.add((kept.kind, kept.id))  # how somebody gets in is shown with them
            return changes(transaction, "renew_user")

    def duties(self, staff: UUID) -> int:
        """Return how much somebody is still responsible for, before it is handed over."""
        self._seat.demand("manage_users")
        with self._seat.reading() as reader:
            return sum(1 for _ in _open_duties(reader, staff))

    def heirs(self, staff: UUID) -> tuple[Staff, ...]:
        """Return who could take over from somebody."""
        return tuple(
            one.staff
            for one in self.everybody()
            if one.is_in and one.staff.id != staff and _can_take_over(one.staff)
        )

    def end(self, staff: UUID, heir: UUID | None) -> Changes:
        """End an account today: its slot goes, the person stays on record, open work goes to the heir.

        Without an heir nobody is named, and the work stands open in the lists of the office.
        """
        with self._seat.writing("", "manage_users") as transaction:
            kept = self._kept(transaction, staff)
            self._demand_for(kept)
            ended = kept.replace(valid_until=_earlier(kept.valid_until, clock.today()))
            self._demand_lead_without(transaction, ended)
            if staff == self._seat.staff.id:
                raise OwnAccount
            if heir is not None:
                self._demand_heir(transaction, staff, heir)
            handed = [
                record.replace(**{duty.field: heir}) for duty, record in _open_duties(transaction, staff)
            ]
            transaction.save_all((*handed, ended))
            accounts.clear_start(transaction, staff)
            by = self._seat.staff.id
            audit.note(transaction, by, "change", "staff", staff, reason="ended")
            if handed:
                audit.note(transaction, by, "change", "staff", heir, count=len(handed), reason="hand_over")
            if self._has_slot(staff):
                vault.remove_user(self._file.path, self._file.key, str(staff))
            return changes(transaction, "end_user")

    def keep_own(self, passphrase: str, reason: str = "") -> None:
        """Give the person at this desk a passphrase that nobody else knows."""
        me = self._seat.staff
        with self._seat.writing("", right=None) as transaction:
            accounts.clear_start(transaction, me.id)
            audit.note(transaction, me.id, "change", "passphrase", me.id, reason=reason)
            self._give(me, passphrase)

    def _give(self, staff: Staff, passphrase: str) -> None:
        vault.add_user(self._file.path, self._file.key, str(staff.id), staff.name, passphrase)

    def _has_slot(self, staff: UUID) -> bool:
        return str(staff) in {user.id for user in vault.users(self._file.path)}

    def _kept(self, reader: Reader, staff: UUID) -> Staff:
        kept = reader.get(Staff, staff)
        if kept is None:
            raise RecordGone(kind="staff")
        demand_own(self._seat, kept.office)
        return kept

    def _demand_for(self, *people: Staff) -> None:
        """Only a lead adds, changes or ends a lead."""
        if any(one.role == LEAD for one in people):
            self._seat.demand("manage_leads")

    def _demand_lead_without(self, reader: Reader, changed: Staff) -> None:
        """Raise LastLead unless a lead stays whose account has no end."""
        others = (one for one in reader.all(Staff, office=self._seat.office.id) if one.id != changed.id)
        if not any(_stays_lead(one) and self._has_slot(one.id) for one in (*others, changed)):
            raise LastLead

    def _demand_heir(self, reader: Reader, staff: UUID, heir: UUID) -> None:
        found = self._kept(reader, heir)
        if heir == staff or has_ended(found, clock.today()) or not _can_take_over(found):
            raise NotAllowed(right="manage_tasks")

    @staticmethod
    def _refuse(staff: Staff) -> None:
        tidy.refuse(account_problems(staff), staff.kind)
        if staff.role not in rights.RIGHTS:
            raise InvalidInput(kind="staff", fields="role")


def start_passphrase() -> str:
    """Return a passphrase that can be read out and typed in any language: five words that mean nothing."""
    signs = (CONSONANTS, VOWELS, CONSONANTS, VOWELS)
    return "-".join("".join(secrets.choice(some) for some in signs) for _ in range(5))


def _access(staff: Staff, inside: set[str], starting: frozenset[UUID]) -> Access:
    if has_ended(staff, clock.today()):
        return "over"
    if str(staff.id) not in inside:
        return "over" if staff.valid_until else "none"
    return "start" if staff.id in starting else "own"


def _stays_lead(staff: Staff) -> bool:
    return staff.role == LEAD and staff.valid_until is None


def _rank(staff: Staff) -> tuple[str | None, date | None]:
    return staff.role, staff.valid_until


def _can_take_over(staff: Staff) -> bool:
    return rights.may(staff.role, "manage_tasks", staff.employer)


def _earlier(day: date | None, other: date) -> date:
    return min(day, other) if day else other


def _open_duties(reader: Reader, staff: UUID) -> Iterator[tuple[Duty, Record]]:
    for duty in DUTIES:
        for record in reader.all(duty.kind, **{duty.field: staff}):
            if duty.is_open(record):
                yield duty, record
