"""One program per data file: the lock of the operating system decides, what a lock file says never does.

The holder also listens on the machine itself, so that a second start can ask it to come to the front
and hand over the packages that it was to open.
"""

import json
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

from lwdesk.base.errors import FileInUse
from lwdesk.store.errors import translated

PATIENCE = 2.0  # seconds for a neighbour on the same machine
FAR = 1 << 30  # Windows locks bytes against reading too: one behind the text is taken
LARGEST = 4096
LONGEST = 1 << 16  # bytes of what a second start hands over
LOCALHOST = "127.0.0.1"
DONE = b"\x01"


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, wait: bool) -> None:
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _give(file: IO[bytes]) -> None:
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Wait for the turn of this program in a short piece of work on a shared file."""
    with _opened(path) as file:
        _take(file, wait=True)
        try:
            yield
        finally:
            _give(file)


def hold(path: Path) -> "Lock":
    """Take the data file for this program until the lock is closed, or say who has it."""
    with translated():
        file = _opened(beside(path))
    try:
        _take(file, wait=False)
    except OSError as error:
        file.close()
        raise FileInUse(**_holder(path)) from error
    return Lock(file)


class Lock:
    """The data file is ours; `on_front` makes the holder listen for a second start."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._front: _Front | None = None
        self._write({})

    def on_front(self, callback: Callable[[tuple[Path, ...]], None]) -> None:
        """Call back, in a thread of our own, each time a second start asks for the window."""
        self._front = front = _Front(callback)
        self._write({"port": front.port, "token": front.token.hex()})

    def close(self) -> None:
        if self._front is not None:
            self._front.close()
            self._front = None
        if not self._file.closed:
            with suppress(OSError):
                self._file.truncate(0)
                _give(self._file)
            self._file.close()

    def _write(self, more: dict[str, int | str]) -> None:
        """Say who holds the file; the lock stands even where this cannot be written."""
        text = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), **more})
        with suppress(OSError):
            self._file.seek(0)
            self._file.truncate(0)
            self._file.write(text.encode("utf-8"))
            self._file.flush()


def ask_to_front(path: Path, packages: tuple[Path, ...] = ()) -> bool:
    """Ask the program that holds the file to show its window and these packages; say whether it answered."""
    told = _told(path)
    port, token = told.get("port"), told.get("token")
    if not isinstance(port, int) or not isinstance(token, str) or not 0 < port < 1 << 16:
        return False
    try:
        with socket.create_connection((LOCALHOST, port), PATIENCE) as line:
            line.sendall(bytes.fromhex(token) + _handed(packages))
            line.shutdown(socket.SHUT_WR)
            return line.recv(1) == DONE
    except (OSError, ValueError):
        return False


class _Front:
    """Listens on the machine itself, one asker at a time; a wrong token is not answered."""

    def __init__(self, callback: Callable[[tuple[Path, ...]], None]) -> None:
        self.token = secrets.token_bytes(16)
        self._callback = callback
        self._closing = False
        self._server = socket.create_server((LOCALHOST, 0))
        self.port: int = self._server.getsockname()[1]
        self._thread = Thread(target=self._listen, name="lwdesk-front", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing = True
        with suppress(OSError), socket.create_connection((LOCALHOST, self.port), PATIENCE):
            pass
        self._thread.join(PATIENCE)
        self._server.close()

    def _listen(self) -> None:
        while not self._closing:
            with suppress(OSError):
                line, _ = self._server.accept()
                with line:
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        line.settimeout(PATIENCE / 2)
        if not self._closing and secrets.compare_digest(line.recv(len(self.token)), self.token):
            self._callback(_received(line))
            line.sendall(DONE)


def _handed(packages: tuple[Path, ...]) -> bytes:
    return json.dumps([str(one.absolute()) for one in packages]).encode("utf-8")


def _received(line: socket.socket) -> tuple[Path, ...]:
    """Return the packages that a second start hands over; what is too long or no list counts as none."""
    text = b""
    while len(text) <= LONGEST and (part := line.recv(LONGEST)):
        text += part
    try:
        told = json.loads(text) if len(text) <= LONGEST else []
    except (ValueError, RecursionError):
        return ()
    return tuple(Path(one) for one in told if isinstance(one, str)) if isinstance(told, list) else ()


def _opened(path: Path) -> IO[bytes]:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o600), "r+b")


def _told(path: Path) -> dict[str, object]:
    """Return what the lock file says, or nothing when it is no lock file of ours."""
    try:
        with beside(path).open("rb") as file:
            told = json.loads(file.read(LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _holder(path: Path) -> dict[str, int | str | None]:
    told = _told(path)
    pid, host = told.get("pid"), told.get("host")
    return {"pid": pid if isinstance(pid, int) else None, "host": host if isinstance(host, str) else None}
