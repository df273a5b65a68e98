"""The keys of a data file: one random key, wrapped for each user and for the recovery sheet.

Each function takes the path of the data file; the key file lies beside it. Users are listed without a secret.
"""

import secrets
from dataclasses import replace
from pathlib import Path

from lwdesk.base import ids
from lwdesk.base.errors import KeyFileDamaged, LastLead, LwError, WeakPassphrase, WrongPassphrase
from lwdesk.store import keyfile, tries
from lwdesk.store.keyfile import PASSPHRASE, RECOVERY, KeyFile, KeyUser, Mark, beside, users
from lwdesk.store.tries import waiting
from lwdesk.store.vault import recovery, slots
from lwdesk.store.vault.recovery import MistypedCode
from lwdesk.store.vault.slots import CHEAP, Cost, using
from lwdesk.store.vault.strength import ENOUGH, Strength, strength

__all__ = [
    "CHEAP",
    "Cost",
    "KeyUser",
    "Mark",
    "MistypedCode",
    "Strength",
    "add_user",
    "belongs",
    "beside",
    "change_passphrase",
    "create",
    "file_id",
    "high_water",
    "new_key",
    "new_recovery",
    "remove_user",
    "rename_user",
    "set_high_water",
    "strength",
    "unlock",
    "unlock_with_recovery",
    "users",
    "using",
    "waiting",
]

NOBODY = "unknown"


def new_key() -> bytes:
    """Return a new data key: 32 bytes of key and the 16 bytes of salt that the data file begins with."""
    return secrets.token_bytes(48)


def create(path: Path, key: bytes, user_id: str, name: str, passphrase: str) -> None:
    """Make the key file with its first user; whatever lies at its place stays."""
    _refuse_weak(passphrase, name)
    keys = KeyFile(file=str(ids.new()))
    keys, secret = _with_user(keys, key, user_id, name, passphrase)
    keyfile.make(path, keys, _proof(key, PASSPHRASE, user_id, secret))


def unlock(path: Path, user_id: str, passphrase: str) -> bytes:
    """Return the data key; wrong tries are counted and make the next ones wait."""
    return _opened(path, PASSPHRASE, user_id, slots.secret_of(passphrase))


def unlock_with_recovery(path: Path, code: str) -> bytes:
    """Return the data key by the code of the recovery sheet; a slip of the pen is found before it counts."""
    return _opened(path, RECOVERY, "", recovery.read(code))


def add_user(path: Path, key: bytes, user_id: str, name: str, passphrase: str) -> None:
    """Let one more person open the file, or give somebody a new passphrase after recovery."""
    _refuse_weak(passphrase, name)
    with keyfile.turn(path):
        keys, secret = _with_user(_sealed(path, key), key, user_id, name, passphrase)
        keyfile.store(path, keys, _proof(key, PASSPHRASE, user_id, secret))


def change_passphrase(path: Path, user_id: str, old: str, new: str) -> None:
    """Replace one passphrase; a cut at any moment leaves the old or the new one in force."""
    name = next((user.name for user in users(path) if user.id == user_id), "")
    _refuse_weak(new, name)
    key = unlock(path, user_id, old)
    add_user(path, key, user_id, name, new)


def remove_user(path: Path, key: bytes, user_id: str) -> None:
    """Take the slot of a person away; the last person stays."""
    with keyfile.turn(path):
        keys = tries.forgotten(_sealed(path, key), user_id)
        left = tuple(slot for slot in keys.slots if (slot.kind, slot.user) != (PASSPHRASE, user_id))
        if not any(slot.kind == PASSPHRASE for slot in left):
            raise LastLead(users=len(left))
        keyfile.store(path, replace(keys, slots=left).sealed(key))


def rename_user(path: Path, key: bytes, user_id: str, name: str) -> None:
    """Show a person under another name; the passphrase stays. Nobody is renamed who has no slot."""
    with keyfile.turn(path):
        keys = _sealed(path, key)
        slot = keys.slot(PASSPHRASE, user_id)
        if slot is not None and slot.name != name:
            named = tuple(replace(one, name=name) if one is slot else one for one in keys.slots)
            keyfile.store(path, replace(keys, slots=named).sealed(key))


