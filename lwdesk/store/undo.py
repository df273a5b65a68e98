"""Taking back a person's last save: an ordinary write of the values before, refused when it is too late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import AGAIN, Header, Stamp
from lwdesk.base.errors import NothingToUndo, UndoTooLate
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.domain.values import Unreadable, parse
from lwdesk.store import seal, writers
from lwdesk.store.chain import Entry, entries
from lwdesk.store.exchange.clashes import closing
from lwdesk.store.exchange.conflicts import insist
from lwdesk.store.rows import quoted
from lwdesk.store.tables import DELETED, LOGGED
from lwdesk.store.transaction import Store, Transaction

STANDS = "what<>'' AND undone IS NULL AND id NOT IN (SELECT undone FROM save WHERE undone IS NOT NULL)"
"""A save with a name that nobody took back, and that took nothing back itself."""

type Dot = tuple[int, int]
_dots = msgspec.json.Decoder(dict[str, list[Dot]])


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the records that are as before."""

    what: str
    touched: frozenset[tuple[str, UUID]]


@dataclass(frozen=True, slots=True)
class _Save:
    id: int
    what: str
    wid: int
    first: int
    last: int

    def holds(self, dot: Dot) -> bool:
        return dot[0] == self.wid and self.first <= dot[1] <= self.last


def undo_last(store: Store, staff: UUID, allow: Callable[[Transaction], None] = lambda _: None) -> Undone:
    """Put the file back to before the person's last save that still stands; a save without a name stays.

    `allow` sees what would be as before, and may raise to leave all as it is.
    """
    return _undo(store, staff, lambda connection: _last(connection, staff), allow)


def undo_save(
    store: Store, staff: UUID, save: int, allow: Callable[[Transaction], None] = lambda _: None
) -> Undone:
    """Put the file back to before a save, by its number, if it still stands."""
    return _undo(store, staff, lambda connection: _of(connection, "id=?", save), allow)


def _undo(
    store: Store, staff: UUID, find: Callable[[Connection], "_Save"], allow: Callable[[Transaction], None]
) -> Undone:
    with store.writing("undo", staff) as transaction:
        connection = transaction.connection
        save = find(connection)
        seal.mark_undone(connection, save.id)
        _Undo(transaction, save).run()
        allow(transaction)
        return Undone(save.what, frozenset(transaction.touched))


def _last(connection: Connection, staff: UUID) -> _Save:
    return _of(connection, "staff=?", staff.bytes)


def _of(connection: Connection, which: str, param: object) -> _Save:
    found = connection.exec_driver_sql(
        f"SELECT id, what, wid, first_seq, last_seq FROM save WHERE {which} AND {STANDS}"  # noqa: S608
        " ORDER BY id DESC LIMIT 1",
        (param,),
    ).first()
    if found is None:
        raise NothingToUndo
    return _Save(*found)


def _links_to(kind: str) -> list[tuple[type[Record], str]]:
    return [
        (cls, field.name)
        for cls in LOGGED
        for field in cls.fields
        if isinstance(field.kind, Link) and field.kind.to == kind
    ]


