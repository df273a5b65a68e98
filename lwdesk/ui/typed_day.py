"""What people type for a day: "3.4.90", "03041990", "heute"; and the nearest day that exists."""

import calendar
import re
from datetime import date, timedelta

from lwdesk.domain.vague import Precision, VagueDay

WORDS = {"heute": 0, "today": 0, "gestern": -1, "yesterday": -1, "morgen": 1, "tomorrow": 1}
_PARTED = re.compile(r"(\d{1,2})\s*[.\-/ ]\s*(\d{1,2})(?:\s*[.\-/ ]\s*(\d{4}|\d{2})?)?\s*")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})\s*[.\-/ ]\s*(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:ca\.?|um|about)?\s*(\d{4}|\d{2})")


class NotADay(ValueError):
    """Typed text that is no day; `nearest` is the day that was probably meant."""

    def __init__(self, nearest: date | None = None) -> None:
        super().__init__()
        self.nearest = nearest


def read_day(text: str, today: date, *, future: bool = True) -> date | None:
    """Return the day somebody typed, nothing for an empty text."""
    text = text.strip()
    if not text:
        return None
    if text.casefold() in WORDS:
        return today + timedelta(days=WORDS[text.casefold()])
    parts = _parts(text)
    if parts is None:
        raise NotADay
    day, month, year = parts
    return _existing(day, month, _full_year(year, today, future=future) if year else today.year)


def _parts(text: str) -> tuple[int, int, str] | None:
    if text.isdigit() and len(text) in (4, 6, 8):
        return int(text[:2]), int(text[2:4]), text[4:]
    if iso := _ISO.fullmatch(text):
        return int(iso[3]), int(iso[2]), iso[1]
    if parted := _PARTED.fullmatch(text):
        return int(parted[1]), int(parted[2]), parted[3] or ""
    return None


def _full_year(year: str, today: date, *, future: bool) -> int:
    """Return the year; two figures mean the past, or a few years ahead where the future is possible."""
    if len(year) == 4:
        return int(year)
    full = today.year - today.year % 100 + int(year)
    return full - 100 if full > today.year + (10 if future else 0) else full


def _existing(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(_nearest(day, month, year)) from None


def _nearest(day: int, month: int, year: int) -> date | None:
    if not date.min.year <= year <= date.max.year:
        return None
    if month > 12 and 1 <= day <= 12:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    return date(year, month, max(1, min(day, calendar.monthrange(year, month)[1])))


def read_vague(text: str, precision: Precision, today: date) -> VagueDay | None:
    """Return the day as precisely as it was typed: a bare year is never more than a year."""
    text = text.strip()
    if not text:
        return None
    if (year := _YEAR.fullmatch(text)) and (len(year[1]) == 4 or precision is not Precision.DAY):
        vague = precision if precision in (Precision.ESTIMATED, Precision.PAPERS) else Precision.YEAR
        return VagueDay(_existing(1, 1, _full_year(year[1], today, future=False)), vague)
    if month := _MONTH.fullmatch(text):
        known = Precision.MONTH if precision is Precision.DAY else precision
        return VagueDay(_existing(1, int(month[1]), _full_year(month[2], today, future=False)), known)
    day = read_day(text, today, future=False)
    return VagueDay(day, precision) if day else None


def write_day(day: date | None) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}" if day else ""


def write_vague(day: VagueDay | None) -> str:
    """Return the typed form: as many figures as are known."""
    if day is None:
        return ""
    if day.precision in (Precision.YEAR, Precision.ESTIMATED):
        return f"{day.on.year:04}"
    if day.precision is Precision.MONTH:
        return f"{day.on.month:02}.{day.on.year:04}"
    return write_day(day.on)
