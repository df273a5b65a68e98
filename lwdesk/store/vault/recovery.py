"""The code on the recovery sheet: 160 random bits in eight groups, each with a sign that finds a slip.

Four signs of a group carry the secret, the fifth checks them together with the place of the group.
"""

import secrets

from lwdesk.base.errors import WrongPassphrase

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U
ALIKE = str.maketrans("OIL", "011")
GROUPS = 8
WEIGHTS = (2, 4, 8, 16)  # all different, and different from the 1 of the check itself
PLACE_WEIGHT = 7


class MistypedCode(WrongPassphrase):
    """The code cannot be right: `group` (from 1) holds a slip, or 0 when the length is wrong."""


def new_code() -> str:
    return written(secrets.token_bytes(20))


def written(secret: bytes) -> str:
    """Return the twenty bytes as they are printed."""
    bits = int.from_bytes(secret)
    signs = [bits >> shift & 31 for shift in range(155, -1, -5)]
    groups = [[*signs[i : i + 4], _check(signs[i : i + 4], i // 4)] for i in range(0, 32, 4)]
    return "-".join("".join(ALPHABET[sign] for sign in group) for group in groups)


def read(code: str) -> bytes:
    """Return the secret of a code typed in any case and with any separators, or say which group is wrong."""
    signs = [sign for sign in code.upper().translate(ALIKE) if sign.isalnum()]
    if len(signs) != GROUPS * 5:
        raise MistypedCode(group=0)
    bits = 0
    for place in range(GROUPS):
        group = [ALPHABET.find(sign) for sign in signs[place * 5 : place * 5 + 5]]
        if min(group) < 0 or _check(group[:4], place) != group[4]:
            raise MistypedCode(group=place + 1)
        for sign in group[:4]:
            bits = bits << 5 | sign
    return bits.to_bytes(20)


def _check(signs: list[int], place: int) -> int:
    """Return the sign that changes with any one sign, with any two swapped signs and with the place."""
    total = _times(PLACE_WEIGHT, place)
    for weight, sign in zip(WEIGHTS, signs, strict=True):
        total ^= _times(weight, sign)
    return total


def _times(left: int, right: int) -> int:
    """Multiply in the field of 32 elements (x^5 + x^2 + 1)."""
    product = 0
    while right:
        product ^= left if right & 1 else 0
        right >>= 1
        left = left << 1 ^ (0b100101 if left & 16 else 0)
    return product
