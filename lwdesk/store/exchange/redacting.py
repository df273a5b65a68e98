"""Letting go of what was said before: old content of which nothing is shown any more leaves the log.

The records themselves stay, so that numbers, hashes and signatures hold; that it went travels like any write.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base import clock
from lwdesk.base.chain import Header, compact, digest, next_hlc, read_header
from lwdesk.store import sets, writers
from lwdesk.store.driver import send, send_all
from lwdesk.store.tables import LIVE

type Dot = tuple[int, int]
_dots = msgspec.json.Decoder(dict[str, list[Dot]])


def redact(connection: Connection, before: datetime) -> int:
    """Drop the content of writes from before a moment that were written over; return how many."""
    found = _old(connection, before)
    if not found:
        return 0
    writer = writers.current(connection)
    gone: list[Dot] = []
    for ent, rows in groupby(found, key=lambda row: row[0]):
        told = [(dot, read_header(hdr)) for _ent, dot, hdr in rows]
        _say(connection, writer, ent, [header for _dot, header in told])
        gone += [dot for dot, _header in told]
    send_all(connection, "UPDATE log SET salt=NULL, body=NULL WHERE wid=? AND seq=?", gone)
    writer.store(connection)
    writers.Signature().renew(connection, writer)
    return len(gone)


def _old(connection: Connection, before: datetime) -> list[tuple[int, Dot, bytes]]:
    """Return the old writes that do not stand any more, those of one entity together."""
    copies = sets.wids(connection)
    rows: list[tuple[Any, ...]] = send(
        connection,
        "SELECT l.ent, l.wid, l.seq, CAST(l.hdr AS BLOB), e.dots FROM log l JOIN entity e ON e.id=l.ent"
        " WHERE l.hlc<? AND l.body IS NOT NULL AND e.state=? ORDER BY l.ent, l.hlc, l.wid, l.seq",
        (round(before.timestamp() * 1000) << 16, LIVE),
    )
    return [
        (ent, (wid, seq), hdr)
        for ent, wid, seq, hdr, dots in rows
        if wid not in copies and not _stands((wid, seq), dots)
    ]


def _stands(dot: Dot, dots: str | None) -> bool:
    return any(dot in known for known in _dots.decode(dots or "{}").values())


def _say(connection: Connection, writer: writers.Writer, ent: int, old: list[Header]) -> None:
    """Write into the log which content went, field by field."""
    writer.max_seq += 1
    writer.hlc = next_hlc(writer.hlc, clock.unix_ms())
    first = old[0]
    parent = next((header.parent for header in old if header.parent is not None), None)
    named = [(col, header.writer, header.seq) for header in old for col in header.cols]
    place = (writer.uuid.hex(), writer.max_seq, writer.hlc)
    hdr = compact((*place, "r", first.kind, first.eid, parent, [], named))
    commitment = digest(b"", b"")
    writer.chain = digest(writer.chain, digest(hdr, commitment))
    send(
        connection,
        "INSERT INTO log (wid, seq, hlc, ent, hdr, commitment) VALUES (?, ?, ?, ?, ?, ?)",
        (writer.wid, writer.max_seq, writer.hlc, ent, hdr.decode(), commitment),
    )
