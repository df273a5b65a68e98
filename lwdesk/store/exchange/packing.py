"""Entities copied into a log of their own, for a device that has nothing else of the office."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lwdesk.base import clock, signing
from lwdesk.base.chain import BY, SALT, compact, digest, next_hlc
from lwdesk.base.errors import BundleRefused
from lwdesk.domain import records
from lwdesk.domain.fields import Link
from lwdesk.store import sets, writers
from lwdesk.store.chain import entries
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.rebuild import Content
from lwdesk.store.rows import quoted
from lwdesk.store.tables import is_logged

OFFICE = ("office", "office_date", "office_partner", "opening_hour", "place", "device", "staff")
"""What a device has to have in order to work for the office at all."""
HELPERS = ("provider", "offer", "interpreter")
LEFT = ("transfer", "merger", "distinct_pair", "queue_entry")
"""What is of no use outside the office though it belongs to a household."""

type Named = tuple[str, str, int]


@dataclass(slots=True)
class Copy:
    """An entity as it stands, with every write of it that is known here."""

    eid: str
    kind: str = ""
    parent: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    replaced: list[Named] = field(default_factory=list)
    shown: dict[str, tuple[str, int]] = field(default_factory=dict)
    erased: list[str] | None = None
    """Of what was erased since it was copied, reason and day; nothing else is told of it."""

    def without(self, known: Collection[Named]) -> "Copy":
        """Return it with the fields whose present write the other has not heard of."""
        cols = [col for col, stamp in self.shown.items() if (col, *stamp) not in known]
        replaced = [one for one in self.replaced if one[0] in cols]
        return Copy(self.eid, self.kind, self.parent, {col: self.values[col] for col in cols}, replaced)


def below(
    connection: Connection, households: Collection[UUID], closed: Collection[UUID]
) -> dict[str, set[int]]:
    """Return the numbers of all that belongs to the households, by kind; `closed` ones keep their address."""
    found = {"household": numbers(connection, households)}
    hidden = numbers(connection, closed)
    found["person"] = _linked(connection, "membership", "household", found["household"], "person")
    for cls in records.every():
        if cls.parent is None or not is_logged(cls) or cls.kind in LEFT:
            continue
        link = cls.by_name[cls.parent].kind
        assert isinstance(link, Link)
        if link.to not in found:
            continue
        above = found[link.to] - (hidden if cls.kind == "dwelling" else set())
        found.setdefault(cls.kind, set()).update(_linked(connection, cls.kind, cls.parent, above, "id"))
    return {kind: ids for kind, ids in found.items() if ids}


def around(connection: Connection, inside: dict[str, set[int]]) -> set[int]:
    """Return the numbers of what the device needs beside the households: office, staff, who helps."""
    found: set[int] = set()
    for kind in OFFICE:
        found |= {number for (number,) in send(connection, f"SELECT id FROM {quoted(kind)}")}  # noqa: S608
    for cls in records.every():
        for one in cls.fields:
            if cls.kind in inside and isinstance(one.kind, Link) and one.kind.to in HELPERS:
                found |= _linked(connection, cls.kind, "id", inside[cls.kind], one.name)
    return found


def numbers(connection: Connection, ids: Collection[UUID]) -> set[int]:
    """Return the numbers of these ids."""
    found = send(
        connection,
        "SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?))",
        (listed(one.hex for one in ids),),
    )
    return {number for (number,) in found}


def _linked(connection: Connection, kind: str, by: str, above: Collection[int], want: str) -> set[int]:
    found = send(
        connection,
        f"SELECT DISTINCT {quoted(want)} FROM {quoted(kind)} WHERE {quoted(by)} IN"  # noqa: S608 - declared names
        f" (SELECT value FROM json_each(?)) AND {quoted(want)} IS NOT NULL",
        (listed(above),),
    )
    return {number for (number,) in found}


def copies(connection: Connection, numbers: Collection[int]) -> list[Copy]:
    """Return the entities as copies, parents first; BundleRefused where a difference is open."""
    copied = sets.copied(connection)
    content = Content(copied)
    every: dict[str, Copy] = {}
    among = "WHERE ent IN (SELECT value FROM json_each(?))"
    for entry in entries(connection, among, (listed(numbers),)):
        header = entry.header()
        content.apply(header, entry.values())
        one = every.setdefault(header.eid, Copy(header.eid))
        if header.op == "w" and header.writer not in copied.logs:
            one.replaced += [(col, *header.stamp) for col in header.cols]
    content.finish()
    return [_filled(one, content) for one in every.values() if content.heads.get(one.eid)]


def _filled(one: Copy, content: Content) -> Copy:
    one.kind, one.parent = content.kinds[one.eid], content.parents.get(one.eid)
    for col, heads in content.heads[one.eid].items():
        if not heads:
            continue
        told = [value for _hlc, value in heads.values()]
        if any(value != told[0] for value in told):
            raise BundleRefused(why="differences")
        one.values[col] = told[0]
        one.shown[col] = max(heads, key=lambda stamp: (heads[stamp][0], stamp))
    one.replaced = [named for named in one.replaced if named[0] in one.values]
    return one


def told_before(connection: Connection, scope: str) -> set[Named]:
    """Return the writes that copies of this scope stand for already."""
    where = "WHERE wid IN (SELECT wid FROM writer WHERE scope=?)"
    return {
        (col, writer, seq)
        for entry in entries(connection, where, (scope,))
        for col, writer, seq in entry.header().replaced
    }


def erased(connection: Connection, base: str, scopes: Collection[str]) -> list[Copy]:
    """Return what was erased in the office after a device had been given it, unless it was told so."""
    found = send(
        connection,
        "SELECT lower(hex(e.eid)), e.kind, lower(hex(e.parent)), x.reason, x.erased_on"
        " FROM erasure x JOIN entity e ON e.eid=x.eid WHERE e.id IN (SELECT l.ent FROM log l"
        " JOIN writer w ON w.wid=l.wid WHERE w.scope IN (SELECT value FROM json_each(?)))"
        " AND e.id NOT IN (SELECT l.ent FROM log l JOIN writer w ON w.wid=l.wid"
        " WHERE w.scope=? AND json_extract(l.hdr, '$[3]')='x') ORDER BY e.id",
        (listed(scopes), base),
    )
    return [
        Copy(eid, kind, parent or None, erased=[reason or "", day or ""])
        for eid, kind, parent, reason, day in found
    ]


def write(connection: Connection, scope: str, copied: Collection[Copy], by: UUID) -> str | None:
    """Write the copies into a new log, signed where it ends; return its name, None when there is nothing."""
    told = [one for one in copied if one.values or one.erased]
    if not told:
        return None
    writer = _begin(connection, scope)
    rows = list(_records(writer, told, by))
    found = send(
        connection,
        "SELECT lower(hex(eid)), id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?))",
        (listed(one.eid for one in told),),
    )
    ents: dict[str, int] = dict(found)
    send_all(
        connection,
        "INSERT INTO log (wid, seq, hlc, ent, hdr, salt, body, commitment) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row[:3], ents[row[3]], *row[4:]) for row in rows],
    )
    writer.store(connection)
    writers.Signature().renew(connection, writer)
    return writer.uuid.hex()


def _begin(connection: Connection, scope: str) -> writers.Writer:
    own = writers.current(connection)
    identity = writers.device(connection)
    assert identity is not None
    name = uuid4().bytes
    ((wid,),) = send(
        connection,
        "INSERT INTO writer (uuid, device, scope, incarnation, max_seq, chain, hlc, sign_pk)"
        " VALUES (?, ?, ?, 1, 0, x'', 0, ?) RETURNING wid",
        (name, identity.bytes, scope, signing.public_key(bytes.fromhex(own.key))),
    )
    return writers.Writer(wid, name, 0, b"", own.hlc, own.key, own.organisation, own.epoch, scope)


def _records(writer: writers.Writer, told: Collection[Copy], by: UUID) -> Iterator[tuple[Any, ...]]:
    now = clock.unix_ms()
    for one in told:
        writer.max_seq += 1
        writer.hlc = next_hlc(writer.hlc, now)
        place = (writer.uuid.hex(), writer.max_seq, writer.hlc)
        op, cols = ("w", [*one.values]) if one.erased is None else ("x", one.erased)
        hdr = compact((*place, op, one.kind, one.eid, one.parent, cols, one.replaced))
        salt, body = (b"", b"")
        if one.erased is None:
            salt, body = os.urandom(SALT), compact({**one.values, BY: by.hex})
        commitment = digest(salt, body)
        writer.chain = digest(writer.chain, digest(hdr, commitment))
        yield writer.wid, *place[1:], one.eid, hdr.decode(), salt or None, body.decode() or None, commitment
