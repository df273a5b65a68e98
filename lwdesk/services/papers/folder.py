"""The private folder for papers on their way: nobody else reads it, and it goes with the program."""

import os
import secrets
import shutil
import string
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from lwdesk.base.errors import FileInUse, LwError, NotWritable
from lwdesk.services import settings
from lwdesk.store import lock
from lwdesk.store.errors import translated

type Papers = Sequence[tuple[str, bytes]]

BEGINNING: Final = "papers-"
HELD: Final = "held"
OWN_ALONE: Final = 0o700
LETTERS: Final = string.ascii_lowercase


def base() -> Path:
    """Return where private folders lie: in memory where the system offers that, else beside the settings."""
    if sys.platform.startswith("linux") and (runtime := os.environ.get("XDG_RUNTIME_DIR")):
        return Path(runtime) / "lwdesk"
    return settings.folder() / "papers"


def neutral_name(kind: str, on: date) -> str:
    """Return a file name that tells nothing of anybody."""
    sign = "".join(secrets.choice(LETTERS) for _place in range(4))
    return f"lwdesk-{kind.replace('_', '-')}-{on:%Y%m%d}-{sign}.pdf"


class PrivateFolder:
    """A folder of this program alone, made when the first paper needs it."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lock: lock.Lock | None = None

    @property
    def path(self) -> Path:
        if self._path is None:
            self._path = self._made()
        return self._path

    def _made(self) -> Path:
        with translated():
            base().mkdir(mode=OWN_ALONE, parents=True, exist_ok=True)
            made = base() / f"{BEGINNING}{secrets.token_hex(8)}"
            made.mkdir(mode=OWN_ALONE)
        self._lock = lock.hold(made / HELD)
        return made

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        held, self._lock = self._lock, None
        gone, self._path = self._path, None
        if held is not None:
            held.close()
        if gone is not None:
            shutil.rmtree(gone, ignore_errors=True)


def sweep() -> int:
    """Remove the folders of programs that did not come to their end; return how many there were."""
    gone = 0
    for left in base().glob(f"{BEGINNING}*"):
        with suppress(FileInUse, OSError):
            if left.is_symlink() or not lock.beside(left / HELD).is_file():
                continue  # not ours, or one that is being made
            lock.hold(left / HELD).close()
            shutil.rmtree(left, ignore_errors=True)
            gone += 1
    return gone


def into_file(path: Path) -> Callable[[Papers], Sequence[Path]]:
    """Return what saves one paper in this file."""

    def save(papers: Papers) -> Sequence[Path]:
        ((_name, content),) = papers
        write(path, content)
        return (path,)

    return save


def into_folder(target: Path) -> Callable[[Papers], Sequence[Path]]:
    """Return what saves papers in a folder under their neutral names: all of them or none."""

    def save(papers: Papers) -> Sequence[Path]:
        written: list[Path] = []
        try:
            for name, content in papers:
                write(target / name, content)
                written.append(target / name)
        except LwError:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        return written

    return save


def write(path: Path, content: bytes) -> None:
    """Write a paper where somebody wants it, readable for nobody else on this computer."""
    with translated():
        if not path.parent.is_dir():
            raise NotWritable
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
