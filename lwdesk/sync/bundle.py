"""A bundle as a file: made in one pass beside its place, and read only after its outside was verified."""

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain as joined
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from lwdesk.base import waste
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    BundleNotForUs,
    BundleRevoked,
    BundleTooNew,
)
from lwdesk.sync import archive, manifest, minisign, record, seal
from lwdesk.sync.archive import Archive
from lwdesk.sync.lines import Lines, compress
from lwdesk.sync.manifest import FORMAT, Manifest
from lwdesk.sync.record import Line
from lwdesk.sync.roster import Device, Roster

SUFFIX = ".lwb"
PART = ".part"


@dataclass(frozen=True, slots=True)
class Sender:
    """With what this device signs."""

    public: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Signed:
    """A bundle whose outside is whole and signed by a device of the roster."""

    bundle: UUID
    device: Device
    outside: Archive
    digest: bytes
    epoch: int

    @property
    def is_former(self) -> bool:
        """Tell whether the key that signed it was replaced since; it may have been stolen."""
        return self.epoch != self.device.current().epoch


class Taker(Protocol):
    """Who takes in what a bundle says, in its order."""

    def begin(self, told: Manifest) -> None: ...

    def take(self, line: Line) -> None: ...


def trusted_comment(bundle: str) -> str:
    return f"format={FORMAT} bundle={bundle}"


def write(
    path: Path, told: Manifest, records: Iterable[bytes], sender: Sender, recipients: Collection[str]
) -> int:
    """Make the bundle at this place, whole or not at all; return its size."""
    comment = trusted_comment(told.bundle)

    def sign(digest: bytes) -> bytes:
        return minisign.sign(digest, comment, sender.public, sender.sign)

    packed = compress(joined([manifest.write(told)], records))
    with replacing(path) as target:
        archive.write(target, lambda out: seal.lock(packed, out, recipients), sign, len(sign(bytes(64))))
    return path.stat().st_size


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write beside the place; what is there when this ends well has reached the disk."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):  # the stick may be gone, and what broke before is what is to be told
            part.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    flag = getattr(os, "O_DIRECTORY", None)  # no folder is opened on Windows
    if flag is None:
        return
    place = os.open(folder, flag)
    try:
        os.fsync(place)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network drives sync no folder
            raise
    finally:
        os.close(place)


def verify(source: BinaryIO, roster: Roster, step: Callable[[int], object] = int) -> Signed:
    """Hold a bundle against the roster before anything in it is looked at."""
    outside = archive.read(source, source.seek(0, os.SEEK_END))
    told = minisign.read(outside.signature)
    found = roster.signer(told.key_id)
    if found is None:
        raise BundleForged(why="stranger")
    device, key = found
    digest = archive.digest(source, outside.payload, step)
    if not told.covers(digest, key.public):
        raise BundleForged(why="signature")
    if not device.is_active():
        raise BundleRevoked
    return Signed(_named(told.trusted), device, outside, digest, key.epoch)


def _named(comment: str) -> UUID:
    found, _, name = comment.partition(" bundle=")
    if found.startswith("format=lwdesk-bundle/") and found != f"format={FORMAT}":
        raise BundleTooNew(found=found.removeprefix("format="), known=FORMAT)
    try:
        bundle = UUID(name)
    except ValueError:
        raise BundleForged(why="comment") from None
    if comment != trusted_comment(str(bundle)):
        raise BundleForged(why="comment")
    return bundle


def read(source: BinaryIO, signed: Signed, me: Device, identity: str, taker: Taker) -> None:
    """Hand what a verified bundle says to its taker; a failure at the end calls all of it off."""

    def take(line: bytes) -> None:
        taker.take(record.read(line))

    read_lines(source, signed, me, identity, head, taker.begin, take)


def head(line: bytes) -> Manifest:
    """Return what a bundle of any scope says of itself."""
    return manifest.read(line, Manifest)


def read_lines(
    source: BinaryIO,
    signed: Signed,
    me: Device,
    identity: str,
    head: Callable[[bytes], Manifest],
    begin: Callable[[Manifest], None],
    take: Callable[[bytes], None],
) -> None:
    """Hand out what a verified bundle says, line by line, once its head names this device."""
    told: list[Manifest] = []

    def hand(line: bytes) -> None:
        if told:
            take(line)
        else:
            told.append(_addressed(head(line), signed, me))
            begin(told[0])

    lines = Lines(hand)
    again = _Again(archive.pieces(source, signed.outside.payload))
    with waste.left_alone():
        seal.unlock(again, lines.feed, identity)
        lines.close()
    if again.digest() != signed.digest:
        raise BundleDamaged(why="changed")


class _Enough(Exception):
    """The head of a bundle was read."""


def read_head(source: BinaryIO, signed: Signed, me: Device, identity: str) -> Manifest:
    """Return what a verified bundle says of itself, without reading on."""
    told: list[Manifest] = []

    def stop(manifest: Manifest) -> None:
        told.append(manifest)
        raise _Enough

    with suppress(_Enough):
        read_lines(source, signed, me, identity, head, stop, _nothing)
    return told[0]


def _nothing(_line: bytes) -> None:
    """A head is all that is wanted."""


def _addressed(told: Manifest, signed: Signed, me: Device) -> Manifest:
    if told.bundle != str(signed.bundle) or told.sender != signed.device.id:
        raise BundleForged(why="sender")
    if me.id not in told.recipients:
        raise BundleNotForUs(why="recipient")
    if signed.is_former and not told.segments:  # work may have been on its way when the key was replaced
        raise BundleForged(why="former")
    return told


class _Again:
    """The payload once more, hashed anew on its way: a stick may answer differently the second time."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._reader = seal.Reader(pieces)
        self._hash = blake2b()

    def read(self, size: int = -1) -> bytes:
        found = self._reader.read(size)
        self._hash.update(found)
        return found

    def digest(self) -> bytes:
        """Return the hash of what was read; what was left unread makes it another one."""
        return self._hash.digest()
