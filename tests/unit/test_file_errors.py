"""What engine and disk report becomes one of the program's failures, by number and never by text."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from lwdesk.base import errors
from lwdesk.store.errors import TEXTS, failure, translated

ROOT = str(Path(__file__).resolve().parents[2])


def told(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("some text")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_SOMETHING"
    return error


@pytest.mark.parametrize(
    ("code", "cls"),
    [
        (sqlite3.SQLITE_FULL, errors.DiskFull),
        (sqlite3.SQLITE_IOERR_FSYNC, errors.DiskFailed),
        (sqlite3.SQLITE_READONLY_DIRECTORY, errors.NotWritable),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, errors.FileInUse),
        (sqlite3.SQLITE_CORRUPT_INDEX, errors.FileDamaged),
        (sqlite3.SQLITE_NOTADB, errors.FileDamaged),
        (sqlite3.SQLITE_CANTOPEN, errors.NotWritable),
    ],
)
@pytest.mark.parametrize("wrap", [lambda error: error, lambda error: OperationalError("SELECT", {}, error)])
def test_the_primary_code_decides_with_and_without_the_toolkit(code, cls, wrap) -> None:
    found = failure(wrap(told(code)))
    assert type(found) is cls
    assert found.facts == {"code": code, "why": "SQLITE_SOMETHING"}


@pytest.mark.parametrize(
    ("number", "cls"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EDQUOT, errors.DiskFull),
        (errno.EACCES, errors.NotWritable),
        (errno.EROFS, errors.NotWritable),
        (errno.EIO, errors.DiskFailed),
        (errno.ENODEV, errors.DiskFailed),
        (errno.EEXIST, errors.FileExists),
    ],
)
def test_the_number_of_the_system_decides(number, cls) -> None:
    with pytest.raises(cls) as caught, translated():
        raise OSError(number, "text", "/secret/name")
    assert caught.value.facts == {"errno": number}


@pytest.mark.parametrize("code", sorted(TEXTS.values()))
def test_where_the_engine_tells_no_code_its_fixed_words_do(code) -> None:
    (words,) = [words for words, number in TEXTS.items() if number == code]
    assert type(failure(sqlite3.OperationalError(words))) is type(failure(told(code)))


@pytest.mark.parametrize(
    "error", [told(sqlite3.SQLITE_CONSTRAINT), ValueError("x"), told(sqlite3.SQLITE_ERROR)]
)
def test_our_own_mistakes_stay_what_they_are(error) -> None:
    with pytest.raises(type(error)) as caught, translated():
        raise error
    assert caught.value is error


def test_a_failure_of_ours_and_a_missing_file_pass() -> None:
    for error in (errors.MustWait(seconds=3), FileNotFoundError(2, "x")):
        with pytest.raises(type(error)) as caught, translated():
            raise error
        assert caught.value is error


def test_no_dump_of_memory_and_no_public_file_after_hardening(tmp_path) -> None:
    import subprocess
    import sys

    code = (
        "import ctypes, os, resource, pathlib\nfrom lwdesk.store.harden import harden\nharden()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
        "pathlib.Path('new').touch(); print(oct(os.stat('new').st_mode & 0o777))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split("\n") == ["(0, 0) 0", "0o600", ""]


def test_the_program_hardens_itself_before_anything_else(monkeypatch) -> None:
    from lwdesk import __main__, cli

    done = []
    monkeypatch.setattr("lwdesk.store.harden.harden", lambda: done.append("hardened"))
    monkeypatch.setattr(cli, "main", lambda given: done.append(given) or 0)
    assert __main__.main(["check", "x"]) == 0
    assert done == ["hardened", ["check", "x"]]
