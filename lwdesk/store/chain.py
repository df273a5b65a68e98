"""The record of the log and its hashes: commitment = H(salt, body), leaf = H(hdr, commitment),
chain[n] = H(chain[n-1], leaf[n]); what is hashed once is never written anew.
"""

from collections.abc import Iterator
from hashlib import blake2b
from struct import Struct
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection

type Op = Literal["w", "x", "r"]
type Stamp = tuple[str, int]
"""A write, named by its writer and number."""

BY = "_by"
SALT = 12
ENTRY = "wid, CAST(hdr AS BLOB), salt, CAST(body AS BLOB), commitment"


class Header(NamedTuple):
    """The causal part of a record, as JSON a list in this order; the last list holds what it replaces.

    An erasure (`x`) has its reason and its day in `cols`; a redaction (`r`) names in `replaced` the
    writes whose bodies went.
    """

    writer: str
    seq: int
    hlc: int
    op: Op
    kind: str
    eid: str
    parent: str | None
    cols: list[str]
    replaced: list[tuple[str, str, int]]

    @property
    def stamp(self) -> Stamp:
        return self.writer, self.seq


class Entry(NamedTuple):
    """One row of the log as it lies there."""

    wid: int
    hdr: bytes
    salt: bytes | None
    body: bytes | None
    commitment: bytes

    def header(self) -> Header:
        return _headers.decode(self.hdr)

    def values(self) -> dict[str, Any] | None:
        """Return what the record says, with its author; None when it was redacted."""
        return None if self.body is None else _bodies.decode(self.body)

    def leaf(self) -> bytes:
        return digest(self.hdr, self.commitment)

    def is_kept(self) -> bool:
        """Tell whether the body is the one that was committed to."""
        return digest(self.salt or b"", self.body or b"") == self.commitment


_headers = msgspec.json.Decoder(Header)
_bodies = msgspec.json.Decoder(dict[str, Any])
_encode = msgspec.json.Encoder().encode
_length = Struct(">Q").pack


def compact(value: object) -> bytes:
    return _encode(value)


def digest(*parts: bytes) -> bytes:
    """Return BLAKE2b-256 over the parts, each with its length before it."""
    told = b"".join([piece for part in parts for piece in (_length(len(part)), part)])
    return blake2b(told, digest_size=32).digest()


def next_hlc(last: int, unix_ms: int) -> int:
    """Return a logical time that exceeds everything seen and follows the wall clock when it can."""
    return max(unix_ms << 16, last + 1)


def hlc_ms(hlc: int) -> int:
    return hlc >> 16


def segment_message(org: bytes, writer: bytes, seq: int, chain: bytes) -> bytes:
    """Return what a device signs to vouch for its log up to `seq`."""
    return b"lwdesk-segment\0" + org + writer + seq.to_bytes(8, "big") + chain


def entries(connection: Connection, where: str = "", params: tuple[object, ...] = ()) -> Iterator[Entry]:
    """Return rows of the log in the order in which things happened."""
    found = connection.exec_driver_sql(
        f"SELECT {ENTRY} FROM log {where} ORDER BY hlc, wid, seq",  # noqa: S608
        params,
    )
    return (Entry(*row) for row in found)
