"""Runs one scene many times under strace: `driver SCENE WHEN FOLDER...`; a name is `<call>-<number>`.

strace counts the calls of each process apart and strikes at a fixed number, so a child that is to be
struck at its n-th call first makes as many empty calls as are missing. One strace serves all trials.
"""

import json
import mmap
import os
import sys
from collections.abc import Callable
from pathlib import Path

from lwdesk.base.errors import LwError
from tests.faults.scenes import SCENES

ROOM = 4096


def empty(call: str) -> Callable[[], object]:
    """Return something that makes exactly this system call and changes nothing."""
    null = os.open(os.devnull, os.O_WRONLY)
    return {
        "pwrite64": lambda: os.pwrite(null, b"x", 0),
        "write": lambda: os.write(null, b"x"),
        "fsync": lambda: os.fsync(null),
        "fdatasync": lambda: os.fdatasync(null),
        "ftruncate": lambda: os.ftruncate(null, 0),
        "rename": lambda: os.rename("/none/such", "/none/either"),  # noqa: PTH104
        "link": lambda: os.link("/none/such", "/none/either"),
        "unlink": lambda: os.unlink("/none/such"),  # noqa: PTH108
    }[call]


def burn(call: str, times: int) -> None:
    make = empty(call)
    for _ in range(times):
        try:
            make()
        except OSError:
            continue


def child(scene: str, call: str, before: int, folder: Path, told: mmap.mmap) -> None:
    """Work until the end or the fault; notes go through shared memory, which no fault reaches."""

    def note(number: int) -> None:
        told[number] = 1

    burn(call, before)
    try:
        SCENES[scene].work(folder, note)
        outcome = "done"
    except LwError as error:
        outcome = type(error).__name__
    except BaseException as error:  # noqa: BLE001 - everything else is reported as our mistake
        outcome = f"mistake: {error!r}"
    said = outcome.encode()[: ROOM - 64]
    told[64 : 64 + len(said)] = said
    os._exit(0)


def trial(scene: str, when: int, folder: Path) -> dict[str, object]:
    told = mmap.mmap(-1, ROOM)
    pid = os.fork()
    if pid == 0:
        call, number = folder.name.split("-")
        child(scene, call, when - int(number), folder, told)
    _, status = os.waitpid(pid, 0)
    return {
        "pid": pid,
        "folder": str(folder),
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "notes": [number for number in range(64) if told[number]],
        "outcome": told[64:].rstrip(b"\x00").decode(),
    }


def warm_up() -> None:
    """Import before the first fork what every child would import."""
    import alembic.command
    import cryptography.hazmat.primitives.ciphers.aead
    import cryptography.hazmat.primitives.kdf.argon2
    import sqlalchemy.dialects.sqlite
    import sqlcipher3.dbapi2

    assert all((alembic, cryptography, sqlalchemy, sqlcipher3))


if __name__ == "__main__":
    scene, when, *folders = sys.argv[1:]
    warm_up()
    told = [trial(scene, int(when), Path(folder)) for folder in folders]
    os.writev(1, [json.dumps(told).encode()])  # a call of its own, which no fault reaches
