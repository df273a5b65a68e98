"""What the file knows of the entities that some records speak of, read at once and written at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import compact
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange.offspring import Offspring
from lwdesk.store.tables import ERASED, LIVE, STUB

type Dot = tuple[int, int]
type Heads = dict[Dot, tuple[int, Any]]
"""The writes of one field that no other known write replaced, each with its logical time and value."""
type Written = dict[Dot, tuple[int, dict[str, Any]]]
"""Writes, each with its logical time and what it says."""

_dots = msgspec.json.Decoder(dict[str, list[Dot]])


@dataclass(slots=True, eq=False)
class Known:
    """An entity while records are applied to it."""

    id: int
    eid: str
    kind: str
    parent: str | None = None
    state: int = STUB
    dots: dict[str, list[Dot]] = field(default_factory=dict)
    fresh: Written = field(default_factory=dict)
    """What was written to it by the records at hand."""
    touched: set[str] = field(default_factory=set)
    is_new: bool = True
    has_row: bool = False
    before: tuple[str, str | None, int] | None = None
    """Kind, parent and state as they stand in the file."""

    @property
    def is_gone(self) -> bool:
        return self.state == ERASED

    def replace(self, col: str, dot: Dot) -> None:
        dots = self.dots.get(col)
        if dots and dot in dots:
            dots.remove(dot)
            self.touched.add(col)

    def write(self, cols: Sequence[str], dot: Dot, hlc: int, values: dict[str, Any]) -> None:
        if self.dots:
            for col in cols:
                self.dots.setdefault(col, []).append(dot)
        else:
            self.dots = {col: [dot] for col in cols}
        self.fresh[dot] = hlc, values
        self.touched.update(cols)

    @property
    def is_changed(self) -> bool:
        """Tell whether what the file has of it is not what is known of it."""
        return bool(self.touched) or self.before != (self.kind, self.parent, self.state)

    def empty(self) -> None:
        """Forget all that was said of it."""
        self.state = ERASED
        self.dots, self.fresh = {}, {}
        self.touched.clear()


class Knowledge:
    """The entities at hand, by their ids."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Known] = {}
        self._offspring: Offspring | None = None
        ((self._last,),) = send(connection, "SELECT coalesce(max(id), 0) FROM entity")

    def look_up(self, eids: Iterable[str]) -> None:
        asked = [eid for eid in set(eids) if eid not in self._known]
        if not asked:
            return
        found = send(
            self._connection,
            "SELECT id, lower(hex(eid)), kind, lower(hex(parent)), state, dots FROM entity"
            " WHERE eid IN (SELECT unhex(value) FROM json_each(?))",
            (listed(asked),),
        )
        for number, eid, kind, parent, state, dots in found:
            told = _dots.decode(dots) if dots else {}
            made = Known(number, eid, kind, parent or None, state, {c: list(d) for c, d in told.items()})
            made.is_new, made.has_row = False, state == LIVE
            made.before = kind, made.parent, state
            self._known[eid] = made

    def get(self, eid: str) -> Known | None:
        return self._known.get(eid)

    def the(self, eid: str, kind: str) -> Known:
        """Return the entity, making it where nobody spoke of it before."""
        found = self._known.get(eid)
        if found is None:
            self._last += 1
            found = self._known[eid] = Known(self._last, eid, kind)
        return found

    def belong(self, child: Known, parent: str) -> None:
        child.parent = parent
        if self._offspring is not None:
            self._offspring.add(parent, child.eid)

    def below(self, top: Known) -> list[Known]:
        """Return the entity and everything known that belongs to it, however far down."""
        below = self._tree().below(top.eid)
        self.look_up(below)
        return [self._known[eid] for eid in sorted(below)]

    def _tree(self) -> Offspring:
        """Read who belongs to whom once; it is needed only where something is erased."""
        if self._offspring is None:
            self._offspring = Offspring(self._connection)
            for one in self._known.values():
                if one.parent:
                    self._offspring.add(one.parent, one.eid)
        return self._offspring

    def at_hand(self) -> Iterator[Known]:
        return iter(self._known.values())

    def write(self) -> None:
        """Write down the entities themselves; their rows come after."""
        every = self._known.values()
        new = [(one.id, bytes.fromhex(one.eid), *_columns(one)) for one in every if one.is_new]
        send_all(
            self._connection,
            "INSERT INTO entity (id, eid, kind, parent, state, dots) VALUES (?, ?, ?, ?, ?, ?)",
            new,
        )
        old = [(*_columns(one), one.id) for one in every if one.is_changed and not one.is_new]
        send_all(self._connection, "UPDATE entity SET kind=?, parent=?, state=?, dots=? WHERE id=?", old)

    def stubs(self, eids: Collection[bytes], kind: str) -> dict[bytes, int]:
        """Return the numbers of link targets, making an entity for those that are not here yet."""
        self.look_up(eid.hex() for eid in eids)
        missing = [eid for eid in eids if eid.hex() not in self._known]
        rows = []
        for eid in missing:
            made = self.the(eid.hex(), kind)
            made.is_new = False
            rows.append((made.id, eid, kind, STUB))
        send_all(self._connection, "INSERT INTO entity (id, eid, kind, state) VALUES (?, ?, ?, ?)", rows)
        return {eid: self._known[eid.hex()].id for eid in eids}

    def forget(self) -> None:
        """Let go of what is written down, so that a large bundle needs no more room than a small one."""
        self._known = {}


def _columns(one: Known) -> tuple[str, bytes | None, int, str]:
    parent = None if one.parent is None else bytes.fromhex(one.parent)
    return one.kind, parent, one.state, compact(one.dots).decode()
