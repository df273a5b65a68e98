"""The fixed phrases of the sheets: one file for each language and document, and who has read them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal

from lwdesk.base import assets
from lwdesk.documents.text.isolate import END, FIRST_STRONG, Insert, isolated, name
from lwdesk.documents.text.shape import FIXED, Part

HOME: Final = "de"
LANGUAGES: Final = (
    HOME, "en", "fr", "ar", "fa", "prs", "ps", "kmr", "ckb", "ti", "uk", "ru", "tr", "ro", "bg", "so",
)  # fmt: skip
COMMON: Final = "common"
_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A fixed phrase with its values; a part that names no language is in that of the phrase."""

    parts: tuple[Part, ...]
    language: str
    fixed: bool = False  # has no values, and so tells of nobody

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def bold(self) -> "Said":
        return replace(self, parts=tuple(replace(part, bold=True) for part in self.parts))


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody typed: it stays in its own language, wherever it is put."""

    text: str
    language: str = HOME


Value = Insert | Said | Quoted


@dataclass(frozen=True, slots=True)
class Review:
    """Which version of a translation this is, and whether a native speaker has read it."""

    state: Literal["reviewed", "unreviewed"]
    version: int
    by: str = ""
    on: date | None = None

    @property
    def reviewed(self) -> bool:
        return self.state == "reviewed"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one document in one language, with German where a phrase is missing."""

    document: str
    language: str
    review: Review
    patterns: Mapping[str, tuple[str, str]]  # key → language and pattern

    def __call__(self, key: str, /, **values: Value) -> Said:
        language, pattern = self.patterns[key]
        return _said(pattern, language, values) if values else _fixed(pattern, language)

    def __contains__(self, key: object) -> bool:
        return key in self.patterns


def load(document: str, language: str) -> Phrases:
    """Return the phrases of a document and those all share; a language without them is told in German."""
    return _load(document, language if language in LANGUAGES else HOME)


@cache
def _load(document: str, language: str) -> Phrases:
    review, own = read(document, language)
    found: dict[str, tuple[str, str]] = {}
    for spoken in (HOME, language):
        for patterns in (read(COMMON, spoken)[1], read(document, spoken)[1]):
            found |= {key: (spoken, pattern) for key, pattern in patterns.items()}
    return Phrases(document, language if own else HOME, review, found)


@cache
def read(document: str, language: str) -> tuple[Review, Mapping[str, str]]:
    """Return one file, or nothing in it where the language has none."""
    path = assets.folder("resources") / "handouts" / language / f"{document}.toml"
    if not path.is_file():
        return Review("unreviewed", 0), {}
    told = tomllib.loads(path.read_text("utf-8"))
    for pattern in told["phrases"].values():
        for words in _PLACE.split(pattern)[::2]:
            FIXED.learn(words)
    return Review(**told["review"]), told["phrases"]


def offered(document: str) -> tuple[str, ...]:
    """Return the languages in which a document can be had."""
    return tuple(language for language in LANGUAGES if read(document, language)[1])


def placeholders(pattern: str) -> frozenset[str]:
    return frozenset(_PLACE.findall(pattern))


@cache
def _fixed(pattern: str, language: str) -> Said:
    return _said(pattern, language, {})


def _said(pattern: str, language: str, values: Mapping[str, Value]) -> Said:
    parts = tuple(_pieces(pattern, language, values))
    return Said(parts, language, fixed=_PLACE.search(pattern) is None)


def _pieces(pattern: str, language: str, values: Mapping[str, Value]) -> Iterator[Part]:
    """Yield the words of a pattern and its values, each isolated; values are never read as patterns."""
    for number, piece in enumerate(_PLACE.split(pattern)):
        if number % 2:
            yield from _value(values[piece], language)
        elif piece:
            yield Part(piece)


def _value(what: Value, language: str) -> Iterator[Part]:
    if isinstance(what, Quoted):
        yield Part(name(what.text), language=what.language)
    elif not isinstance(what, Said):
        yield Part(isolated(what))
    elif what.language == language:
        yield from what.parts
    else:
        yield from _foreign(what)


def _foreign(said: Said) -> Iterator[Part]:
    yield Part(FIRST_STRONG, language=said.language)
    for part in said.parts:
        yield replace(part, language=part.language or said.language)
    yield Part(END, language=said.language)
