"""The audit trail as two people read it: newest first, by record, day and kind of act, never by person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from lwdesk.services.seat import Seat
from lwdesk.store.queries import trail
from lwdesk.store.queries.cards import midnight


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown; `case_number` is that of the household the record belongs to."""

    at: datetime
    who: str
    action: str
    reason: str
    kind: str
    record: UUID | None
    case_number: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted."""

    since: date | None = None
    until: date | None = None
    action: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the lines, and how many there are in all."""

    asked: Asked
    offset: int
    lines: tuple[Line, ...]
    total: int


class Trail:
    """The opened trail; only `Audit.open` hands it out."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def lines(self, asked: Asked, offset: int = 0, limit: int = 100) -> Slice:
        sieve = trail.Sieve(
            since=midnight(asked.since).astimezone(UTC) if asked.since else None,
            until=midnight(asked.until + timedelta(days=1)).astimezone(UTC) if asked.until else None,
            action=asked.action,
            case_number=asked.case_number.strip(),
        )
        with self._seat.reading() as reader:
            found = trail.lines(reader, sieve, offset, limit)
            total = trail.count(reader, sieve)
            subjects = [UUID(bytes=row[4]) for row in found if row[4] is not None]
            numbers = trail.case_numbers(reader, subjects)
        return Slice(asked, offset, tuple(_line(row, numbers) for row in found), total)


def _line(
    row: tuple[str, str | None, str, str | None, bytes | None, int | None], numbers: dict[UUID, str]
) -> Line:
    at, who, told, kind, subject, count = row
    action, _, reason = told.partition(".")
    record = UUID(bytes=subject) if subject is not None else None
    number = numbers.get(record, "") if record else ""
    return Line(datetime.fromisoformat(at), who or "", action, reason, kind or "", record, number, count)
