"""Keys and signatures in the text form of minisign, so that its own program verifies them."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from lwdesk.base import signing
from lwdesk.base.errors import BundleDamaged, BundleForged

PREHASHED = b"ED"
PLAIN = b"Ed"
KEY_ID = 8
UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "
SIGNED_BY = UNTRUSTED + "signature of lwdesk"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it was read; nothing about it has been verified."""

    key_id: bytes
    signature: bytes
    trusted: str
    overall: bytes

    def covers(self, digest: bytes, public: bytes) -> bool:
        """Tell whether the holder of the key signed a file of this hash, and the trusted comment with it."""
        if self.key_id != key_id(public) or not signing.verify(public, digest, self.signature):
            return False
        return signing.verify(public, self.signature + self.trusted.encode(), self.overall)


def key_id(public: bytes) -> bytes:
    return blake2b(public).digest()[:KEY_ID]


def public_text(public: bytes) -> str:
    """Return the public key as minisign keeps it in a file."""
    told = b64encode(PLAIN + key_id(public) + public).decode()
    return f"{UNTRUSTED}minisign public key {key_id(public).hex().upper()}\n{told}\n"


def sign(digest: bytes, trusted: str, public: bytes, signer: Callable[[bytes], bytes]) -> bytes:
    """Return the text of a signature over a file of this BLAKE2b-512."""
    signature = signer(digest)
    overall = signer(signature + trusted.encode())
    told = b64encode(PREHASHED + key_id(public) + signature).decode()
    return f"{SIGNED_BY}\n{told}\n{TRUSTED}{trusted}\n{b64encode(overall).decode()}\n".encode()


def read(text: bytes) -> Signature:
    """Take the text of a signature apart; anything else than four such lines is refused."""
    lines = text.decode("utf-8", "replace").split("\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise BundleForged(why="unsigned")
    first, overall = _bytes(lines[1]), _bytes(lines[3])
    if len(first) != 2 + KEY_ID + 64 or len(overall) != 64 or first[:2] != PREHASHED:
        raise BundleForged(why="unsigned")
    return Signature(first[2 : 2 + KEY_ID], first[2 + KEY_ID :], lines[2].removeprefix(TRUSTED), overall)


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        raise BundleDamaged(why="signature") from None
