"""The outside of a bundle: a ZIP of exactly two stored members, the signature and what it signs.

Written in one pass: the signature's length is known beforehand, its place is filled at the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct
from typing import BinaryIO
from zlib import crc32

from lwdesk.base.errors import BundleDamaged, BundleTooLarge

SIGNATURE, PAYLOAD = b"payload.age.minisig", b"payload.age"
LARGEST = 2 * 1024**3
LONGEST_SIGNATURE = 4096
CHUNK = 1 << 20
UNIX_FILE = 0o100600 << 16
FIRST_DAY = 0x21  # 1980-01-01, so that the outside tells no time

_local = Struct("<4s5H3L2H")
_central = Struct("<4s6H3L5H2L")
_end = Struct("<4s4H2LH")
LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
VERSION = 20


@dataclass(frozen=True, slots=True)
class Member:
    """One member as its local header names it; `core` is what the central directory must repeat."""

    name: bytes
    start: int
    size: int
    crc: int
    core: tuple[int, ...]

    @property
    def header(self) -> bytes:
        return _local.pack(LOCAL, *self.core, len(self.name), 0) + self.name

    @property
    def entry(self) -> bytes:
        place = self.start - len(self.header)
        made = (VERSION | 3 << 8, *self.core, len(self.name), 0, 0, 0, 0, UNIX_FILE, place)
        return _central.pack(CENTRAL, *made) + self.name


@dataclass(frozen=True, slots=True)
class Archive:
    """A bundle whose outside is whole: the text of its signature and where its payload lies."""

    signature: bytes
    payload: Member


def member(name: bytes, start: int, size: int, crc: int) -> Member:
    return Member(name, start, size, crc, (VERSION, 0, 0, 0, FIRST_DAY, crc, size, size))


class Counted:
    """What is written to the payload, measured on its way."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.size, self.crc, self.hash = 0, 0, blake2b()

    def write(self, chunk: bytes) -> int:
        self.size += len(chunk)
        if self.size > LARGEST:
            raise BundleTooLarge(why="size")
        self.crc = crc32(chunk, self.crc)
        self.hash.update(chunk)
        return self._target.write(chunk)


def write(
    target: BinaryIO, fill: Callable[[Counted], object], sign: Callable[[bytes], bytes], length: int
) -> None:
    """Write a bundle: `fill` writes the payload, `sign` turns its hash into a text of this length."""
    first = member(SIGNATURE, _local.size + len(SIGNATURE), length, 0)
    second = member(PAYLOAD, first.start + length + _local.size + len(PAYLOAD), 0, 0)
    target.write(bytes(second.start))
    counted = Counted(target)
    fill(counted)
    text = sign(counted.hash.digest())
    assert len(text) == length
    first = member(SIGNATURE, first.start, length, crc32(text))
    second = member(PAYLOAD, second.start, counted.size, counted.crc)
    directory = first.entry + second.entry
    end = second.start + second.size
    target.write(directory + _end.pack(END, 0, 0, 2, 2, len(directory), end, 0))
    target.seek(0)
    target.write(first.header + text + second.header)


def read(source: BinaryIO, size: int) -> Archive:
    """Return what lies in the file, after holding every byte of its outside against every other."""
    if size > LARGEST:
        raise BundleTooLarge(why="size")
    first = _member(source, 0, SIGNATURE, size)
    if first.size > LONGEST_SIGNATURE:
        raise BundleDamaged(why="archive")
    text = source.read(first.size)
    second = _member(source, first.start + first.size, PAYLOAD, size)
    if crc32(text) != first.crc:
        raise BundleDamaged(why="archive")
    _directory(source, (first, second), size)
    return Archive(text, second)


def digest(source: BinaryIO, payload: Member, step: Callable[[int], object] = int) -> bytes:
    """Return the BLAKE2b-512 of the payload; `step` hears of each piece."""
    found, crc = blake2b(), 0
    for chunk in pieces(source, payload):
        found.update(chunk)
        crc = crc32(chunk, crc)
        step(len(chunk))
    if crc != payload.crc:
        raise BundleDamaged(why="archive")
    return found.digest()


def pieces(source: BinaryIO, payload: Member) -> Iterator[bytes]:
    """Yield the payload in pieces."""
    source.seek(payload.start)
    left = payload.size
    while left:
        chunk = source.read(min(CHUNK, left))
        if not chunk:
            raise BundleDamaged(why="cut")
        left -= len(chunk)
        yield chunk


def _member(source: BinaryIO, place: int, name: bytes, size: int) -> Member:
    source.seek(place)
    told = source.read(_local.size + len(name))
    if len(told) < _local.size + len(name):
        raise BundleDamaged(why="cut")
    magic, *core, length, extra = _local.unpack_from(told)
    _version, flags, method, _time, _day, crc, packed, whole = core
    if magic != LOCAL or flags or method or packed != whole or extra or length != len(name):
        raise BundleDamaged(why="archive")
    if told[_local.size :] != name:
        raise BundleDamaged(why="archive")
    start = place + len(told)
    if start + whole > size:
        raise BundleDamaged(why="cut")
    return Member(name, start, whole, crc, tuple(core))


def _directory(source: BinaryIO, members: tuple[Member, Member], size: int) -> None:
    """Hold the directory at the end against the members; nothing else may stand in the file."""
    place = members[1].start + members[1].size
    source.seek(place)
    told = source.read(2 * _central.size + _end.size + 512)
    at = 0
    for one in members:
        at = _entry(told, at, one)
    if len(told) < at + _end.size:
        raise BundleDamaged(why="cut")
    wanted = (END, 0, 0, 2, 2, at, place, 0)
    if _end.unpack_from(told, at) != wanted or place + at + _end.size != size:
        raise BundleDamaged(why="archive")


def _entry(told: bytes, at: int, one: Member) -> int:
    """Return where the entry of a member ends."""
    if len(told) < at + _central.size + len(one.name):
        raise BundleDamaged(why="cut")
    magic, _made, *rest = _central.unpack_from(told, at)
    core, (length, extra, comment, disk, _kind, _rights, offset) = tuple(rest[:8]), rest[8:]
    name = told[at + _central.size : at + _central.size + len(one.name)]
    header = one.start - _local.size - len(one.name)
    if (magic, core, length, comment, disk, name, offset) != (
        CENTRAL, one.core, len(one.name), 0, 0, one.name, header,
    ):  # fmt: skip
        raise BundleDamaged(why="archive")
    return at + _central.size + len(one.name) + int(extra)
