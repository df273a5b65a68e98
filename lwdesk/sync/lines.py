"""The inside of a bundle: packed lines, the last of which vouches for all before."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import IO, cast
from weakref import proxy

import msgspec

from lwdesk.base.errors import BundleDamaged, BundleTooLarge

LEVEL = 3
WINDOW = 8 * 1024**2
LONGEST = 1 << 20
MOST = 2 * 1024**3
RATIO = 200
FREE = 1 << 24  # what may come out before the ratio is looked at
BLOCK = 1 << 16
PIECE = 1 << 17  # the most that one block of a frame takes
PLAIN = bytes.fromhex("28b52ffd 00 38")  # begins a frame with a window of one block and no checksum


class End(msgspec.Struct, forbid_unknown_fields=True):
    """The last line."""

    end: bool
    records: int
    blake2b: str


def compress(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield these lines and the one that closes them as zstd frames.

    Where they pack better than anybody who reads allows, some of them go unpacked between two frames.
    """
    import zstandard

    frames = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    packer = frames.compressobj()
    whole = packed = 0
    for block in _blocks(_closed(lines)):
        if block and _is_dense(whole, packed):
            told = packer.flush() + _plain(block)
            packer = frames.compressobj()
        else:
            told = packer.compress(block)
        whole += len(block)
        packed += len(told)
        if told:
            yield told
    yield packer.flush()


def _is_dense(whole: int, packed: int) -> bool:
    """Tell whether one more block could come near what a reader refuses; one is a line at the most."""
    return whole > FREE // 2 and whole > RATIO // 2 * packed


def _plain(block: bytes) -> bytes:
    """Return a frame that has this as it is."""
    pieces = [block[start : start + PIECE] for start in range(0, len(block), PIECE)]
    heads = [(len(piece) << 3 | (number == len(pieces))) for number, piece in enumerate(pieces, 1)]
    told = (head.to_bytes(3, "little") + piece for head, piece in zip(heads, pieces, strict=True))
    return PLAIN + b"".join(told)


def _closed(lines: Iterable[bytes]) -> Iterator[bytes]:
    told, count, size = blake2b(digest_size=32), -1, 0
    for count, line in enumerate(lines):  # noqa: B007 - the first line is the manifest, so the last number counts the records
        if len(line) >= LONGEST:
            raise BundleTooLarge(why="line")
        whole = line + b"\n"
        size += len(whole)
        if size > MOST - LONGEST:
            raise BundleTooLarge(why="size")
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
        me = cast("IO[bytes]", proxy(self))  # no ring of references: the library's part of one is never freed
        self._unpack = unpacker.stream_writer(me, write_size=BLOCK)
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
