"""Letting go of a take-along set on the device that had it along: here alone, no other hears of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, Engine

from lwdesk.base.chain import Header, digest
from lwdesk.base.errors import SetUnsent
from lwdesk.domain import records
from lwdesk.domain.fields import RECORDS, Link
from lwdesk.store import capture, search, search_index, sets, writers
from lwdesk.store.chain import Entry, entries
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange import packing
from lwdesk.store.exchange.knowing import Knowledge
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.rows import quoted, shape
from lwdesk.store.sets import Here
from lwdesk.store.tables import AWAY, ERASED, LIVE, RECORD_TABLES, STUB, is_logged

HOME, NOTE = "household", "private_note"
_OWN = (
    "SELECT wid, lower(hex(uuid)) FROM writer WHERE scope='office'"
    " AND device=(SELECT unhex(value) FROM setting WHERE name='device')"
)
AMONG = " IN (SELECT value FROM json_each(?))"
_EMPTIED = (
    f"UPDATE entity SET state={STUB}, dots=NULL, extra=NULL, parent=NULL"  # noqa: S608 - constants
    f" WHERE state<>{ERASED} AND id{AMONG}"
)
type ByKind = dict[str, set[int]]


@dataclass(frozen=True, slots=True)
class Lost:
    """What would be gone for good: writes nobody else has, by their kinds, and what never travels."""

    writes: dict[str, int]
    private_notes: int
    drafts: int

    @property
    def is_nothing(self) -> bool:
        return not (self.writes or self.private_notes or self.drafts)


def lock(connection: Connection, one: Here) -> list[int]:
    """Take what belongs to a set out of every table, and leave it in the log."""
    found = _tree(connection, one)
    numbers = sorted(number for ids in found.values() for number in ids)
    _drop_rows(connection, {kind: ids for kind, ids in found.items() if _travels(kind)})
    state = f"UPDATE entity SET state={AWAY} WHERE state={LIVE} AND id" + AMONG  # noqa: S608 - constants
    send(connection, state, (listed(numbers),))
    search.refresh(connection, {kind: sorted(ids) for kind, ids in found.items()})
    return numbers


def _travels(kind: str) -> bool:
    return is_logged(RECORDS[kind])


def lost(connection: Connection, one: Here, acked: Vector) -> Lost:
    """Return what letting go of the set now would lose."""
    found = _tree(connection, one)
    numbers = _every(found)
    writes: dict[str, int] = {}
    for entry in _tails(connection, acked, listed(numbers)):
        kind = entry.header().kind
        writes[kind] = writes.get(kind, 0) + 1
    return Lost(writes, len(found.get(NOTE, ())), len(_drafts(connection, numbers)))


def forget(connection: Connection, one: Here, acked: Vector) -> None:
    """Erase a set here; what was written and is known nowhere else goes with it."""
    found = _tree(connection, one)
    numbers = _every(found)
    send(connection, "UPDATE sync_ctl SET applying=1")
    if any(_tails(connection, acked, listed(numbers))):
        _cut(connection, acked, numbers)
    send_all(connection, "DELETE FROM draft WHERE id=?", [(name,) for name in _drafts(connection, numbers)])
    _drop_contents(connection, found.get("attachment", set()))
    _drop_rows(connection, found)
    _drop_logs(connection, one, numbers)
    emptied = (
        f"UPDATE entity SET state={STUB}, dots=NULL, extra=NULL, parent=NULL WHERE state<>{ERASED} AND id"  # noqa: S608
    )
    send(connection, emptied + AMONG, (listed(numbers),))
    search_index.rebuild(connection)
    send(connection, "UPDATE sync_ctl SET applying=0")


def clean(engine: Engine) -> None:
    """Let no page of the file keep what was erased."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("VACUUM")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _every(found: ByKind) -> set[int]:
    return {number for ids in found.values() for number in ids}


