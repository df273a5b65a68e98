"""The directional class of each character and the pairs of brackets, as UAX #9 wants them."""

import re
import unicodedata
from functools import cache

ISOLATES = ("LRI", "RLI", "FSI")
EMBEDDINGS = ("LRE", "RLE", "LRO", "RLO")
REMOVED = (*EMBEDDINGS, "PDF", "BN")
SEPARATORS = ("B", "S")
NEUTRAL = ("B", "S", "WS", "ON", *ISOLATES, "PDI")

# Characters that make a line differ from the order in which it is stored, and signs that ask for it.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Unassigned characters take the class of the block they would stand in (DerivedBidiClass.txt, @missing).
_Blocks = tuple[tuple[int, int], ...]
_RIGHT_BLOCKS: _Blocks = (
    (0x590, 0x5FF), (0x7C0, 0x85F), (0xFB1D, 0xFB4F), (0x10800, 0x10CFF), (0x10D40, 0x10EBF),
    (0x10F00, 0x10F2F), (0x10F70, 0x10FFF), (0x1E800, 0x1EC6F), (0x1ECC0, 0x1ECFF),
    (0x1ED50, 0x1EDFF), (0x1EF00, 0x1EFFF),
)  # fmt: skip
_ARABIC_BLOCKS: _Blocks = (
    (0x600, 0x7BF), (0x860, 0x8FF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFF), (0x10D00, 0x10D3F),
    (0x10EC0, 0x10EFF), (0x10F30, 0x10F6F), (0x1EC70, 0x1ECBF), (0x1ED00, 0x1ED4F), (0x1EE00, 0x1EEFF),
)  # fmt: skip

_OPENING = (
    "([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5\u27e6\u27e8"
    "\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22"
    "\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59\ufe5b"
    "\ufe5d\uff08\uff3b\uff5b\uff5f\uff62"
)
_UNEVEN = {"(": ")", "[": "]", "{": "}", "\u298d": "\u2990", "\u298f": "\u298e"}
_UNEVEN |= {"\uff3b": "\uff3d", "\uff5b": "\uff5d", "\uff5f": "\uff60", "\uff62": "\uff63"}
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}  # canonically equal brackets pair with each other
CLOSING_OF = {_SAME.get(sign, sign): _UNEVEN.get(sign, chr(ord(sign) + 1)) for sign in _OPENING}
CLOSING_OF["\u3008"] = "\u3009"
CLOSING = frozenset(CLOSING_OF.values())


def is_plain(text: str) -> bool:
    """Say whether `text` reads from left to right throughout."""
    return _TURNING.search(text) is None


def same_bracket(sign: str) -> str:
    return _SAME.get(sign, sign)


@cache
def class_of(sign: str) -> str:
    return unicodedata.bidirectional(sign) or _missing(ord(sign))


def _missing(point: int) -> str:
    if any(first <= point <= last for first, last in _RIGHT_BLOCKS):
        return "R"
    if any(first <= point <= last for first, last in _ARABIC_BLOCKS):
        return "AL"
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF or 0xE0000 <= point <= 0xE0FFF:
        return "BN"
    return "ET" if 0x20A0 <= point <= 0x20CF else "L"
