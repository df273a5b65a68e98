"""How a field's value is written down in JSON and read back: one form for log, drafts, import and export."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import singledispatch
from typing import Any
from uuid import UUID

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
    Record,
    Text,
    TimeOfDay,
    Vague,
    Value,
    YesNo,
)  # fmt: skip
from lwdesk.domain.vague import VagueDay

type Plain = str | int | bool | list[str] | None


class Unreadable(ValueError):
    """A plain value that does not fit its field."""


def plain(value: Value) -> Plain:
    """Return the value as JSON knows it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, VagueDay | UUID):
        return str(value)
    if isinstance(value, tuple):
        return sorted(value)
    return value


@singledispatch
def _read(kind: Kind, _raw: object) -> Value:
    raise NotImplementedError(type(kind).__name__)


@_read.register(Text)
@_read.register(NativeText)
@_read.register(Note)
@_read.register(Phone)
@_read.register(Mail)
@_read.register(Choice)
def _read_text(_kind: Kind, raw: object) -> Value:
    if not isinstance(raw, str):
        raise Unreadable
    return unicodedata.normalize("NFC", raw)


@_read.register
def _read_day(_kind: Day, raw: object) -> Value:
    return date.fromisoformat(str(raw))


@_read.register
def _read_vague(_kind: Vague, raw: object) -> Value:
    return VagueDay.read(str(raw))


@_read.register
def _read_moment(_kind: Moment, raw: object) -> Value:
    return datetime.fromisoformat(str(raw)).astimezone(UTC)


@_read.register
def _read_time(_kind: TimeOfDay, raw: object) -> Value:
    return time.fromisoformat(str(raw)).replace(second=0, microsecond=0, tzinfo=None)


@_read.register
def _read_number(_kind: Number, raw: object) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise Unreadable
    return raw


@_read.register
def _read_yes_no(_kind: YesNo, raw: object) -> Value:
    if raw not in (0, 1):
        raise Unreadable
    return bool(raw)


@_read.register
def _read_choices(_kind: Choices, raw: object) -> Value:
    if not isinstance(raw, list | tuple) or not all(isinstance(code, str) for code in raw):
        raise Unreadable
    return tuple(sorted(set(raw)))


@_read.register
def _read_link(_kind: Link, raw: object) -> Value:
    return UUID(str(raw))


def parse(field: Field, raw: object) -> Value:
    """Read a plain value; Unreadable when it does not fit the field's kind."""
    if raw is None:
        return field.empty
    try:
        return _read(field.kind, raw)
    except (ValueError, TypeError, OverflowError) as problem:
        raise Unreadable(field.name) from problem


def to_plain(record: Record) -> dict[str, Plain]:
    """Return the filled fields of a record and its id."""
    return {"id": str(record.id), **{name: plain(value) for name, value in record.filled().items()}}


def from_plain[R: Record](cls: type[R], raw: Mapping[str, object]) -> R:
    """Read a record; fields that this program does not know are left out."""
    values: dict[str, Any] = {
        name: parse(cls.by_name[name], value) for name, value in raw.items() if name in cls.by_name
    }
    if "id" in raw:
        values["id"] = UUID(str(raw["id"]))
    return cls(**values)