class _Undo:
    """One undo: looks at everything first, then writes."""

    def __init__(self, transaction: Transaction, save: _Save) -> None:
        self.transaction = transaction
        self.connection = transaction.connection
        self.save = save
        self.wids = {name: wid for wid, name in writers.names(self.connection).items()}

    def run(self) -> None:
        work = [(header, self._former(header)) for header in self._headers()]
        for header, former in reversed(work):
            cls, identity = RECORDS[header.kind], UUID(hex=header.eid)
            if former is None:
                self.transaction.remove(cls(id=identity))
            else:
                self._restore(cls, identity, former)
                self._stand_beside(cls, identity, header)

    def _headers(self) -> Iterator[Header]:
        where = "WHERE wid=? AND seq BETWEEN ? AND ?"
        for entry in entries(self.connection, where, (self.save.wid, self.save.first, self.save.last)):
            header = entry.header()
            if header.op != "w" or header.kind not in RECORDS:
                raise UndoTooLate(kind=header.kind)
            yield header

    def _former(self, header: Header) -> dict[str, Any] | None:
        """Return the values before the save, or None for a record that it made."""
        current = self._dots(header.eid)
        if self._is_creation(header):
            self._refuse_when_used(header, current)
            return None
        mine = [(self.save.wid, header.seq)]
        if any(self._settled(current.get(col, []), col) != mine for col in header.cols):
            raise UndoTooLate(kind=header.kind)
        return {col: self._value_before(header, col) for col in header.cols}

    def _dots(self, eid: str) -> dict[str, list[Dot]]:
        dots = self.connection.exec_driver_sql("SELECT dots FROM entity WHERE eid=unhex(?)", (eid,)).scalar()
        return _dots.decode(dots or "{}")

    def _is_creation(self, header: Header) -> bool:
        before = "SELECT 1 FROM log WHERE ent=(SELECT id FROM entity WHERE eid=unhex(?)) AND hlc<? LIMIT 1"
        return self.connection.exec_driver_sql(before, (header.eid, header.hlc)).first() is None

    def _refuse_when_used(self, header: Header, current: dict[str, list[Dot]]) -> None:
        """Keep a record in which somebody wrote since, or to which something was added."""
        for col, dots in current.items():
            if any(not self.save.holds(dot) for dot in self._settled(dots, col)):
                raise UndoTooLate(kind=header.kind)
        if any(self._is_linked_since(header, cls, link) for cls, link in _links_to(header.kind)):
            raise UndoTooLate(kind=header.kind)

    def _is_linked_since(self, header: Header, cls: type[Record], link: str) -> bool:
        """Tell whether a record that is there was tied to this one after the save."""
        tied = self.connection.exec_driver_sql(
            f"SELECT e.dots FROM {quoted(cls.kind)} t JOIN entity e ON e.id=t.id"  # noqa: S608 - declared names
            f" WHERE t.{DELETED}=0 AND t.{quoted(link)}=(SELECT id FROM entity WHERE eid=unhex(?))",
            (header.eid,),
        )
        end = self._time((self.save.wid, self.save.last))
        ties = [_dots.decode(dots or "{}").get(link, []) for (dots,) in tied.all()]
        return any(self._time(dot) > end for dots in ties for dot in self._settled(dots, link))

    def _time(self, dot: Dot) -> int:
        found: int = self.connection.exec_driver_sql(
            "SELECT hlc FROM log WHERE wid=? AND seq=?", dot
        ).scalar_one()
        return found

    def _settled(self, dots: list[Dot], col: str) -> list[Dot]:
        """Follow saves that were taken back to the writes that they brought back."""
        settled: list[Dot] = []
        for dot in dots:
            taken_back = self._taken_back_by(dot)
            if taken_back is None:
                settled.append(dot)
                continue
            for before in self._settled(self._replaced(dot, col), col):
                if taken_back.holds(before):
                    settled += self._settled(self._replaced(before, col), col)
        return settled

    def _taken_back_by(self, dot: Dot) -> _Save | None:
        """Return the save that the undo which wrote this dot took back; None for any other write."""
        found = self.connection.exec_driver_sql(
            "SELECT m.id, m.what, m.wid, m.first_seq, m.last_seq FROM save u JOIN save m ON m.undone=u.id"
            " WHERE u.wid=? AND ? BETWEEN u.first_seq AND u.last_seq",
            dot,
        ).first()
        return None if found is None else _Save(*found)

    def _entry(self, dot: Dot) -> Entry:
        return next(entries(self.connection, "WHERE wid=? AND seq=?", dot))

    def _replaced(self, dot: Dot, col: str) -> list[Dot]:
        replaced = self._entry(dot).header().replaced
        return [(self.wids[writer], seq) for name, writer, seq in replaced if name == col]

    def _value_before(self, header: Header, col: str) -> Any:  # noqa: ANN401 - what JSON can hold
        dots = [(self.wids[writer], seq) for name, writer, seq in header.replaced if name == col]
        if not dots:
            return None
        shown = max(map(self._entry, dots), key=lambda entry: (entry.header().hlc, entry.header().writer))
        return self._kept(shown).get(col)

    def _stand_beside(self, cls: type[Record], identity: UUID, header: Header) -> None:
        """Have the values that the save decided between stand beside each other again.

        What goes out of sight again does so as it first did: without what was learnt since.
        """
        told = {
            col: values
            for col in header.cols
            if (values := self._values_before(header, col))
            if len(values) > 1 or (col in closing(cls.kind) and values[-1][0])
        }
        for col in told:
            insist(self.transaction, cls, identity, col)
        seal.say_beside(self.connection, identity, told)

    def _values_before(self, header: Header, col: str) -> list[tuple[Any, Stamp]]:
        """Return what a save replaced in a field, the shown value last, each with the write it came from."""
        dots = [(self.wids[writer], seq) for name, writer, seq in header.replaced if name == col]
        found = sorted(
            (entry.header().hlc, entry.header().stamp, self._kept(entry)) for entry in map(self._entry, dots)
        )
        return [
            (values.get(col), tuple(values.get(AGAIN, {}).get(col, stamp))) for *_, stamp, values in found
        ]

    def _kept(self, entry: Entry) -> dict[str, Any]:
        values = entry.values()
        if values is None:
            raise UndoTooLate(kind=entry.header().kind)
        return values

    def _restore(self, cls: type[Record], identity: UUID, former: dict[str, Any]) -> None:
        gone = False
        if DELETED in former:
            gone = bool(former.pop(DELETED))
            self.transaction.bring_back(cls, identity)
        record = self.transaction.get(cls, identity)
        if record is None:
            raise UndoTooLate(kind=cls.kind)
        self._write(record, former)
        if gone:
            self.transaction.remove(record)

    def _write(self, record: Record, former: dict[str, Any]) -> None:
        known = type(record).by_name
        try:
            values = {col: parse(known[col], raw) for col, raw in former.items()}
        except (KeyError, Unreadable) as error:
            raise UndoTooLate(kind=record.kind) from error
        if values:
            self.transaction.save(record.replace(**values))
