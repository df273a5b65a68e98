"""Erasing for good, as the law or the end of a period asks: here, and on every device that hears of it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from lwdesk.base import clock
from lwdesk.base.chain import compact, digest, next_hlc
from lwdesk.store import search, writers
from lwdesk.store.driver import send
from lwdesk.store.exchange.applying import purge, remember
from lwdesk.store.exchange.knowing import Knowledge, Known
from lwdesk.store.tables import ERASED


def erase(connection: Connection, ids: Collection[UUID], reason: str, on: date) -> int:
    """Erase these records with all that belongs to them; return how many went."""
    knowledge = Knowledge(connection)
    knowledge.look_up(identity.hex for identity in ids)
    tops = [one for identity in ids if (one := knowledge.get(identity.hex)) and not one.is_gone]
    return _erase(connection, knowledge, tops, reason, on)


def erase_even_unknown(connection: Connection, identity: UUID, kind: str, reason: str, on: date) -> int:
    """Erase a record also where it is not here, so that it never comes in later."""
    knowledge = Knowledge(connection)
    knowledge.look_up([identity.hex])
    return _erase(connection, knowledge, [knowledge.the(identity.hex, kind)], reason, on)


def _erase(
    connection: Connection, knowledge: Knowledge, tops: Collection[Known], reason: str, on: date
) -> int:
    send(connection, "UPDATE sync_ctl SET applying=1")
    writer = writers.current(connection)
    gone: dict[str, Known] = {}
    for top in tops:
        _say(connection, writer, top, reason, on)
        for one in knowledge.below(top):
            one.state = ERASED
            gone[one.eid] = one
    knowledge.write()
    purge(connection, gone.values())
    writer.store(connection)
    writers.Signature().renew(connection, writer)
    by_kind: dict[str, list[int]] = {}
    for one in gone.values():
        by_kind.setdefault(one.kind, []).append(one.id)
    search.refresh(connection, by_kind)
    send(connection, "UPDATE sync_ctl SET applying=0")
    return len(gone)


def _say(connection: Connection, writer: writers.Writer, top: Known, reason: str, on: date) -> None:
    """Write the erasure into the log; it names nobody."""
    writer.max_seq += 1
    writer.hlc = next_hlc(writer.hlc, clock.unix_ms())
    place = (writer.uuid.hex(), writer.max_seq, writer.hlc)
    hdr = compact((*place, "x", top.kind, top.eid, top.parent, [reason, on.isoformat()], []))
    commitment = digest(b"", b"")
    writer.chain = digest(writer.chain, digest(hdr, commitment))
    send(
        connection,
        "INSERT INTO log (wid, seq, hlc, ent, hdr, commitment) VALUES (?, ?, ?, ?, ?, ?)",
        (writer.wid, writer.max_seq, writer.hlc, top.id, hdr.decode(), commitment),
    )
    remember(connection, top, (writer.wid, writer.max_seq), reason, on.isoformat())
