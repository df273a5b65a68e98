"""A household on its way to another office: documents of chosen fields, and the receipt that comes back.

The container is that of every bundle; in place of a log it holds one JSON document for each record.
"""

from collections.abc import Iterable
from datetime import date
from json import loads
from typing import BinaryIO, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from lwdesk.base.errors import BundleDamaged, BundleTooLarge
from lwdesk.sync import bundle, manifest
from lwdesk.sync.bundle import Signed
from lwdesk.sync.manifest import Manifest
from lwdesk.sync.record import unique
from lwdesk.sync.roster import Device

TRANSFER: Final = "transfer"
RECEIPT: Final = "receipt"
MOST: Final = 2000
"""How many documents a household may have; nobody's has."""

type Plain = str | int | bool | list[str]
type Answer = Literal["accepted", "declined"]


class Consented(Struct, frozen=True):
    """On the strength of which consent something leaves."""

    id: str
    text: str = ""


class Transfer(Manifest, frozen=True, kw_only=True):
    """What a transfer says of itself: why it was sent, what the family agreed to, until when it holds."""

    purpose: str
    consent: Consented
    expires: date
    fields: dict[str, list[str]]
    office: str
    recipient: str


class Receipt(Manifest, frozen=True, kw_only=True):
    """What became of a transfer; it names nobody."""

    transfer: str
    answer: Answer
    at: str
    office: str
    reason: str = ""


class Document(Struct, frozen=True, omit_defaults=True):
    """One record: its chosen fields, and by links to which other documents it belongs."""

    kind: str
    id: str
    links: dict[str, str] = {}
    fields: dict[str, Plain] = {}


def write(document: Document) -> bytes:
    return msgspec.json.encode(document)


def lines(documents: Iterable[Document]) -> list[bytes]:
    """Return the documents as they lie in the bundle."""
    whole = [write(one) for one in documents]
    if len(whole) > MOST:
        raise BundleTooLarge(why="documents")
    return whole


def read_document(line: bytes) -> Document:
    """Return a document; whatever is not exactly one is refused, an unknown key is passed over."""
    try:
        told = msgspec.convert(loads(line, object_pairs_hook=unique), Document)
        for name in (told.id, *told.links.values()):
            UUID(name)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleDamaged(why="document") from None
    return told


def read(
    source: BinaryIO, signed: Signed, me: Device, identity: str
) -> tuple[Transfer, tuple[Document, ...]]:
    """Return a verified transfer, all of it; the last line has vouched for every one before."""
    told, documents = _read(source, signed, me, identity, Transfer)
    names = {one.id for one in documents}
    links = {link for one in documents for link in one.links.values()}
    if told.scope != scope(TRANSFER, told.bundle) or len(names) != len(documents) or not links <= names:
        raise BundleDamaged(why="document")
    return told, documents


def read_receipt(source: BinaryIO, signed: Signed, me: Device, identity: str) -> Receipt:
    """Return a verified receipt, which holds nothing but its head."""
    told, documents = _read(source, signed, me, identity, Receipt)
    if told.scope != scope(RECEIPT, told.transfer) or documents:
        raise BundleDamaged(why="receipt")
    return told


def scope(of: str, name: UUID | str) -> str:
    return f"{of}:{name}"


def _read[M: Manifest](
    source: BinaryIO, signed: Signed, me: Device, identity: str, form: type[M]
) -> tuple[M, tuple[Document, ...]]:
    heads: list[M] = []
    documents: list[Document] = []

    def head(line: bytes) -> M:
        heads.append(manifest.read(line, form))
        return heads[0]

    def take(line: bytes) -> None:
        if len(documents) >= MOST:
            raise BundleTooLarge(why="documents")
        documents.append(read_document(line))

    bundle.read_lines(source, signed, me, identity, head, _nothing, take)
    if heads[0].records != len(documents):
        raise BundleDamaged(why="manifest")
    return heads[0], tuple(documents)


def _nothing(_told: Manifest) -> None:
    """A transfer is looked at when all of it is there."""
