"""What is wrong with a record: checks of single fields and across fields, as values."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import singledispatch
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import Fact
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

MAIL = re.compile(r"[^@\s<>,;:()\"]+@([^@\s<>,;:()\".]+\.)+[^@\s<>,;:()\".]{2,}")
PHONE = re.compile(r"[+＋()/\s.\-‐‑–]*(\d[+＋()/\s.\-‐‑–]*){3,}")
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
JOINERS = frozenset("\u200c\u200d\n\t")
OLDEST = date(1890, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: which field of which record, and a code that the layers above put into words."""

    code: str
    field: str
    record: UUID | None = None
    kind: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


def clean(text: str) -> str:
    """Return the text composed, without control and direction characters, without outer spaces.

    Joiners stay: Persian, Bengali and Malayalam names are written with them. Alone they are no text.
    """
    if text.isascii() and text.isprintable():  # as every code and most of what is typed
        return text.strip()
    kept = "".join(sign for sign in "\n".join(text.splitlines()) if not _hidden(sign)).strip()
    said = any(not sign.isspace() and sign not in JOINERS for sign in kept)
    return unicodedata.normalize("NFC", kept) if said else ""


def _hidden(sign: str) -> bool:
    return sign not in JOINERS and unicodedata.category(sign) in HIDDEN


@singledispatch
def _wrong(kind: Kind, _value: Value) -> str | None:
    raise NotImplementedError(type(kind).__name__)


@_wrong.register(Text)
@_wrong.register(NativeText)
@_wrong.register(Note)
def _wrong_text(kind: Text | NativeText | Note, value: Value) -> str | None:
    text = str(value)
    if len(text) > kind.longest:
        return "too_long"
    hidden = not text.isprintable() and any(_hidden(sign) and not sign.isspace() for sign in text)
    return "hidden_characters" if hidden else None


@_wrong.register
def _wrong_phone(kind: Phone, value: Value) -> str | None:
    if len(str(value)) > kind.longest:
        return "too_long"
    return None if PHONE.fullmatch(clean(str(value))) else "not_a_phone"


@_wrong.register
def _wrong_mail(kind: Mail, value: Value) -> str | None:
    if len(str(value)) > kind.longest:
        return "too_long"
    return None if MAIL.fullmatch(clean(str(value))) else "not_a_mail"


@_wrong.register
def _wrong_day(kind: Day, value: Value) -> str | None:
    if not isinstance(value, date) or isinstance(value, datetime):
        return "not_a_day"
    if not kind.future and value > clock.today():
        return "in_future"
    return "too_old" if value < OLDEST else None


@_wrong.register
def _wrong_vague(_kind: Vague, value: Value) -> str | None:
    if not isinstance(value, VagueDay):
        return "not_a_day"
    if value.on > clock.today():
        return "in_future"
    return "too_old" if value.on < OLDEST else None


@_wrong.register
def _wrong_moment(_kind: Moment, value: Value) -> str | None:
    return None if isinstance(value, datetime) and value.tzinfo else "not_a_moment"


@_wrong.register
def _wrong_time(_kind: TimeOfDay, value: Value) -> str | None:
    return None if isinstance(value, time) else "not_a_time"


@_wrong.register
def _wrong_number(kind: Number, value: Value) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "not_a_number"
    return None if kind.low <= value <= kind.high else "out_of_range"


@_wrong.register
def _wrong_yes_no(_kind: YesNo, value: Value) -> str | None:
    return None if isinstance(value, bool) else "not_a_flag"


@_wrong.register
def _wrong_choice(_kind: Choice, value: Value) -> str | None:
    return None if isinstance(value, str) else "not_a_code"


@_wrong.register
def _wrong_choices(_kind: Choices, value: Value) -> str | None:
    return None if isinstance(value, tuple) and all(isinstance(code, str) for code in value) else "not_a_code"


@_wrong.register
def _wrong_link(_kind: Link, value: Value) -> str | None:
    return None if isinstance(value, UUID) else "not_a_record"


def wrong(field: Field, value: Value) -> str | None:
    """Return the code of what is wrong with one value, or None."""
    if value == field.empty or (isinstance(value, str) and not clean(value)):
        return "required" if field.required else None
    return _wrong(field.kind, value)


def problems(record: Record) -> tuple[Problem, ...]:
    """Return what is wrong with a record, field by field and across fields."""
    single = [
        Problem(code, field.name, record.id, record.kind)
        for field in record.fields
        if (field.required or record.value(field.name) != record.empties[field.name])
        and (code := wrong(field, record.value(field.name)))
    ]
    return (*single, *_across(record))


PERIODS = (
    ("valid_from", "valid_until"),
    ("since", "until"),
    ("moved_in_on", "moved_out_on"),
    ("stated_from", "stated_until"),
    ("given_on", "valid_until"),
    ("given_on", "revoked_on"),
    ("opens", "closes"),
    ("free_from", "free_until"),
    ("arrived_at", "left_at"),
    ("held_from", "held_until"),
    ("age_from", "age_until"),
)


def _across(record: Record) -> Iterator[Problem]:
    for start, end in PERIODS:
        if start in record.by_name and end in record.by_name:
            first, last = record.value(start), record.value(end)
            if first is not None and last is not None and type(first) is type(last) and last < first:  # type: ignore[operator]  # of one kind
                yield Problem("ends_before_start", end, record.id, record.kind)
    if record.kind == "case_step" and record.value("skipped") and not record.value("skip_reason"):
        yield Problem("required", "skip_reason", record.id, record.kind)
    if record.kind == "consent" and record.value("revoked_on") and not record.value("given_on"):
        yield Problem("revoked_not_given", "revoked_on", record.id, record.kind)
