"""The numbers that stand for ids inside the file: a record's number is that of its entity."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import batched

import msgspec
from sqlalchemy import Connection

from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.store.driver import send, send_all
from lwdesk.store.tables import ERASED, LIVE, STUB

CHUNK = 10_000


def listed(numbers: Iterable[object]) -> str:
    """Return the JSON list that a query unfolds with json_each."""
    return msgspec.json.encode(list(numbers)).decode()


@dataclass(slots=True)
class Entity:
    """One entry of the table: its number, its kind and whether it is there."""

    id: int
    kind: str
    state: int


class Entities:
    """The entities one transaction met, so that no id is looked up twice."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[bytes, Entity] = {}
        self._unknown: set[bytes] = set()
        self._fresh: list[tuple[int, bytes, str, int]] = []
        self._last: int | None = None

    def numbers(self, ids: Collection[bytes]) -> dict[bytes, int]:
        """Return the numbers of those ids that the file knows."""
        self.look_up(ids)
        return {eid: found.id for eid in ids if (found := self._known.get(eid))}

    def taken(self, ids: Collection[bytes]) -> set[bytes]:
        """Return those of the ids that belong to a record that is or was in the file."""
        self.look_up(ids)
        return {eid for eid in ids if (found := self._known.get(eid)) and found.state != STUB}

    def expect_none(self, eid: bytes) -> None:
        """Take it that the file does not know an id that was made just now."""
        self._unknown.add(eid)

    def claim(self, kind: str, ids: Collection[bytes]) -> list[int]:
        """Make the ids live entities of this kind; return the numbers of those that were live before.

        What was made is in the file after `write`.
        """
        self.look_up(ids)
        before: list[int] = []
        stubs: list[Entity] = []
        for eid in ids:
            found = self._known.get(eid)
            if found is None:
                continue
            if found.state == ERASED:
                raise RecordGone(kind=kind)
            if found.state == STUB:
                stubs.append(found)
            elif found.kind != kind:
                raise InvalidInput(kind=kind, fields="id")
            else:
                before.append(found.id)
        self._fill(kind, stubs)
        self._make(kind, LIVE, (eid for eid in ids if eid not in self._known))
        return before

    def stub(self, kind: str, ids: Iterable[bytes]) -> None:
        """Make entities for link targets that are not here yet."""
        missing = [eid for eid in ids if eid not in self._known]
        self.look_up(missing)
        self._make(kind, STUB, (eid for eid in missing if eid not in self._known))

    def is_unknown(self, eid: bytes) -> bool:
        """Tell whether the file was asked for the id and does not know it."""
        return eid in self._unknown and eid not in self._known

    def fits(self, kind: str, eid: bytes) -> bool:
        """Say whether a link to this kind may hold the id; what is not here yet may become anything."""
        found = self._known[eid]
        return kind in ("any", found.kind) or found.state == STUB

    def number(self, eid: bytes) -> int:
        return self._known[eid].id

    def write(self) -> None:
        """Send what was made: all of it in one statement."""
        fresh, self._fresh = self._fresh, []
        send_all(self._connection, "INSERT INTO entity (id, eid, kind, state) VALUES (?, ?, ?, ?)", fresh)

    def look_up(self, ids: Iterable[bytes]) -> None:
        """Read what the file knows of the ids, each of them once."""
        asked = {eid for eid in ids if eid not in self._known and eid not in self._unknown}
        if not asked:
            return
        for chunk in batched(asked, CHUNK):
            found = send(
                self._connection,
                "SELECT eid, id, kind, state FROM entity"
                " WHERE eid IN (SELECT unhex(value) FROM json_each(?))",
                (listed(eid.hex() for eid in chunk),),
            )
            for eid, number, kind, state in found:
                self._known[eid] = Entity(number, kind, state)
        self._unknown.update(asked.difference(self._known))

    def _fill(self, kind: str, stubs: list[Entity]) -> None:
        if not stubs:
            return
        self.write()
        filled = [(LIVE, kind, stub.id) for stub in stubs]
        send_all(self._connection, "UPDATE entity SET state=?, kind=? WHERE id=?", filled)
        for stub in stubs:
            stub.state, stub.kind = LIVE, kind

    def _make(self, kind: str, state: int, ids: Iterable[bytes]) -> None:
        made = dict.fromkeys(ids)
        if not made:
            return
        if self._last is None:
            ((self._last,),) = send(self._connection, "SELECT coalesce(max(id), 0) FROM entity")
        rows = [(number, eid, kind, state) for number, eid in enumerate(made, self._last + 1)]
        self._last += len(rows)
        self._fresh += rows
        for number, eid, _kind, _state in rows:
            self._known[eid] = Entity(number, kind, state)
