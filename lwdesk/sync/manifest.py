"""The first line of a bundle: from whom, for whom, on what it builds, how far it goes."""

from json import loads
from typing import Annotated

import msgspec
from msgspec import UNSET, Struct, UnsetType

from lwdesk.base.errors import BundleDamaged, BundleTooNew
from lwdesk.sync.record import unique

FORMAT = "lwdesk-bundle/1"
READER = 1
"""What a program must understand to read a bundle written by this one."""

type Number = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
"""A number that every program and every file can hold."""

type Vector = dict[str, Number]
"""How far the log of each writer is known."""


class WriterTold(Struct, frozen=True):
    """A log of which the bundle holds a part."""

    uuid: str
    device: str
    scope: str
    incarnation: Number


class Segment(Struct, frozen=True):
    """The part of one log, signed by its device where it ends; `rename` only spells the word `from`."""

    writer: str
    first: Number = msgspec.field(name="from")
    last: Number = msgspec.field(name="to")
    prev_chain: str = ""
    chain: str = ""
    key_epoch: Number = 1
    sig: str = ""


class Manifest(Struct, frozen=True):
    """What a bundle says of itself."""

    format: str
    org: str
    bundle: str
    scope: str
    sender: str
    sender_seq: Number
    created: str
    app: str
    schema: int
    min_reader: int
    roster_version: Number
    recipients: list[str]
    base: Vector
    have: Vector
    writers: list[WriterTold]
    segments: list[Segment]
    records: Number
    roster: str | UnsetType = UNSET
    roster_sig: str | UnsetType = UNSET
    extra: dict[str, str] | UnsetType = UNSET
    leaves: dict[str, list[tuple[int, str]]] | UnsetType = UNSET
    """By what the recipients can tell whether the sender has their own logs as they wrote them."""


def write(manifest: Manifest) -> bytes:
    return msgspec.json.encode(manifest)


def read[M: Manifest](line: bytes, form: type[M]) -> M:
    """Return the manifest; a newer one is named as such before its form is looked at."""
    try:
        told = loads(line, object_pairs_hook=unique)
        _not_newer(told)
        manifest = msgspec.convert(told, form)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleDamaged(why="manifest") from None
    if manifest.format != FORMAT or not _is_sound(manifest):
        raise BundleDamaged(why="manifest")
    return manifest


def _not_newer(told: object) -> None:
    if not isinstance(told, dict):
        raise BundleDamaged(why="manifest")
    found = told.get("min_reader")
    if isinstance(found, int) and found > READER:
        raise BundleTooNew(found=found, known=READER)


def holds_log(scope: str) -> bool:
    """Tell whether a bundle of this scope holds parts of logs; a transfer and its receipt do not."""
    return scope.partition(":")[0] not in ("transfer", "receipt")


def _is_sound(manifest: Manifest) -> bool:
    """Tell whether the parts fit each other: each segment has its writer, builds on the base, counts."""
    writers = {writer.uuid for writer in manifest.writers}
    segments = {one.writer for one in manifest.segments}
    count = sum(one.last - one.first + 1 for one in manifest.segments)
    if not holds_log(manifest.scope):
        return not (manifest.writers or manifest.segments or manifest.base)
    return (
        len(writers) == len(manifest.writers)
        and len(segments) == len(manifest.segments)
        and segments <= writers
        and all(one.first == manifest.base.get(one.writer, 0) + 1 <= one.last for one in manifest.segments)
        and count == manifest.records
    )
