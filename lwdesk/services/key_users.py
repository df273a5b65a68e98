"""Who can open a file and how long they have to wait: all that the unlock screen asks before a passphrase.

It stands apart from `accounts`, whose ciphers and records the first paint does without.
"""

import os
from pathlib import Path

from lwdesk.store import keyfile, tries
from lwdesk.store.keyfile import KeyUser

__all__ = ["KeyUser", "real", "users", "waiting"]


def users(path: Path) -> tuple[KeyUser, ...]:
    """Return who can open the file; their ids are those of the staff members."""
    return keyfile.users(real(path))


def waiting(path: Path, user: str) -> int:
    """Return the seconds this person has to wait after wrong tries, before anything is typed."""
    return tries.waiting(real(path), user)


def real(path: Path) -> Path:
    """Follow links, so that one file has one key file and one lock whatever way leads to it."""
    return Path(os.path.realpath(path))
