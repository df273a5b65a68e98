"""Working days in North Rhine-Westphalia: neither weekend nor public holiday."""

from datetime import date, timedelta
from functools import cache
from typing import Final

FIXED: Final = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
AROUND_EASTER: Final = (-2, 1, 39, 50, 60)
"""Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi, in days from Easter Sunday."""
WEEKEND: Final = 5
LONGEST: Final = 366


def easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian rule."""
    century, golden = divmod(year, 100)[0], year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + skipped + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of the state in a year."""
    sunday = easter(year)
    moving = (sunday + timedelta(days) for days in AROUND_EASTER)
    return frozenset((*(date(year, month, day) for month, day in FIXED), *moving))


def is_working_day(day: date) -> bool:
    return day.weekday() < WEEKEND and day not in holidays(day.year)


def working_days(after: date, until: date) -> int:
    """Count the working days after one day up to and with another, a year of them at most."""
    days = min((until - after).days, LONGEST)
    return sum(is_working_day(after + timedelta(ahead)) for ahead in range(1, days + 1))
