"""The key file `lwdesk-keys/1`: read, told from damage and from a newer format, written whole or not at all.

docs/data-file.md describes the format byte for byte. The unlock screen reads the file, so this module stands
outside the vault with its ciphers; a named tuple is made at start in a fifth of the time of a data class.
"""

import hashlib
import hmac
import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from lwdesk.base.errors import FileExists, FileTooNew, KeyFileDamaged
from lwdesk.store.errors import translated

FORMAT = "lwdesk-keys/1"
FORMATS = re.compile(r"lwdesk-keys/([1-9][0-9]*)")
TAIL = re.compile(rb',\n "check": "([0-9a-f]{64})"\n}\n\Z')
LARGEST = 1 << 20
LATEST = 1 << 53  # what every reader of JSON can hold
PASSPHRASE, RECOVERY = "passphrase", "recovery"
LIMITS = {"m": 1 << 20, "t": 16, "p": 16}  # a forged file shall not eat the memory of the machine
WORK = 4 * 3 * 256 * 1024  # nor its time: four times what a new slot costs, in KiB times rounds


class KeyUser(NamedTuple):
    """Somebody who can open the file; the name is what the unlock screen shows."""

    id: str
    name: str


@dataclass(frozen=True)
class Slot:
    """The data key once, wrapped for one user or for the recovery sheet."""

    kind: str
    user: str
    name: str
    m: int
    t: int
    p: int
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""

    def header(self, file: str) -> bytes:
        """Return what the seal of the slot covers besides the key; the shown name may change without it."""
        cost = {"kdf": "argon2id", "m": self.m, "t": self.t, "p": self.p}
        return compact({"file": file, "kind": self.kind, "user": self.user, **cost, "salt": text(self.salt)})


class Tries(NamedTuple):
    """Wrong tries in a row for one slot and when the last of them was, in milliseconds since 1970."""

    wrong: int
    last: int


class Mark(NamedTuple):
    """The newest sealed change of one writer that this file has held; an older file is a restored one."""

    writer: str
    seq: int
    chain: str


@dataclass(frozen=True)
class KeyFile:
    """What a key file says; `tries` alone may change without the data key."""

    file: str
    slots: tuple[Slot, ...] = ()
    high_water: tuple[Mark, ...] = ()
    tries: dict[str, Tries] = field(default_factory=dict)
    mac: bytes = b""

    def slot(self, kind: str, user: str = "") -> Slot | None:
        return next((slot for slot in self.slots if (slot.kind, slot.user) == (kind, user)), None)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """Return the file with this slot in the place of the former one of the same user."""
        others = tuple(old for old in self.slots if (old.kind, old.user) != (slot.kind, slot.user))
        return replace(self, slots=(*others, slot))

    def sealed(self, key: bytes) -> "KeyFile":
        return replace(self, mac=_mac(self, key))

    def is_sealed_by(self, key: bytes) -> bool:
        return hmac.compare_digest(self.mac, _mac(self, key))


def beside(path: Path) -> Path:
    """Return where the key file of a data file lies."""
    return path.with_suffix(".keys")


