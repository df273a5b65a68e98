"""A record of the log as one line: `hdr TAB salt|~commitment TAB body`; its bytes are never written anew."""

from base64 import b64decode, b64encode
from json import loads
from re import compile as pattern
from typing import Any, NamedTuple

import msgspec

from lwdesk.base import chain
from lwdesk.base.chain import AGAIN, ASIDE, BY, SALT, SEEN, WHY, Header
from lwdesk.base.errors import BundleDamaged

HLC_END = 1 << 63
_RARE = ASIDE - {BY}
_name = pattern(r"[0-9a-f]{32}").fullmatch
_hash = pattern(rb"\A~[0-9a-f]{64}\Z").match


class Line(NamedTuple):
    """A record that came from elsewhere; its form was checked, its causes were not."""

    hdr: bytes
    header: Header
    commitment: bytes
    salt: bytes | None
    body: bytes | None
    values: dict[str, Any] | None

    def leaf(self) -> bytes:
        return chain.leaf(self.hdr, self.commitment)


def write(hdr: bytes, salt: bytes | None, body: bytes | None, commitment: bytes) -> bytes:
    if salt is None or body is None:
        return b"%b\t~%b\t" % (hdr, commitment.hex().encode())
    return b"%b\t%b\t%b" % (hdr, b64encode(salt), body)


def read(line: bytes) -> Line:
    """Take a line apart; whatever is not exactly a record is refused."""
    try:
        hdr, sealed, body = line.split(b"\t")
        header = chain.read_header(hdr)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleDamaged(why="record") from None
    _check(header, hdr)
    if sealed.startswith(b"~"):
        if body or not _hash(sealed):
            raise BundleDamaged(why="record")
        return Line(hdr, header, bytes.fromhex(sealed[1:].decode()), None, None, None)
    salt = _salt(sealed)
    return Line(hdr, header, chain.digest(salt, body), salt, body, _values(header, body))


def _check(header: Header, hdr: bytes) -> None:
    sound = (
        _name(header.writer)
        and _name(header.eid)
        and (header.parent is None or _name(header.parent))
        and 0 < header.seq < HLC_END
        and 0 < header.hlc < HLC_END
        and len(set(header.cols)) == len(header.cols)
        and ASIDE.isdisjoint(header.cols)
        and b"\n" not in hdr
        and (not header.replaced or all(_is_stamp(writer, seq) for _col, writer, seq in header.replaced))
    )
    if not sound:
        raise BundleDamaged(why="record")


def _salt(sealed: bytes) -> bytes:
    try:
        salt = b64decode(sealed, validate=True)
    except ValueError:
        raise BundleDamaged(why="record") from None
    if len(salt) != SALT:
        raise BundleDamaged(why="record")
    return salt


def _values(header: Header, body: bytes) -> dict[str, Any]:
    try:
        values = chain.read_values(body)
        doubled = chain.compact(values) != body and _has_doubled_keys(body)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise BundleDamaged(why="record") from None
    if header.op != "w" or doubled or values.keys() - ASIDE != set(header.cols) or not _beside(values):
        raise BundleDamaged(why="record")
    return values


def _beside(values: dict[str, Any]) -> bool:
    """Tell whether what stands beside the fields has the form that everybody reads without asking."""
    by = values.get(BY)
    if by is not None and not (isinstance(by, str) and _name(by)):
        return False
    if _RARE.isdisjoint(values):
        return True
    seen, again = values.get(SEEN, {}), values.get(AGAIN, {})
    return (
        isinstance(values.get(WHY, ""), str)
        and isinstance(seen, dict)
        and all(_is_stamp(*stamp) for stamp in seen.items())
        and isinstance(again, dict)
        and all(isinstance(of, list) and len(of) == 2 and _is_stamp(*of) for of in again.values())
    )


def _is_stamp(writer: object, seq: object) -> bool:
    return isinstance(writer, str) and _name(writer) is not None and type(seq) is int and 0 < seq < HLC_END


def _has_doubled_keys(body: bytes) -> bool:
    try:
        loads(body, object_pairs_hook=unique)
    except ValueError:
        return True
    return False


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, unless it says the same key twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made
