"""Reading and writing records: a consistent view to read, one transaction to write."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Executable, Row, event, text

from lwdesk.base.errors import InvalidInput, ReadOnly, RecordGone
from lwdesk.domain.fields import Link, Record, Value
from lwdesk.store import seal
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import CHUNK, Entities, listed
from lwdesk.store.errors import translated
from lwdesk.store.file import READING
from lwdesk.store.rows import Shape, quoted, shape
from lwdesk.store.seal import AfterSeal, Sealer
from lwdesk.store.tables import DELETED, is_logged

type Params = dict[str, Any] | Sequence[dict[str, Any]]


class Reader:
    """A consistent view of the file: it does not change while it is held."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get[R: Record](self, cls: type[R], identity: UUID) -> R | None:
        found = self._select(cls, " AND e.eid=?", (identity.bytes,))
        return found[0] if found else None

    def all[R: Record](self, cls: type[R], **equal: Value) -> tuple[R, ...]:
        """Return the records whose fields have these values, in the order in which they came."""
        conditions, params = [""], []
        for name, value in equal.items():
            field = cls.by_name[name]
            stored = shape(cls).write(name, value)
            if stored is None:
                conditions.append(f"t.{quoted(name)} IS NULL")
                continue
            mark = "(SELECT id FROM entity WHERE eid=?)" if isinstance(field.kind, Link) else "?"
            conditions.append(f"t.{quoted(name)}={mark}")
            params.append(stored)
        return self._select(cls, " AND ".join(conditions) + " ORDER BY t.id", tuple(params))

    def many[R: Record](self, cls: type[R], ids: Collection[UUID]) -> dict[UUID, R]:
        """Return those of the records that are there, by their ids."""
        found: dict[UUID, R] = {}
        for chunk in batched(ids, CHUNK):
            hexes = listed(identity.hex for identity in chunk)
            condition = " AND e.eid IN (SELECT unhex(value) FROM json_each(?))"
            found.update((record.id, record) for record in self._select(cls, condition, (hexes,)))
        return found

    def rows(self, statement: Executable | str, params: Params | None = None) -> list[Row[Any]]:
        """Return the rows of a query that joins what single records cannot tell."""
        query = text(statement) if isinstance(statement, str) else statement
        return list(self.connection.execute(query, params or {}))

    def _select[R: Record](self, cls: type[R], condition: str, params: tuple[Any, ...]) -> tuple[R, ...]:
        form = shape(cls)
        found = send(self.connection, form.select + condition, params)
        return tuple(cls(id=UUID(bytes=row[0]), **form.from_row(row[1:])) for row in found)


