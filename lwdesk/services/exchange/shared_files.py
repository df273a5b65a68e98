"""What lies in a shared folder: names and outsides, without the data file; nothing in there is trusted."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Literal
from uuid import UUID

from lwdesk.base.errors import BundleDamaged, BundleRefused
from lwdesk.store.places import CONFLICT
from lwdesk.sync import archive, bundle, minisign

type State = Literal[
    "own",  # written here
    "taken",  # read in, or known from another way
    "new",  # complete, and nothing of it is known yet
    "half",  # still on its way: cut, growing, or under the name of a half file
    "waiting",  # read in too early: an earlier one is missing
    "refused",  # complete, and refused
    "others",  # made for other devices only
    "asked",  # a household handed over: a person decides
    "copy",  # a second copy of what is known anyway
    "odd",  # a copy by its name, of something that nobody knows: a person looks at it
]

OWN_NAME = re.compile(r"lwdesk-[0-9a-f]{8}")
COPY = re.compile(
    CONFLICT.pattern + r"|conflicted|konfliktkopie|in konflikt|sfconflict|\bkopie von\b|^copy of\b",
    re.IGNORECASE,
)
BEGUN = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".!sync")
LONGEST_NAME = 60
CHUNK = 1 << 20
PATIENCE = 5.0
"""Seconds that a folder has to answer; a network drive that is gone may otherwise take minutes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder that is a package or wants to be one."""

    path: Path
    size: int
    changed: int  # in nanoseconds, as the folder tells it

    @property
    def key(self) -> str:
        """Name the file without saying its name, which anybody may have chosen."""
        return blake2b(os.fsencode(self.path.name), digest_size=12).hexdigest()

    @property
    def changed_at(self) -> datetime:
        return datetime.fromtimestamp(min(max(self.changed // 10**9, 0), 1 << 34), UTC)

    @property
    def is_begun(self) -> bool:
        """Tell whether the name is that of a file which another program is still writing."""
        name = self.path.name.lower()
        return name.endswith(BEGUN) or not name.endswith(bundle.SUFFIX) or name.startswith((".", "~"))

    @property
    def is_copy(self) -> bool:
        return is_copy(self.path.name)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a package says before it is opened; nothing of it is proven."""

    bundle: str
    key_id: bytes


def is_copy(name: str) -> bool:
    """Tell whether a name is one that a cloud service or a person gives to a second copy."""
    stem = name.removesuffix(bundle.SUFFIX)
    if OWN_NAME.fullmatch(stem):
        return False
    return OWN_NAME.search(stem) is not None or COPY.search(stem) is not None


def shown(name: str) -> str:
    """Return a name so that it can be shown: no signs that steer, break or hide."""
    whole = os.fsencode(name).decode("utf-8", "replace")
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in whole)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"


def answers(folder: Path, patience: float = PATIENCE) -> bool:
    """Tell whether the folder is there; one that does not answer in time counts as gone."""
    found: list[bool] = []
    asking = Thread(target=lambda: found.append(os.path.isdir(folder)), name="shared folder", daemon=True)  # noqa: PTH112 - it is a no, not an error, also for a name no disk can hold
    asking.start()
    asking.join(patience)
    return found == [True]


def listed(folder: Path) -> tuple[tuple[Found, ...], int]:
    """Return the packages and what wants to be one, by name, and how many other files lie there."""
    found, foreign = [], 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if bundle.SUFFIX not in entry.name.lower():
                foreign += 1
                continue
            one = _found(entry)
            if one is None:
                foreign += 1
            else:
                found.append(one)
    return tuple(sorted(found, key=lambda one: os.fsencode(one.path.name))), foreign


def _found(entry: "os.DirEntry[str]") -> Found | None:
    """Return a file; folders, links and devices are none, whatever they are called."""
    try:
        told = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(told.st_mode):
        return None
    return Found(Path(entry.path), told.st_size, told.st_mtime_ns)


@contextmanager
def opened(found: Found) -> Iterator[BinaryIO]:
    """Open the file that was found, and nothing that took its place."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
    with os.fdopen(os.open(found.path, flags), "rb") as source:
        told = os.fstat(source.fileno())
        if not stat.S_ISREG(told.st_mode) or told.st_size != found.size:
            raise BundleDamaged(why="cut")
        yield source


def outside(found: Found) -> Outside | None:
    """Return what stands on the package; None when it is whole but says nothing that can be read."""
    with opened(found) as source:
        told = archive.read(source, found.size)
    try:
        signature = minisign.read(told.signature)
        name = UUID(signature.trusted.partition(" bundle=")[2])
    except (BundleRefused, ValueError):
        return None
    return Outside(str(name), signature.key_id)


def copied(found: Found, folder: Path) -> Path:
    """Copy the package beside, so that it is read from a place where it changes no more."""
    target = folder / f"{found.key}{bundle.SUFFIX}"
    with opened(found) as source, target.open("wb") as copy:
        while chunk := source.read(CHUNK):
            copy.write(chunk)
    return target
