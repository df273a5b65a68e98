"""Days and times as a sheet says them: the weekday in the language, the figures the same in all of them."""

from datetime import date, datetime, time, timedelta
from typing import Final

from lwdesk.documents.kit.phrases import Phrases, Said

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday(when: date, phrases: Phrases) -> Said:
    return phrases(WEEKDAYS[when.weekday()])


def day(when: date, phrases: Phrases) -> Said:
    """Say a day as in *Dienstag, 24.03.2026*."""
    return phrases("weekday_day", weekday=weekday(when, phrases), day=_day(when))


def moment(when: datetime, phrases: Phrases, minutes: int | None = None) -> Said:
    """Say day and time, and the end where the length is known; `when` stands on the clock on the wall."""
    word = weekday(when, phrases)
    if not minutes:
        return phrases("moment", weekday=word, day=_day(when), at=when.time())
    end = (when + timedelta(minutes=minutes)).time()
    return phrases("moment_span", weekday=word, day=_day(when), begin=when.time(), end=end)


def span(when: datetime, phrases: Phrases, minutes: int | None = None) -> Said:
    """Say the time alone, and the end where the length is known."""
    end = when + timedelta(minutes=minutes or 0)
    return phrases("clock_time", at=clock(when.time(), end.time()) if minutes else when.time())


def clock(begin: time, end: time) -> str:
    """Return a span of hours as a value that reads the same in every language."""
    return f"{begin:%H:%M}–{end:%H:%M}"


def until(when: date, phrases: Phrases) -> Said:
    return phrases("until_day", day=_day(when))


def between(begin: date, end: date, phrases: Phrases) -> Said:
    """Say a period of days."""
    return phrases("from_to_days", begin=_day(begin), end=_day(end))


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
