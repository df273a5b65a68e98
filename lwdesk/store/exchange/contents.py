"""What a package would hold, by household and kind: counted in the file, never record by record."""

from collections import Counter
from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Connection

from lwdesk.domain.fields import RECORDS, Link
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.belonging import written
from lwdesk.store.exchange.passages import Ranges
from lwdesk.store.rows import quoted
from lwdesk.store.tables import is_logged

type Homes = dict[int, set[int]]
"""The households of records, by their numbers; of those that belong to none, nothing."""


def counted(connection: Connection, ranges: Ranges) -> dict[UUID | None, Counter[str]]:
    """Return how many records of each kind these parts of the logs write, by household."""
    found: dict[int, Counter[str]] = {}
    for kind, ids in written(connection, ranges).items():
        homes = _homes(connection, kind, ids)
        for number in ids:
            for home in homes.get(number) or {0}:
                found.setdefault(home, Counter())[kind] += 1
    names = _ids(connection, found)
    told: dict[UUID | None, Counter[str]] = {}
    for number, kinds in found.items():
        told.setdefault(names.get(number), Counter()).update(kinds)
    return told


def _homes(connection: Connection, kind: str, ids: Collection[int]) -> Homes:
    """Return to which households records belong, over whatever stands between."""
    cls = RECORDS.get(kind)
    if kind == "household":
        return {number: {number} for number in ids}
    if cls is None or not is_logged(cls):
        return {}
    if kind == "person":
        return _grouped(_linked(connection, "membership", "person", "household", ids, by="person"))
    if "household" in cls.by_name:
        return _grouped(_linked(connection, kind, "id", "household", ids))
    if cls.parent is None:
        return {}
    above = _grouped(_linked(connection, kind, "id", cls.parent, ids))
    link = cls.by_name[cls.parent].kind
    assert isinstance(link, Link)
    homes = _homes(connection, link.to, {one for many in above.values() for one in many})
    return {number: set().union(*(homes.get(one, set()) for one in many)) for number, many in above.items()}


def _linked(
    connection: Connection, table: str, one: str, other: str, ids: Collection[int], *, by: str = "id"
) -> Iterator[tuple[int, int]]:
    query = (
        f"SELECT {quoted(one)}, {quoted(other)} FROM {quoted(table)}"  # noqa: S608 - declared names
        f" WHERE {quoted(by)} IN (SELECT value FROM json_each(?)) AND {quoted(other)} IS NOT NULL"
    )
    yield from send(connection, query, (listed(ids),))


def _grouped(pairs: Iterator[tuple[int, int]]) -> Homes:
    found: Homes = {}
    for number, other in pairs:
        found.setdefault(number, set()).add(other)
    return found


def _ids(connection: Connection, numbers: Collection[int]) -> dict[int, UUID]:
    query = "SELECT id, eid FROM entity WHERE id IN (SELECT value FROM json_each(?))"
    return {number: UUID(bytes=eid) for number, eid in send(connection, query, (listed(numbers),))}