def _tree(connection: Connection, one: Here) -> ByKind:
    """Return all that belongs to a set, also what came to be beside it and is in no other."""
    others = [other for other in sets.here(connection) if other.set != one.set]
    kept = [UUID(hex=home) for other in others for home in other.homes]
    rows = send(connection, "SELECT e.eid FROM entity e JOIN household t ON t.id=e.id")
    homes = {UUID(bytes=eid) for (eid,) in rows}.difference(kept)
    found = packing.below(connection, homes, ())
    _add_linked(connection, found)
    copied = sets.entities(connection, one.scope) | set(one.away)
    kinds = "SELECT id, kind FROM entity WHERE id" + AMONG  # noqa: S608 - a constant
    for number, kind in send(connection, kinds, (listed(copied),)):
        found.setdefault(kind, set()).add(number)
    stay = {number for other in others for number in sets.entities(connection, other.scope)}
    return {kind: ids - stay for kind, ids in found.items() if ids - stay}


def _add_linked(connection: Connection, found: ByKind) -> None:
    """Add what speaks of a household or a person without being a part of it."""
    for cls in records.every():
        for field in cls.fields:
            if isinstance(field.kind, Link) and field.kind.to in (HOME, "person"):
                above = listed(found.get(field.kind.to, ()))
                query = f"SELECT id FROM {quoted(cls.kind)} WHERE {quoted(field.name)}"  # noqa: S608
                ids = {number for (number,) in send(connection, query + AMONG, (above,))}
                found.setdefault(cls.kind, set()).update(ids)


def _drop_rows(connection: Connection, found: ByKind) -> None:
    applying = send(connection, "SELECT applying FROM sync_ctl")
    send(connection, "UPDATE sync_ctl SET applying=1")
    for kind, ids in found.items():
        if kind in RECORD_TABLES:
            send(connection, f"DELETE FROM {quoted(kind)} WHERE id" + AMONG, (listed(ids),))  # noqa: S608
        send(connection, "DELETE FROM head WHERE ent" + AMONG, (listed(ids),))  # noqa: S608 - a constant
        send(connection, "DELETE FROM clash WHERE ent" + AMONG, (listed(ids),))  # noqa: S608 - a constant
    send(connection, "UPDATE sync_ctl SET applying=?", applying[0])


def _drop_contents(connection: Connection, attachments: Collection[int]) -> None:
    """Drop the contents of attachments that no other one has."""
    send(
        connection,
        "DELETE FROM attachment_content WHERE sha256 IN (SELECT sha256 FROM attachment"
        " WHERE id IN (SELECT value FROM json_each(?))) AND sha256 NOT IN (SELECT sha256 FROM attachment"
        " WHERE sha256 IS NOT NULL AND id NOT IN (SELECT value FROM json_each(?)))",
        (listed(attachments), listed(attachments)),
    )


def _drop_logs(connection: Connection, one: Here, numbers: Collection[int]) -> None:
    """Drop the log of the set, and of the own ones what they say of it; their headers stay."""
    found = send(connection, "SELECT wid, lower(hex(uuid)) FROM writer WHERE scope=?", (one.scope,))
    for table in ("log", "checkpoint", "writer"):
        send_all(connection, f"DELETE FROM {table} WHERE wid=?", [(wid,) for wid, _name in found])  # noqa: S608
    bare = "UPDATE log SET salt=NULL, body=NULL WHERE body IS NOT NULL AND ent"
    emptied = send(connection, bare + AMONG + " RETURNING wid, seq", (listed(numbers),))
    names = writers.names(connection)
    send(connection, "DELETE FROM save")
    told = sets.forgotten(connection)
    told.sets.append(one.set)
    told.logs += [name for _wid, name in found]
    for wid, seq in emptied:
        told.bare[names[wid]] = max(seq, told.bare.get(names[wid], 0))
    sets.keep_forgotten(connection, told)
    sets.keep_here(connection, [other for other in sets.here(connection) if other.set != one.set])


