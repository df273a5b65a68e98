"""The consultation hour: who waits, what is due, and the numbers beside the navigation."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from lwdesk.domain.task import QueueEntry
from lwdesk.domain.values import plain
from lwdesk.store.columns import Stored
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import NUMBER, picked, rows
from lwdesk.store.transaction import Reader


def _moment(at: datetime) -> Stored:
    return str(plain(at))


def queue(reader: Reader, office: UUID, since: datetime, until: datetime) -> tuple[QueueEntry, ...]:
    """Return the entries of a day in the order in which people came."""
    return picked(
        reader,
        QueueEntry,
        f"t.office={NUMBER} AND t.arrived_at>=? AND t.arrived_at<? ORDER BY t.number, t.arrived_at, t.id",
        office.bytes, _moment(since), _moment(until),
    )  # fmt: skip


def contacts_between(reader: Reader, office: UUID, since: datetime, until: datetime) -> int:
    found = rows(
        reader,
        "SELECT count(*) FROM contact WHERE office=(SELECT id FROM entity WHERE eid=:office)"
        " AND at>=:since AND at<:until AND _deleted=0",
        office=office.bytes, since=_moment(since), until=_moment(until),
    )  # fmt: skip
    return int(found[0][0])


def topics(reader: Reader, contacts: Collection[UUID]) -> dict[UUID, int]:
    """Return how many topics each of the contacts has."""
    found = rows(
        reader,
        "SELECT e.eid, count(*) FROM reason r JOIN entity e ON e.id=r.contact WHERE r._deleted=0"
        " AND e.eid IN (SELECT unhex(value) FROM json_each(:contacts)) GROUP BY 1",
        contacts=listed(contact.hex for contact in contacts),
    )
    return {UUID(bytes=eid): count for eid, count in found}


def waiting_states(
    reader: Reader, persons: list[UUID], households: list[UUID], since: datetime
) -> dict[UUID, str]:
    """Return the state of today's queue by person and by household, the newest entry winning."""
    found = rows(
        reader,
        """SELECT p.eid, h.eid, q.state FROM queue_entry q
        LEFT JOIN entity p ON p.id=q.person LEFT JOIN entity h ON h.id=q.household
        WHERE q._deleted=0 AND q.arrived_at>=:since
          AND (p.eid IN (SELECT unhex(value) FROM json_each(:persons))
            OR h.eid IN (SELECT unhex(value) FROM json_each(:households)))
        ORDER BY q.arrived_at, q.id""",
        since=_moment(since),
        persons=listed(identity.hex for identity in persons),
        households=listed(identity.hex for identity in households),
    )
    states: dict[UUID, str] = {}
    for person, household, state in found:
        states.update({UUID(bytes=eid): state for eid in (person, household) if eid is not None})
    return states


def last_queue_number(reader: Reader, office: UUID, since: datetime) -> int:
    found = rows(
        reader,
        "SELECT coalesce(max(number), 0) FROM queue_entry"
        " WHERE office=(SELECT id FROM entity WHERE eid=:office) AND arrived_at>=:since AND _deleted=0",
        office=office.bytes,
        since=_moment(since),
    )
    return int(found[0][0])
