"""The one seam for time: everything asks here, tests set the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that can tell the present moment in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


_clock: Clock = SystemClock()


@contextmanager
def using(clock: Clock) -> Iterator[None]:
    """Answer from `clock` inside the block."""
    global _clock  # noqa: PLW0603 - the seam itself
    before, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = before


def now() -> datetime:
    """Return the present moment, in UTC and without fractions of a millisecond."""
    moment = _clock.now().astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def unix_ms() -> int:
    return round(_clock.now().timestamp() * 1000)


def today() -> date:
    """Return the day on the wall calendar of the office."""
    return _clock.now().astimezone().date()
