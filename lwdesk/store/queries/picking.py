"""Records by a condition, and the few conditions that every question shares."""

from typing import Any
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.store.columns import Stored
from lwdesk.store.rows import shape
from lwdesk.store.transaction import Reader

NUMBER = "(SELECT id FROM entity WHERE eid=?)"
WRITTEN = (
    "strftime('%Y-%m-%dT%H:%M:%f', (l.hlc >> 16) / 1000.0, 'unixepoch')"
    " || printf('%05d', l.hlc & 65535) || '+00:00'"
)
"""The moment of a write in a log `l`, as text that compares like time, also within one millisecond."""


def picked[R: Record](reader: Reader, cls: type[R], condition: str, *params: Stored) -> tuple[R, ...]:
    """Return the records of a kind that are there and meet a condition on their table `t`."""
    form = shape(cls)
    found = reader.connection.exec_driver_sql(f"{form.select} AND {condition}", params)
    return tuple(cls(id=UUID(bytes=row[0]), **form.from_row(row[1:])) for row in found)


def rows(reader: Reader, query: str, **params: Stored) -> list[Any]:
    """Return the rows of a query whose columns have no common record."""
    return list(reader.rows(query, params))
