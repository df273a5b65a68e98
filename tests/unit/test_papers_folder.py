"""Papers on their way lie in a folder of this program alone, which goes with it or with the next start."""

import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lwdesk.services.papers import folder
from tests.unit import office

TODAY = date(2021, 11, 2)


def test_two_papers_of_a_day_have_two_names() -> None:
    assert len({folder.neutral_name("steps", TODAY) for _again in range(20)}) > 10


def test_the_private_folder_is_for_nobody_else_and_goes_with_the_program(tmp_path) -> None:
    with office.opened(office.place(tmp_path)) as desk:
        private = desk.papers.folder.path
        (private / "a.pdf").write_bytes(b"%PDF")
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert desk.papers.folder.path == private
    assert not private.exists()


KILLED = """
import os, signal
from lwdesk.services.papers.folder import PrivateFolder
folder = PrivateFolder()
(folder.path / "a.pdf").write_bytes(b"%PDF client")
print(folder.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_next_start_removes_what_a_killed_program_left() -> None:
    told = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False)
    left = Path(told.stdout.strip())
    assert (left / "a.pdf").exists()
    assert folder.sweep() >= 1
    assert not left.exists()


def test_the_folder_of_a_program_at_work_stays() -> None:
    private = folder.PrivateFolder()
    (private.path / "a.pdf").write_bytes(b"%PDF")
    folder.sweep()
    assert (private.path / "a.pdf").exists()
    private.close()


def test_what_is_not_ours_is_not_swept(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(folder, "base", lambda: tmp_path)
    (tmp_path / "papers-of-mine").mkdir()
    (tmp_path / "papers-link").symlink_to(tmp_path)
    assert folder.sweep() == 0
    assert (tmp_path / "papers-of-mine").exists()


@pytest.mark.parametrize(("platform", "place"), [("linux", "run"), ("win32", "settings")])
def test_private_papers_lie_in_memory_where_the_system_has_a_place_for_it(
    tmp_path, monkeypatch, platform, place
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setattr(folder.settings, "folder", lambda: tmp_path / "settings")
    assert folder.base().parent == tmp_path / place


def test_a_file_that_is_there_is_replaced(tmp_path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    folder.write(target, b"new")
    assert target.read_bytes() == b"new"
