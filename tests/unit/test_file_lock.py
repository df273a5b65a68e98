"""One program per file: the system's lock decides, a lock file alone blocks nobody."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from threading import Event

import pytest

from lwdesk.base.errors import FileInUse
from lwdesk.store import lock

HOLD = """
import sys
from pathlib import Path
from lwdesk.store import lock
held = lock.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "nord.lwdesk"


@pytest.fixture
def other(path):
    """Another program that holds the file."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_program_is_told_who_has_the_file(path, other) -> None:
    with pytest.raises(FileInUse) as caught:
        lock.hold(path)
    assert caught.value.facts == {"pid": other.pid, "host": socket.gethostname()}


def test_a_second_hold_in_the_same_program_is_refused_too(path) -> None:
    first = lock.hold(path)
    with pytest.raises(FileInUse):
        lock.hold(path)
    first.close()
    lock.hold(path).close()


def test_a_killed_program_blocks_nobody(path, other) -> None:
    other.kill()
    other.wait()
    assert lock.beside(path).stat().st_size > 0
    lock.hold(path).close()


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"\x00" * 5000,
        b"garbage",
        b"[1]",
        b'{"pid": "x", "port": "y", "token": 5}',
        b"[" * 4000,
        json.dumps({"pid": os.getpid(), "host": "elsewhere", "port": 1, "token": "00"}).encode(),
        json.dumps({"pid": 999999999, "host": "elsewhere"}).encode(),
    ],
    ids=["empty", "zeros", "text", "list", "words", "deep", "own pid", "dead pid"],
)
def test_whatever_lies_in_a_lock_file_blocks_nobody(path, left) -> None:
    lock.beside(path).write_bytes(left)
    assert not lock.ask_to_front(path)
    lock.hold(path).close()


def test_a_lock_file_from_the_future_blocks_nobody(path) -> None:
    lock.beside(path).touch()
    os.utime(lock.beside(path), (2**33, 2**33))
    lock.hold(path).close()


def test_garbage_in_the_lock_file_of_a_holder_hides_only_who_it_is(path) -> None:
    held = lock.hold(path)
    lock.beside(path).write_bytes(b"garbage")
    with pytest.raises(FileInUse) as caught:
        lock.hold(path)
    assert caught.value.facts == {"pid": None, "host": None}
    held.close()


def test_the_lock_file_is_private_and_empty_after_closing(path) -> None:
    held = lock.hold(path)
    assert lock.beside(path).stat().st_mode & 0o777 == 0o600
    held.close()
    held.close()
    assert lock.beside(path).read_bytes() == b""


def test_a_second_start_brings_the_first_to_the_front_again_and_again(path) -> None:
    asked = []
    held = lock.hold(path)
    held.on_front(asked.append)
    assert lock.ask_to_front(path)
    assert lock.ask_to_front(path)
    held.close()
    assert asked == [(), ()]
    assert not lock.ask_to_front(path)


def test_a_second_start_hands_over_what_it_was_to_open(path) -> None:
    asked = []
    held = lock.hold(path)
    held.on_front(asked.append)
    packages = (path.with_name("lwdesk-1.lwb"), path.with_name("Paket für Hörde.lwb"))
    assert lock.ask_to_front(path, packages)
    held.close()
    assert asked == [packages]


@pytest.mark.parametrize(
    "handed", [b"", b"[1, null]", b'"/tmp/x.lwb"', b"{}", b"[" * 5000, b"\xff", b'["' + b"x" * 70_000 + b'"]']
)
def test_whatever_a_second_start_hands_over_brings_the_first_to_the_front(path, handed) -> None:
    asked = []
    held = lock.hold(path)
    held.on_front(asked.append)
    told = json.loads(lock.beside(path).read_bytes())
    with socket.create_connection(("127.0.0.1", told["port"]), 5) as line:
        line.sendall(bytes.fromhex(told["token"]) + handed)
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            line.recv(1)
    held.close()
    assert asked == [()]


def test_a_stranger_without_the_token_is_not_answered(path) -> None:
    asked = Event()
    held = lock.hold(path)
    held.on_front(lambda _packages: asked.set())
    told = json.loads(lock.beside(path).read_bytes())
    with socket.create_connection(("127.0.0.1", told["port"]), 5) as line:
        line.sendall(b"GET / HTTP/1.0\r\n")
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            assert line.recv(1) == b""
    assert lock.ask_to_front(path)
    held.close()
    assert asked.is_set()


def test_a_silent_stranger_does_not_keep_the_program_from_closing(path) -> None:
    held = lock.hold(path)
    held.on_front(lambda _packages: None)
    told = json.loads(lock.beside(path).read_bytes())
    with socket.create_connection(("127.0.0.1", told["port"]), 5):
        held.close()


def test_without_a_listener_nobody_answers(path, other) -> None:
    assert not lock.ask_to_front(path)


def test_turns_do_not_overlap(path) -> None:
    code = (
        "import sys; from pathlib import Path; from lwdesk.store import lock\n"
        "with lock.turn(Path(sys.argv[1])): print(Path(sys.argv[2]).read_text())"
    )
    note = path.with_name("note")
    note.write_text("unfinished")
    with lock.turn(path):
        command = [sys.executable, "-c", code, str(path), str(note)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.4)
        note.write_text("finished")
    assert process.communicate(timeout=20)[0] == "finished\n"
