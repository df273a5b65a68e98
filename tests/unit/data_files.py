"""Small encrypted files for tests: one is made, every test gets a copy of its bytes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from lwdesk.store import file, migrate
from lwdesk.store.transaction import Store

KEY = bytes(range(48))


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.lwdb"
        made = file.create(path, KEY)
        with made.engine.begin() as connection:
            migrate.prepare(connection)
        made.close()
        return path.read_bytes()


def place(folder: Path) -> Path:
    """Put an empty file of the present format into the folder."""
    path = folder / "desk.lwdb"
    path.write_bytes(_template())
    return path


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Store]:
    made = file.open_file(path, KEY, read_only=read_only)
    try:
        yield Store(made.engine, read_only=read_only)
    finally:
        made.close()


@contextmanager
def fresh() -> Iterator[Store]:
    """Give the store of a new file in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, opened(place(Path(folder))) as store:
        yield store