def compact(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def text(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _mac(keys: KeyFile, key: bytes) -> bytes:
    derived = hmac.digest(key, f"{FORMAT} mac".encode(), "sha256")
    covered = {name: value for name, value in _plain(keys).items() if name not in {"tries", "mac"}}
    return hmac.digest(derived, compact(covered), "sha256")


def _plain(keys: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "file": keys.file,
        "slots": [plain_slot(slot) for slot in keys.slots],
        "high_water": [{"writer": m.writer, "seq": m.seq, "chain": m.chain} for m in keys.high_water],
        "tries": {who: {"count": t.wrong, "last": t.last} for who, t in sorted(keys.tries.items())},
        "mac": keys.mac.hex(),
    }


def plain_slot(slot: Slot) -> dict[str, Any]:
    return {
        "kind": slot.kind,
        "user": slot.user,
        "name": slot.name,
        "kdf": "argon2id",
        "m": slot.m,
        "t": slot.t,
        "p": slot.p,
        "salt": text(slot.salt),
        "nonce": text(slot.nonce),
        "wrapped": text(slot.wrapped),
    }


def encode(keys: KeyFile) -> bytes:
    head = json.dumps(_plain(keys), indent=1).removesuffix("\n}").encode("ascii")
    return head + b',\n "check": "' + hashlib.sha256(head).hexdigest().encode("ascii") + b'"\n}\n'


def decode(raw: bytes) -> KeyFile:
    """Return what the bytes say; damage is told from a newer format by the check at their end."""
    tail = TAIL.search(raw[-128:]) if raw else None
    if tail is None or len(raw) > LARGEST:
        raise KeyFileDamaged(why="cut" if raw else "empty")
    head = raw[: len(raw) - len(tail[0])]
    if hashlib.sha256(head).hexdigest().encode("ascii") != tail[1]:
        raise KeyFileDamaged(why="check")
    try:
        return _parsed(json.loads(head + b"\n}"))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise KeyFileDamaged(why="form") from error


def _parsed(plain: dict[str, Any]) -> KeyFile:
    version = FORMATS.fullmatch(plain["format"])
    if version is None:
        raise ValueError("format")
    if plain["format"] != FORMAT:
        raise FileTooNew(found=plain["format"], known=FORMAT)
    return KeyFile(
        file=str(plain["file"]),
        slots=tuple(parsed_slot(slot) for slot in plain["slots"]),
        high_water=tuple(Mark(m["writer"], int(m["seq"]), m["chain"]) for m in plain["high_water"]),
        tries={who: Tries(_number(t["count"]), _number(t["last"])) for who, t in plain["tries"].items()},
        mac=bytes.fromhex(plain["mac"]),
    )


def _number(plain: object) -> int:
    if type(plain) is not int or not 0 <= plain < LATEST:
        raise ValueError("number")
    return plain


def parsed_slot(plain: dict[str, Any], key: int = 48) -> Slot:
    """Return a slot that wraps a key of this length; anything odd about it raises."""
    cost = {name: plain[name] for name in LIMITS}
    fits = all(type(cost[name]) is int and 0 < cost[name] <= most for name, most in LIMITS.items())
    if plain["kdf"] != "argon2id" or not fits or cost["m"] < 8 * cost["p"] or cost["m"] * cost["t"] > WORK:
        raise ValueError("kdf")
    salt, nonce, wrapped = (b64decode(plain[name], validate=True) for name in ("salt", "nonce", "wrapped"))
    if (len(salt), len(nonce), len(wrapped)) != (16, 12, key + 16):
        raise ValueError("length")
    kind, user, name = (str(plain[word]) for word in ("kind", "user", "name"))
    return Slot(kind, user, name, plain["m"], plain["t"], plain["p"], salt, nonce, wrapped)


def load(path: Path) -> KeyFile:
    """Return the key file of the data file at `path`."""
    try:
        with translated(), beside(path).open("rb") as file:
            return decode(file.read(LARGEST + 1))
    except FileNotFoundError as error:
        raise KeyFileDamaged(why="missing") from error


def users(path: Path) -> tuple[KeyUser, ...]:
    """Return who can open the file, in the order they were added."""
    return tuple(KeyUser(slot.user, slot.name) for slot in load(path).slots if slot.kind == PASSPHRASE)


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Let one program at a time read and rewrite the key file, so that none undoes another's change."""
    from lwdesk.store import lock  # brings sockets, which reading the key file does without

    with translated(), lock.turn(beside(path).with_suffix(".keys.lock")):
        yield


def store(path: Path, keys: KeyFile, prove: Callable[[KeyFile], None] = lambda _: None) -> None:
    """Write beside, sync, read again, prove, rename: a cut at any moment leaves the old or the new file."""
    target = beside(path)
    part = target.with_suffix(".keys.part")
    with translated():
        try:
            _write(part, encode(keys))
            _prove(part, keys, prove)
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        sync_folder(target.parent)


def _prove(part: Path, keys: KeyFile, prove: Callable[[KeyFile], None]) -> None:
    again = decode(part.read_bytes())
    if again != keys:
        raise KeyFileDamaged(why="written")
    prove(again)


def make(path: Path, keys: KeyFile, prove: Callable[[KeyFile], None]) -> None:
    """Write the first key file; whatever lies at its place stays."""
    if beside(path).exists() or beside(path).is_symlink():
        raise FileExists(which="keys")
    with translated():
        beside(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with turn(path):
        store(path, keys, prove)


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
