"""Days and times as people read them: long, short, and how long ago."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.ui.words import _, plural, words

LONG_AGO = 60  # days from which months are said, and months from which years are said
LONG_AGO_MONTHS = 24


def _formatted(day: date, pattern: str) -> str:
    return QLocale(words.language).toString(QDate(day.year, day.month, day.day), pattern)


def long_day(day: date) -> str:
    """Return a day with its weekday, as a heading says it."""
    return _formatted(day, _("dddd, d MMMM yyyy"))


def day(value: date) -> str:
    return _formatted(value, _("d MMM yyyy"))


def short_day(value: date, today: date) -> str:
    """Return a day without its year while it is this year's."""
    return _formatted(value, _("d MMM")) if value.year == today.year else day(value)


def month(value: date) -> str:
    return _formatted(value, "MMMM yyyy")


def clock_time(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M")


def when(value: date, moment: datetime | None, today: date) -> str:
    """Return when something is or was, as shortly as it is clear."""
    if value == today:
        return _("today, {time}", time=clock_time(moment)) if moment else _("today")
    if value > today:
        name = QLocale(words.language).dayName(value.isoweekday(), QLocale.FormatType.ShortFormat)
        day_of_week = f"{name.rstrip('.')}, {_formatted(value, _('d MMM'))}"
        return f"{day_of_week}, {clock_time(moment)}" if moment else day_of_week
    return short_day(value, today)


def ago(value: date, today: date) -> str:
    """Return how long ago a day is."""
    days = (today - value).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < LONG_AGO:
        return plural("{n} day ago", "{n} days ago", days)
    months = days // 30
    if months < LONG_AGO_MONTHS:
        return plural("{n} month ago", "{n} months ago", months)
    return plural("{n} year ago", "{n} years ago", days // 365)


def born(value: VagueDay) -> str:
    """Return a birth date with no more precision than it has."""
    match value.precision:
        case Precision.DAY:
            return day(value.on)
        case Precision.MONTH:
            return month(value.on)
        case Precision.YEAR:
            return str(value.on.year)
        case Precision.ESTIMATED:
            return _("about {year}, estimated", year=value.on.year)
        case Precision.PAPERS:
            return _("{day} as in papers", day=day(value.on))


def age(value: VagueDay, today: date) -> str:
    years = value.age(today)
    if value.precision in (Precision.DAY, Precision.PAPERS):
        return _("{years} y.", years=years)
    return _("about {years} y.", years=years)
