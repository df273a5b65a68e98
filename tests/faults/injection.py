"""Strikes a scene at its n-th system call, by a kill or an answer of the disk, and judges what is left."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from tests.faults.scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink")
FAULTS = {
    "SIGKILL": CALLS,
    "ENOSPC": ("pwrite64", "write", "ftruncate"),
    "EIO": ("pwrite64", "write", "fsync", "fdatasync", "rename"),
}
ANSWERS = {"done", "DiskFull", "DiskFailed", "MigrationFailed"}
SOME = 2
EVERY = 100_000


@cache
def why_not() -> str:
    """Return why no program can be traced here, or nothing."""
    if sys.platform != "linux":
        return "strace runs on Linux alone"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"tracing is forbidden here: {tried.stderr.strip()}" if tried.returncode else ""


class Stage:
    """Prepared folders of all scenes, and how often each scene makes which call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._calls: dict[str, Counter[str]] = {}

    def calls(self, scene: str) -> Counter[str]:
        """Return how often the undisturbed scene makes each system call."""
        if scene not in self._calls:
            prepared = self.folder / scene
            prepared.mkdir()
            SCENES[scene].prepare(prepared)
            run = self.folder / f"{scene}-whole" / "write-0"
            shutil.copytree(prepared, run)
            log = run.parent / "calls"
            (told,) = _driven([f"--trace={','.join(CALLS)}", "-o", str(log)], scene, 0, [run])
            assert told["outcome"] == "done", told
            SCENES[scene].judge(run, set(told["notes"]))
            mine = rf"^{told['pid']} +(\w+)\("
            self._calls[scene] = Counter(re.findall(mine, log.read_text("utf-8", "replace"), re.MULTILINE))
        return self._calls[scene]

    def strike(self, scene: str, fault: str, most: int) -> tuple[int, list[str]]:
        """Strike each kind of call at up to `most` places; return the number of trials and what was lost."""
        calls = self.calls(scene)
        runs = self.folder / f"{scene}-{fault}"
        folders = [runs / f"{call}-{place}" for call in FAULTS[fault] for place in _spread(calls[call], most)]
        for folder in folders:
            shutil.copytree(self.folder / scene, folder)
        when = max(calls.values()) + 1
        told = _driven(_injections(fault, when), scene, when, folders)
        lost = [loss for one in told if (loss := _loss(scene, fault, one))]
        shutil.rmtree(runs)
        return len(told), lost


def _spread(count: int, most: int) -> list[int]:
    """Return call numbers from 1 to `count`, first and last among them."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(step * (count - 1) / (most - 1)) for step in range(most)})


def _injections(fault: str, when: int) -> list[str]:
    """Return the options of strace; `when` lies behind what the scene reaches without empty calls."""
    kill = fault == "SIGKILL"
    action = f"{'signal' if kill else 'error'}={fault}:when={when}"
    quick = [] if kill else ["--seccomp-bpf"]  # with it strace forgets the signals
    faults = [f"--inject={call}:{action}" for call in FAULTS[fault]]
    return [*quick, "-o", os.devnull, f"--trace={','.join(FAULTS[fault])}", *faults]


def _driven(options: list[str], scene: str, when: int, folders: list[Path]) -> list[dict]:
    command = ["strace", "-f", *options, sys.executable, "-B", "-m", "tests.faults.driver", scene, str(when)]
    done = subprocess.run(
        [*command, *map(str, folders)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def _loss(scene: str, fault: str, told: dict) -> str:
    """Return what one trial lost, or nothing."""
    where = f"{Path(told['folder']).name}, notes {told['notes']}, {told['outcome']}"
    if fault == "SIGKILL" and told["signal"] != 9:
        return f"{where}: not struck"
    if fault != "SIGKILL" and told["outcome"] not in ANSWERS:
        return f"{where}: not an answer for a person"
    try:
        SCENES[scene].judge(Path(told["folder"]), set(told["notes"]))
    except Exception as error:  # noqa: BLE001 - whatever the judge meets is a loss
        return f"{where}: {type(error).__name__} {error}"
    return ""
