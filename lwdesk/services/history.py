"""What happened to a record, field by field, as far as this person may see it."""

from uuid import UUID

from lwdesk.domain.staff import Staff
from lwdesk.services.cards import HIDDEN
from lwdesk.services.saving import households_of
from lwdesk.services.seat import Seat
from lwdesk.store import history
from lwdesk.store.history import Change


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

    def authors(self, changes: tuple[Change, ...]) -> dict[UUID, str]:
        """Return the names of those who made the changes."""
        ids = {change.staff for change in changes if change.staff}
        with self._seat.reading() as reader:
            return {one.id: one.name for one in reader.many(Staff, ids).values()}
