"""Names and outsides of what lies in a shared folder."""

import os
import threading
from pathlib import Path
from threading import Event

import pytest

from lwdesk.base.errors import BundleDamaged
from lwdesk.services.exchange import shared_files


@pytest.mark.parametrize(
    "name",
    [
        "lwdesk-0a1b2c3d (conflicted copy 2021-11-02 141405).lwb",
        "lwdesk-0a1b2c3d (conflicted copy jana 2021-11-02 141405).lwb",
        "lwdesk-0a1b2c3d_conflict-20211102-141405.lwb",
        "lwdesk-0a1b2c3d (Janas in Konflikt stehende Kopie 2021-11-02).lwb",
        "lwdesk-0a1b2c3d (Jana's conflicted copy 2021-11-02).lwb",
        "lwdesk-0a1b2c3d.sync-conflict-20211102-141405-ABCDEFG.lwb",
        "lwdesk-0a1b2c3d-DESKTOP-7K2M.lwb",
        "lwdesk-0a1b2c3d (1).lwb",
        "lwdesk-0a1b2c3d - Kopie.lwb",
        "lwdesk-0a1b2c3d 2.lwb",
        "Kopie von lwdesk-0a1b2c3d.lwb",
        "Copy of Freitag.lwb",
        "Freitag (SFConflict jana 2021-11-02).lwb",
    ],
)
def test_the_names_that_cloud_services_give_to_copies_are_known(name: str) -> None:
    assert shared_files.is_copy(name)


@pytest.mark.parametrize("name", ["lwdesk-0a1b2c3d.lwb", "Freitag.lwb", "Paket vom Mittwoch.lwb"])
def test_a_plain_name_is_no_copy(name: str) -> None:
    assert not shared_files.is_copy(name)


@pytest.mark.parametrize(
    "name",
    [
        "lwdesk-0a1b2c3d.lwb.part",
        ".lwdesk-0a1b2c3d.lwb.X7aQ2b",
        ".syncthing.lwdesk-0a1b2c3d.lwb.tmp",
        "~syncthing~lwdesk-0a1b2c3d.lwb.tmp",
        "lwdesk-0a1b2c3d.lwb.filepart",
        "lwdesk-0a1b2c3d.lwb~",
        ".~lwdesk-0a1b2c3d.lwb",
    ],
)
def test_a_file_that_another_program_is_still_writing_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    ((one,), _foreign) = shared_files.listed(tmp_path)
    assert one.is_begun


def test_only_files_count_whatever_else_is_called_a_package(tmp_path: Path) -> None:
    (tmp_path / "folder.lwb").mkdir()
    os.mkfifo(tmp_path / "pipe.lwb")
    (tmp_path / "link.lwb").symlink_to("/dev/zero")
    (tmp_path / "Einkauf.ods").write_bytes(b"")
    assert shared_files.listed(tmp_path) == ((), 4)


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    for name in ("c.lwb", "a.lwb", "b.lwb"):
        (tmp_path / name).write_bytes(b"")
    assert [one.path.name for one in shared_files.listed(tmp_path)[0]] == ["a.lwb", "b.lwb", "c.lwb"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"a\xff.lwb", "a\N{REPLACEMENT CHARACTER}.lwb"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}bwl.exe.lwb".encode(), "a\N{REPLACEMENT CHARACTER}bwl.exe.lwb"),
        (b"a\nb\x1b[2J.lwb", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[2J.lwb"),
        (b"x" * 200 + b".lwb", "x" * 59 + "…"),
        ("Übergabe Straße.lwb".encode(), "Übergabe Straße.lwb"),
    ],
)
def test_a_hostile_name_is_shown_without_what_steers(name: bytes, told: str) -> None:
    assert shared_files.shown(os.fsdecode(name)) == told


def test_a_file_that_became_another_one_is_not_read(tmp_path: Path) -> None:
    place = tmp_path / "a.lwb"
    place.write_bytes(b"one")
    ((one,), _foreign) = shared_files.listed(tmp_path)
    place.write_bytes(b"other")
    with pytest.raises(BundleDamaged), shared_files.opened(one):
        pass


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    place = tmp_path / "a.lwb"
    place.write_bytes(b"one")
    ((one,), _foreign) = shared_files.listed(tmp_path)
    place.unlink()
    place.symlink_to("/dev/zero")
    with pytest.raises(OSError), shared_files.opened(one):
        pass


def test_a_folder_that_is_not_there_does_not_answer(tmp_path: Path) -> None:
    assert shared_files.answers(tmp_path)
    assert not shared_files.answers(tmp_path / "missing")


def test_a_network_drive_that_is_silent_counts_as_gone(tmp_path: Path, monkeypatch) -> None:
    gate = Event()
    monkeypatch.setattr(os.path, "isdir", lambda _folder: gate.wait())
    assert not shared_files.answers(tmp_path, patience=0.01)
    gate.set()
    next((one.join() for one in threading.enumerate() if one.name == "shared folder"), None)
