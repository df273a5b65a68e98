"""What is read together before somebody agrees: the same text in several languages, data and never code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from lwdesk.base import assets

FOLDER: Final = "consent_texts"
HOME: Final = "de"
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "prs", "ps", "ckb", "ur"})


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text in one language, with its version and whether a native speaker has looked at it."""

    language: str
    version: str
    reviewed: bool
    title: str
    paragraphs: tuple[str, ...]
    agreement: str

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a text."""
    folder = assets.folder("resources") / FOLDER
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def text(language: str | None) -> ConsentText | None:
    """Return the text of a language, or None where there is none yet."""
    if language not in languages():
        return None
    with (assets.folder("resources") / FOLDER / f"{language}.toml").open("rb") as file:
        told = tomllib.load(file)
    return ConsentText(
        language=language,
        version=told["version"],
        reviewed=told["reviewed"],
        title=told["title"],
        paragraphs=tuple(told["paragraphs"]),
        agreement=told["agreement"],
    )
