"""The envelope: age for the devices that may read, streamed both ways, never in clear on a disk."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Protocol

from lwdesk.base.errors import BundleDamaged, BundleNotForUs

NO_KEY = "No matching keys found"


def _age() -> Any:  # noqa: ANN401 - the library ships no types for what it compiles
    import pyrage

    return pyrage


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Writable(Protocol):
    def write(self, chunk: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Reader:
    """Chunks, as something that is read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""

    def read(self, size: int = -1) -> bytes:
        parts, room = [self._rest], size - len(self._rest)
        while size < 0 or room > 0:
            chunk = next(self._chunks, b"")
            if not chunk:
                break
            parts.append(chunk)
            room -= len(chunk)
        whole = b"".join(parts)
        end = len(whole) if size < 0 else size
        self._rest = whole[end:]
        return whole[:end]


class _Writer:
    """A function, as something that is written to."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take

    def write(self, chunk: bytes) -> int:
        self._take(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits."""


def new_identity() -> str:
    """Return a new secret key of age, as its program writes it."""
    return str(_age().x25519.Identity.generate())


def recipient(identity: str) -> str:
    """Return what others encrypt to."""
    return str(_age().x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    pyrage = _age()
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def lock(chunks: Iterator[bytes], target: Writable, recipients: Collection[str]) -> None:
    """Write the chunks encrypted for these devices."""
    pyrage = _age()
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    failed: list[Exception] = []

    def guarded() -> Iterator[bytes]:
        try:
            yield from chunks
        except Exception as error:
            failed.append(error)
            raise

    try:
        pyrage.encrypt_io(Reader(guarded()), target, keys)
    except pyrage.EncryptError:
        if failed:
            raise failed[0] from None
        raise


def unlock(source: Readable, take: Callable[[bytes], object], identity: str) -> None:
    """Hand out what is inside, piece by piece; the caller has verified the bytes before.

    `identity` is one secret key, or several with spaces between.
    """
    pyrage = _age()
    keys = [pyrage.x25519.Identity.from_str(one) for one in identity.split()]
    failed: list[Exception] = []

    def guarded(chunk: bytes) -> None:
        try:
            take(chunk)
        except Exception as error:
            failed.append(error)
            raise

    try:
        pyrage.decrypt_io(source, _Writer(guarded), keys)
    except (pyrage.DecryptError, OSError) as error:
        if failed:
            raise failed[0] from None
        if NO_KEY in str(error):
            raise BundleNotForUs(why="recipient") from None
        raise BundleDamaged(why="envelope") from None
