"""A field's value as people read it, on the screen, on paper and on the command line."""

from datetime import date, datetime, time
from functools import singledispatch

from lwdesk.base.texts import N_, Texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import (
    Choice,
    Choices,
    Day,
    Field,
    Kind,
    Link,
    Mail,
    Moment,
    NativeText,
    Note,
    Number,
    Phone,
    Text,
    TimeOfDay,
    Vague,
    Value,
    YesNo,
)  # fmt: skip
from lwdesk.domain.vague import Precision, VagueDay

EMPTY = "–"
DAY, MONTH, MOMENT, TIME = "%d.%m.%Y", "%m.%Y", "%d.%m.%Y, %H:%M", "%H:%M"
BORN = {
    Precision.DAY: "{day}",
    Precision.MONTH: "{month}",
    Precision.YEAR: "{year}",
    Precision.ESTIMATED: N_("about {year}, estimated"),
    Precision.PAPERS: N_("{day} as in papers"),
}


def printed(field: Field, value: Value, words: Texts) -> str:
    """Return the value in words; what is empty is a dash, what does not fit its field stands as it is."""
    return EMPTY if value is None or value == field.empty else _printed(field.kind, value, words)


@singledispatch
def _printed(kind: Kind, _value: Value, _words: Texts) -> str:
    raise NotImplementedError(type(kind).__name__)


@_printed.register(Text)
@_printed.register(NativeText)
@_printed.register(Note)
@_printed.register(Phone)
@_printed.register(Mail)
@_printed.register(Link)
def _as_written(_kind: Kind, value: Value, _words: Texts) -> str:
    return str(value)


@_printed.register
def _day(_kind: Day, value: Value, _words: Texts) -> str:
    return value.strftime(DAY) if isinstance(value, date) else str(value)


@_printed.register
def _moment(_kind: Moment, value: Value, _words: Texts) -> str:
    return value.astimezone().strftime(MOMENT) if isinstance(value, datetime) else str(value)


@_printed.register
def _time_of_day(_kind: TimeOfDay, value: Value, _words: Texts) -> str:
    return value.strftime(TIME) if isinstance(value, time) else str(value)


@_printed.register
def _vague(_kind: Vague, value: Value, words: Texts) -> str:
    if not isinstance(value, VagueDay):
        return str(value)
    on = value.on
    return words(BORN[value.precision], day=on.strftime(DAY), month=on.strftime(MONTH), year=on.year)


@_printed.register
def _number(_kind: Number, value: Value, words: Texts) -> str:
    grouped = f"{value:,}" if isinstance(value, int) else str(value)
    return grouped.replace(",", ".") if words.language == "de" else grouped


@_printed.register
def _yes_no(_kind: YesNo, value: Value, words: Texts) -> str:
    return words(N_("yes")) if value is True else str(value)


@_printed.register
def _choice(kind: Choice, value: Value, words: Texts) -> str:
    return codelists().label(kind.codelist, str(value), words.language)


@_printed.register
def _choices(kind: Choices, value: Value, words: Texts) -> str:
    codes = value if isinstance(value, tuple) else (str(value),)
    return ", ".join(codelists().label(kind.codelist, code, words.language) for code in codes)
