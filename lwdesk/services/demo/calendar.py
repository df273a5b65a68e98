"""Where the demonstration lies in time: on its own days, or moved so that it reaches up to today."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from lwdesk.services.demo.lists import numbers

WEEK = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The cut-off dates, moved by whole weeks so that working days stay working days."""

    now: datetime
    moved: timedelta = timedelta(0)

    @classmethod
    def of(cls, now: datetime, *, up_to_today: bool) -> "Calendar":
        last = numbers().cut_offs[1]
        weeks = ((now.astimezone().date() - last).days - 1) // WEEK
        return cls(now, timedelta(weeks=max(weeks, 0)) if up_to_today else timedelta(0))

    @property
    def today(self) -> date:
        return self.now.astimezone().date()

    @property
    def first_cut(self) -> date:
        return numbers().cut_offs[0] + self.moved

    @property
    def second_cut(self) -> date:
        return numbers().cut_offs[1] + self.moved

    def at(self, day: date, random: Random) -> datetime:
        """Return a moment within the opening hours of a day, in UTC."""
        minutes = 9 * 60 + int(random.random() * 480)
        return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=UTC)
