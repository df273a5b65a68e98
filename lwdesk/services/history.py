"""What happened to a record, field by field, as far as this person may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.staff import Staff
from lwdesk.services import audit
from lwdesk.services.cards import HIDDEN
from lwdesk.services.saving import households_of
from lwdesk.services.seat import Seat
from lwdesk.store import history
from lwdesk.store.exchange.redacting import redact
from lwdesk.store.history import Change


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody changed of a record at once."""

    at: datetime
    who: str
    changes: tuple[Change, ...]


class History:
    """The changes of records, told from the log."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def of(self, record: UUID) -> tuple[Change, ...]:
        """Return the changes, the oldest first; never where a protected household lives or lived."""
        with self._seat.reading() as reader:
            changes = history.history(reader, record)
            homes = households_of(reader, history.kind_of(reader, record), record)
            self._seat.demand_visible(*homes)
        hidden = HIDDEN if any(home.address_protected for home in homes) else ()
        return tuple(change for change in changes if change.field not in hidden)

    def steps(self, record: UUID, fields: Collection[str]) -> tuple[Step, ...]:
        """Return who changed these fields and when, the newest first."""
        changes = tuple(change for change in self.of(record) if change.field in fields)
        names = self.authors(changes)
        steps = []
        for _stamp, saved in groupby(reversed(changes), lambda change: change.stamp):
            together = tuple(reversed(tuple(saved)))
            at, staff = together[0].at, together[0].staff
            steps.append(Step(at, names.get(staff, "") if staff else "", together))
        return tuple(steps)

    def let_go(self, days: int) -> int:
        """Drop what was written over and is older than so many days, here and wherever this travels."""
        self._seat.demand("erase")
        before = clock.now() - timedelta(days=days)
        with self._seat.store.exchanging() as reader:
            count = redact(reader.connection, before)
        if count:
            with self._seat.writing("", "erase") as transaction:
                audit.note(transaction, self._seat.staff.id, "delete", count=count, reason="history")
        return count

    def authors(self, changes: tuple[Change, ...]) -> dict[UUID, str]:
        """Return the names of those who made the changes."""
        ids = {change.staff for change in changes if change.staff}
        with self._seat.reading() as reader:
            return {one.id: one.name for one in reader.many(Staff, ids).values()}
