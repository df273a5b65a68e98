"""Numbers and days as a German or an English paper writes them."""

from datetime import date

from lwdesk.base.texts import N_, translator

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def number(value: int, language: str) -> str:
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "de" else grouped


def hours(minutes: int, language: str) -> str:
    """Return minutes as hours and minutes: 12:05."""
    return f"{number(minutes // 60, language)}:{minutes % 60:02}"


def day(value: date, language: str) -> str:
    return f"{value:%d.%m.%Y}" if language == "de" else f"{value.day} {month(value, language)}"


def month(value: date, language: str) -> str:
    return f"{translator(language)(MONTHS[value.month - 1])} {value.year}"


def cell(value: str | int | date | None, sort: str, language: str) -> str:
    """Return a cell of a table as text; an empty one stays empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return month(value, language) if sort == "month" else day(value, language)
    if isinstance(value, int):
        return hours(value, language) if sort == "minutes" else number(value, language)
    return value
