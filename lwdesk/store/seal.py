"""The end of every transaction: what the triggers noted becomes records of the signed log."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine

from lwdesk.base import clock
from lwdesk.base.chain import AGAIN, BY, SALT, SEEN, WHY, Stamp, compact, digest, next_hlc, read_values
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.store import capture, search, set_back, writers
from lwdesk.store.columns import Plainly
from lwdesk.store.driver import send, send_all
from lwdesk.store.exchange import clashes
from lwdesk.store.exchange.parts import as_head
from lwdesk.store.file import READING
from lwdesk.store.rows import Shape, quoted, shape
from lwdesk.store.tables import DELETED, LOGGED
from lwdesk.store.writers import Writer

type AfterSeal = Callable[[Connection, Mapping[str, Sequence[int]]], None]
type Dots = dict[str, list[tuple[int, int]]]

CHUNK = 10_000
_SAVE = "lwdesk_save"
_dots = msgspec.json.Decoder(Dots)


class Intent(NamedTuple):
    """What the person is doing, for the log and for the undo."""

    what: str = ""
    staff: UUID | None = None
    undoes: int | None = None
    why: str = ""
    beside: "Beside" = MappingProxyType({})


type Values = Sequence[tuple[Any, Stamp]]
type Beside = Mapping[UUID, Mapping[str, Values]]
"""Of fields, the values that are to stand beside each other, each with the write that first said it; the
last is the one that the table shows.
"""


@contextmanager
def signed_by(connection: Connection, what: str, staff: UUID | None) -> Iterator[None]:
    """Attribute what this connection commits inside the block."""
    connection.info[_SAVE] = Intent(what, staff)
    try:
        yield
    finally:
        connection.info.pop(_SAVE, None)


def mark_undone(connection: Connection, save: int) -> None:
    """Say that what this connection is about to commit takes an earlier save back."""
    connection.info[_SAVE] = connection.info[_SAVE]._replace(undoes=save)


def give_reason(connection: Connection, why: str) -> None:
    """Say why this connection commits what it is about to commit."""
    connection.info[_SAVE] = connection.info[_SAVE]._replace(why=why)


def say_beside(connection: Connection, record: UUID, told: Mapping[str, Values]) -> None:
    """Have values stand beside those that this connection is about to commit, to be decided again."""
    intent = connection.info[_SAVE]
    connection.info[_SAVE] = intent._replace(beside={**intent.beside, record: told})


@dataclass(slots=True)
class _Batch:
    """Rows of the log and entities that wait to be written together."""

    log: list[tuple[object, ...]] = field(default_factory=list)
    entities: list[tuple[object, ...]] = field(default_factory=list)
    settled: list[tuple[int, str]] = field(default_factory=list)
    heads: list[tuple[object, ...]] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        send_all(
            connection,
            "INSERT INTO log (wid, seq, hlc, ent, hdr, salt, body, commitment)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self.log,
        )
        send_all(connection, "UPDATE entity SET dots=?, parent=? WHERE id=?", self.entities)
        send_all(connection, "DELETE FROM head WHERE ent=? AND col=?", self.settled)
        kept = "INSERT INTO head (ent, col, wid, seq, hlc, val) VALUES (?, ?, ?, ?, ?, ?)"
        send_all(connection, kept, self.heads)
        self.log, self.entities, self.settled, self.heads = [], [], [], []


class _Pass:
    """One pass over the noted rows of a transaction."""

    def __init__(self, connection: Connection, intent: Intent) -> None:
        self.connection = connection
        self.writer = writers.current(connection)
        self.name = self.writer.uuid.hex()
        self.batch = _Batch()
        self.by = None if intent.staff is None else intent.staff.hex
        self.why = intent.why
        self.beside = {record.bytes: values for record, values in intent.beside.items()}
        self.now = clock.unix_ms()
        self.sealed: dict[str, list[int]] = {}
        self.closed: set[int] = set()
        self.above: set[bytes] = set()

    def run(self, noted: Collection[str]) -> None:
        for cls in LOGGED:
            if cls.kind in noted:
                self._kind(shape(cls), self.sealed.setdefault(cls.kind, []))
        self.batch.write(self.connection)
        self.closed.update(clashes.closed_above(self.connection, self.above))
        clashes.refresh(self.connection, self.closed)
        send(self.connection, "DELETE FROM sync_dirty")

    @cached_property
    def names(self) -> dict[int, str]:
        return writers.names(self.connection)

    def _seen(self, about: "_About", body: dict[str, Any], again: dict[str, Stamp]) -> dict[str, int]:
        """Return what the writer knew; of what goes out of sight as it did before, what was known then."""
        before = [again[col] for col in clashes.closing(about.kind) if col in again and body.get(col)]
        for writer, seq in before:
            query = "SELECT CAST(body AS BLOB) FROM log JOIN writer USING (wid) WHERE uuid=unhex(?) AND seq=?"
            for (told,) in send(self.connection, query, (writer, seq)):
                if told is not None and SEEN in (values := read_values(told)):
                    return dict(values[SEEN])
        return self.known

    @cached_property
    def known(self) -> dict[str, int]:
        return clashes.known_elsewhere(self.connection, self.writer.wid)

    def _kind(self, form: Shape, sealed: list[int]) -> None:
        query = (
            f"SELECT d.id, d.mask, e.eid, e.parent, e.dots, {_above(form)}, {form.fields}, t.{DELETED}"  # noqa: S608
            " FROM sync_dirty d"
            f" JOIN {quoted(form.cls.kind)} t ON t.id=d.id JOIN entity e ON e.id=d.id"
            f" WHERE d.tbl=? AND d.id>? ORDER BY d.id LIMIT {CHUNK}"
        )
        last, more = 0, True
        while more and (rows := send(self.connection, query, (form.cls.kind, last))):
            if len(self.batch.log) >= CHUNK:
                self.batch.write(self.connection)
            salts = os.urandom(SALT * len(rows))
            for place, row in enumerate(rows):
                self._one(form, row, salts[SALT * place : SALT * (place + 1)], self.batch)
            last, more = rows[-1][0], len(rows) == CHUNK
            sealed.extend(row[0] for row in rows)

    def _one(self, form: Shape, row: Sequence[Any], salt: bytes, batch: _Batch) -> None:
        ent, mask, eid, parent, dots_text, under_closed, *stored = row
        dots = _dots.decode(dots_text) if dots_text else {}
        body = _changed(form, mask, stored, dots)
        if parent is None:
            parent = _parent(form, stored)
        about = _About(form.cls.kind, ent, eid, parent, under_closed or _is_closed(form, stored, dots))
        if parent is not None:
            self.above.add(parent)
        if about.closed or any(col in body for col in clashes.closing(about.kind)):
            self.closed.add(ent)
        again = self._again(about, dots, batch)
        dot = self._write(about, body, dots, again.first, salt, batch)
        for col in body:
            if len(dots.get(col, ())) > 1:
                batch.settled.append((ent, col))
            dots[col] = [*again.dots.get(col, ()), dot]
            if col in again.dots:
                batch.heads.append((ent, col, *dot, self.writer.hlc, as_head(body[col])))
        batch.entities.append((compact(dots).decode(), parent, ent))

    def _again(self, about: "_About", dots: Dots, batch: _Batch) -> "_Again":
        """Write what is to stand beside the record's new values: none of these writes replaces another."""
        again = _Again()
        for col, (*others, (_shown, first)) in self.beside.get(about.eid, {}).items():
            again.first[col] = first
            for value, of in others:
                dot = self._write(about, {col: value}, dots, {col: of}, os.urandom(SALT), batch)
                batch.heads.append((about.ent, col, *dot, self.writer.hlc, as_head(value)))
                again.dots.setdefault(col, []).append(dot)
        return again

    def _write(
        self,
        about: "_About",
        body: dict[str, Any],
        dots: Dots,
        again: dict[str, Stamp],
        salt: bytes,
        batch: _Batch,
    ) -> tuple[int, int]:
        """Write one record that replaces what is known of its fields."""
        writer = self.writer
        writer.max_seq += 1
        writer.hlc = next_hlc(writer.hlc, self.now)
        replaced = [(col, self.names[wid], seq) for col in body if col in dots for wid, seq in dots[col]]
        place = (self.name, writer.max_seq, writer.hlc)
        above = None if about.parent is None else about.parent.hex()
        # the places of chain.Header
        hdr = compact((*place, "w", about.kind, about.eid.hex(), above, [*body], replaced))
        text = compact(self._with_aside(about, body, again))
        commitment = digest(salt, text)
        writer.chain = digest(writer.chain, digest(hdr, commitment))
        batch.log.append(
            (writer.wid, writer.max_seq, writer.hlc, about.ent, hdr.decode(), salt, text.decode(), commitment)
        )
        return writer.wid, writer.max_seq

    def _with_aside(self, about: "_About", body: dict[str, Any], again: dict[str, Stamp]) -> dict[str, Any]:
        aside = {BY: self.by, WHY: self.why, AGAIN: again}
        if about.closed:
            return (
                body
                | {name: value for name, value in aside.items() if value}
                | {SEEN: self._seen(about, body, again)}
            )
        return body | {name: value for name, value in aside.items() if value}


