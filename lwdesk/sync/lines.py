"""The inside of a bundle: lines in one zstd frame, the last of which vouches for all before."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import IO, cast

import msgspec

from lwdesk.base.errors import BundleDamaged, BundleTooLarge

LEVEL = 3
WINDOW = 8 * 1024**2
LONGEST = 1 << 20
MOST = 2 * 1024**3
RATIO = 200
FREE = 1 << 20  # what may come out before the ratio is looked at
BLOCK = 1 << 16


class End(msgspec.Struct, forbid_unknown_fields=True):
    """The last line."""

    end: bool
    records: int
    blake2b: str


def compress(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield one frame of these lines and of the one that closes them."""
    import zstandard

    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
    for block in _blocks(_closed(lines)):
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()


def _closed(lines: Iterable[bytes]) -> Iterator[bytes]:
    told, count = blake2b(digest_size=32), -1
    for count, line in enumerate(lines):  # noqa: B007 - the first line is the manifest, so the last number counts the records
        if len(line) >= LONGEST:
            raise BundleTooLarge(why="line")
        whole = line + b"\n"
        told.update(whole)
        yield whole
    yield msgspec.json.encode(End(end=True, records=count, blake2b=told.hexdigest())) + b"\n"


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


class Lines:
    """Takes packed pieces and hands out lines; `close` says whether all of it was there."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        import zstandard

        self._take = take
        self._wrong = zstandard.ZstdError
        unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
        self._unpack = unpacker.stream_writer(cast("IO[bytes]", self), write_size=BLOCK)
        self._packed = self._whole = 0
        self._rest = b""
        self._told = blake2b(digest_size=32)
        self._last: bytes | None = None
        self._count = -1

    def feed(self, packed: bytes) -> None:
        self._packed += len(packed)
        try:
            self._unpack.write(packed)
        except self._wrong:
            raise BundleDamaged(why="frame") from None

    def write(self, block: bytes) -> int:
        """Take what was unpacked; called by the unpacker."""
        self._whole += len(block)
        if self._whole > MOST:
            raise BundleTooLarge(why="size")
        if self._whole > FREE and self._whole > RATIO * self._packed:
            raise BundleTooLarge(why="ratio")
        *whole, self._rest = (self._rest + block).split(b"\n")
        if max(map(len, (self._rest, *whole))) >= LONGEST:
            raise BundleTooLarge(why="line")
        self._hand_out(whole)
        return len(block)

    def _hand_out(self, whole: list[bytes]) -> None:
        """Hand out all but the last line: only the end tells that a line was the last one."""
        known = whole if self._last is None else [self._last, *whole]
        if not known:
            return
        *before, self._last = known
        self._told.update(b"".join([line + b"\n" for line in before]))
        self._count += len(before)
        for line in before:
            self._take(line)

    def close(self) -> None:
        if self._rest or self._last is None:
            raise BundleDamaged(why="cut")
        try:
            end = msgspec.json.decode(self._last, type=End)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise BundleDamaged(why="cut") from None
        if (end.end, end.records, end.blake2b) != (True, self._count, self._told.hexdigest()):
            raise BundleDamaged(why="cut")
