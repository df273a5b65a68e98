"""From a closed file to an open desk."""

import subprocess
import sys

import pytest

from lwdesk.base.errors import (
    FileEmpty,
    FileExists,
    FileInUse,
    FileMissing,
    InvalidInput,
    KeyFileDamaged,
    ReadOnly,
    UnsafePlace,
    WeakPassphrase,
    WrongPassphrase,
)
from lwdesk.services import accounts
from lwdesk.services.accounts import Setup
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.store import vault, writers
from tests.unit import office
from tests.unit.office import PASSPHRASE, SETUP

OTHER_PASSPHRASE = "regenbogen turnhalle 4 apfel"


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


LOADED = """
import sys
import lwdesk.services.accounts, lwdesk.services.settings, lwdesk.services.views
loaded = {"sqlalchemy", "alembic", "cryptography", "sqlcipher3", "reportlab", "numpy"} & set(sys.modules)
sys.exit(", ".join(loaded) or 0)
"""


def test_the_unlock_screen_can_ask_without_loading_the_database():
    assert subprocess.run([sys.executable, "-c", LOADED], check=False, capture_output=True).stderr == b""


def test_a_new_office_has_what_the_code_lists_say_of_its_region(tmp_path):
    made = accounts.set_up(tmp_path / "new.lwdb", SETUP, anyway=True)
    desk = made.desk
    assert (desk.office.name, desk.office.code, desk.office.partner) == ("Hörde/Hombruch", "HÖ", "awo")
    assert (desk.staff.name, desk.staff.employer, desk.role) == ("Jana Albers", "city", "lead")
    assert (desk.device.name, desk.device.code, desk.device.state) == ("Laptop am Fenster", "A", "active")
    assert desk.path.name == "new.lwdb"
    assert len(made.recovery_code) > 30
    assert [entry.action for entry in office.trail(desk)] == ["unlock", "create"]
    desk.close()


@pytest.mark.parametrize("which", ["new.lwdb", "new.keys"])
def test_set_up_replaces_nothing_that_lies_there(tmp_path, which):
    (tmp_path / which).write_bytes(b"")
    with pytest.raises(FileExists):
        accounts.set_up(tmp_path / "new.lwdb", SETUP, anyway=True)
    assert [path.name for path in tmp_path.iterdir()] == [which] or which == "new.keys"
    assert (tmp_path / which).read_bytes() == b""


def test_set_up_leaves_nothing_behind_when_something_is_missing(tmp_path):
    for setup, error in (
        (Setup("", "Laptop", "Jana", "city", "lead", PASSPHRASE), InvalidInput),
        (Setup("hoerde_hombruch", "Laptop", " ", "city", "lead", PASSPHRASE), InvalidInput),
        (Setup("hoerde_hombruch", "Laptop", "Jana", "city", "adviser", PASSPHRASE), InvalidInput),
        (Setup("hoerde_hombruch", "Laptop", "Jana", "city", "lead", "kurz"), WeakPassphrase),
    ):
        with pytest.raises(error):
            accounts.set_up(tmp_path / "new.lwdb", setup, anyway=True)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_set_up_warns_of_a_folder_that_a_cloud_copies(tmp_path):
    cloud = tmp_path / "Nextcloud"
    cloud.mkdir()
    with pytest.raises(UnsafePlace):
        accounts.set_up(cloud / "new.lwdb", SETUP)
    assert list(cloud.iterdir()) == []


def test_wrong_passphrase_damaged_keys_missing_and_empty_file_are_four_answers(tmp_path):
    path = office.place(tmp_path)
    user = accounts.users(path)[0].id
    with pytest.raises(WrongPassphrase):
        accounts.unlock(path, user, "etwas anderes")
    with pytest.raises(FileMissing):
        accounts.unlock(tmp_path / "nowhere.lwdb", user, PASSPHRASE)
    keys = path.with_suffix(".keys")
    whole = keys.read_bytes()
    keys.write_bytes(whole[:-40])
    with pytest.raises(KeyFileDamaged):
        accounts.unlock(path, user, PASSPHRASE)
    keys.write_bytes(whole)
    path.write_bytes(b"")
    with pytest.raises(FileEmpty):
        accounts.unlock(path, user, PASSPHRASE)
    assert path.stat().st_size == 0


def test_a_second_program_may_read_but_not_write(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as first:
        first.households.take_in(office.hamdan())
        with pytest.raises(FileInUse), office.opened(path):
            pass
        with office.opened(path, read_only=True) as second:
            assert second.read_only
            assert second.search.find("Hamdan").households == 1
            assert not second.may("edit")
            assert second.may("see_restricted")
            with pytest.raises(ReadOnly):
                second.households.take_in(office.hamdan())


def test_the_recovery_sheet_gives_a_user_a_new_passphrase(tmp_path):
    path = tmp_path / "new.lwdb"
    made = accounts.set_up(path, SETUP, anyway=True)
    made.desk.close()
    user = accounts.users(path)[0].id
    accounts.recover(path, made.recovery_code, user, OTHER_PASSPHRASE).close()
    with pytest.raises(WrongPassphrase):
        accounts.unlock(path, user, PASSPHRASE)
    desk = accounts.unlock(path, user, OTHER_PASSPHRASE)
    assert "change.recovery" in [entry.action for entry in office.trail(desk)]
    desk.close()


def test_a_passphrase_is_changed_by_its_owner(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        with pytest.raises(WrongPassphrase):
            accounts.change_passphrase(desk, "falsch", OTHER_PASSPHRASE)
        accounts.change_passphrase(desk, PASSPHRASE, OTHER_PASSPHRASE)
        user = str(desk.staff.id)
    accounts.unlock(path, user, OTHER_PASSPHRASE).close()


def test_known_files_are_those_that_still_lie_there(tmp_path):
    path = office.place(tmp_path)
    settings = DeviceSettings().opened(KnownFile(tmp_path / "gone.lwdb")).opened(KnownFile(path, "Hörde"))
    assert [file.office for file in accounts.known_files(settings)] == ["Hörde"]


def test_an_older_copy_under_newer_keys_begins_a_log_of_its_own(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
    before = path.read_bytes()
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
    path.write_bytes(before)
    with office.opened(path) as desk, desk.seat.reading() as reader:
        assert len(writers.names(reader.connection)) == 2
    with office.opened(path) as desk, desk.seat.reading() as reader:
        assert len(writers.names(reader.connection)) == 2


def test_a_file_is_closed_also_where_its_keys_can_no_longer_be_written(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
        keys = path.with_suffix(".keys").read_bytes()
        path.with_suffix(".keys").unlink()
    path.with_suffix(".keys").write_bytes(keys)
    with office.opened(path) as desk:
        assert desk.search.find("Hamdan").households == 1
        desk.close()
        desk.close()
