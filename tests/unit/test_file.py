"""The data file: what opening promises, what each failure is called, what is left behind."""

import os
import stat
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError as ProgrammingMistake

from lwdesk.base.errors import (
    FileDamaged,
    FileEmpty,
    FileExists,
    FileInUse,
    FileMissing,
    NotEncrypted,
    NotWritable,
    ReadOnly,
)
from lwdesk.store import file, vault
from tests import canary

WORD = "Kanarienvögel-ሰላም"


@pytest.fixture
def key():
    return vault.new_key()


@pytest.fixture
def path(tmp_path, key):
    """A closed file of several pages, one table, one word."""
    path = tmp_path / "büro ä" / "nord.lwdesk"
    data = file.create(path, key)
    with data.engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent INTEGER REFERENCES parent(id), name TEXT)"))
        connection.execute(text("INSERT INTO parent VALUES (1)"))
        rows = [{"name": f"{WORD} {number} {'x' * 100}"} for number in range(300)]
        connection.execute(text("INSERT INTO child VALUES (1, :name)"), rows)
    data.close()
    return path


@contextmanager
def opened(path, key, **how):
    data = file.open_file(path, key, **how)
    try:
        yield data
    finally:
        data.close()


def count(data) -> int:
    with data.engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM child")).scalar_one()


def test_what_was_saved_is_there_after_opening_again(path, key) -> None:
    with opened(path, key) as data:
        assert count(data) == 300


def test_no_word_can_be_read_in_anything_the_file_leaves(path, key, tmp_path) -> None:
    with opened(path, key) as data:
        with data.engine.begin() as connection:
            connection.execute(text("UPDATE child SET name = name || 'z'"))
        assert (path.parent / "nord.lwdesk-wal").stat().st_size > 0
        assert canary.leaks(tmp_path, [WORD]) == []
    assert canary.leaks(tmp_path, [WORD]) == []
    raw = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert key[:32] not in raw
    assert key[:32].hex().encode() not in raw


def test_the_settings_the_file_relies_on_hold_on_every_connection(path, key) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "cache_size": -64000,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "temp_store": 2,
        "cipher_log_level": "NONE",
    }
    with opened(path, key) as data, data.engine.connect() as one, data.engine.connect() as two:
        for connection in (one.connection, two.connection):
            found = {name: connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted


def test_closing_leaves_one_file_and_no_log(path, key) -> None:
    with opened(path, key) as data:
        count(data)
        assert (path.parent / "nord.lwdesk-wal").exists()
    assert {one.name for one in path.parent.iterdir()} == {"nord.lwdesk", "nord.lwdesk.lock"}


def test_closing_twice_is_no_error_and_drops_the_key(path, key) -> None:
    data = file.open_file(path, key)
    data.close()
    data.close()
    assert data.key == b""
    with pytest.raises(RuntimeError, match="closed"):
        data.engine.connect()


def test_a_failed_change_of_the_form_is_taken_back_whole(path, key) -> None:
    with opened(path, key) as data:
        with data.engine.connect() as connection:
            connection.execute(text("CREATE TABLE more (id INTEGER)"))
            connection.execute(text("DELETE FROM child"))
            connection.rollback()
        assert file.counts(path, key) == {"parent": 1, "child": 300}


def test_foreign_keys_are_enforced(path, key) -> None:
    with (
        opened(path, key) as data,
        data.engine.connect() as connection,
        pytest.raises(Exception, match="FOREIGN KEY"),
    ):
        connection.execute(text("INSERT INTO child VALUES (2, 'x')"))


def test_a_missing_file_is_not_made(path, key, tmp_path) -> None:
    with pytest.raises(FileMissing):
        file.open_file(tmp_path / "none.lwdesk", key)
    assert not (tmp_path / "none.lwdesk").exists()


def test_an_empty_file_is_told_and_left_alone(path, key) -> None:
    path.write_bytes(b"")
    with pytest.raises(FileEmpty):
        file.open_file(path, key)
    assert path.stat().st_size == 0


def test_a_plain_database_is_refused(path, key) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(8176))
    with pytest.raises(NotEncrypted):
        file.open_file(path, key)


def test_a_library_that_does_not_encrypt_is_refused(path, key, monkeypatch) -> None:
    import sqlite3

    import sqlcipher3

    monkeypatch.setattr(sqlcipher3, "dbapi2", sqlite3)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", sqlite3)
    with pytest.raises(NotEncrypted):
        file.open_file(path, key)
    with pytest.raises(NotEncrypted):
        file.create(path.with_name("other.lwdesk"), key)


@pytest.mark.parametrize("at", [0, 15, 16, 700, 4095])
def test_damage_of_the_first_page_is_damage_not_a_wrong_passphrase(path, key, at) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)
    with pytest.raises(FileDamaged):
        file.open_file(path, key)
    assert path.read_bytes() == raw


def test_the_key_of_another_file_opens_nothing(path) -> None:
    with pytest.raises(FileDamaged, match="salt"):
        file.open_file(path, vault.new_key())


@pytest.mark.parametrize("length", [1, 16, 100, 4095])
def test_a_file_cut_within_its_first_page_is_damaged(path, key, length) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(FileDamaged):
        file.open_file(path, key)