class Transaction(Reader):
    """All or nothing: what is saved here is in the file and in the log, or in neither."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._entities = Entities(connection)
        self.touched: set[tuple[str, UUID]] = set()

    def save(self, record: Record) -> None:
        """Insert the record or update what changed in it; RecordGone when it was removed or erased."""
        self.save_all((record,))

    def append(self, record: Record) -> None:
        """Save a record whose id was made just now: it is not looked for."""
        self._entities.expect_none(record.id.bytes)
        self.save(record)

    def look_up(self, ids: Iterable[UUID]) -> None:
        """Learn at once which of these records the file knows: others are then not asked for one by one."""
        self._entities.look_up(identity.bytes for identity in ids)

    def get[R: Record](self, cls: type[R], identity: UUID) -> R | None:
        return None if self._entities.is_unknown(identity.bytes) else super().get(cls, identity)

    def many[R: Record](self, cls: type[R], ids: Collection[UUID]) -> dict[UUID, R]:
        return super().many(cls, [one for one in ids if not self._entities.is_unknown(one.bytes)])

    def add_all(self, records: Sequence[Record]) -> None:
        """Save new records; InvalidInput when one bears the id of another, here or among themselves."""
        taken = self._entities.taken(_ids(records))
        for record in records:
            if record.id.bytes in taken:
                raise InvalidInput(kind=record.kind, fields="id")
            taken.add(record.id.bytes)
        self.save_all(records)

    def save_all(self, records: Iterable[Record]) -> None:
        """Save many records at the price of few statements."""
        for chunk in batched(records, CHUNK):
            by_kind: dict[type[Record], list[Record]] = {}
            for record in chunk:
                by_kind.setdefault(type(record), []).append(record)
            drawn = [(shape(cls), group, shape(cls).drawn(group)) for cls, group in by_kind.items()]
            self._entities.look_up(
                eid for form, group, rows in drawn for eid in (*_ids(group), *form.linked(rows))
            )
            for form, group, rows in drawn:
                self._refuse_removed(form.cls, self._entities.claim(form.cls.kind, _ids(group)))
                self._link(form, rows)
            self._entities.write()
            for form, group, rows in drawn:
                self._save(form, group, rows)

    def remove(self, record: Record) -> None:
        """Take the record out of sight; a kind that never leaves the device goes for good."""
        cls = type(record)
        table, number = quoted(cls.kind), "(SELECT id FROM entity WHERE eid=?)"
        hide = f"UPDATE {table} SET {DELETED}=1 WHERE id={number} AND {DELETED}=0"  # noqa: S608 - declared names
        drop = f"DELETE FROM {table} WHERE id={number}"  # noqa: S608 - declared names
        done = self.connection.exec_driver_sql(hide if is_logged(cls) else drop, (record.id.bytes,))
        if not done.rowcount:
            raise RecordGone(kind=cls.kind)
        self.touched.add((cls.kind, record.id))

    def bring_back(self, cls: type[Record], identity: UUID) -> None:
        """Show a removed record again."""
        self.connection.exec_driver_sql(
            f"UPDATE {quoted(cls.kind)} SET {DELETED}=0 WHERE id=(SELECT id FROM entity WHERE eid=?)",  # noqa: S608
            (identity.bytes,),
        )
        self.touched.add((cls.kind, identity))

    def give_reason(self, why: str) -> None:
        """Say why this is written; it stands in the log and goes wherever the log goes."""
        seal.give_reason(self.connection, why)

    def _save(self, form: Shape, records: Sequence[Record], drawn: list[list[Any]]) -> None:
        number = self._entities.number
        numbered = [(number(eid), *row) for eid, row in zip(_ids(records), drawn, strict=True)]
        send_all(self.connection, form.upsert, numbered)
        self.touched.update((form.cls.kind, record.id) for record in records)

    def _link(self, form: Shape, drawn: list[list[Any]]) -> None:
        """Put the numbers of the entities where the ids of the links stand."""
        for place, kind in form.links:
            self._entities.stub(kind, {row[place] for row in drawn if row[place] is not None})
            for row in drawn:
                if row[place] is None:
                    continue
                if not self._entities.fits(kind, row[place]):
                    raise InvalidInput(kind=form.cls.kind, fields=form.names[place])
                row[place] = self._entities.number(row[place])

    def _refuse_removed(self, cls: type[Record], before: list[int]) -> None:
        if not before or not is_logged(cls):
            return
        removed = send(
            self.connection,
            f"SELECT 1 FROM {quoted(cls.kind)} WHERE {DELETED}=1"  # noqa: S608
            " AND id IN (SELECT value FROM json_each(?)) LIMIT 1",
            (listed(before),),
        )
        if removed:
            raise RecordGone(kind=cls.kind)


def _ids(records: Sequence[Record]) -> list[bytes]:
    return [record.id.bytes for record in records]


class Store:
    """The records of one open file."""

    def __init__(self, engine: Engine, *, read_only: bool = False) -> None:
        self.engine = engine
        self.read_only = read_only
        self._sealer = Sealer()
        if not read_only:
            event.listen(engine, "commit", self._sealer.seal)
            self._sealer.open(engine)

    def release(self) -> None:
        """Leave the file to another store, which seals from here on."""
        event.remove(self.engine, "commit", self._sealer.seal)

    @property
    def after_seal(self) -> list[AfterSeal]:
        """Return what is called inside the transaction with the numbers of what was written, by kind."""
        return self._sealer.after

    @property
    def repaired(self) -> tuple[str, ...]:
        """Return the triggers that were missing or changed when the file was opened."""
        return self._sealer.repaired

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Hold one consistent view."""
        with translated(), self.engine.connect().execution_options(**{READING: True}) as connection:
            yield Reader(connection)

    @contextmanager
    def exchanging(self) -> Iterator[Reader]:
        """Hold one transaction for what comes from other devices, or goes to them."""
        if self.read_only:
            raise ReadOnly
        with translated(), self.engine.begin() as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, what: str, staff: UUID | None) -> Iterator[Transaction]:
        """Write everything inside the block or nothing; `what` names the save for its undo."""
        if self.read_only:
            raise ReadOnly
        with (
            translated(),
            self.engine.connect() as connection,
            seal.signed_by(connection, what, staff),
            connection.begin(),
        ):
            yield Transaction(connection)

    def seal(self, transaction: Transaction) -> None:
        """Put what a transaction has saved so far into the log; it is still all or nothing."""
        self._sealer.seal(transaction.connection)
