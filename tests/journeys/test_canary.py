"""Nothing that was typed can be read in what the program leaves behind, even when it is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import canary
from tests.journeys.canary_office import DIGITS, STEM

ROOT = Path(__file__).parents[2]
WORDS = [STEM, DIGITS, DIGITS.replace(" ", ""), DIGITS.replace(" ", "")[1:]]


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory):
    """Let the office work for a day in a home of its own, and return all that is left of it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("tmp", "config", "run", "cwd"):
        (home / name).mkdir()
    private = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {
        **os.environ, **private, "HOME": str(home), "TMPDIR": f"{home}/tmp", "XDG_RUNTIME_DIR": f"{home}/run",
        "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.canary_office", str(home)],
        cwd=home / "cwd",
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    (home / "stdout").write_text(told.stdout)
    (home / "stderr").write_text(told.stderr)
    return home, told


def test_the_day_was_a_full_one_and_ended_by_force(left_behind) -> None:
    home, told = left_behind
    assert told.returncode == -9, told.stderr[-2000:]
    assert int(told.stdout.split()[-1]) > 150
    names = {path.name for path in home.rglob("*") if path.is_file()}
    assert {"office.lwdb", "office.lwdb-wal", "office.keys", "settings.json", "sheet.pdf"} <= names
    assert (home / "config" / "lwdesk" / "lwdesk.log").read_text().count("bug") >= 50


def test_no_word_that_was_typed_can_be_read_anywhere(left_behind) -> None:
    assert canary.leaks(left_behind[0], WORDS) == []


def test_the_search_would_find_a_word_that_was_left(left_behind, tmp_path) -> None:
    (tmp_path / "note.tmp").write_bytes(b"\x00\x01" + f"{STEM}1234".encode("utf-16-le"))
    assert canary.leaks(tmp_path, WORDS) == [f"{tmp_path}/note.tmp: {STEM}"]


def test_nothing_temporary_is_left(left_behind) -> None:
    home, _told = left_behind
    assert [path.name for path in (home / "tmp").rglob("*") if path.is_file()] == []