def new_recovery(path: Path, key: bytes) -> str:
    """Return a new code for the recovery sheet; the code of an older sheet is void from now on."""
    code = recovery.new_code()
    secret = recovery.read(code)
    with keyfile.turn(path):
        keys = tries.forgotten(_sealed(path, key), RECOVERY)
        slot = slots.wrapped(RECOVERY, "", "", keys.file, key, secret)
        keyfile.store(path, keys.with_slot(slot).sealed(key), _proof(key, RECOVERY, "", secret))
    return code


def high_water(path: Path, key: bytes) -> tuple[Mark, ...]:
    """Return the newest change of each writer that was noted; a data file behind them was restored."""
    return _sealed(path, key).high_water


def set_high_water(path: Path, key: bytes, marks: tuple[Mark, ...]) -> None:
    with keyfile.turn(path):
        keys = _sealed(path, key)
        if keys.high_water != marks:
            keyfile.store(path, replace(keys, high_water=marks).sealed(key))


def file_id(path: Path) -> str:
    """Return what tells this key file and its copies from those of every other data file."""
    return keyfile.load(path).file


def belongs(path: Path, key: bytes) -> bool:
    """Say whether this key sealed the key file, all of its parts included."""
    return keyfile.load(path).is_sealed_by(key)


def _refuse_weak(passphrase: str, name: str) -> None:
    found = strength(passphrase, also=(name,))
    if found.score < ENOUGH:
        raise WeakPassphrase(reason=found.reason, score=found.score)


def _with_user(keys: KeyFile, key: bytes, user: str, name: str, passphrase: str) -> tuple[KeyFile, bytes]:
    secret = slots.secret_of(passphrase)
    slot = slots.wrapped(PASSPHRASE, user, name, keys.file, key, secret)
    return tries.forgotten(keys, user).with_slot(slot).sealed(key), secret


class _proof:  # noqa: N801 - reads as a function
    """Opens the slot in what was written, before it takes the place of the former key file."""

    def __init__(self, key: bytes, kind: str, user: str, secret: bytes) -> None:
        self.key, self.kind, self.user, self.secret = key, kind, user, secret

    def __call__(self, written: KeyFile) -> None:
        slot = written.slot(self.kind, self.user)
        if slot is None or slots.unwrapped(slot, written.file, self.secret) != self.key:
            raise KeyFileDamaged(why="written")


def _sealed(path: Path, key: bytes) -> KeyFile:
    keys = keyfile.load(path)
    if not keys.is_sealed_by(key):
        raise KeyFileDamaged(why="mac")
    return keys


def _opened(path: Path, kind: str, user: str, secret: bytes) -> bytes:
    keys = keyfile.load(path)
    slot = keys.slot(kind, user)
    who = NOBODY if slot is None else user or RECOVERY
    tries.must_be_over(tries.on_this_clock(path, who), who)
    try:
        key = slots.unwrapped(slot, keys.file, secret)
    except WrongPassphrase as error:
        raise WrongPassphrase(left=_counted(path, who)) from error
    if not keys.is_sealed_by(key):
        raise KeyFileDamaged(why="mac")
    if who in keys.tries:
        _forget(path, who)
    return key


def _counted(path: Path, who: str) -> int:
    """Note a wrong try; where nothing can be written it is not noted, and reading goes on."""
    try:
        with keyfile.turn(path):
            keys, left = tries.one_more(keyfile.load(path), who)
            keyfile.store(path, keys)
    except LwError:
        _, left = tries.one_more(keyfile.load(path), who)
    return left


def _forget(path: Path, who: str) -> None:
    try:
        with keyfile.turn(path):
            keyfile.store(path, tries.forgotten(keyfile.load(path), who))
    except LwError:
        return
