"""All tables of the data file: one per kind of record, the log and what it needs, and what stays here."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy
from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import UserDefinedType

from lwdesk.domain import records
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.store import columns

DELETED = "_deleted"
LIVE, STUB, ERASED, AWAY = 0, 1, 2, 3
"""What is here of an entity: all, its id, that it was erased, or its log alone as its set is locked."""

WIDELY_SHARED = ("office", "place", "staff", "any")
LISTED = {
    "household": ("case_number", "registered_on"),
    "contact": ("at",),
    "task": ("due_on",),
    "queue_entry": ("state",),
    "need": ("state",),
}

ALONG = {
    ("contact", "household"): (DELETED, "at"),
    ("dwelling", "household"): (DELETED, "moved_out_on", "moved_in_on", "district"),
    ("language_skill", "person"): (DELETED, "language", "preferred"),
    ("membership", "household"): (DELETED, "until", "person"),
}
"""What the index of a link carries along, so that lists need not open the rows."""
OVERVIEW = ("name", "native_name", "case_number", "status", "merged_into", "restricted", DELETED)
"""What the list of households looks through, in an index much narrower than the rows.

No flag may stand first: the engine would take the index for a way to single rows.
"""
TALKS = ("office", "at", "household", "counterpart", "sort", "staff", DELETED)
"""What the list of all contacts looks through: they are very many, and their rows are wide."""

metadata = MetaData()


class AnyValue(UserDefinedType[Any]):
    """A column of a strict table that keeps whatever it is given."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        return "ANY"


def is_logged(cls: type[Record]) -> bool:
    """Tell whether the kind travels: then it is logged, and removing is a register."""
    return cls.scope == "office"


def _indexes(cls: type[Record]) -> Iterator[Index]:
    kind = cls.kind
    for field in cls.fields:
        if isinstance(field.kind, Link) and field.kind.to not in WIDELY_SHARED:
            carried = ALONG.get((kind, field.name), ())
            yield _partial(f"ix_{kind}_{field.name}", field.name, *carried)
    for name in LISTED.get(kind, ()):
        yield Index(f"ix_{kind}_{name}", name)
    if kind == "household":
        yield Index("ix_household_overview", *OVERVIEW)
    if kind == "contact":
        yield Index("ix_contact_listed", *TALKS)
        yield Index("ix_contact_gap", "office", sqlite_where=sqlalchemy.text("gap=1"))


def _partial(name: str, column: str, *carried: str) -> Index:
    """Return an index without the rows that are empty there, so that an empty link costs nothing."""
    return Index(name, column, *carried, sqlite_where=sqlalchemy.text(f'"{column}" IS NOT NULL'))


def _record_table(cls: type[Record]) -> Table:
    zero = sqlalchemy.text("0")
    removed = [Column(DELETED, Integer, nullable=False, server_default=zero, quote=True)] * is_logged(cls)
    return Table(
        cls.kind,
        metadata,
        Column("id", Integer, ForeignKey("entity.id"), primary_key=True),
        *(columns.column(field) for field in cls.fields),
        *removed,
        *_indexes(cls),
        sqlite_strict=True,
    )


def _table(name: str, *parts: Column[Any] | Index, with_rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def _key(name: str, *, of: type[Integer | Text | LargeBinary] = Integer) -> Column[Any]:
    return Column(name, of, primary_key=True, autoincrement=False, nullable=False)


entity = _table(
    "entity",
    Column("id", Integer, primary_key=True),
    Column("eid", LargeBinary, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("parent", LargeBinary),
    Column("dots", Text),
    Column("extra", Text),
    Column("state", Integer, nullable=False),
)
writer = _table(
    "writer",
    Column("wid", Integer, primary_key=True),
    Column("uuid", LargeBinary, nullable=False, unique=True),
    Column("device", LargeBinary, nullable=False),
    Column("scope", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("max_seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("cut_seq", Integer),
    Column("sign_pk", LargeBinary),
)
log = _table(
    "log",
    _key("wid"),
    _key("seq"),
    Column("hlc", Integer, nullable=False),
    Column("ent", Integer, nullable=False),
    Column("hdr", Text, nullable=False),
    Column("salt", LargeBinary),
    Column("body", Text),
    Column("commitment", LargeBinary, nullable=False),
    Index("ix_log_ent", "ent"),
    with_rowid=False,
)
checkpoint = _table(
    "checkpoint",
    _key("wid"),
    _key("seq"),
    Column("chain", LargeBinary, nullable=False),
    Column("key_epoch", Integer, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    with_rowid=False,
)
head = _table(
    "head",
    _key("ent"),
    _key("col", of=Text),
    _key("wid"),
    _key("seq"),
    Column("hlc", Integer, nullable=False),
    Column("val", AnyValue),
    with_rowid=False,
)
clash = _table("clash", _key("ent"), with_rowid=False)
erasure = _table(
    "erasure",
    _key("eid", of=LargeBinary),
    Column("wid", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("tree", Integer, nullable=False),
    Column("reason", Text),
    Column("erased_on", Text),
    with_rowid=False,
)
peer = _table(
    "peer",
    _key("device", of=LargeBinary),
    Column("acked", Text),
    Column("acked_at", Integer),
    Column("last_bundle", LargeBinary),
)
roster = _table(
    "roster",
    Column("version", Integer, primary_key=True),
    Column("doc", Text, nullable=False),
    Column("sig", Text, nullable=False),
)
sync_ctl = _table("sync_ctl", _key("id"), Column("applying", Integer, nullable=False))
sync_dirty = _table(
    "sync_dirty",
    _key("tbl", of=Text),
    _key("id"),
    Column("mask", Integer, nullable=False),
    with_rowid=False,
)
quarantine = _table(
    "quarantine",
    _key("bundle", of=LargeBinary),
    Column("reason", Text, nullable=False),
    Column("missing", Text),
    Column("received_at", Integer),
)
passage = _table(
    "passage",
    Column("id", Integer, primary_key=True),
    Column("bundle", LargeBinary, nullable=False),
    Column("direction", Text, nullable=False),
    Column("scope", Text),
    Column("device", LargeBinary),
    Column("recipients", Text),
    Column("number", Integer, nullable=False),
    Column("roster", Integer),
    Column("made_at", Text),
    Column("at", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("households", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("facts", Text),
    Column("logs", Text),
    Index("ix_passage_bundle", "bundle"),
)

setting = _table("setting", _key("name", of=Text), Column("value", Text), with_rowid=False)
draft = _table(
    "draft",
    _key("id", of=LargeBinary),
    Column("form", Text, nullable=False),
    Column("staff", LargeBinary),
    Column("title", Text),
    Column("content", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)
attachment_content = _table(
    "attachment_content", _key("sha256", of=Text), Column("content", LargeBinary, nullable=False)
)
save = _table(
    "save",
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("staff", LargeBinary),
    Column("what", Text, nullable=False),
    Column("wid", Integer, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("undone", Integer),
)

RECORD_TABLES: dict[str, Table] = {cls.kind: _record_table(cls) for cls in records.every()}
LOGGED: tuple[type[Record], ...] = tuple(cls for cls in RECORDS.values() if is_logged(cls))
