"""What a clumsy or hostile hand puts beside the data file is refused before it can do harm."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import FileDamaged, FileInUse, KeyFileDamaged, MustWait, WrongPassphrase
from lwdesk.services import accounts, backups
from lwdesk.services.views import Wanted
from lwdesk.store import backup, file, keyfile, vault
from tests.unit import office

ROOT = Path(__file__).resolve().parents[2]
END_WITHOUT_FAREWELL = """
import os, sys
from pathlib import Path
from tests.unit import office
with office.opened(Path(sys.argv[1])) as desk:
    for _ in range(int(sys.argv[2])):
        desk.households.take_in(office.hamdan())
    os._exit(0)
"""


def killed_while_working(path, households=1):
    """Save in another program, and end it as a loss of power ends it."""
    words = [sys.executable, "-c", END_WITHOUT_FAREWELL, str(path), str(households)]
    subprocess.run(words, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def cut_while_working(path, households=1):
    """Save, and leave the files as a loss of power leaves them: the newest pages stand in the log alone."""
    with office.opened(path) as desk:
        for _ in range(households):
            desk.households.take_in(office.hamdan())
        left = {one: one.read_bytes() for one in (path, log_of(path), Path(f"{path}-shm"))}
    for one, content in left.items():
        one.write_bytes(content)
    return left[log_of(path)]


def log_of(path):
    return Path(f"{path}-wal")


def total(path):
    with office.opened(path) as desk:
        return desk.households.page(Wanted(tab="all")).total


def test_the_log_of_another_file_is_refused_and_the_data_file_stays_as_it_is(tmp_path) -> None:
    path = office.place(tmp_path)
    other = tmp_path / "other.lwdesk"
    key = vault.new_key()
    made = file.create(other, key)
    connection = made.connect()
    connection.execute("CREATE TABLE foreign_thing (a)")
    log = log_of(other).read_bytes()
    connection.close()
    made.close()
    before = path.read_bytes()
    log_of(path).write_bytes(log)
    for _ in range(2):
        with pytest.raises(FileDamaged) as told, office.opened(path):
            pass
        assert told.value.facts == {"why": "log"}
        assert path.read_bytes() == before
    log_of(path).unlink()
    Path(f"{path}-shm").unlink(missing_ok=True)
    assert total(path) == 0


def test_the_own_log_is_read_after_a_cut(tmp_path) -> None:
    path = office.place(tmp_path)
    killed_while_working(path, 2)
    assert total(path) == 2


def test_a_log_of_an_earlier_day_is_set_aside_and_nothing_newer_is_lost(tmp_path) -> None:
    path = office.place(tmp_path)
    log = cut_while_working(path, 2)
    with office.opened(path) as desk:
        assert not desk.older_log
        desk.households.take_in(office.hamdan())
    for number in (1, 2):
        log_of(path).write_bytes(log)
        with office.opened(path, read_only=number == 2) as desk:
            assert desk.older_log
            assert not desk.missing_changes
        assert Path(f"{log_of(path)}.older-{number}").read_bytes() == log
        assert total(path) == 3


def test_the_log_of_a_program_that_works_is_left_alone(tmp_path) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
        with office.opened(path, read_only=True) as reader:
            assert not reader.older_log
            assert reader.households.page(Wanted(tab="all")).total == 1
    assert total(path) == 1


def test_an_older_file_with_its_own_log_is_an_older_copy(tmp_path) -> None:
    path = office.place(tmp_path)
    file_then, log = path.read_bytes(), cut_while_working(path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
    path.write_bytes(file_then)
    log_of(path).write_bytes(log)
    with office.opened(path) as desk:
        assert desk.missing_changes
        assert not desk.older_log


def test_a_slot_that_would_take_minutes_to_open_is_a_damaged_key_file(tmp_path) -> None:
    path = office.place(tmp_path)
    keys = keyfile.load(path)
    dear = tuple(replace(slot, m=1 << 20, t=64) for slot in keys.slots)
    vault.beside(path).write_bytes(keyfile.encode(replace(keys, slots=dear)))
    with pytest.raises(KeyFileDamaged):
        accounts.users(path)
    with pytest.raises(KeyFileDamaged):
        vault.unlock(path, keys.slots[0].user, office.PASSPHRASE)


@pytest.mark.parametrize("length", [0, 10, 32, 56, 4151, 4152, 9000])
def test_a_log_cut_anywhere_is_no_foreign_log(tmp_path, length) -> None:
    path = office.place(tmp_path)
    log = cut_while_working(path)
    log_of(path).write_bytes(log[:length])
    assert total(path) == 0


def test_a_log_of_nonsense_is_passed_over(tmp_path) -> None:
    path = office.place(tmp_path)
    log_of(path).write_bytes(bytes(range(256)) * 100)
    assert total(path) == 0


def user_of(path):
    return accounts.users(path)[0].id


def test_restoring_a_file_that_was_cut_while_working_brings_its_newest_saves(tmp_path) -> None:
    path = office.place(tmp_path)
    cut_while_working(path, 2)
    log = log_of(path).read_bytes()
    target = tmp_path / "new" / "hoerde.lwdb"
    backups.restore(path, target, user_of(path), office.PASSPHRASE)
    assert total(target) == 2
    assert log_of(path).read_bytes() == log


def test_a_file_that_somebody_works_on_is_not_restored_elsewhere(tmp_path) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
        with pytest.raises(FileInUse):
            backups.restore(path, tmp_path / "new" / "hoerde.lwdb", user_of(path), office.PASSPHRASE)


def test_the_backup_just_made_stays_whatever_the_clock_says(tmp_path) -> None:
    folder, day = tmp_path / "saved", datetime(2026, 1, 1, tzinfo=UTC)
    with office.opened(office.place(tmp_path)) as desk:
        for week in range(backup.WEEKS + backup.NEWEST + 1):
            with clock.using(clock.FixedClock(day + timedelta(weeks=week))):
                backup.backup(desk.file, folder)
        with clock.using(clock.FixedClock(datetime(1971, 1, 1, tzinfo=UTC))):
            assert backup.backup(desk.file, folder).exists()


def test_backups_of_another_office_and_folders_of_others_are_never_thinned_out(tmp_path) -> None:
    folder, other = tmp_path / "stick", tmp_path / "other"
    other.mkdir()
    with office.opened(office.place(tmp_path)) as desk:
        made = desk.backups.make(folder)
    photos = folder / "hoerde Fotos.part"
    photos.mkdir()
    with vault.using(vault.CHEAP):
        desk = accounts.set_up(other / "hoerde.lwdb", office.SETUP, anyway=True).desk
    for minute in range(3 * backup.NEWEST):
        with clock.using(clock.FixedClock(datetime(2027, 1, 1, 9, minute, tzinfo=UTC))):
            backup.backup(desk.file, folder)
    desk.close()
    assert made.exists()
    assert photos.is_dir()


def test_a_wait_begun_on_a_clock_years_ahead_ends_on_the_right_clock(tmp_path) -> None:
    path = office.place(tmp_path)
    user, now = user_of(path), clock.FixedClock(datetime(2099, 1, 1, tzinfo=UTC))
    with clock.using(now):
        for _ in range(5):
            with pytest.raises(WrongPassphrase):
                vault.unlock(path, user, "falsch")
        now.moment = datetime(2026, 11, 21, tzinfo=UTC)
        assert accounts.waiting(path, user) == 30
        with pytest.raises(MustWait):
            vault.unlock(path, user, office.PASSPHRASE)
        now.moment += timedelta(seconds=30)
        assert accounts.waiting(path, user) == 0
        vault.unlock(path, user, office.PASSPHRASE)


@pytest.mark.parametrize("tries", [(10**400, 0), (6, 10**400), (-1, 0), (6, -(10**400))])
def test_impossible_numbers_of_tries_are_damage(tmp_path, tries) -> None:
    path = office.place(tmp_path)
    forged = replace(keyfile.load(path), tries={user_of(path): keyfile.Tries(*tries)})
    vault.beside(path).write_bytes(keyfile.encode(forged))
    with pytest.raises(KeyFileDamaged):
        vault.unlock(path, "any", office.PASSPHRASE)


def test_a_link_leads_to_the_one_file_with_its_one_key_file_and_its_one_lock(tmp_path) -> None:
    path = office.place(tmp_path)
    link = tmp_path / "desktop" / "link.lwdb"
    link.parent.mkdir()
    link.symlink_to(path)
    vault.beside(link).symlink_to(vault.beside(path))
    user, new = user_of(link), "ganz neue worte hier 99"
    with office.opened(path), pytest.raises(FileInUse):
        accounts.unlock(link, user, office.PASSPHRASE)
    with vault.using(vault.CHEAP), office.opened(link) as desk:
        assert desk.path == path.resolve()
        accounts.change_passphrase(desk, office.PASSPHRASE, new)
    with pytest.raises(WrongPassphrase):
        accounts.unlock(path, user, office.PASSPHRASE)
    accounts.unlock(path, user, new).close()
