"""The face of each field kind towards the file: its column, and how a value goes in and comes out.

An empty value is NULL, except a yes/no, which is 0. A link goes in as the 16 bytes of its id and the
transaction turns it into the number of the entity; it comes out as those 16 bytes again.
"""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import singledispatch
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.types import TypeEngine

from lwdesk.domain import fields
from lwdesk.domain.fields import Field, Kind, Value
from lwdesk.domain.vague import VagueDay
from lwdesk.domain.values import Plain, parse, plain

type Stored = str | int | bytes | None
type Writing = Callable[[Any], Stored]
type Reading = Callable[[Any], Value]
type Plainly = Callable[[Any], Plain]


_TEXTS = (fields.Text, fields.Note, fields.NativeText, fields.Phone, fields.Mail)


@singledispatch
def column_type(kind: Kind) -> TypeEngine[Any]:
    """Return the SQL type of a kind."""
    raise NotImplementedError(type(kind).__name__)


@singledispatch
def writing(kind: Kind) -> Writing:
    """Return the function that makes a value a column's content."""
    raise NotImplementedError(type(kind).__name__)


@singledispatch
def reading(kind: Kind) -> Reading:
    """Return the function that makes a column's content a value."""
    raise NotImplementedError(type(kind).__name__)


@singledispatch
def plainly(kind: Kind) -> Plainly:
    """Return the function that makes a column's content what the log says."""
    raise NotImplementedError(type(kind).__name__)


def column(field: Field) -> Column[Any]:
    """Return the column of a field; no rule about values, for those of other devices must fit in too."""
    if isinstance(field.kind, fields.Link):
        return Column(field.name, Integer, ForeignKey("entity.id"), quote=True)
    if isinstance(field.kind, fields.YesNo):
        return Column(field.name, Integer, nullable=False, server_default=sqlalchemy.text("0"), quote=True)
    return Column(field.name, column_type(field.kind), quote=True)


def telling(field: Field) -> Writing:
    """Return the function that makes what the log says a column's content; what does not fit is empty."""
    write, quick = writing(field.kind), _quick(field.kind)
    nothing = write(field.empty)

    def tell(told: object) -> Stored:
        if told is None:
            return nothing
        if (found := quick(told)) is not None:
            return found
        try:
            return write(parse(field, told))
        except (ValueError, OverflowError):
            return nothing

    return tell


def _quick(kind: Kind) -> Callable[[object], Stored]:
    """Return what tells most of what a log says of this kind without any object in between, or None."""
    if isinstance(kind, (*_TEXTS, fields.Choice)):
        return lambda told: told if type(told) is str and told.isascii() and told else None
    if isinstance(kind, fields.Link):
        return _quick_link
    return lambda _told: None


def _quick_link(told: object) -> Stored:
    if type(told) is not str or len(told) != 36 or told.count("-") != 4:
        return None
    try:
        eid = bytes.fromhex(told.replace("-", ""))
    except ValueError:
        return None
    return eid if len(eid) == 16 else None


def to_column(kind: Kind, value: Value) -> Stored:
    return writing(kind)(value)


def from_column(kind: Kind, value: Stored) -> Value:
    return reading(kind)(value)


def _as_it_is[T](value: T) -> T:
    return value


def _write_text(value: str | None) -> Stored:
    return unicodedata.normalize("NFC", value) if value else None


def _write_plain(value: Value) -> Stored:
    if value is None:
        return None
    written = plain(value)
    assert not isinstance(written, list)
    return written


def _write_choices(value: tuple[str, ...]) -> Stored:
    return json.dumps(sorted(value), separators=(",", ":")) if value else None


for _text in _TEXTS:
    column_type.register(_text, lambda _kind: Text())
    writing.register(_text, lambda _kind: _write_text)
    reading.register(_text, lambda _kind: lambda stored: stored or "")
    plainly.register(_text, lambda _kind: _as_it_is)


@column_type.register(fields.Choice)
@column_type.register(fields.Choices)
@column_type.register(fields.Day)
@column_type.register(fields.Vague)
@column_type.register(fields.Moment)
@column_type.register(fields.TimeOfDay)
def _text_column(_kind: Kind) -> TypeEngine[Any]:
    return Text()


@column_type.register(fields.Number)
@column_type.register(fields.YesNo)
@column_type.register(fields.Link)
def _integer_column(_kind: Kind) -> TypeEngine[Any]:
    return Integer()


@writing.register
def _writing_choice(_kind: fields.Choice) -> Writing:
    return lambda value: value or None


@writing.register
def _writing_choices(_kind: fields.Choices) -> Writing:
    return _write_choices


@writing.register
def _writing_number(_kind: fields.Number) -> Writing:
    return _as_it_is


@writing.register
def _writing_yes_no(_kind: fields.YesNo) -> Writing:
    return lambda value: 1 if value else 0


@writing.register
def _writing_link(_kind: fields.Link) -> Writing:
    return lambda value: None if value is None else value.bytes


@writing.register(fields.Day)
@writing.register(fields.Vague)
@writing.register(fields.Moment)
@writing.register(fields.TimeOfDay)
def _writing_day(_kind: Kind) -> Writing:
    return _write_plain


def _perhaps[T: Value](read: Callable[[Any], T]) -> Reading:
    return lambda stored: None if stored is None else read(stored)


@reading.register(fields.Choice)
@reading.register(fields.Number)
def _reading_choice(_kind: Kind) -> Reading:
    return _as_it_is


@reading.register
def _reading_choices(_kind: fields.Choices) -> Reading:
    return lambda stored: tuple(json.loads(stored)) if stored else ()


@reading.register
def _reading_yes_no(_kind: fields.YesNo) -> Reading:
    return bool


@reading.register
def _reading_day(_kind: fields.Day) -> Reading:
    return _perhaps(date.fromisoformat)


@reading.register
def _reading_vague(_kind: fields.Vague) -> Reading:
    return _perhaps(VagueDay.read)


@reading.register
def _reading_moment(_kind: fields.Moment) -> Reading:
    return _perhaps(lambda stored: datetime.fromisoformat(stored).astimezone(UTC))


@reading.register
def _reading_time(_kind: fields.TimeOfDay) -> Reading:
    return _perhaps(time.fromisoformat)


@reading.register
def _reading_link(_kind: fields.Link) -> Reading:
    return _perhaps(lambda stored: UUID(bytes=stored))


@plainly.register(fields.Choice)
@plainly.register(fields.Number)
@plainly.register(fields.Day)
@plainly.register(fields.Vague)
@plainly.register(fields.Moment)
@plainly.register(fields.TimeOfDay)
def _plainly_as_it_is(_kind: Kind) -> Plainly:
    return _as_it_is


@plainly.register
def _plainly_choices(_kind: fields.Choices) -> Plainly:
    return lambda stored: json.loads(stored) if stored else None


@plainly.register
def _plainly_yes_no(_kind: fields.YesNo) -> Plainly:
    return bool


@plainly.register
def _plainly_link(_kind: fields.Link) -> Plainly:
    return lambda stored: None if stored is None else _spelled(stored.hex())


def _spelled(digits: str) -> str:
    """Return an id with its dashes: no object is made, for a log holds many links."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
