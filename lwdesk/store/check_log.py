"""Whether the log is the one that was written: numbers, hashes, times and signatures of every writer."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from lwdesk.base import signing
from lwdesk.base.chain import Header, digest, segment_message
from lwdesk.store.chain import ENTRY, Entry
from lwdesk.store.findings import Finding
from lwdesk.store.rebuild import Content
from lwdesk.store.sets import copied, forgotten
from lwdesk.store.writers import FIRST_EPOCH, NO_ORGANISATION, setting

type Times = dict[tuple[str, int], int]
type Ends = dict[int, tuple[int, bytes]]


class _Row(NamedTuple):
    seq: int
    hlc: int
    eid: str | None
    entry: Entry


def check_log(connection: Connection) -> Iterator[Finding]:
    """Yield what is wrong with the log; silence means that nobody changed a byte of it."""
    names: dict[int, bytes] = dict(map(tuple, connection.exec_driver_sql("SELECT wid, uuid FROM writer")))
    times: Times = {
        (names[wid].hex(), seq): hlc
        for wid, seq, hlc in connection.exec_driver_sql("SELECT wid, seq, hlc FROM log")
        if wid in names
    }
    ends: Ends = {}
    away = copied(connection).logs.union(forgotten(connection).logs)
    for wid, rows in groupby(_rows(connection), key=lambda row: row.entry.wid):
        if wid not in names:
            yield Finding.of("log_writer_unknown", wid=wid)
            continue
        yield from _one_writer(names[wid], rows, times, ends, away)
    yield from _ends(connection, ends)
    yield from _signatures(connection, ends)


def _rows(connection: Connection) -> Iterator[_Row]:
    select = f"SELECT l.seq, l.hlc, lower(hex(e.eid)), {ENTRY}"
    found = connection.exec_driver_sql(
        select + " FROM log l LEFT JOIN entity e ON e.id=l.ent ORDER BY l.wid, l.seq"  # noqa: S608 - constants only
    )
    return (_Row(row[0], row[1], row[2], Entry(*row[3:])) for row in found)


def _one_writer(
    uuid: bytes, rows: Iterator[_Row], times: Times, ends: Ends, away: Collection[str]
) -> Iterator[Finding]:
    name, last, hlc, chain = uuid.hex(), 0, 0, b""
    for row in rows:
        if row.seq != last + 1:
            yield Finding.of("log_gap", writer=name, seq=last + 1)
        if row.hlc <= hlc:
            yield Finding.of("log_time", writer=name, seq=row.seq)
        yield from _one_record(name, row, times, away)
        last, hlc, chain = row.seq, row.hlc, digest(chain, row.entry.leaf())
        ends[row.entry.wid] = last, chain


def _one_record(name: str, row: _Row, times: Times, away: Collection[str]) -> Iterator[Finding]:
    try:
        header, values = row.entry.header(), row.entry.values()
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield Finding.of("log_unreadable", writer=name, seq=row.seq)
        return
    if (header.writer, header.seq, header.hlc, header.eid) != (name, row.seq, row.hlc, row.eid):
        yield Finding.of("log_header", writer=name, seq=row.seq)
    if values is None and row.entry.salt is not None:
        yield Finding.of("log_salt", writer=name, seq=row.seq)
    if (values is not None or header.op != "w") and not row.entry.is_kept():
        yield Finding.of("log_commitment", writer=name, seq=row.seq)
    yield from _causes(header, times, away)


def _causes(header: Header, times: Times, away: Collection[str]) -> Iterator[Finding]:
    """Check that a record comes after everything that it replaces; copies name writes that stay away."""
    for _col, writer, seq in header.replaced:
        before = times.get((writer, seq))
        if before is None and header.writer not in away and writer not in away:
            yield Finding.of("log_cause_missing", writer=header.writer, seq=header.seq)
        elif before is not None and before >= header.hlc:
            yield Finding.of("log_time", writer=header.writer, seq=header.seq)


def _ends(connection: Connection, ends: Ends) -> Iterator[Finding]:
    for wid, uuid, seq, chain in connection.exec_driver_sql("SELECT wid, uuid, max_seq, chain FROM writer"):
        if ends.get(wid, (0, b"")) != (seq, chain):
            yield Finding.of("log_chain", writer=uuid.hex(), seq=seq)


def _named(organisation: str | None, epoch: int) -> bytes:
    """Return the organisation that a signature of this epoch names."""
    return NO_ORGANISATION if epoch == FIRST_EPOCH or organisation is None else bytes.fromhex(organisation)


def _signatures(connection: Connection, ends: Ends) -> Iterator[Finding]:
    own = setting(connection, "organisation")
    found = connection.exec_driver_sql(
        "SELECT w.wid, w.uuid, w.scope, w.sign_pk, c.seq, c.chain, c.key_epoch, c.sig FROM writer w"
        " LEFT JOIN checkpoint c ON c.wid=w.wid"
    )
    for wid, uuid, scope, public, seq, chain, epoch, signature in found:
        if wid not in ends:
            continue
        if signature is None or (seq, chain) != ends[wid]:
            yield Finding.of("log_unsigned", writer=uuid.hex(), seq=ends[wid][0])
            continue
        message = segment_message(_named(own, epoch), uuid, seq, chain, scope)
        if not signing.verify(public, message, signature):
            yield Finding.of("log_signature", writer=uuid.hex(), seq=seq)


def check_bodies(connection: Connection, content: Content) -> Iterator[Finding]:
    """Check that bodies are missing only where they may, and everywhere where they must."""
    for writer, seq in content.unjustified():
        yield Finding.of("log_redacted", writer=writer, seq=seq)
    if not content.erased:
        return
    with_body = connection.exec_driver_sql(
        "SELECT DISTINCT lower(hex(e.eid)) FROM log l JOIN entity e ON e.id=l.ent WHERE l.body IS NOT NULL"
    )
    left = sum(content.is_gone(eid) for (eid,) in with_body)
    if left:
        yield Finding.of("erased_kept", count=left)
