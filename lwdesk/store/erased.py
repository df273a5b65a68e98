"""The list of what was erased, beside the data file and beside its backups: an older copy is held against it.

It has ids, reasons and days, and names nobody; a code over it, made with the key of the data file, keeps
others from adding to it.
"""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.erasing import erase_even_unknown
from lwdesk.store.keyfile import sync_folder

SUFFIX = ".erased"
_PURPOSE = b"lwdesk erased"


class Erased(NamedTuple):
    """A record that was erased with all that belonged to it."""

    eid: str
    kind: str
    reason: str
    on: str


class _List(msgspec.Struct):
    erased: list[Erased]
    mac: str


def beside(path: Path) -> Path:
    return path.with_suffix(SUFFIX)


def read(path: Path, key: bytes) -> tuple[Erased, ...]:
    """Return what a list says; nothing where there is none, or where it was not written with this key."""
    with suppress(OSError, msgspec.MsgspecError):
        told = msgspec.json.decode(path.read_bytes(), type=_List)
        if compare_digest(told.mac, _mac(told.erased, key)):
            return tuple(told.erased)
    return ()


def keep(path: Path, key: bytes, erased: Iterable[Erased]) -> None:
    """Add to a list; nothing that stands there ever leaves it."""
    before = set(read(path, key))
    known = {one.eid for one in before}
    after = before | {one for one in erased if one.eid not in known}
    if after == before:
        return
    whole = sorted(after)
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(msgspec.json.encode(_List(whole, _mac(whole, key))))
        written.flush()
        os.fsync(written.fileno())
    part.replace(path)
    sync_folder(path.parent)


def told(connection: Connection) -> tuple[Erased, ...]:
    """Return what the file knows to be erased."""
    rows = send(
        connection,
        "SELECT lower(hex(x.eid)), coalesce(e.kind, ''), coalesce(x.reason, ''), coalesce(x.erased_on, '')"
        " FROM erasure x LEFT JOIN entity e ON e.eid=x.eid",
    )
    return tuple(Erased(*row) for row in rows)


def again(connection: Connection, erased: Collection[Erased]) -> int:
    """Erase what an older copy brought back; return how many entries of the list were missing."""
    asked = listed(one.eid for one in erased)
    query = "SELECT lower(hex(eid)) FROM erasure WHERE eid IN (SELECT unhex(value) FROM json_each(?))"
    known = {eid for (eid,) in send(connection, query, (asked,))}
    missing = [one for one in erased if one.eid not in known]
    for one in missing:
        erase_even_unknown(connection, UUID(hex=one.eid), one.kind, one.reason, date.fromisoformat(one.on))
    return len(missing)


def _mac(erased: Iterable[Erased], key: bytes) -> str:
    text, own = msgspec.json.encode(list(erased)), blake2b(key, digest_size=32, person=_PURPOSE).digest()
    return blake2b(text, digest_size=32, key=own).hexdigest()
