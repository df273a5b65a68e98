"""How a record becomes a row and a row a record: statements and conversions, made once per kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lwdesk.domain.fields import RECORDS, Link, Record, Value
from lwdesk.store import columns, tables
from lwdesk.store.columns import Plainly, Reading, Stored, Writing


def quoted(name: str) -> str:
    return f'"{name}"'


@dataclass(frozen=True, slots=True)
class Shape:
    """What the store knows about the table of one kind."""

    cls: type[Record]
    names: tuple[str, ...]
    links: tuple[tuple[int, str], ...]
    writing: tuple[Writing, ...]
    reading: tuple[Reading, ...]
    plainly: dict[str, Plainly]
    telling: dict[str, Writing]
    registers: tuple[str, ...]
    """The logged columns in the order of the mask's bits."""
    upsert: str
    fields: str

    @property
    def table(self) -> str:
        return quoted(self.cls.kind)

    @property
    def select(self) -> str:
        """Return the query of all records that are there, to be narrowed with ` AND ...`."""
        alive = f"t.{tables.DELETED}=0" if tables.is_logged(self.cls) else "1"
        return f"SELECT e.eid, {self.fields} FROM {self.table} t JOIN entity e ON e.id=t.id WHERE {alive}"  # noqa: S608

    def to_row(self, record: Record) -> list[Stored]:
        """Return the fields as columns; links still hold the id's bytes."""
        return [write(getattr(record, name)) for name, write in zip(self.names, self.writing, strict=True)]

    def drawn(self, records: Iterable[Record]) -> list[list[Any]]:
        return [self.to_row(record) for record in records]

    def linked(self, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
        """Yield the ids that the links of these rows hold."""
        return (row[place] for row in rows for place, _kind in self.links if row[place] is not None)

    def write(self, name: str, value: Value) -> Stored:
        return self.writing[self.names.index(name)](value)

    def told(self, name: str, told: object) -> Stored:
        """Return the content of a column for what the log says; what does not fit the field is empty."""
        return self.telling[name](told)

    def from_row(self, values: Sequence[Any]) -> dict[str, Any]:
        return {
            name: read(stored) for name, read, stored in zip(self.names, self.reading, values, strict=True)
        }


def _selected(name: str, *, link: bool) -> str:
    column = f"t.{quoted(name)}"
    return f"(SELECT eid FROM entity WHERE id={column})" if link else column  # noqa: S608


def _upsert(kind: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(map(quoted, ("id", *names)))
    marks = ", ".join("?" * (len(names) + 1))
    sets = ", ".join(f"{quoted(name)}=excluded.{quoted(name)}" for name in names)
    return f"INSERT INTO {quoted(kind)} ({listed}) VALUES ({marks}) ON CONFLICT(id) DO UPDATE SET {sets}"  # noqa: S608


def shape(cls: type[Record]) -> Shape:
    """Return the statements and conversions of a kind."""
    return _shape(cls.kind)


@cache
def _shape(kind: str) -> Shape:
    cls = RECORDS[kind]
    names = tuple(field.name for field in cls.fields)
    links = tuple(
        (place, field.kind.to) for place, field in enumerate(cls.fields) if isinstance(field.kind, Link)
    )
    linking = {names[place] for place, _kind in links}
    plainly = {field.name: columns.plainly(field.kind) for field in cls.fields}
    telling = {field.name: columns.telling(field) for field in cls.fields}
    return Shape(
        cls=cls,
        names=names,
        links=links,
        writing=tuple(columns.writing(field.kind) for field in cls.fields),
        reading=tuple(columns.reading(field.kind) for field in cls.fields),
        registers=(*names, tables.DELETED),
        telling={**telling, tables.DELETED: lambda told: 1 if told else 0},
        plainly={**plainly, tables.DELETED: bool},
        upsert=_upsert(cls.kind, names),
        fields=", ".join(_selected(name, link=name in linking) for name in names),
    )
