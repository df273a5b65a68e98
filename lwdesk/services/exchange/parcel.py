"""A package that holds no log: its head, its place, and that it lies there only if all else was saved."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from lwdesk import __version__
from lwdesk.base import clock, signing
from lwdesk.base.errors import FileMissing, LwError, PackageUnfinished
from lwdesk.services.exchange.trust import Membership
from lwdesk.store import migrate
from lwdesk.store.errors import translated
from lwdesk.store.exchange import trust
from lwdesk.store.keyfile import sync_folder
from lwdesk.store.transaction import Transaction
from lwdesk.sync import bundle
from lwdesk.sync.manifest import FORMAT, READER, Manifest
from lwdesk.sync.roster import Device, Roster


class Post(Protocol):
    """Makes a package in a folder and returns its size."""

    def __call__(
        self,
        mine: Membership,
        folder: Path,
        told: Manifest,
        lines: Sequence[bytes],
        keys: Collection[str],
    ) -> int: ...


def head(
    mine: Membership, transaction: Transaction, name: str, scope: str, devices: Sequence[str], records: int
) -> dict[str, Any]:
    """Return what every package says of itself first; it builds on nothing and holds no log."""
    return {
        "format": FORMAT,
        "org": mine.roster.org,
        "bundle": name,
        "scope": scope,
        "sender": mine.device.id,
        "sender_seq": trust.next_number(transaction.connection),
        "created": clock.now().isoformat(timespec="seconds"),
        "app": __version__,
        "schema": migrate.FORMAT,
        "min_reader": READER,
        "roster_version": mine.roster.version,
        "recipients": list(devices),
        "base": {},
        "have": {},
        "writers": [],
        "segments": [],
        "records": records,
    }


def reads(device: Device) -> bool:
    """Tell whether a package for an office is for this device, too; a laptop for visits has sets alone."""
    return device.is_active() and device.role != "laptop"


def place(folder: Path, name: str) -> Path:
    return folder / f"lwdesk-{name[:8]}{bundle.SUFFIX}"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a package that somebody chose; FileMissing where there is none."""
    if not path.is_file():
        raise FileMissing(why="bundle")
    with translated(), path.open("rb") as source:
        yield source


@contextmanager
def posting() -> Iterator[Post]:
    """Give what makes packages; each gets its name when all that tells of it has been saved.

    Until then it lies encrypted under a name that nobody reads: what is cut off in between leaves no package
    that nobody wrote down, and no receipt of what was not saved.
    """
    made: list[Path] = []

    def post(
        mine: Membership, folder: Path, told: Manifest, lines: Sequence[bytes], keys: Collection[str]
    ) -> int:
        if not folder.is_dir():
            raise FileMissing(why="folder")
        path = place(folder, told.bundle)
        made.append(path)
        sender = bundle.Sender(mine.own.public, signing.signer(mine.own.key))
        return bundle.write(_unnamed(path), told, lines, sender, keys)

    try:
        yield post
    except BaseException:
        for path in made:
            _unnamed(path).unlink(missing_ok=True)
        raise
    for path in made:
        _name(path)


def finish(path: Path, roster: Roster, demand: Callable[[UUID], None]) -> tuple[Path, UUID]:
    """Name a package that has no name yet, if it is whole and known here; return where and which."""
    if not path.name.endswith(bundle.PART):
        raise FileMissing(why="unfinished")
    with opened(path) as source:
        name = bundle.verify(source, roster).bundle
    demand(name)
    named = path.with_name(path.name.removesuffix(bundle.PART))
    _name(named)
    return named, name


def _name(path: Path) -> None:
    """Give a package its name; PackageUnfinished where that fails, for what it tells of is saved."""
    try:
        with translated():
            _unnamed(path).replace(path)
            sync_folder(path.parent)
    except LwError as error:
        raise PackageUnfinished(file=_unnamed(path).name) from error


def _unnamed(path: Path) -> Path:
    return path.with_name(path.name + bundle.PART)
