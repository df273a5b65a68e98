"""Whom the organisation trusts: devices with their keys, signed by its root; only a higher version counts."""

from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from json import loads

import msgspec
from msgspec import Struct

from lwdesk.base import signing
from lwdesk.base.errors import BundleForged
from lwdesk.sync import minisign, seal
from lwdesk.sync.record import unique

ACTIVE, REVOKED = "active", "revoked"
SIGNED, ASKED, LOST = "lwdesk-roster", "lwdesk-enrolment", "lwdesk-loss"
DIGITS = 30


class Key(Struct, frozen=True):
    """The keys of a device from one epoch on."""

    epoch: int
    sign_pk: str
    age_recipient: str
    since: date = msgspec.field(name="from")

    @property
    def public(self) -> bytes:
        return bytes.fromhex(self.sign_pk)


class Device(Struct, frozen=True):
    """A device of the organisation; `cut` says how far the logs of a withdrawn one count."""

    id: str
    office: str
    label: str
    role: str
    keys: list[Key]
    status: str = ACTIVE
    scopes: list[str] = []
    cut: dict[str, int] = {}
    code: str = ""
    """The short code in the numbers that this device gives; no other device of its office has it."""
    reason: str = ""
    """Why it was withdrawn: a code of the device states."""
    office_name: str = ""

    def is_active(self) -> bool:
        return self.status == ACTIVE

    def current(self) -> Key:
        return max(self.keys, key=lambda key: key.epoch)

    def key(self, epoch: int) -> bytes | None:
        """Return the public key of an epoch."""
        return next((key.public for key in self.keys if key.epoch == epoch), None)


class Roster(Struct, frozen=True):
    """All devices; who lies in here was compared by phone."""

    org: str
    version: int
    root_pk: str
    devices: list[Device]

    def device(self, name: str) -> Device | None:
        return next((one for one in self.devices if one.id == name), None)

    def signer(self, key_id: bytes) -> tuple[Device, Key] | None:
        """Return the device to which this key belongs or belonged, with the key."""
        for device in self.devices:
            for key in device.keys:
                if minisign.key_id(key.public) == key_id:
                    return device, key
        return None

    def readers(self, scope: str) -> Iterator[Device]:
        """Yield the devices for which a bundle of this scope is encrypted."""
        return (one for one in self.devices if one.is_active() and scope in one.scopes)


def write(roster: Roster) -> bytes:
    return msgspec.json.encode(roster)


def signed(document: bytes, root: bytes) -> str:
    """Return the signature of the root under a roster, as minisign writes it."""
    digest = blake2b(document).digest()
    return minisign.sign(digest, SIGNED, signing.public_key(root), signing.signer(root)).decode()


def read(document: bytes, signature: str, root: bytes) -> Roster:
    """Return a roster that this root signed; anything else is refused."""
    told = minisign.read(signature.encode())
    if told.trusted != SIGNED or not told.covers(blake2b(document).digest(), root):
        raise BundleForged(why="roster")
    try:
        return msgspec.convert(loads(document, object_pairs_hook=unique), Roster)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleForged(why="roster") from None


class Enrolment(Struct, frozen=True):
    """What a device asks with to be taken into the roster."""

    device: str
    label: str
    office: str
    sign_pk: str
    age_recipient: str
    created: date
    code: str = ""
    office_name: str = ""


def request(enrolment: Enrolment, key: bytes) -> bytes:
    """Return the file of a request, signed by the device itself."""
    return _signed(msgspec.json.encode(enrolment), ASKED, key)


def _signed(document: bytes, comment: str, key: bytes) -> bytes:
    digest = blake2b(document).digest()
    signature = minisign.sign(digest, comment, signing.public_key(key), signing.signer(key))
    return document + b"\n" + signature


def read_request(content: bytes) -> Enrolment:
    """Return what a device asks; the fingerprint is still to be compared by phone."""
    document, _, signature = content.partition(b"\n")
    told = minisign.read(signature)
    try:
        enrolment = msgspec.convert(loads(document, object_pairs_hook=unique), Enrolment)
        public = bytes.fromhex(enrolment.sign_pk)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleForged(why="request") from None
    signed = told.trusted == ASKED and told.covers(blake2b(document).digest(), public)
    if not signed or not seal.is_recipient(enrolment.age_recipient):
        raise BundleForged(why="request")
    return enrolment


class Loss(Struct, frozen=True):
    """How far the logs of a lost device are known where it belonged: told to whoever withdraws it."""

    device: str
    ends: dict[str, int]
    created: date


def loss(told: Loss, key: bytes) -> bytes:
    """Return the file of a report of a loss, signed by the device that tells of it."""
    return _signed(msgspec.json.encode(told), LOST, key)


def read_loss(content: bytes, trusted: Roster) -> Loss:
    """Return how far the logs of a lost device go, as a device of its own office tells it."""
    document, _, signature = content.partition(b"\n")
    told = minisign.read(signature)
    found = trusted.signer(told.key_id)
    try:
        lost = msgspec.convert(loads(document, object_pairs_hook=unique), Loss)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleForged(why="loss") from None
    device = trusted.device(lost.device)
    if found is None or device is None or not found[0].is_active() or found[0].office != device.office:
        raise BundleForged(why="loss")
    if found[1] != found[0].current():  # a former key may have been stolen
        raise BundleForged(why="loss")
    if told.trusted != LOST or not told.covers(blake2b(document).digest(), found[1].public):
        raise BundleForged(why="loss")
    return lost


def fingerprint(keys: Enrolment | Key) -> str:
    """Return thirty digits in groups of five, to be read out on the phone."""
    return _digits(f"{keys.sign_pk}\0{keys.age_recipient}")


def root_fingerprint(root: bytes) -> str:
    """Return the digits of an organisation's root, compared once on each device."""
    return _digits(f"{SIGNED}\0{root.hex()}")


def _digits(told: str) -> str:
    number = int.from_bytes(blake2b(told.encode(), digest_size=16).digest(), "big")
    digits = str(number % 10**DIGITS).zfill(DIGITS)
    return " ".join(digits[at : at + 5] for at in range(0, DIGITS, 5))


def file(document: bytes, signature: str) -> bytes:
    """Return the file in which a roster travels by itself."""
    return document + b"\n" + signature.encode()


def read_file(content: bytes) -> tuple[Roster, bytes, str]:
    """Return a roster that the root it names signed; whose root that is, the caller has to know."""
    document, _, signature = content.partition(b"\n")
    try:
        told = msgspec.convert(loads(document, object_pairs_hook=unique), Roster)
        root = bytes.fromhex(told.root_pk)
        return read(document, signature.decode(), root), document, signature.decode()
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise BundleForged(why="roster") from None
