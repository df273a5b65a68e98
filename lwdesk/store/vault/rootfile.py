"""The file `lwdesk-root/1`: an organisation's root key, which never lies in a data file.

It is opened by a passphrase or by the code of a sheet, each with a slot as in the key file.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lwdesk.base import clock, signing
from lwdesk.base.errors import FileExists, FileMissing, FileTooNew, KeyFileDamaged, WeakPassphrase
from lwdesk.store.errors import translated
from lwdesk.store.keyfile import PASSPHRASE, RECOVERY, Slot, parsed_slot, plain_slot, sync_folder
from lwdesk.store.vault import recovery, slots
from lwdesk.store.vault.strength import ENOUGH, strength

FORMAT = "lwdesk-root/1"
LARGEST = 1 << 16
KEY = 32


@dataclass(frozen=True)
class RootFile:
    """What stands in the file for everybody, and the slots."""

    organisation: str
    public: bytes
    made_on: str
    slots: tuple[Slot, ...]

    def slot(self, kind: str) -> Slot | None:
        return next((one for one in self.slots if one.kind == kind), None)


def make(path: Path, organisation: str, key: bytes, passphrase: str) -> str:
    """Seal the key in a file where none lies, and return the code for the sheet."""
    told, code = _sealed(organisation, key, passphrase)
    _write(path, _encode(told))
    return code


def seal_anew(path: Path, typed: str, passphrase: str) -> tuple[RootFile, bytes, str]:
    """Give the file another passphrase and another code; the former ones open nothing in it any more."""
    told, key = unlock(path, typed)
    again, code = _sealed(told.organisation, key, passphrase)
    part = path.with_name(path.name + ".part")
    with translated():
        part.unlink(missing_ok=True)
    _write(part, _encode(again))
    with translated():
        part.replace(path)
        sync_folder(path.parent)
    return again, key, code


def _sealed(organisation: str, key: bytes, passphrase: str) -> tuple[RootFile, str]:
    found = strength(passphrase)
    if found.score < ENOUGH:
        raise WeakPassphrase(reason=found.reason, score=found.score)
    code = recovery.new_code()
    sealed = (
        slots.wrapped(PASSPHRASE, "", "", organisation, key, slots.secret_of(passphrase)),
        slots.wrapped(RECOVERY, "", "", organisation, key, recovery.read(code)),
    )
    return RootFile(organisation, signing.public_key(key), clock.today().isoformat(), sealed), code


def load(path: Path) -> RootFile:
    """Return what the file says, without opening it."""
    try:
        with translated(), path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise FileMissing(which="root") from error
    try:
        told = json.loads(raw if len(raw) <= LARGEST else b"")
        if told["format"] != FORMAT and str(told["format"]).startswith("lwdesk-root/"):
            raise FileTooNew(found=str(told["format"]), known=FORMAT)
        return _parsed(told)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise KeyFileDamaged(why="root") from error


def unlock(path: Path, typed: str) -> tuple[RootFile, bytes]:
    """Return the file and the key in it, by the passphrase or by the code of the sheet."""
    try:
        return _unlocked(path, RECOVERY, recovery.read(typed))
    except recovery.MistypedCode:
        return _unlocked(path, PASSPHRASE, slots.secret_of(typed))


def _unlocked(path: Path, kind: str, secret: bytes) -> tuple[RootFile, bytes]:
    told = load(path)
    key = slots.unwrapped(told.slot(kind), told.organisation, secret)
    if signing.public_key(key) != told.public:
        raise KeyFileDamaged(why="root")
    return told, key


def _encode(told: RootFile) -> bytes:
    plain = {
        "format": FORMAT,
        "organisation": told.organisation,
        "public": told.public.hex(),
        "made_on": told.made_on,
        "slots": [plain_slot(slot) for slot in told.slots],
    }
    return json.dumps({**plain, "check": _check(plain)}, indent=1).encode("ascii") + b"\n"


def _check(plain: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode("ascii")).hexdigest()


def _parsed(told: dict[str, Any]) -> RootFile:
    if told["format"] != FORMAT or told.pop("check") != _check(told):
        raise ValueError("check")
    found = tuple(parsed_slot(slot, KEY) for slot in told["slots"])
    public, organisation = bytes.fromhex(told["public"]), str(told["organisation"])
    if (len(public), len(bytes.fromhex(organisation))) != (KEY, 16):
        raise ValueError("length")
    return RootFile(organisation, public, str(told["made_on"]), found)


def _write(path: Path, content: bytes) -> None:
    """Write a file that nobody else on this computer reads; what lies there stays."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with translated():
        try:
            handle = os.open(path, flags, 0o600)
        except FileExistsError as error:
            raise FileExists(which="root") from error
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        sync_folder(path.parent)
