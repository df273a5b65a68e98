"""What a newer program wrote while this file had no place for it, shown once a migration made one."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import compact
from lwdesk.domain.fields import RECORDS, Record
from lwdesk.store import search, writers
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange.knowing import Knowledge, Known
from lwdesk.store.exchange.showing import Showing
from lwdesk.store.rows import quoted, shape
from lwdesk.store.tables import LIVE, is_logged

CHUNK = 1500
type Aside = dict[str, dict[str, Any]]
"""What was kept beside the fields of each entity, by its id."""
_aside = msgspec.json.Decoder(dict[str, Any])


def catch_up(connection: Connection) -> None:
    """Bring what was kept aside into the columns that are there for it."""
    kept = [*_kept(connection)]
    if not kept:
        return
    send(connection, "UPDATE sync_ctl SET applying=1")
    touched: dict[str, list[int]] = {}
    for kind, aside in kept:
        knowledge = Knowledge(connection)
        knowledge.look_up(aside)
        found = sorted(knowledge.at_hand(), key=lambda one: one.id)
        _show(connection, knowledge, RECORDS[kind], found)
        _keep_rest(connection, RECORDS[kind], found, aside)
        touched.setdefault(kind, []).extend(one.id for one in found)
    if _has_index(connection):
        search.refresh(connection, touched)
    send(connection, "UPDATE sync_ctl SET applying=0")


def _kept(connection: Connection) -> Iterator[tuple[str, Aside]]:
    """Yield by kind, some at a time, what was kept aside of kinds that have a table."""
    rows = send(
        connection,
        "SELECT kind, lower(hex(eid)), extra FROM entity WHERE extra IS NOT NULL AND state=? ORDER BY id",
        (LIVE,),
    )
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, eid, extra in rows:
        if kind in RECORDS and is_logged(RECORDS[kind]):
            by_kind.setdefault(kind, []).append((eid, extra))
    for kind, kept in by_kind.items():
        for some in batched(kept, CHUNK):
            yield kind, {eid: _aside.decode(extra) for eid, extra in some}


def _show(connection: Connection, knowledge: Knowledge, cls: type[Record], found: list[Known]) -> None:
    columns = shape(cls).telling.keys()
    rows = f"SELECT id FROM {quoted(cls.kind)} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - a declared name
    there = {number for (number,) in send(connection, rows, (listed(one.id for one in found),))}
    showing = Showing(connection, knowledge, writers.names(connection))
    showing.lay(cls, [one for one in found if one.id not in there])
    for one in found:
        one.touched = columns & one.dots.keys()
    showing.bring(found)


def _keep_rest(connection: Connection, cls: type[Record], found: list[Known], aside: Aside) -> None:
    """Go on keeping aside what still has no column."""
    columns = shape(cls).telling
    rests = [
        ({col: value for col, value in aside[one.eid].items() if col not in columns}, one.id) for one in found
    ]
    rows = [(compact(rest).decode() if rest else None, number) for rest, number in rests]
    send_all(connection, "UPDATE entity SET extra=? WHERE id=?", rows)


def _has_index(connection: Connection) -> bool:
    return bool(send(connection, "SELECT 1 FROM sqlite_master WHERE name='search_version'"))
