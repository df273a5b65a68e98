"""The audit trail: who did what and when, chained so that no line can be taken out or changed unseen."""

import json
from datetime import date
from hashlib import blake2b
from typing import Literal, get_args
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NoWitness, ReadOnly
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.staff import Staff
from lwdesk.domain.values import plain, to_plain
from lwdesk.services.beside import Beside
from lwdesk.services.seat import Seat
from lwdesk.services.trail import Trail
from lwdesk.store.queries import trail
from lwdesk.store.queries.cards import midnight
from lwdesk.store.transaction import Reader, Transaction

type Action = Literal[
    "create",
    "change",
    "delete",
    "undo",
    "export",
    "import",
    "print",
    "reveal",
    "unlock",
    "back_up",
    "restore",
    "read",
]
ACTIONS: tuple[Action, ...] = get_args(Action.__value__)
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def linked(entry: AuditEntry, before: str) -> AuditEntry:
    """Return the entry with its link to the one before."""
    text = _encode({name: value for name, value in to_plain(entry).items() if name != "chain"})
    return entry.replace(chain=blake2b(f"{before}\n{text}".encode(), digest_size=32).hexdigest())


def note(
    transaction: Transaction,
    staff: UUID,
    action: Action,
    kind: str = "",
    subject: UUID | None = None,
    *,
    count: int | None = None,
    reason: str = "",
) -> None:
    """Write one line into the trail, in the same transaction as what it tells of; `reason` is a code."""
    if reason and not (reason.isascii() and reason.replace("_", "").isalnum()):
        raise InvalidInput(kind="audit_entry", fields="reason")
    number, before = trail.head(transaction)
    entry = AuditEntry(
        at=clock.now(),
        staff=staff,
        action=f"{action}.{reason}" if reason else action,
        subject_kind=kind,
        subject=subject,
        count=count,
    )
    entry = linked(entry, before)
    transaction.append(entry)
    trail.set_head(transaction, number + 1, entry.chain)


class Audit:
    """The audit trail of this device."""

    def __init__(self, seat: Seat, beside: Beside) -> None:
        self._seat, self._beside = seat, beside

    def witnesses(self) -> tuple[Staff, ...]:
        """Return who may sit beside the lead when the trail is read."""
        able = self._beside.able("witness_audit")
        return tuple(one for one in able if one.office == self._seat.office.id)

    def open(self, second: str, passphrase: str) -> Trail:
        """Open the trail for reading by two: the lead, and a second person who enters their passphrase.

        That both looked is written down before either sees a line.
        """
        self._seat.demand("read_audit")
        if self._seat.read_only:
            raise ReadOnly
        known = {str(one.id): one.id for one in self.witnesses()}
        if second not in known:
            raise NoWitness
        witness = self._beside.vouch(known[second], passphrase, "witness_audit")
        self.note("read", "staff", witness.id)
        return Trail(self._seat)

    def verify(self) -> int | None:
        """Return None when the chain holds, else the number (from 1) of the first line that does not fit."""
        with self._seat.reading() as reader:
            gone, before = _purged(reader)
            lines = reader.all(AuditEntry)
            number, last = trail.head(reader)
        for place, entry in enumerate(lines, gone + 1):
            if linked(entry, before).chain != entry.chain:
                return place
            before = entry.chain
        return None if (gone + len(lines), before) == (number, last) else gone + len(lines) + 1

    def purge(self, months: int) -> int:
        """Take out the lines of months longer ago than the trail is kept; return how many went."""
        first = _months_before(clock.today(), months)
        with self._seat.reading() as reader:
            if self._seat.read_only or not trail.begins_before(reader, midnight(first)):
                return 0
        with self._seat.writing("", right=None) as transaction:
            gone = trail.oldest(transaction, midnight(first))
            number = _purged(transaction)[0] + len(gone)
            told = trail.Purge(number, gone[-1].chain, first.isoformat(), str(plain(clock.now())))
            trail.purge(transaction, gone, told)
            by = self._seat.staff.id
            note(transaction, by, "delete", "audit_entry", count=len(gone), reason="retention")
        return len(gone)

    def note(
        self,
        action: Action,
        kind: str = "",
        subject: UUID | None = None,
        *,
        count: int | None = None,
        reason: str = "",
    ) -> None:
        """Write down what happened outside a save: an export, a print, an unlock."""
        if self._seat.read_only:
            return
        with self._seat.writing("", right=None) as transaction:
            note(transaction, self._seat.staff.id, action, kind, subject, count=count, reason=reason)


def _purged(reader: Reader) -> tuple[int, str]:
    """Return where the lines begin after all purges; one that this device did not sign counts as none."""
    told = trail.purges(reader)
    if not told or not all(trail.is_signed(reader, one) for one in told):
        return 0, ""
    return told[-1].number, told[-1].chain


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
