"""Where a line may end: between words, at soft hyphens, inside a value only when it is wider than a line."""

import re
import unicodedata
from enum import IntEnum

from lwdesk.documents.text.bidi_classes import ISOLATES, class_of

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
SOFT_HYPHEN = "\u00ad"
_AFTER = "-\u2010\u2013\u2014/"
_OWN_WORD = "\u1361\u200b"  # the Ethiopic space between words, the space without width
_PLACES = re.compile(f"[{re.escape(SPACES + SOFT_HYPHEN + _AFTER + _OWN_WORD)}]")


class Break(IntEnum):
    """What ends a line at a place; the lower, the sooner it is taken."""

    WORD = 1
    HYPHEN = 2  # a hyphen is drawn
    VALUE = 3  # inside an isolated value


def opportunities(text: str) -> dict[int, Break]:
    """Return the places before which a line may begin, in ascending order."""
    inside = _isolated(text) if "\u2066" in text or "\u2067" in text or "\u2068" in text else ()
    found = {}
    for match in _PLACES.finditer(text):
        place = match.end()
        kind = _kind(text, place) if place < len(text) else None
        if kind is not None:
            found[place] = Break.VALUE if inside and inside[place - 1] else kind
    return found


def _kind(text: str, place: int) -> Break | None:
    before, after = text[place - 1], text[place]
    if before in SPACES:
        return None if after in SPACES else Break.WORD
    if before in _OWN_WORD:
        return Break.WORD
    lonely = place < 2 or not text[place - 2].isalpha() or not after.isalpha()
    if lonely:
        return None
    return Break.HYPHEN if before == SOFT_HYPHEN else Break.WORD


def _isolated(text: str) -> list[bool]:
    depth = 0
    found = []
    for sign in text:
        kind = class_of(sign)
        depth += kind in ISOLATES
        if kind == "PDI":
            depth = max(0, depth - 1)
        found.append(depth > 0)
    return found


def stays_with_previous(sign: str) -> bool:
    """Say whether a character may not be torn from the one before it."""
    return sign in "\u200c\u200d" or unicodedata.category(sign) in ("Mn", "Me", "Mc")
