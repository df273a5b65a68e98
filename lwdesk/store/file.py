"""The encrypted data file: opened only with its key, by one program, and never replaced by an empty one."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lwdesk.base.errors import (
    FileDamaged,
    FileEmpty,
    FileExists,
    FileInUse,
    FileMissing,
    LwError,
    NotEncrypted,
    NotWritable,
    ReadOnly,
)
from lwdesk.store import lock, vault, wal
from lwdesk.store.errors import failure, translated

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, ExceptionContext

PLAIN = b"SQLite format 3\x00"
PAGE = 4096
READING = "lwdesk_reading"
PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "cache_size=-64000",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
)
CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


class DataFile:
    """An open data file; after `close` neither the key nor a connection is left."""

    def __init__(self, path: Path, key: bytes, held: lock.Lock | None, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.lock = held
        self._key = bytearray(key)
        self.engine = _engine(self)

    @property
    def key(self) -> bytes:
        """The data key, for the key file and for backups under the same key."""
        return bytes(self._key)

    def connect(self) -> Any:  # noqa: ANN401 - the driver has no types
        """Return a new connection of the driver, outside the engine's pool."""
        if not self._key:
            raise RuntimeError("the file is closed")
        return connection(self.path, self.key, read_only=self.read_only)

    def copy_to(self, target: Path) -> None:
        """Copy one consistent state into a new file under the same key, while others read and write."""
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with _closing(self.connect()) as source, _closing(_blank(target, self.key)) as copy:
            source.backup(copy)
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    def close(self) -> None:
        """Write the log back, drop connections and key, let the next program in."""
        self.engine.dispose()
        if self._key and not self.read_only:
            with suppress(Exception), _closing(self.connect()) as last:
                last.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._key[:] = bytes(len(self._key))
        self._key.clear()
        if self.lock is not None:
            self.lock.close()
            self.lock = None


def create(path: Path, key: bytes) -> DataFile:
    """Make a new data file; whatever lies at its place or remains of another file stays."""
    remains = [Path(f"{path}{end}") for end in ("", "-wal", "-shm", "-journal")]
    if any(one.exists() or one.is_symlink() for one in remains):
        raise FileExists(which="data")
    with translated():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock.hold(path)
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with _closing(connection(path, key)) as first:
                first.execute("PRAGMA user_version=0")
                first.execute("VACUUM")  # writes page 1, so that the file is never empty again
            return DataFile(path, key, held, read_only=False)
        except BaseException:
            held.close()
            raise


def open_file(path: Path, key: bytes, *, read_only: bool = False) -> DataFile:
    """Open the data file with the key that its key file vouches for, so what does not fit is damage."""
    _look(path, key)
    held = None if read_only else lock.hold(path)
    try:
        _try_first_page(path, key, read_only=read_only)
        return DataFile(path, key, held, read_only=read_only)
    except BaseException:
        if held is not None:
            held.close()
        raise


def _try_first_page(path: Path, key: bytes, *, read_only: bool) -> None:
    """Read the schema; after an end without farewell, when the log is still there, read every page."""
    with translated():
        if wal.beside(path).exists() and wal.beside(path).stat().st_size > 0:
            _try_log(path, key)
        with _closing(connection(path, key, read_only=read_only)) as first:
            first.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def _try_log(path: Path, key: bytes) -> None:
    """Refuse a log that does not fit, before anything could write its pages over the file."""
    if wal.is_foreign(path, key):
        raise FileDamaged(why="log")
    with _closing(_untouching(path, key)) as look:
        if look.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise FileDamaged(why="check")


def set_older_log_aside(path: Path, key: bytes) -> bool:
    """Take a log of an earlier day away before the engine writes it over newer pages; say whether it was one.

    The key file knows how far the changes went: the file alone reaches as far, with that log it does not.
    """
    log = wal.beside(path)
    if not log.exists() or not log.stat().st_size or wal.is_foreign(path, key):
        return False
    if not os.access(path.parent, os.W_OK):
        return False  # there the engine reads the file alone
    with translated(), suppress(FileInUse), closing(lock.hold(path)):
        known = {mark.writer: mark.seq for mark in vault.high_water(path, key)}
        if _reaches(path, key, known, with_log=True) or not _reaches(path, key, known, with_log=False):
            return False
        wal.set_aside(path)
        return True
    return False


def _reaches(path: Path, key: bytes, known: dict[str, int], *, with_log: bool) -> bool:
    """Tell whether the file holds every change that the key file has seen."""
    look = _untouching(path, key) if with_log else connection(path, key, read_only=True, immutable=True)
    with suppress(LwError), translated(), _closing(look) as one:
        here = dict(one.execute("SELECT lower(hex(uuid)), max_seq FROM writer").fetchall())
        return all(here.get(writer, 0) >= seq for writer, seq in known.items())
    return False


