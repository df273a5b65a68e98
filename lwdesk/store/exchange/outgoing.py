"""What of the log is handed on: everything above what the other has, up to what its writer signed."""

from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

from lwdesk.store import writers
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.parts import Part, Vector

SOME = 2000
OFFICE = "office"


class Row(NamedTuple):
    """A record as it lies in the log."""

    hdr: bytes
    salt: bytes | None
    body: bytes | None
    commitment: bytes


def known(connection: Connection) -> Vector:
    """Return how far each log is in this file."""
    return {
        uuid.hex(): seq for uuid, seq in send(connection, "SELECT uuid, max_seq FROM writer WHERE max_seq>0")
    }


def ready(connection: Connection, base: Vector, scope: str) -> list[Part]:
    """Return the logs of these scopes of which the other lacks something.

    Several scopes stand beside each other; the devices of the office have the take-along sets as well.
    """
    found = send(
        connection,
        "SELECT lower(hex(w.uuid)), lower(hex(w.device)), w.scope, w.incarnation, c.seq, c.chain,"
        " c.key_epoch, c.sig, w.sign_pk FROM writer w JOIN checkpoint c ON c.wid=w.wid"
        " WHERE (w.scope IN (SELECT value FROM json_each(?)) OR ? AND substr(w.scope, 1, 4)='set:')"
        " AND c.seq=(SELECT max(seq) FROM checkpoint WHERE wid=w.wid) ORDER BY w.uuid",
        (listed(scope.split()), scope == OFFICE),
    )
    every = (Part._make((*row[:4], base.get(row[0], 0) + 1, *row[4:], None, False)) for row in found)
    return [one for one in every if one.first <= one.last]


def records(connection: Connection, parts: list[Part]) -> Iterator[Row]:
    """Yield the records of these logs in the order in which things happened."""
    wids = {name: wid for wid, name in writers.names(connection).items()}
    streams = [_one(connection, part, wids[part.writer]) for part in parts]
    return (row for _key, row in merge(*streams, key=itemgetter(0)))


def _one(connection: Connection, part: Part, wid: int) -> Iterator[tuple[tuple[int, str, int], Row]]:
    last = part.first - 1
    while last < part.last:
        found: list[tuple[Any, ...]] = send(
            connection,
            "SELECT seq, hlc, CAST(hdr AS BLOB), salt, CAST(body AS BLOB), commitment FROM log"
            " WHERE wid=? AND seq>? AND seq<=? ORDER BY seq LIMIT ?",
            (wid, last, part.last, SOME),
        )
        for seq, hlc, *row in found:
            yield (hlc, part.writer, seq), Row(*row)
        last = found[-1][0]
