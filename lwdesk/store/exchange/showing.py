"""What the tables show of entities that others wrote: of each field the write of the latest logical time."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from lwdesk.base.chain import compact, read_values
from lwdesk.domain.fields import RECORDS, Record, YesNo
from lwdesk.store.columns import Stored
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange import clashes
from lwdesk.store.exchange.knowing import Dot, Heads, Knowledge, Known, Written
from lwdesk.store.exchange.parts import as_head
from lwdesk.store.rows import Shape, quoted, shape
from lwdesk.store.tables import DELETED, is_logged

type Shown = dict[str, Any]


class Showing:
    """Brings rows, conflicts and what no field holds up to what the log says."""

    def __init__(self, connection: Connection, knowledge: Knowledge, names: dict[int, str]) -> None:
        self._connection = connection
        self._knowledge = knowledge
        self._names = names
        self._former: Written = {}
        self._heads: list[tuple[object, ...]] = []

    def bring(self, changed: Sequence[Known]) -> None:
        self._former = self._read(changed)
        by_kind: dict[str, list[tuple[Known, Shown]]] = {}
        for one in changed:
            shown = self._shown(one)
            by_kind.setdefault(one.kind, []).append((one, shown))
        self._settle(changed)
        kept = "INSERT INTO head (ent, col, wid, seq, hlc, val) VALUES (?, ?, ?, ?, ?, ?)"
        send_all(self._connection, kept, self._heads)
        self._heads = []
        for kind, group in by_kind.items():
            self._kind(kind, group)
        closed = [one.id for one in changed if any(col in one.dots for col in clashes.closing(one.kind))]
        above = {bytes.fromhex(one.parent) for one in changed if one.parent is not None}
        clashes.refresh(self._connection, {*closed, *clashes.closed_above(self._connection, above)})

    def _settle(self, changed: Sequence[Known]) -> None:
        """Take back the conflicts of what was written again; hardly any entity has one."""
        among = "SELECT DISTINCT ent FROM head WHERE ent IN (SELECT value FROM json_each(?))"
        numbers = (listed(one.id for one in changed if one.has_row),)
        torn = {ent for (ent,) in send(self._connection, among, numbers)}
        settled = [(one.id, col) for one in changed if one.id in torn for col in one.touched]
        send_all(self._connection, "DELETE FROM head WHERE ent=? AND col=?", settled)

    def _shown(self, one: Known) -> Shown:
        """Return what to show of the fields that were written: nearly all were written once, just now."""
        dots, fresh, shown = one.dots, one.fresh, {}
        for col in one.touched:
            its = dots.get(col, ())
            written = fresh.get(its[0]) if len(its) == 1 else None
            shown[col] = written[1][col] if written else self._value(one, col, its)
        return shown

    def _value(self, one: Known, col: str, dots: Iterable[Dot]) -> Any:  # noqa: ANN401 - what JSON can hold
        heads = self._of(one, col, dots)
        if not heads:
            return None
        if len(heads) > 1:
            self._heads += [(one.id, col, *dot, hlc, as_head(value)) for dot, (hlc, value) in heads.items()]
        shown = max(heads, key=lambda dot: (heads[dot][0], self._names[dot[0]], dot[1]))
        return heads[shown][1]

    def _of(self, one: Known, col: str, dots: Iterable[Dot]) -> Heads:
        written = ((dot, one.fresh.get(dot) or self._former[dot]) for dot in dots)
        return {dot: (hlc, values[col]) for dot, (hlc, values) in written}

    def _read(self, changed: Sequence[Known]) -> Written:
        """Read what was written before the records at hand and still stands beside them, or alone again."""
        by_writer: dict[int, set[int]] = {}
        for one in changed:
            for col in one.touched if one.has_row else ():
                for wid, seq in one.dots.get(col, ()):
                    if (wid, seq) not in one.fresh:
                        by_writer.setdefault(wid, set()).add(seq)
        found: Written = {}
        for wid, seqs in by_writer.items():
            rows = send(
                self._connection,
                "SELECT seq, hlc, CAST(body AS BLOB) FROM log"
                " WHERE wid=? AND seq IN (SELECT value FROM json_each(?))",
                (wid, listed(seqs)),
            )
            found.update(((wid, seq), (hlc, read_values(body))) for seq, hlc, body in rows)
        return found

    def _kind(self, kind: str, shown: list[tuple[Known, Shown]]) -> None:
        cls = RECORDS.get(kind)
        if cls is None or not is_logged(cls):
            self._keep_aside((one, values) for one, values in shown)
            return
        form = shape(cls)
        drawn = [(one, _drawn(form, values)) for one, values in shown]
        self._link(form, [row for _one, (row, _rest) in drawn])
        self._update(form, [(one, row) for one, (row, _rest) in drawn if one.has_row])
        self._insert(form, [(one, row) for one, (row, _rest) in drawn if not one.has_row])
        self._keep_aside((one, rest) for one, (_row, rest) in drawn if rest)

    def _link(self, form: Shape, rows: list[dict[str, Stored]]) -> None:
        """Put the numbers of the entities where the ids of the links stand."""
        for place, kind in form.links:
            name = form.names[place]
            ids = {row[name] for row in rows if row.get(name) is not None}
            numbers = self._knowledge.stubs([eid for eid in ids if isinstance(eid, bytes)], kind)
            for row in rows:
                eid = row.get(name)
                if isinstance(eid, bytes):
                    row[name] = numbers[eid]

    def lay(self, cls: type[Record], bare: Iterable[Known]) -> None:
        """Make empty rows for entities that are known and have none."""
        self._insert(shape(cls), [(one, {}) for one in bare])

    def _insert(self, form: Shape, rows: list[tuple[Known, dict[str, Stored]]]) -> None:
        empty = {name: 0 if _is_flag(form.cls, name) else None for name in form.registers}
        columns = ", ".join(map(quoted, ("id", *form.registers)))
        marks = ", ".join("?" * (len(form.registers) + 1))
        send_all(
            self._connection,
            f"INSERT INTO {form.table} ({columns}) VALUES ({marks})",  # noqa: S608 - declared names
            [(one.id, *{**empty, **row}.values()) for one, row in rows],
        )
        for one, _row in rows:
            one.has_row = True

    def _update(self, form: Shape, rows: list[tuple[Known, dict[str, Stored]]]) -> None:
        by_columns: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
        for one, row in rows:
            names = tuple(sorted(row))
            by_columns.setdefault(names, []).append((*(row[name] for name in names), one.id))
        for names, params in by_columns.items():
            if names:
                sets = ", ".join(f"{quoted(name)}=?" for name in names)
                send_all(self._connection, f"UPDATE {form.table} SET {sets} WHERE id=?", params)  # noqa: S608

    def _keep_aside(self, rests: Iterable[tuple[Known, Shown]]) -> None:
        """Keep what a newer program wrote and this one has no field for."""
        send_all(
            self._connection,
            "UPDATE entity SET extra=json_patch(coalesce(extra, '{}'), ?) WHERE id=?",
            [(compact(rest).decode(), one.id) for one, rest in rests if rest],
        )


def _drawn(form: Shape, values: Shown) -> tuple[dict[str, Stored], Shown]:
    """Return what goes into columns, and what no column takes."""
    row: dict[str, Stored] = {}
    rest: Shown = {}
    for col, value in values.items():
        tell = form.telling.get(col)
        if tell is None:
            rest[col] = value
        else:
            row[col] = tell(value)
    return row, rest


def _is_flag(cls: type[Record], name: str) -> bool:
    return name == DELETED or isinstance(cls.by_name[name].kind, YesNo)
