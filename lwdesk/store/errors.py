"""What the engine and the disk report, said in the program's own failures.

The primary result code decides; the text of the engine only where it gives no code.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from lwdesk.base import errors
from lwdesk.base.errors import LwError

RESULTS: dict[int, type[LwError]] = {
    3: errors.NotWritable,  # PERM
    5: errors.FileInUse,  # BUSY
    6: errors.FileInUse,  # LOCKED
    8: errors.NotWritable,  # READONLY
    10: errors.DiskFailed,  # IOERR
    11: errors.FileDamaged,  # CORRUPT
    13: errors.DiskFull,  # FULL
    14: errors.NotWritable,  # CANTOPEN
    15: errors.FileInUse,  # PROTOCOL: the lock of the log could not be had
    26: errors.FileDamaged,  # NOTADB
}
TEXTS = {  # the engine's copying of pages tells no number, but always these words
    "attempt to write a readonly database": 8,
    "database disk image is malformed": 11,
    "database is locked": 5,
    "database or disk is full": 13,
    "disk I/O error": 10,
    "file is not a database": 26,
    "unable to open database file": 14,
}
FULL = (errno.ENOSPC, errno.EDQUOT)
PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_PLACE = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR)


def failure(error: BaseException) -> LwError | None:
    """Return what this error means to a person, or None when it is our own mistake."""
    told = getattr(error, "orig", None) or error
    code = getattr(told, "sqlite_errorcode", TEXTS.get(str(told)))
    if isinstance(code, int):
        found = RESULTS.get(code & 0xFF)
        return found(code=code, why=getattr(told, "sqlite_errorname", None)) if found else None
    return _of_the_disk(told) if isinstance(told, OSError) else None


def _of_the_disk(error: OSError) -> LwError:
    number = error.errno
    if number in FULL:
        return errors.DiskFull(errno=number)
    if number in (*PROTECTED, *NO_PLACE):
        return errors.NotWritable(errno=number)
    if isinstance(error, FileExistsError):
        return errors.FileExists(errno=number)
    return errors.DiskFailed(errno=number)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the program's failure in the place of the engine's; a missing file keeps its own meaning."""
    try:
        yield
    except (LwError, FileNotFoundError):
        raise
    except Exception as error:
        found = failure(error)
        if found is None:
            raise
        raise found from error