class _About(NamedTuple):
    """The entity that a record is about."""

    kind: str
    ent: int
    eid: bytes
    parent: bytes | None
    closed: bool
    """Whether it is out of sight: then the record says what its writer knew."""


@dataclass(slots=True)
class _Again:
    """What was written beside a record, and which of its values were said before."""

    first: dict[str, Stamp] = field(default_factory=dict)
    dots: Dots = field(default_factory=dict)


def _changed(form: Shape, mask: int, stored: Sequence[Any], dots: Dots) -> dict[str, Any]:
    """Return the noted columns as the log says them; of a new row, those that hold something."""
    plainly, registers = form.plainly, form.registers
    if mask != capture.NEW_ROW:
        return {name: tell(stored[bit]) for bit, name, tell in _noted(form.cls.kind, mask)}
    told = {
        name: plainly[name](value)
        for name, value in zip(registers, stored, strict=True)
        if value is not None or name in dots
    }
    return {name: value for name, value in told.items() if value is not False or name in dots}


@lru_cache(maxsize=1024)
def _noted(kind: str, mask: int) -> tuple[tuple[int, str, Plainly], ...]:
    """Return the columns of a mask, each with its place and with how the log says it."""
    form = shape(RECORDS[kind])
    bits = [bit for bit in range(capture.MOST_COLUMNS) if mask >> bit & 1]
    return tuple((bit, form.registers[bit], form.plainly[form.registers[bit]]) for bit in bits)