def _drafts(connection: Connection, numbers: Collection[int]) -> list[bytes]:
    """Return the begun forms that speak of any of these."""
    eids = send(connection, "SELECT eid FROM entity WHERE id" + AMONG, (listed(numbers),))  # noqa: S608
    names = [text for (eid,) in eids for text in (str(UUID(bytes=eid)), eid.hex())]
    begun = send(connection, "SELECT id, form || ' ' || content FROM draft")
    return [name for name, told in begun if any(text in told for text in names)]


def _tails(connection: Connection, acked: Vector, numbers: str = "") -> list[Entry]:
    """Return what nobody else is known to have of the own logs, all of it or what is said of some."""
    found: list[Entry] = []
    for wid, name in send(connection, _OWN):
        above = (wid, acked.get(name, 0))
        if numbers:
            found += entries(connection, "WHERE wid=? AND seq>? AND ent" + AMONG, (*above, numbers))
        else:
            found += entries(connection, "WHERE wid=? AND seq>?", above)
    return found


def _cut(connection: Connection, acked: Vector, numbers: Collection[int]) -> None:
    """End the own logs where others know them, and say anew what does not belong to the set."""
    headers = sorted((entry.header() for entry in _tails(connection, acked)), key=lambda one: one.hlc)
    if any(header.op != "w" for header in headers):
        raise SetUnsent(why="erasure")
    eids = "SELECT lower(hex(eid)) FROM entity WHERE id" + AMONG  # noqa: S608 - a constant
    gone = {eid for (eid,) in send(connection, eids, (listed(numbers),))}
    again = _step_back(connection, [one for one in headers if one.eid not in gone])
    for wid, name in send(connection, _OWN):
        if any(header.writer == name for header in headers):
            send(connection, "DELETE FROM log WHERE wid=? AND seq>?", (wid, acked.get(name, 0)))
            end(connection, wid, name)
    writers.begin_incarnation(connection)
    _say_again(connection, again)


def _step_back(connection: Connection, headers: list[Header]) -> dict[tuple[str, str], set[str]]:
    """Put the dots back to what the dropped writes replaced; return which fields have to be said again."""
    wids = {name: wid for wid, name in writers.names(connection).items()}
    knowledge = Knowledge(connection)
    knowledge.look_up(header.eid for header in headers)
    again: dict[tuple[str, str], set[str]] = {}
    for header in reversed(headers):
        one, dot = knowledge.the(header.eid, header.kind), (wids[header.writer], header.seq)
        for col in header.cols:
            if dot in one.dots.get(col, ()):
                before = [(wids[w], seq) for name, w, seq in header.replaced if name == col and w in wids]
                one.touched.add(col)
                one.dots[col] = [*(kept for kept in one.dots[col] if kept != dot), *before]
                again.setdefault((header.kind, header.eid), set()).add(col)
    knowledge.write()
    return again


def end(connection: Connection, wid: int, name: str) -> None:
    """Sign an own log where it ends after it was cut."""
    writer = replace(
        writers.current(connection), wid=wid, uuid=bytes.fromhex(name), chain=b"", max_seq=0, hlc=0
    )
    for entry in entries(connection, "WHERE wid=?", (wid,)):
        header = entry.header()
        writer.chain = digest(writer.chain, entry.leaf())
        writer.max_seq, writer.hlc = header.seq, header.hlc
    writer.store(connection)
    if writer.max_seq:
        writers.Signature().renew(connection, writer)
    else:
        send(connection, "DELETE FROM checkpoint WHERE wid=?", (wid,))


def _say_again(connection: Connection, again: dict[tuple[str, str], set[str]]) -> None:
    for (kind, eid), cols in again.items():
        registers = shape(RECORDS[kind]).registers
        mask = sum(1 << registers.index(col) for col in cols if col in registers)
        capture.insist(connection, kind, mask, bytes.fromhex(eid))
