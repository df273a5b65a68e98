"""The way of a data file to the present format: on a proven copy, which takes the file's place at the end.

Whatever cuts the way, the file is the old one or the new one. The format is the number of the newest
migration and stands in the file as its `user_version`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.pool import NullPool

from lwdesk.base import assets
from lwdesk.base.errors import FileDamaged, FileTooNew, LwError, MigrationFailed
from lwdesk.store import backup, capture, file, lock, tables
from lwdesk.store.errors import translated
from lwdesk.store.exchange.catching_up import catch_up
from lwdesk.store.file import DataFile
from lwdesk.store.keyfile import sync_folder

if TYPE_CHECKING:
    from alembic.config import Config

FORMAT = 8
WORKING_COPY = ".migrating"
COMPANIONS = ("-wal", "-shm", "-journal")


def prepare(connection: Connection) -> None:
    """Bring the file of this connection to the present format inside its transaction."""
    from alembic import command

    command.upgrade(configuration(connection), "head")
    capture.install(connection)
    catch_up(connection)


def configuration(connection: Connection) -> "Config":
    """Return what Alembic needs to know; it reads no file of settings."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(assets.folder("db")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def found_format(path: Path, key: bytes) -> int:
    """Return the format of a data file; FileTooNew when a newer program wrote it."""
    with translated():
        opened = file.open_file(path, key, read_only=True)
        try:
            with _closing(opened.connect()) as look:
                found: int = look.execute("PRAGMA user_version").fetchone()[0]
                there = {name for (name,) in look.execute("SELECT name FROM sqlite_schema").fetchall()}
        finally:
            opened.close()
    if found > FORMAT:
        raise FileTooNew(found=found, known=FORMAT)
    if found == FORMAT and (missing := tables.metadata.tables.keys() - there):
        raise FileDamaged(why="tables", missing=len(missing))
    return found


def upgrade(path: Path, key: bytes, backups: Path) -> bool:
    """Bring an older file to the present format and tell whether it was older; first it is backed up."""
    if found_format(path, key) == FORMAT:
        return False
    held = lock.hold(path)
    copy = path.with_name(path.name + WORKING_COPY)
    try:
        _remove(copy)
        _copy(path, key, backups, copy)
        _migrate(copy, key)
        _swap(copy, path)
    finally:
        _remove(copy)
        held.close()
    return True


def _copy(path: Path, key: bytes, backups: Path, copy: Path) -> None:
    old = DataFile(path, key, None, read_only=False)
    try:
        backup.backup(old, backups)
        with translated():
            old.copy_to(copy)
    finally:
        old.close()


def _migrate(copy: Path, key: bytes) -> None:
    try:
        with _unchecked(copy, key) as connection:
            if inspect(connection).has_table("sync_dirty"):
                connection.exec_driver_sql("UPDATE sync_dirty SET mask=-1")  # a mask's bits are of its format
            prepare(connection)
            _refuse(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        _refuse(file.damage(copy, key))
        with translated(), copy.open("rb+") as written:
            os.fsync(written.fileno())
    except LwError:
        raise
    except Exception as error:
        raise MigrationFailed(why=type(error).__name__) from error


def _refuse(faults: Sequence[object]) -> None:
    if faults:
        raise MigrationFailed(faults=len(faults))


@contextmanager
def _unchecked(path: Path, key: bytes) -> Iterator[Connection]:
    """Give one transaction in which tables may be made anew; the copy keeps all of it in one file."""

    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        made = file.connection(path, key)
        made.execute("PRAGMA foreign_keys=OFF")
        made.execute("PRAGMA journal_mode=DELETE")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _swap(copy: Path, path: Path) -> None:
    """Let the copy take the file's place; a log left beside it would be read into the new file."""
    with translated():
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size > 0:
            raise MigrationFailed(why="log")
        for end in COMPANIONS:
            Path(f"{copy}{end}").unlink(missing_ok=True)
            Path(f"{path}{end}").unlink(missing_ok=True)
        copy.replace(path)
        sync_folder(path.parent)


def _remove(copy: Path) -> None:
    for end in ("", *COMPANIONS):
        Path(f"{copy}{end}").unlink(missing_ok=True)


@contextmanager
def _closing(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the driver has no types
    try:
        yield made
    finally:
        made.close()
