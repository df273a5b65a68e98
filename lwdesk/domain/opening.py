"""The week of an office: when it is open, how long that is, and which hours get in each other's way."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations

from lwdesk.domain.office import OpeningHour

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def in_force(hours: Iterable[OpeningHour], on: date) -> tuple[OpeningHour, ...]:
    """Return the hours of the plan that is valid on a day, in the order of the week."""
    valid = (
        hour
        for hour in hours
        if (hour.valid_from is None or hour.valid_from <= on)
        and (hour.valid_until is None or on <= hour.valid_until)
    )
    return tuple(sorted(valid, key=_place_in_week))


def of_day(hours: Iterable[OpeningHour], on: date) -> tuple[OpeningHour, ...]:
    """Return the hours of one day."""
    return tuple(hour for hour in in_force(hours, on) if hour.weekday == WEEKDAYS[on.weekday()])


def minutes_a_week(hours: Iterable[OpeningHour], on: date) -> int:
    """Return how many minutes a week the office is open by the plan of that day."""
    return sum(_minutes(hour) for hour in in_force(hours, on))


def overlaps(hours: Iterable[OpeningHour]) -> tuple[tuple[OpeningHour, OpeningHour], ...]:
    """Return the pairs that claim the same place at the same time."""
    ordered = sorted(hours, key=_place_in_week)
    return tuple((one, other) for one, other in combinations(ordered, 2) if _clash(one, other))


def is_open(hours: Iterable[OpeningHour], begin: datetime, end: datetime) -> bool:
    """Tell whether a talk, its times on the clock on the wall, lies within one opening hour."""
    return begin.date() == end.date() and any(
        _times(hour)[0] <= begin.time() and end.time() <= _times(hour)[1]
        for hour in of_day(hours, begin.date())
    )


def next_opening(hours: Iterable[OpeningHour], now: datetime) -> datetime | None:
    """Return when the office opens next, within a fortnight."""
    return next(_openings(tuple(hours), now), None)


def _openings(hours: tuple[OpeningHour, ...], now: datetime) -> Iterator[datetime]:
    for ahead in range(15):
        on = now.date() + timedelta(days=ahead)
        for hour in of_day(hours, on):
            opens = datetime.combine(on, _times(hour)[0], now.tzinfo)
            if opens > now:
                yield opens


def _clash(one: OpeningHour, other: OpeningHour) -> bool:
    if (one.office, one.place, one.weekday) != (other.office, other.place, other.weekday):
        return False
    if not _same_time_of_year(one, other):
        return False
    (begin, end), (other_begin, other_end) = _times(one), _times(other)
    return begin < other_end and other_begin < end


def _same_time_of_year(one: OpeningHour, other: OpeningHour) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_until or date.max, other.valid_until or date.max)
    return first <= last


def _times(hour: OpeningHour) -> tuple[time, time]:
    return hour.opens or time.min, hour.closes or time.min


def _minutes(hour: OpeningHour) -> int:
    opens, closes = _times(hour)
    return max(0, (closes.hour - opens.hour) * 60 + closes.minute - opens.minute)


def _place_in_week(hour: OpeningHour) -> tuple[int, time, time]:
    day = WEEKDAYS.index(hour.weekday) if hour.weekday in WEEKDAYS else len(WEEKDAYS)
    return (day, *_times(hour))
