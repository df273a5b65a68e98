"""Backups: proved before they count, thinned with care, restored where nothing lies."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from lwdesk.base import clock
from lwdesk.base.errors import (
    DiskFull,
    FileDamaged,
    FileExists,
    FileMissing,
    KeyFileDamaged,
    NotWritable,
)
from lwdesk.store import backup, file, vault
from tests import canary

AMIRA = "Lampe Tiger Wolke Brot"
WORD = "Kanarienvögel"
START = datetime(2026, 1, 5, 17, tzinfo=UTC)


@pytest.fixture
def key():
    return vault.new_key()


@pytest.fixture
def data(tmp_path, key):
    path = tmp_path / "office" / "nord.lwdesk"
    with vault.using(vault.CHEAP):
        vault.create(path, key, "a", "Amira", AMIRA)
    data = file.create(path, key)
    with data.engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
        rows = [{"name": f"{WORD} {number} {'x' * 200}"} for number in range(100)]
        connection.execute(text("INSERT INTO person VALUES (:name)"), rows)
    yield data
    data.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups [1]*"


def add(data) -> None:
    with data.engine.begin() as connection:
        connection.execute(text("INSERT INTO person VALUES ('new')"))


def test_a_backup_opens_with_the_same_passphrase_and_holds_everything(data, folder, key) -> None:
    saved = backup.backup(data, folder)
    assert vault.unlock(saved, "a", AMIRA) == key
    assert backup.check(saved, key) == {"person": 100}
    assert file.damage(saved, key, immutable=True) == ()


def test_a_backup_is_two_private_files_under_their_own_names(data, folder) -> None:
    with clock.using(clock.FixedClock(START)):
        saved = backup.backup(data, folder)
    assert str(saved.relative_to(folder)) == "nord 2026-01-05 170000/nord.lwdesk"
    modes = {one.name: one.stat().st_mode & 0o777 for one in saved.parent.iterdir()}
    assert modes == {"nord.lwdesk": 0o600, "nord.keys": 0o600}
    assert saved.parent.stat().st_mode & 0o777 == 0o700


def test_a_backup_holds_what_is_still_in_the_log_and_not_what_is_unsaved(data, folder, key) -> None:
    add(data)
    with data.engine.begin() as writer:
        writer.execute(text("DELETE FROM person"))
        assert backup.check(backup.backup(data, folder), key) == {"person": 101}


def test_no_word_can_be_read_in_a_backup(data, folder) -> None:
    backup.backup(data, folder)
    assert canary.leaks(folder, [WORD]) == []


def test_two_backups_in_one_second_are_two(data, folder) -> None:
    with clock.using(clock.FixedClock(START)):
        assert backup.backup(data, folder) != backup.backup(data, folder)
    assert len(backup.list_backups(folder)) == 2


def test_the_list_shows_the_newest_first_and_nothing_else(data, folder) -> None:
    for day in (2, 0, 1):
        with clock.using(clock.FixedClock(START + timedelta(days=day))):
            backup.backup(data, folder)
    (folder / "nord 2026-01-01 000000").mkdir()
    (folder / "nord 2026-99-99 000000").mkdir()
    (folder / "photos").mkdir()
    (folder / "nord 2026-01-09 000000").touch()
    found = backup.list_backups(folder, "nord")
    assert [one.made - START for one in found] == [timedelta(days=day) for day in (2, 1, 0)]
    assert all(one.size > 20_000 for one in found)
    assert backup.list_backups(folder, "süd") == ()
    assert backup.list_backups(folder / "none") == ()


def test_a_restored_backup_is_the_file_of_that_moment(data, folder, key, tmp_path) -> None:
    saved = backup.backup(data, folder)
    add(data)
    target = tmp_path / "restored" / "nord.lwdesk"
    assert backup.restore(saved, target, key) == {"person": 100}
    assert {one.name for one in target.parent.iterdir()} == {"nord.lwdesk", "nord.keys"}
    restored = file.open_file(target, vault.unlock(target, "a", AMIRA))
    add(restored)
    restored.close()
    assert backup.check(saved, key) == {"person": 100}


@pytest.mark.parametrize("name", ["nord.lwdesk", "nord.keys", "nord.lwdesk-wal"])
def test_restoring_replaces_nothing(data, folder, key, tmp_path, name) -> None:
    saved = backup.backup(data, folder)
    target = tmp_path / "restored" / "nord.lwdesk"
    target.parent.mkdir()
    (target.parent / name).write_bytes(b"precious")
    with pytest.raises(FileExists):
        backup.restore(saved, target, key)
    assert [(one.name, one.read_bytes()) for one in target.parent.iterdir()] == [(name, b"precious")]


def test_a_restore_that_was_cut_after_the_key_file_can_be_repeated(data, folder, key, tmp_path) -> None:
    saved = backup.backup(data, folder)
    target = tmp_path / "restored" / "nord.lwdesk"
    target.parent.mkdir()
    vault.beside(target).write_bytes(vault.beside(saved).read_bytes())
    assert backup.restore(saved, target, key) == {"person": 100}


def test_a_damaged_backup_is_not_restored(data, folder, key, tmp_path) -> None:
    saved = backup.backup(data, folder)
    raw = bytearray(saved.read_bytes())
    raw[9000] ^= 1
    saved.write_bytes(raw)
    target = tmp_path / "restored" / "nord.lwdesk"
    with pytest.raises(FileDamaged):
        backup.restore(saved, target, key)
    assert list(target.parent.iterdir()) == []


def test_a_backup_without_its_key_file_or_with_another_is_told(data, folder, key, tmp_path) -> None:
    saved, target = backup.backup(data, folder), tmp_path / "restored" / "nord.lwdesk"
    with pytest.raises(KeyFileDamaged):
        backup.restore(saved, target, vault.new_key())
    vault.beside(saved).unlink()
    with pytest.raises(KeyFileDamaged):
        backup.restore(saved, target, key)
    with pytest.raises(FileMissing):
        backup.restore(folder / "none", target, key)


def test_older_backups_thin_out_to_one_a_week_for_eight_weeks(data, folder) -> None:
    for day in range(0, 100, 2):
        with clock.using(clock.FixedClock(START + timedelta(days=day))):
            backup.backup(data, folder)
    days = [(one.made - START).days for one in backup.list_backups(folder)]
    assert days[:7] == [98, 96, 94, 92, 90, 88, 86]
    assert len({day // 7 for day in days}) == 8
    assert len(days) <= 7 + 8


def test_a_clock_that_jumped_costs_no_older_backup(data, folder) -> None:
    for day in (0, 7, 14, 21, 5000, 28, -9000):
        with clock.using(clock.FixedClock(START + timedelta(days=day))):
            backup.backup(data, folder)
    assert len(backup.list_backups(folder)) == 7


def test_a_damaged_file_never_pushes_a_good_backup_out(data, folder, key) -> None:
    good = backup.backup(data, folder)
    data.close()
    raw = bytearray(data.path.read_bytes())
    raw[9000] ^= 1
    data.path.write_bytes(raw)
    hurt = file.open_file(data.path, key)
    for _ in range(20):
        with pytest.raises(FileDamaged):
            backup.backup(hurt, folder)
    hurt.close()
    assert [one.path for one in backup.list_backups(folder)] == [good]
    assert {one.name for one in folder.iterdir()} == {good.parent.name}


def test_a_damaged_key_file_is_not_backed_up(data, folder) -> None:
    keys = vault.beside(data.path)
    keys.write_bytes(keys.read_bytes()[:-5])
    with pytest.raises(KeyFileDamaged):
        backup.backup(data, folder)
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told_before_the_start(data, folder, monkeypatch) -> None:
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(DiskFull) as caught:
        backup.backup(data, folder)
    assert caught.value.facts["free"] == 1000
    assert list(folder.iterdir()) == []


def test_what_an_earlier_cut_left_is_taken_away(data, folder) -> None:
    left = folder / "nord 2026-01-01 000000.part"
    left.mkdir(parents=True)
    (left / "nord.lwdesk").write_bytes(b"half")
    saved = backup.backup(data, folder)
    assert list(folder.iterdir()) == [saved.parent]


def test_a_place_that_is_a_file_is_told(data, tmp_path) -> None:
    (tmp_path / "stick").touch()
    with pytest.raises((FileExists, NotWritable)):
        backup.backup(data, tmp_path / "stick")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_during_a_restore_stays(data, folder, key, tmp_path, monkeypatch, links) -> None:
    saved = backup.backup(data, folder)
    target = tmp_path / "restored" / "nord.lwdesk"
    prove = backup._prove

    def meanwhile(*arguments):
        counts = prove(*arguments)
        target.write_bytes(b"precious")
        return counts

    def no_links(*_):
        raise OSError(1, "no links here")

    monkeypatch.setattr(backup, "_prove", meanwhile)
    if not links:
        monkeypatch.setattr(backup.os, "link", no_links)
    with pytest.raises((FileExists, NotWritable)):
        backup.restore(saved, target, key)
    assert target.read_bytes() == b"precious"