def damage(path: Path, key: bytes, *, immutable: bool = False) -> tuple[str, ...]:
    """Return what the engine's own checks report, each on a connection of its own; nothing means sound."""
    found: list[str] = []
    for check in CHECKS:
        try:
            with translated(), _closing(connection(path, key, read_only=True, immutable=immutable)) as one:
                rows = one.execute(f"PRAGMA {check}").fetchall()
        except FileDamaged as error:
            found.append(f"{check}: {error.facts['why']}")
        else:
            found += [f"{check}: {' '.join(map(str, row))}" for row in rows if row != ("ok",)]
    return tuple(found)


def counts(path: Path, key: bytes, *, immutable: bool = False) -> dict[str, int]:
    """Return how many rows each table of ours holds."""
    with translated(), _closing(connection(path, key, read_only=True, immutable=immutable)) as one:
        names = one.execute(
            "SELECT name FROM pragma_table_list WHERE type='table' AND schema='main'"
        ).fetchall()
        ours = sorted(name for (name,) in names if not name.startswith("sqlite_"))
        return {name: one.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}  # noqa: S608


def connection(path: Path, key: bytes, *, read_only: bool = False, immutable: bool = False) -> Any:  # noqa: ANN401
    """Return a connection of the driver with every setting the file relies on."""
    fixed = immutable or (read_only and not os.access(path.parent, os.W_OK))
    pragmas = [pragma for pragma in PRAGMAS if not (fixed and pragma.startswith("journal_mode"))]
    more = ["query_only=ON"] if read_only else []
    return _connected(path, key, "ro&immutable=1" if fixed else "rw", [*pragmas, *more])


def _untouching(path: Path, key: bytes) -> Any:  # noqa: ANN401
    """Return a connection that reads file and log and cannot write the one back into the other."""
    if not os.access(path.parent, os.W_OK):
        return connection(path, key, read_only=True)
    pragmas = [pragma for pragma in PRAGMAS if not pragma.startswith("journal_mode")]
    return _connected(path, key, "ro", [*pragmas, "query_only=ON"])


def _blank(path: Path, key: bytes) -> Any:  # noqa: ANN401
    """Return a connection for the target of a copy, which is synced as a whole and void until then."""
    return _connected(path, key, "rw", ["journal_mode=OFF", "synchronous=OFF"])


def _connected(path: Path, key: bytes, mode: str, pragmas: list[str]) -> Any:  # noqa: ANN401
    import sqlcipher3.dbapi2

    dbapi2: Any = sqlcipher3.dbapi2
    place = f"{path.absolute().as_uri()}?mode={mode}"
    made = dbapi2.connect(
        place, uri=True, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        _settle(made, key, pragmas)
    except BaseException:
        made.close()
        raise
    return made


def _settle(made: Any, key: bytes, pragmas: list[str]) -> None:  # noqa: ANN401
    made.execute("PRAGMA cipher_log_level=NONE")
    if not made.execute("PRAGMA cipher_version").fetchall():
        raise NotEncrypted(why="library")
    made.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in pragmas:
        made.execute(f"PRAGMA {pragma}")


def _look(path: Path, key: bytes) -> None:
    """Tell apart, without the engine, what it would open as an empty file or call no database."""
    try:
        with translated(), path.open("rb") as file:
            head = file.read(16)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError as error:
        raise FileMissing from error
    if not head:
        raise FileEmpty
    if head == PLAIN:
        raise NotEncrypted(why="file")
    if size < PAGE:
        raise FileDamaged(why="cut")
    if head != key[32:]:
        raise FileDamaged(why="salt")


def _engine(file: DataFile) -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool
    from sqlcipher3 import dbapi2

    engine = create_engine("sqlite://", module=dbapi2, creator=file.connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: _begin(connection, writing=not file.read_only))
    event.listen(engine, "handle_error", lambda context: _tell(context, writing=not file.read_only))
    return engine


def _begin(connection: "Connection", *, writing: bool) -> None:
    """Let a writer wait for its turn at the start, and a reader never."""
    reading = connection.get_execution_options().get(READING) or not writing
    with translated():
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("BEGIN DEFERRED" if reading else "BEGIN IMMEDIATE")


def _tell(context: "ExceptionContext", *, writing: bool) -> LwError | None:
    """Put the program's failure in the place of the engine's, wherever the engine is used."""
    found = failure(context.original_exception)
    return ReadOnly() if isinstance(found, NotWritable) and not writing else found


@contextmanager
def _closing(made: Any) -> Iterator[Any]:  # noqa: ANN401
    try:
        yield made
    finally:
        made.close()
