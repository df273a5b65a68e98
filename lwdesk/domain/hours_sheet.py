"""The monthly sheet of an interpreter: each assignment with its time, way and allowance, and the sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lwdesk.domain.allowances import minutes_between
from lwdesk.domain.interpreting import InterpreterRequest


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One assignment that is paid: a talk that was held, or one that was called off too late."""

    request: UUID
    reference: str
    on: date
    state: str
    minutes: int
    kilometres: int
    cents: int
    model: str
    settled: bool


@dataclass(frozen=True, slots=True)
class HoursSheet:
    """The rows of one interpreter in one month; the sums are those of the rows."""

    interpreter: UUID
    name: str
    month: date
    rows: tuple[HoursRow, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def kilometres(self) -> int:
        return sum(row.kilometres for row in self.rows)

    @property
    def cents(self) -> int:
        return sum(row.cents for row in self.rows)

    @property
    def open_cents(self) -> int:
        return sum(row.cents for row in self.rows if not row.settled)

    @property
    def models(self) -> tuple[str, ...]:
        """Return the price models of the rows, each once."""
        return tuple(dict.fromkeys(row.model for row in self.rows))


def sheet(interpreter: UUID, name: str, month: date, paid: Iterable[InterpreterRequest]) -> HoursSheet:
    """Return the sheet of a month, by day."""
    rows = [row for request in paid if (row := _row(request)) is not None and _same(row.on, month)]
    return HoursSheet(interpreter, name, month.replace(day=1), tuple(sorted(rows, key=_order)))


def _row(request: InterpreterRequest) -> HoursRow | None:
    moment = request.held_from or request.at
    if moment is None or request.cents is None:
        return None
    return HoursRow(
        request.id,
        request.reference,
        moment.astimezone().date(),
        request.state or "",
        minutes_between(request.held_from, request.held_until),
        request.kilometres or 0,
        request.cents,
        request.price_model or "",
        request.settled_on is not None,
    )


def _same(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def _order(row: HoursRow) -> tuple[date, str]:
    return row.on, row.reference