def _above(form: Shape) -> str:
    """Return the column that says whether what a row belongs to is out of sight, or may be."""
    link = form.cls.parent
    if link is None:
        return "0"
    kind = form.cls.by_name[link].kind
    assert isinstance(kind, Link)
    removed = f"SELECT {DELETED} FROM {quoted(kind.to)} WHERE id=t.{quoted(link)}"  # noqa: S608 - declared names
    torn = f"SELECT 1 FROM head WHERE ent=t.{quoted(link)} AND col='{DELETED}'"  # noqa: S608
    return f"(coalesce(({removed}), 0) OR EXISTS ({torn}))"


def _is_closed(form: Shape, stored: Sequence[Any], dots: Dots) -> bool:
    """Tell whether a record is out of sight, or somebody holds that it is."""
    return any(stored[place] or len(dots.get(col, ())) > 1 for col, place in _closing_places(form.cls.kind))


@lru_cache
def _closing_places(kind: str) -> tuple[tuple[str, int], ...]:
    registers = shape(RECORDS[kind]).registers
    return tuple((name, registers.index(name)) for name in clashes.closing(kind))


def _parent(form: Shape, stored: Sequence[Any]) -> bytes | None:
    cls: type[Record] = form.cls
    return None if cls.parent is None else stored[form.names.index(cls.parent)]


class Sealer:
    """Seals each transaction of one engine, and signs where the log then ends."""

    def __init__(self) -> None:
        self.after: list[AfterSeal] = [search.refresh]
        self.repaired: tuple[str, ...] = ()
        self._signature = writers.Signature()

    def open(self, engine: Engine) -> None:
        """Make ready for the first write, and seal what an interrupted program left noted."""
        with engine.begin() as connection:
            self.repaired = capture.install(connection)
            writers.establish(connection)
            search.ensure(connection)

    def seal(self, connection: Connection) -> None:
        if connection.get_execution_options().get(READING):
            return
        intent: Intent = connection.info.get(_SAVE, Intent())
        beside = {record.bytes for record in intent.beside}
        set_back.forget(connection, but=beside | capture.insisted(connection))
        noted = {kind for (kind,) in send(connection, "SELECT DISTINCT tbl FROM sync_dirty")}
        if not noted:
            return
        work = _Pass(connection, intent)
        first = work.writer.max_seq + 1
        work.run(noted)
        if not work.sealed:
            return
        work.writer.store(connection)
        self._signature.renew(connection, work.writer)
        _remember(connection, intent, work.writer, first)
        for listener in self.after:
            listener(connection, work.sealed)


def _remember(connection: Connection, intent: Intent, writer: Writer, first: int) -> None:
    """Note the save, so that its author can take it back."""
    staff = None if intent.staff is None else intent.staff.bytes
    ((made,),) = send(
        connection,
        "INSERT INTO save (at, staff, what, wid, first_seq, last_seq) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            clock.now().isoformat(timespec="milliseconds"),
            staff,
            intent.what,
            writer.wid,
            first,
            writer.max_seq,
        ),
    )
    if intent.undoes is not None:
        send(connection, "UPDATE save SET undone=? WHERE id=?", (made, intent.undoes))
