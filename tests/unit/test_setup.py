"""The set-up takes a Python that runs and is new enough, and says what to install when there is none."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """A machine with few programs: a path of its own, a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.home, self.path = folder / "home", folder / "bin"
        self.home.mkdir()
        self.path.mkdir()
        for program in ("bash", "cat", "dirname", "id"):
            (self.path / program).symlink_to(shutil.which(program) or "")

    def has(self, place: Path, script: str) -> Path:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        place.chmod(0o755)
        return place

    def good(self, place: Path) -> Path:
        return self.has(
            place, f'[ "$2" = "import sys; print(sys.executable)" ] && echo {place} && exit; exit 0'
        )

    def answer(self, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.path), "HOME": str(self.home), **environment}
        command = [ROOT / "tools" / "find_python.sh"]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_python_that_is_named_comes_first(machine: Machine) -> None:
    machine.good(machine.path / "python3.13")
    assert machine.answer(PYTHON=sys.executable).stdout.strip() == sys.executable


def test_a_named_python_that_does_not_run_is_told_and_passed_over(machine: Machine) -> None:
    good = machine.good(machine.path / "python3.13")
    answer = machine.answer(PYTHON="/nowhere/python")
    assert (answer.stdout.strip(), "/nowhere/python" in answer.stderr) == (str(good), True)


def test_a_shim_that_fails_does_not_count(machine: Machine) -> None:
    machine.has(machine.path / "python3.13", "exit 127")
    good = machine.good(machine.path / "python3.12")
    assert machine.answer().stdout.strip() == str(good)


def test_pyenv_is_searched_when_the_path_holds_an_old_one_only(machine: Machine) -> None:
    machine.has(machine.path / "python3", "exit 1")
    good = machine.good(machine.home / ".pyenv" / "versions" / "3.12.4" / "bin" / "python")
    assert machine.answer().stdout.strip() == str(good)


def test_uv_is_asked_last(machine: Machine) -> None:
    good = machine.good(machine.home / "fetched" / "python")
    machine.has(machine.path / "uv", f'[ "$2" = find ] && echo {good}; exit 0')
    assert machine.answer().stdout.strip() == str(good)


def test_with_none_to_be_had_a_sentence_says_what_to_install(machine: Machine) -> None:
    answer = machine.answer()
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "sudo apt-get install python3 python3-venv" in answer.stderr
