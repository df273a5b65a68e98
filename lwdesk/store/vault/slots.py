"""The data key wrapped and unwrapped: Argon2id makes a key of the passphrase, AES-256-GCM seals with it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lwdesk.base.errors import TooLittleMemory, WrongPassphrase
from lwdesk.store.keyfile import Slot
from lwdesk.store.vault.strength import normalised


@dataclass(frozen=True)
class Cost:
    """What one try costs: KiB of memory, rounds, lanes."""

    m: int = 256 * 1024
    t: int = 3
    p: int = 4


CHEAP = Cost(m=32, t=1, p=1)  # for tests alone

_cost = Cost()


@contextmanager
def using(cost: Cost) -> Iterator[None]:
    """Make new slots at this cost inside the block; slots that exist keep theirs."""
    global _cost  # noqa: PLW0603 - the seam itself
    before, _cost = _cost, cost
    try:
        yield
    finally:
        _cost = before


def secret_of(passphrase: str) -> bytes:
    return normalised(passphrase).encode("utf-8", "surrogatepass")


def wrapped(kind: str, user: str, name: str, file: str, key: bytes, secret: bytes) -> Slot:
    """Return a new slot that opens with this secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    slot = Slot(kind, user, name, _cost.m, _cost.t, _cost.p, salt, nonce)
    return replace(slot, wrapped=AESGCM(_stretched(slot, secret)).encrypt(nonce, key, slot.header(file)))


def unwrapped(slot: Slot | None, file: str, secret: bytes) -> bytes:
    """Return the data key, or raise WrongPassphrase."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if slot is None:
        raise WrongPassphrase
    try:
        return AESGCM(_stretched(slot, secret)).decrypt(slot.nonce, slot.wrapped, slot.header(file))
    except InvalidTag as error:
        raise WrongPassphrase from error


def _stretched(slot: Slot, secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=slot.salt, length=32, iterations=slot.t, lanes=slot.p, memory_cost=slot.m)
    try:
        return kdf.derive(secret)
    except MemoryError as error:
        raise TooLittleMemory(kib=slot.m) from error
