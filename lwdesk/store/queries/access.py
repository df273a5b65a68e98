"""Records that hang on others by a link, many at once."""

from collections.abc import Collection
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import picked
from lwdesk.store.rows import quoted
from lwdesk.store.transaction import Reader

THESE = "(SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"


def linked[R: Record](
    reader: Reader, cls: type[R], link: str, ids: Collection[UUID], *, of_nobody: bool = False
) -> tuple[R, ...]:
    """Return the records whose link names one of these; `of_nobody` leaves out what names a person."""
    alone = " AND t.person IS NULL" if of_nobody else ""
    condition = f"t.{quoted(cls.by_name[link].name)} IN {THESE}{alone} ORDER BY t.id"
    return picked(reader, cls, condition, listed(one.hex for one in ids)) if ids else ()
