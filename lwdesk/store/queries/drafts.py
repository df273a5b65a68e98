"""Forms that were begun: kept in the encrypted file, outside the log, for their author alone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from lwdesk.domain.values import plain
from lwdesk.store.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Draft:
    """A begun form as it lies in the file."""

    id: UUID
    form: str
    title: str
    content: str
    saved_at: datetime


COLUMNS = "SELECT id, form, title, content, saved_at FROM draft"


def keep(transaction: Transaction, draft: Draft, staff: UUID) -> None:
    transaction.connection.exec_driver_sql(
        "INSERT INTO draft (id, form, staff, title, content, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET title=excluded.title, content=excluded.content,"
        " saved_at=excluded.saved_at WHERE staff=excluded.staff",
        (draft.id.bytes, draft.form, staff.bytes, draft.title, draft.content, plain(draft.saved_at)),
    )


def discard(transaction: Transaction, identity: UUID, staff: UUID) -> None:
    transaction.connection.exec_driver_sql(
        "DELETE FROM draft WHERE id=? AND staff=?", (identity.bytes, staff.bytes)
    )


def of(reader: Reader, staff: UUID) -> tuple[Draft, ...]:
    """Return the drafts of a person, the newest first."""
    found = reader.connection.exec_driver_sql(
        f"{COLUMNS} WHERE staff=? ORDER BY saved_at DESC, id", (staff.bytes,)
    )
    return tuple(
        Draft(UUID(bytes=eid), form, title or "", content, datetime.fromisoformat(saved).astimezone(UTC))
        for eid, form, title, content, saved in found
    )


def one(reader: Reader, identity: UUID, staff: UUID) -> Draft | None:
    return next((draft for draft in of(reader, staff) if draft.id == identity), None)
