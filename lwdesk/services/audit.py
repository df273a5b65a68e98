"""The audit trail: who did what and when, chained so that no line can be taken out or changed unseen."""

import json
from hashlib import blake2b
from typing import Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.values import to_plain
from lwdesk.services.seat import Seat
from lwdesk.store.queries import trail
from lwdesk.store.transaction import Transaction

type Action = Literal[
    "create", "change", "delete", "undo", "export", "print", "reveal", "unlock", "back_up", "restore"
]


def linked(entry: AuditEntry, before: str) -> AuditEntry:
    """Return the entry with its link to the one before."""
    told = {name: value for name, value in to_plain(entry).items() if name != "chain"}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
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
    transaction.save(entry)
    trail.set_head(transaction, number + 1, entry.chain)


class Audit:
    """The audit trail of this device."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def entries(self, limit: int = 500) -> tuple[AuditEntry, ...]:
        """Return the newest lines, the newest first; NotAllowed without the right to read the trail."""
        self._seat.demand("read_audit")
        with self._seat.reading() as reader:
            return trail.newest(reader, limit)

    def verify(self) -> int | None:
        """Return None when the chain holds, else the number (from 1) of the first line that does not fit."""
        before = ""
        with self._seat.reading() as reader:
            lines = reader.all(AuditEntry)
            number, last = trail.head(reader)
        for place, entry in enumerate(lines, 1):
            if linked(entry, before).chain != entry.chain:
                return place
            before = entry.chain
        return None if (len(lines), before) == (number, last) else len(lines) + 1

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
