"""The closed set of field kinds and the one declaration per field.

From a declaration come column, input, check, search text, printed text, log value, history and privacy class.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar, Literal, Self, dataclass_transform
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain.vague import VagueDay

type Value = str | int | bool | date | datetime | time | VagueDay | UUID | tuple[str, ...] | None
type Scope = Literal["office", "device"]
type Privacy = Literal["none", "personal", "special"]


@dataclass(frozen=True, slots=True)
class Text:
    """One line."""

    longest: int = 200


@dataclass(frozen=True, slots=True)
class Note:
    """Several lines."""

    longest: int = 20_000


@dataclass(frozen=True, slots=True)
class NativeText:
    """One line in the person's own script."""

    longest: int = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    future: bool = True


@dataclass(frozen=True, slots=True)
class Vague:
    """A day with its precision."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, kept in UTC."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on the clock, to the minute."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number in a range."""

    low: int = 0
    high: int = 1_000_000


@dataclass(frozen=True, slots=True)
class YesNo:
    """A flag that is off unless somebody set it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a list."""

    codelist: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Several codes of a list, kept in order."""

    codelist: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it was told."""

    longest: int = 60


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail address."""

    longest: int = 200


@dataclass(frozen=True, slots=True)
class Link:
    """Another record of the kind `to`."""

    to: str


type Kind = (
    Text
    | Note
    | NativeText
    | Day
    | Vague
    | Moment
    | TimeOfDay
    | Number
    | YesNo
    | Choice
    | Choices
    | Phone
    | Mail
    | Link
)
KINDS: tuple[type[Kind], ...] = (
    Text, Note, NativeText, Day, Vague, Moment, TimeOfDay, Number, YesNo, Choice, Choices, Phone, Mail, Link,
)  # fmt: skip
EMPTY: dict[type[Kind], Value] = {
    YesNo: False,
    Choices: (),
    **dict.fromkeys((Text, Note, NativeText, Phone, Mail), ""),
}


@dataclass(frozen=True, slots=True)
class Field:
    """What the program knows about one field, whatever layer asks."""

    kind: Kind
    label: str
    name: str = ""
    required: bool = False
    searchable: bool = False
    personal: bool = True
    special: bool = False
    counted: bool = False

    @property
    def empty(self) -> Value:
        return EMPTY.get(type(self.kind))

    @property
    def privacy(self) -> Privacy:
        if self.special:
            return "special"
        return "personal" if self.personal else "none"


def _declare(kind: Kind, label: str, flags: dict[str, bool]) -> Any:  # noqa: ANN401 - a field specifier stands for the field's own type
    declared = dataclasses.replace(Field(kind, label), **flags)  # type: ignore[arg-type]  # flags are Field's own
    return dataclasses.field(default=declared.empty, metadata={"field": declared})


def text(label: str, *, longest: int = 200, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Text(longest), label, flags)


def note(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Note(), label, flags)


def native(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(NativeText(), label, flags)


def day(label: str, *, future: bool = True, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Day(future=future), label, flags)


def vague(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Vague(), label, flags)


def moment(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Moment(), label, flags)


def clock_time(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(TimeOfDay(), label, flags)


def number(label: str, *, low: int = 0, high: int = 1_000_000, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Number(low, high), label, flags)


def yes_no(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(YesNo(), label, flags)


def choice(codelist: str, label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Choice(codelist), label, flags)


def choices(codelist: str, label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Choices(codelist), label, flags)


def phone(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Phone(), label, flags)


def mail(label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Mail(), label, flags)


def link(to: str, label: str, **flags: bool) -> Any:  # noqa: ANN401
    return _declare(Link(to), label, {"personal": False, **flags})


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing an office keeps; a value that is replaced, never changed."""

    kind: ClassVar[str]
    label: ClassVar[str]
    parent: ClassVar[str | None]
    scope: ClassVar[Scope]
    fields: ClassVar[tuple[Field, ...]]
    by_name: ClassVar[dict[str, Field]]
    empties: ClassVar[dict[str, Value]]

    id: UUID = dataclasses.field(default_factory=ids.new)

    def replace(self, **changes: Value) -> Self:
        """Return the record with these values; TypeError for a name that it does not have."""
        if unknown := changes.keys() - self.__dict__.keys():
            raise TypeError(f"{self.kind}: {', '.join(sorted(unknown))}")
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **changes)  # a save replaces often, and nothing runs at init
        return made

    def value(self, name: str) -> Value:
        value: Value = getattr(self, name)
        return value

    def filled(self) -> dict[str, Value]:
        """Return the fields that hold something."""
        return {name: value for name, empty in self.empties.items() if (value := self.value(name)) != empty}


RECORDS: dict[str, type[Record]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record[R: Record](
    kind: str, label: str, *, parent: str | None = None, scope: Scope = "office"
) -> Callable[[type[R]], type[R]]:
    """Declare a record; `parent` names the link whose erasure takes this record along."""

    def declare(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.kind, made.label, made.parent, made.scope = kind, label, parent, scope
        made.fields = tuple(
            dataclasses.replace(field.metadata["field"], name=field.name)
            for field in dataclasses.fields(made)
            if "field" in field.metadata
        )
        made.by_name = {field.name: field for field in made.fields}
        made.empties = {field.name: field.empty for field in made.fields}
        RECORDS[kind] = made
        return made

    return declare
