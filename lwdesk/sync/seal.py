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


class _Source:
    """A function, as something that is read from."""

    def __init__(self, read: Callable[..., bytes]) -> None:
        self.read = read


class _Sink:
    """A function, as something that is written to."""

    def __init__(self, take: Callable[..., object]) -> None:
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
    broken = _Broken()
    source, sink = _Source(broken.kept(Reader(chunks).read)), _Sink(broken.kept(target.write))
    try:
        pyrage.encrypt_io(source, sink, keys)
    except (pyrage.EncryptError, OSError):
        broken.tell()
        raise
    broken.tell()  # of the last piece the library says nothing


def unlock(source: Readable, take: Callable[[bytes], object], identity: str) -> None:
    """Hand out what is inside, piece by piece; the caller has verified the bytes before.

    `identity` is one secret key, or several with spaces between.
    """
    pyrage = _age()
    keys = [pyrage.x25519.Identity.from_str(one) for one in identity.split()]
    broken = _Broken()
    try:
        pyrage.decrypt_io(_Source(broken.kept(source.read)), _Sink(broken.kept(take)), keys)
    except (pyrage.DecryptError, OSError) as error:
        broken.tell()
        if NO_KEY in str(error):
            raise BundleNotForUs(why="recipient") from None
        raise BundleDamaged(why="envelope") from None
    broken.tell()


class _Broken:
    """Keeps what broke in our own parts: the library hands on its text alone."""

    def __init__(self) -> None:
        self._error: Exception | None = None

    def kept[T](self, act: Callable[..., T]) -> Callable[..., T]:
        def guarded(*args: object) -> T:
            try:
                return act(*args)
            except Exception as error:
                self._error = error
                raise

        return guarded

    def tell(self) -> None:
        """Raise it where something broke."""
        if self._error is not None:
            raise self._error from None
