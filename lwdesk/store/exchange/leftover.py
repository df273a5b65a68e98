"""What of a package did not go through: erased here, too new for this program, unknown codes."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import read_header
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS, Choice, Choices, Record
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.belonging import Numbers, homes
from lwdesk.store.exchange.passages import Ranges
from lwdesk.store.rows import quoted
from lwdesk.store.tables import ERASED, is_logged

_AMONG = "IN (SELECT value FROM json_each(?))"
_OF_A_PART = "l.wid=(SELECT wid FROM writer WHERE uuid=?) AND l.seq>=? AND l.seq<=?"
_extra = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Left(NamedTuple):
    """A record, by its number, kind and id."""

    number: int
    kind: str
    record: UUID


def erased_here(connection: Connection, ranges: Ranges) -> list[Left]:
    """Return what these records write to although it is gone, by an erasure that they did not bring."""
    found: dict[int, Left] = {}
    if not send(connection, "SELECT 1 FROM erasure LIMIT 1"):
        return []
    for part in _parts(ranges):
        rows = send(
            connection,
            "SELECT DISTINCT e.id, e.kind, e.eid FROM log l JOIN entity e ON e.id=l.ent"  # noqa: S608 - constants only
            f" WHERE {_OF_A_PART} AND e.state={ERASED} AND json_extract(l.hdr, '$[3]')='w'",
            part,
        )
        found.update((number, Left(number, kind, UUID(bytes=eid))) for number, kind, eid in rows)
    gone = _gone_with(connection, ranges, found) if found else set()
    return [one for number, one in sorted(found.items()) if number not in gone]


def _gone_with(connection: Connection, ranges: Ranges, among: dict[int, Left]) -> set[int]:
    """Return which of the entities went by an erasure in these parts of the logs, with what they hang on."""
    gone: set[int] = set()
    for part in _parts(ranges):
        rows = send(
            connection,
            f"WITH RECURSIVE up(id, eid, parent) AS (SELECT id, eid, parent FROM entity WHERE id {_AMONG}"  # noqa: S608
            " UNION SELECT up.id, e.eid, e.parent FROM up JOIN entity e ON e.eid=up.parent)"
            " SELECT DISTINCT up.id FROM up JOIN erasure x ON x.eid=up.eid"
            " WHERE x.wid=(SELECT wid FROM writer WHERE uuid=?) AND x.seq>=? AND x.seq<=?",
            (listed(among), *part),
        )
        gone.update(number for (number,) in rows)
    return gone


def too_new(connection: Connection, ranges: Ranges) -> list[Left]:
    """Return what these records write of kinds or fields that only a newer program has a place for."""
    found: dict[int, Left] = {}
    for part in _parts(ranges):
        rows = send(
            connection,
            "SELECT e.id, e.kind, e.eid, e.extra, CAST(l.hdr AS BLOB) FROM log l JOIN entity e ON e.id=l.ent"  # noqa: S608
            f" WHERE {_OF_A_PART} AND e.extra IS NOT NULL",
            part,
        )
        for number, kind, eid, extra, hdr in rows:
            if not _extra.decode(extra).keys().isdisjoint(read_header(hdr).cols):
                found[number] = Left(number, kind, UUID(bytes=eid))
    return [one for _number, one in sorted(found.items())]


def _parts(ranges: Ranges) -> Iterator[tuple[bytes, int, int]]:
    return ((bytes.fromhex(writer), first, last) for writer, (first, last) in ranges.items())


def unknown_codes(connection: Connection, of: Numbers) -> list[Left]:
    """Return those of the records that hold a code which no list of this program has."""
    found = []
    for kind, ids in sorted(of.items()):
        cls = RECORDS.get(kind)
        if cls is None or not is_logged(cls):
            continue
        wrong, params = _wrong(cls)
        if not wrong:
            continue
        rows = send(
            connection,
            f"SELECT t.id, e.eid FROM {quoted(kind)} t JOIN entity e ON e.id=t.id"  # noqa: S608 - declared names
            f" WHERE t.id {_AMONG} AND ({' OR '.join(wrong)}) ORDER BY t.id",
            (listed(ids), *params),
        )
        found += [Left(number, kind, UUID(bytes=eid)) for number, eid in rows]
    return found


def _wrong(cls: type[Record]) -> tuple[list[str], list[str]]:
    """Return the conditions under which a row of this kind holds an unknown code, and what they ask with."""
    conditions, params = [], []
    for field in cls.fields:
        column = f"t.{quoted(field.name)}"
        match field.kind:
            case Choice(name):
                conditions.append(f"{column} NOT {_AMONG}")
            case Choices(name):
                conditions.append(f"EXISTS (SELECT 1 FROM json_each({column}) c WHERE c.value NOT {_AMONG})")  # noqa: S608
            case _:
                continue
        known = codelists()[name]
        params.append(listed(code.code for code in (*known.codes, *known.no_values)))
    return conditions, params


def names(connection: Connection, left: list[Left]) -> dict[int, str]:
    """Return the names of the households of these records, save those that are hidden from most."""
    by_kind: Numbers = {}
    for one in left:
        by_kind.setdefault(one.kind, set()).add(one.number)
    pairs = {number: home for kind, ids in by_kind.items() for number, home in homes(connection, kind, ids)}
    query = f"SELECT id, name FROM household WHERE restricted=0 AND id {_AMONG}"  # noqa: S608 - constants only
    named: dict[int, str] = dict(send(connection, query, (listed(set(pairs.values())),)))
    return {number: named.get(home) or "" for number, home in pairs.items()}
