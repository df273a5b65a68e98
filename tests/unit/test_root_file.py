"""The file of an organisation's root opens by passphrase and by code, and tells what is wrong with it."""

import pytest

from lwdesk.base.errors import (
    FileExists,
    FileMissing,
    FileTooNew,
    KeyFileDamaged,
    WeakPassphrase,
    WrongPassphrase,
)
from lwdesk.services.exchange import root
from lwdesk.store import vault
from tests.unit.device_kit import (
    SECRET,
)


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


def test_the_root_is_opened_by_its_passphrase_and_by_the_code_of_its_sheet(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    assert root.opened(made.path, SECRET) == made.root
    assert root.opened(made.path, made.recovery_code.lower()) == made.root
    with pytest.raises(WrongPassphrase):
        root.opened(made.path, SECRET + "x")


def test_the_file_of_the_root_does_not_hold_the_key_and_is_nobody_elses_to_read(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    assert made.root.key.hex() not in made.path.read_text()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert "key" not in repr(made)


def test_a_weak_passphrase_makes_no_root_and_a_root_that_lies_there_stays(tmp_path) -> None:
    path = tmp_path / "stadt.lwroot"
    with pytest.raises(WeakPassphrase):
        root.make(path, "sommer")
    assert not path.exists()
    made = root.make(path, SECRET)
    with pytest.raises(FileExists):
        root.make(path, SECRET)
    assert root.opened(path, SECRET) == made.root


@pytest.mark.parametrize("change", [b"", b"{}", b'{"format": "lwdesk-root/1"}', b"\xff", b"[" * 70000])
def test_a_damaged_file_of_the_root_is_said_to_be_that(tmp_path, change: bytes) -> None:
    path = tmp_path / "stadt.lwroot"
    path.write_bytes(change)
    with pytest.raises(KeyFileDamaged):
        root.opened(path, SECRET)


def test_a_changed_public_part_of_the_root_is_found(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    told = made.path.read_text().replace(made.root.public.hex(), "00" * 32)
    made.path.write_text(told)
    with pytest.raises(KeyFileDamaged):
        root.opened(made.path, SECRET)


def test_a_newer_file_of_the_root_and_a_missing_one_are_said_to_be_that(tmp_path) -> None:
    path = tmp_path / "stadt.lwroot"
    with pytest.raises(FileMissing):
        root.opened(path, SECRET)
    path.write_text('{"format": "lwdesk-root/2"}')
    with pytest.raises(FileTooNew):
        root.opened(path, SECRET)


def test_a_root_that_cannot_be_written_whole_is_not_there(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("lwdesk.store.vault.rootfile.os.fsync", lambda _handle: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        root.make(tmp_path / "stadt.lwroot", SECRET)
    assert not list(tmp_path.iterdir())


def test_another_passphrase_and_sheet_take_the_place_of_the_former_ones(tmp_path) -> None:
    before = root.make(tmp_path / "stadt.lwroot", SECRET)
    other = "brunnen echo vierzig lampe"
    after = root.seal_anew(before.path, before.recovery_code, other)
    assert after.root == before.root == root.opened(before.path, other)
    assert root.opened(before.path, after.recovery_code) == before.root
    for former in (SECRET, before.recovery_code):
        with pytest.raises(WrongPassphrase):
            root.opened(before.path, former)
    assert [one.name for one in tmp_path.iterdir()] == ["stadt.lwroot"]


def test_what_cannot_be_sealed_anew_stays_as_it_was(tmp_path, monkeypatch) -> None:
    before = root.make(tmp_path / "stadt.lwroot", SECRET)
    content = before.path.read_bytes()
    with pytest.raises(WeakPassphrase):
        root.seal_anew(before.path, SECRET, "sommer")
    monkeypatch.setattr("lwdesk.store.vault.rootfile.os.fsync", lambda _handle: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        root.seal_anew(before.path, SECRET, "brunnen echo vierzig lampe")
    assert before.path.read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1
