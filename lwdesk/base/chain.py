"""The record of the log and its hashes: commitment = H(salt, body), leaf = H(hdr, commitment),
chain[n] = H(chain[n-1], leaf[n]); what is hashed once is never written anew.
"""

from hashlib import blake2b
from struct import Struct
from typing import Any, Literal, NamedTuple

import msgspec

type Op = Literal["w", "x", "r"]
type Stamp = tuple[str, int]
"""A write, named by its writer and number."""

BY, WHY, SEEN, AGAIN = "_by", "_why", "_seen", "_again"
ASIDE = frozenset({BY, WHY, SEEN, AGAIN})
"""What stands in a body beside the fields: who wrote, why, how far each log was known to the writer, and
of which earlier write a value says the same again.
"""
SALT = 12
OFFICE = "office"
"""The scope of what a device writes at work; logs of any other scope name theirs under the signature."""


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


read_header = msgspec.json.Decoder(Header).decode
read_values = msgspec.json.Decoder(dict[str, Any]).decode
compact = msgspec.json.Encoder().encode
_length = Struct(">Q").pack


def digest(first: bytes, second: bytes) -> bytes:
    """Return BLAKE2b-256 over the parts, each with its length before it."""
    told = _length(len(first)) + first + _length(len(second)) + second
    return blake2b(told, digest_size=32).digest()


def next_hlc(last: int, unix_ms: int) -> int:
    """Return a logical time that exceeds everything seen and follows the wall clock when it can."""
    return max(unix_ms << 16, last + 1)


def hlc_ms(hlc: int) -> int:
    return hlc >> 16


def segment_message(org: bytes, writer: bytes, seq: int, chain: bytes, scope: str = OFFICE) -> bytes:
    """Return what a device signs to vouch for its log up to `seq`, and for what the log is."""
    told = b"" if scope == OFFICE else scope.encode()
    return b"lwdesk-segment\0" + org + writer + seq.to_bytes(8, "big") + chain + told


def leaf(header: bytes, commitment: bytes) -> bytes:
    return digest(header, commitment)
