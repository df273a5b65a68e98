"""Places where an open file gets damaged are known before it is made there."""

import pytest

from lwdesk.store import places

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/export /net/office nfs4 rw 0 0
//srv/share /mnt/my\040share cifs rw 0 0
me@host: /home/me/remote fuse.sshfs rw 0 0
drive: /home/me/cloud fuse.rclone rw 0 0
tmpfs /net/office/local tmpfs rw 0 0
/dev/sdb1 /home/me/remote ext4 rw 0 0
broken line
"""


@pytest.fixture
def mounts(tmp_path):
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("/home/me/nord.lwdesk", None),
        ("/net/office/nord.lwdesk", "network"),
        ("/net/office/deep/er/nord.lwdesk", "network"),
        ("/net/officer/nord.lwdesk", None),
        ("/net/office/local/nord.lwdesk", None),
        ("/mnt/my share/nord.lwdesk", "network"),
        ("/home/me/remote/nord.lwdesk", None),
        ("/home/me/cloud/nord.lwdesk", "cloud"),
    ],
)
def test_the_file_system_of_the_deepest_and_last_mount_counts(mounts, place, why) -> None:
    assert places.unsafe(places.Path(place), mounts) == why


@pytest.mark.parametrize(
    "name", [r"\\srv\share\nord.lwdesk", "//srv/share/nord.lwdesk", r"\\?\UNC\srv\share\x"]
)
def test_a_share_is_known_by_its_name(name) -> None:
    assert places.is_shared_name(name)


@pytest.mark.parametrize(
    "name", [r"C:\Users\x\nord.lwdesk", "/home/x/nord.lwdesk", r"\\?\C:\x", "nord.lwdesk"]
)
def test_a_local_name_is_no_share(name) -> None:
    assert not places.is_shared_name(name)


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Stadt Dortmund",
        "Dropbox",
        "dropbox (Team)",
        "Google Drive",
        "iCloud Drive",
        "Nextcloud",
        "Nextcloud2",
        "Seafile",
    ],
)
def test_a_cloud_folder_is_known_by_its_name_however_deep(tmp_path, mounts, folder) -> None:
    assert places.unsafe(tmp_path / folder / "a" / "b" / "nord.lwdesk", mounts) == "cloud"


@pytest.mark.parametrize(
    "mark", [".sync_f3a1.db", ".stfolder", ".dropbox.cache", ".tmp.drivedownload", ".owncloudsync.log"]
)
def test_a_synchronised_folder_is_known_by_the_marks_of_the_service(tmp_path, mounts, mark) -> None:
    (tmp_path / "shared" / "office").mkdir(parents=True)
    (tmp_path / "shared" / mark).touch()
    assert places.unsafe(tmp_path / "shared" / "office" / "nord.lwdesk", mounts) == "cloud"
    assert places.unsafe(tmp_path / "own" / "nord.lwdesk", mounts) is None


def test_a_link_does_not_hide_the_place(tmp_path, mounts) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Nextcloud")
    assert places.unsafe(tmp_path / "desk" / "nord.lwdesk", mounts) == "cloud"


def test_the_root_of_the_service_may_be_anywhere(tmp_path, mounts, monkeypatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Files"))
    assert places.unsafe(tmp_path / "Files" / "nord.lwdesk", mounts) == "cloud"


def test_a_machine_that_does_not_tell_its_mounts_is_taken_as_it_is(tmp_path) -> None:
    assert places.unsafe(tmp_path / "nord.lwdesk", tmp_path / "none") is None


def test_conflicted_copies_are_listed_and_own_files_are_not(tmp_path) -> None:
    copies = [
        "nord (Amira's conflicted copy 2026-11-20).lwdesk",
        "nord (in Konflikt stehende Kopie).lwdesk",
        "nord.sync-conflict-20261120-101112-ABCDEFG.lwdesk",
        "nord_conflict-20261120-101112.lwdesk",
        "nord (1).lwdesk",
        "nord - Kopie.lwdesk",
        "nord-EMPFANG-PC.lwdesk",
    ]
    own = [
        "nord.lwdesk",
        "nord.lwdesk-wal",
        "nord.lwdesk-shm",
        "nord.lwdesk.lock",
        "nord.keys",
        "nordost.lwdesk",
    ]
    for name in copies + own:
        (tmp_path / name).touch()
    found = places.conflicted_copies(tmp_path / "nord.lwdesk")
    assert sorted(one.name for one in found) == sorted(copies)


def test_a_folder_that_is_not_there_has_no_copies(tmp_path) -> None:
    assert places.conflicted_copies(tmp_path / "none" / "nord.lwdesk") == ()