def test_a_flipped_bit_on_any_page_is_found(path, key) -> None:
    raw = path.read_bytes()
    assert file.damage(path, key) == ()
    for page in range(len(raw) // file.PAGE):
        hurt = bytearray(raw)
        hurt[page * file.PAGE + 1234] ^= 4
        path.write_bytes(hurt)
        assert file.damage(path, key), page


def test_a_file_cut_in_half_is_found(path, key) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // file.PAGE // 2 * file.PAGE])
    assert file.damage(path, key)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_log_of_another_state_is_found_when_opening(path, key, read_only) -> None:
    """A synchronised folder may bring the file of one hour and the log of another."""
    early = path.read_bytes()
    with opened(path, key) as data, data.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_name ON child (name)"))
    with opened(path, key) as data:
        with data.engine.begin() as connection:
            connection.execute(text("INSERT INTO child SELECT 1, 'zz' || name FROM child"))
        log = path.with_name("nord.lwdesk-wal").read_bytes()
    path.write_bytes(early)
    path.with_name("nord.lwdesk-wal").write_bytes(log)
    with pytest.raises(FileDamaged):
        file.open_file(path, key, read_only=read_only)
    assert path.read_bytes() == early


@pytest.mark.parametrize("end", ["", "-wal", "-journal"])
def test_create_replaces_nothing(tmp_path, key, end) -> None:
    path = tmp_path / "nord.lwdesk"
    (tmp_path / f"nord.lwdesk{end}").write_bytes(b"")
    with pytest.raises(FileExists):
        file.create(path, key)
    assert (tmp_path / f"nord.lwdesk{end}").read_bytes() == b""


def test_a_new_file_is_never_empty_and_private(tmp_path, key) -> None:
    path = tmp_path / "new" / "nord.lwdesk"
    file.create(path, key).close()
    assert path.read_bytes()[:16] == key[32:]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_log_and_shared_memory_are_private_too(path, key) -> None:
    with opened(path, key) as data:
        count(data)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


def test_a_second_program_reads_and_cannot_write(path, key) -> None:
    with opened(path, key) as first, opened(path, key, read_only=True) as second:
        with first.engine.begin() as connection:
            connection.execute(text("INSERT INTO child VALUES (1, 'new')"))
        assert count(second) == 301
        with pytest.raises(ReadOnly), second.engine.begin() as connection:
            connection.execute(text("DELETE FROM child"))
        with pytest.raises(FileInUse):
            file.open_file(path, key)


def test_a_failure_inside_the_engine_is_told_in_our_words(path, key) -> None:
    raw = bytearray(path.read_bytes())
    raw[3 * file.PAGE + 100] ^= 1
    path.write_bytes(raw)
    with opened(path, key) as data, data.engine.connect() as connection, pytest.raises(FileDamaged):
        connection.execute(text("SELECT sum(length(name)) FROM child"))


def test_a_mistake_in_a_statement_stays_a_mistake(path, key) -> None:
    with opened(path, key) as data, data.engine.connect() as connection, pytest.raises(ProgrammingMistake):
        connection.execute(text("SELECT nonsense"))


def test_readers_do_not_wait_for_a_writer(path, key) -> None:
    with opened(path, key) as data, data.engine.begin() as writer:
        writer.execute(text("DELETE FROM child"))
        with data.engine.connect().execution_options(**{file.READING: True}) as reader:
            assert reader.execute(text("SELECT count(*) FROM child")).scalar_one() == 300


def test_the_file_can_be_opened_again_after_a_failed_opening(path, key) -> None:
    with pytest.raises(FileDamaged):
        file.open_file(path, vault.new_key())
    with opened(path, key) as data:
        assert count(data) == 300


def test_a_write_protected_folder_can_still_be_read(path, key, monkeypatch) -> None:
    monkeypatch.setattr(file.os, "access", lambda *_: False)
    with opened(path, key, read_only=True) as data:
        assert count(data) == 300
    assert {one.name for one in path.parent.iterdir()} == {"nord.lwdesk", "nord.lwdesk.lock"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_folder_is_told(tmp_path, key) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotWritable):
        file.create(tmp_path / "nord.lwdesk", key)


@pytest.mark.parametrize("name", ["n'ord.lwdesk", "nörd 100% ?#.lwdesk", "🏠.lwdesk", "x" * 200 + ".lwdesk"])
def test_any_file_name_works(tmp_path, key, name) -> None:
    path = tmp_path / name
    file.create(path, key).close()
    file.open_file(path, key).close()
    assert {one.name for one in tmp_path.iterdir()} == {name, f"{name}.lock"}


def test_an_independent_reader_of_the_format_agrees(path, key) -> None:
    """The first page is AES-256-CBC with an HMAC-SHA512, as docs/data-file.md says."""
    import hashlib
    import hmac

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    page, salt = path.read_bytes()[: file.PAGE], key[32:]
    mac_salt = bytes(byte ^ 0x3A for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key[:32], mac_salt, 2, 32)
    sealed, mac = page[16:-64], page[-64:]
    assert hmac.digest(mac_key, sealed + (1).to_bytes(4, "little"), "sha512") == mac
    body, vector = page[16:-80], page[-80:-64]
    plain = Cipher(algorithms.AES256(key[:32]), modes.CBC(vector)).decryptor().update(body)
    assert plain[:8] == bytes([0x10, 0x00, 0x02, 0x02, 80, 0x40, 0x20, 0x20])
