"""Values inside sentences: each keeps its own order of signs, whatever language stands around it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from lwdesk.documents.text.bidi_classes import CONTROLS

LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"
_PLACE = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person or a place, which reads the way its own script does."""

    text: str


Insert = str | int | date | time | Name


def value(text: str) -> str:
    """Isolate what is read out sign by sign: phone, IBAN, file number, address, amount, span of time."""
    return f"{LEFT_TO_RIGHT}{_one_line(text)}{END}"


def name(text: str) -> str:
    """Isolate a name: an Arabic one keeps its order in a German sentence, and a German one in an Arabic."""
    return f"{FIRST_STRONG}{_one_line(text)}{END}"


def isolated(what: Insert) -> str:
    """Isolate any insert; dates and times have Western digits in every language."""
    if isinstance(what, Name):
        return name(what.text)
    if isinstance(what, date):
        return value(f"{what:%d.%m.%Y}")
    return value(f"{what:%H:%M}" if isinstance(what, time) else str(what))


def sentence(pattern: str, inserts: Mapping[str, Insert]) -> str:
    """Put inserts into the places `{name}` of a pattern, each isolated; they are never read as patterns."""
    return _PLACE.sub(lambda place: isolated(inserts[place[1]]), pattern)


def shown(text: str) -> str:
    """Return what a reader sees of `text`: without direction signs and without points of hyphenation."""
    return CONTROLS.sub("", text).replace("\u00ad", "")


def _one_line(text: str) -> str:
    """Drop what could end the isolation from within: direction signs and ends of paragraphs."""
    kept = "".join(
        " " if unicodedata.bidirectional(sign) in ("B", "S") else sign for sign in CONTROLS.sub("", text)
    )
    return _SPACES.sub(" ", kept).strip()
