"""What a written note is about: the everyday words in it, and the life areas they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from lwdesk.domain.codelists import PROFILE, codelists, fold

AREAS: Final = "life_area"
LONGEST: Final = 20_000
SHORT: Final = 4
ENDINGS: Final = ("", "e", "en", "er", "es", "n", "s")
WORD: Final = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of a note and the life area it points to."""

    word: str
    area: str


def suggestions(note: str) -> tuple[Suggestion, ...]:
    """Return each area that a note touches once, with the first word that says so, in the note's order."""
    found: dict[str, Suggestion] = {}
    for said in _said(note[:LONGEST]):
        for suggestion in said:
            found.setdefault(suggestion.area, suggestion)
    return tuple(found.values())


def _said(note: str) -> Iterator[tuple[Suggestion, ...]]:
    known, longest = _known()
    typed = WORD.findall(note)
    folded = [fold(word) for word in typed]
    place = 0
    while place < len(typed):
        for count in range(min(longest, len(typed) - place), 0, -1):
            meant = _meant(known, typed[place], " ".join(folded[place : place + count]))
            if meant:
                yield meant
                place += count
                break
        else:
            place += 1


def _meant(known: dict[str, tuple[Suggestion, ...]], typed: str, folded: str) -> tuple[Suggestion, ...]:
    """Return what a word means as it stands, or without the ending of a case."""
    for ending in ENDINGS:
        stem = folded.removesuffix(ending)
        if ending and (stem == folded or len(stem) <= SHORT):
            continue
        if meant := known.get(stem):
            return tuple(one for one in meant if len(one.word) > SHORT or _same_case(one.word, typed))
    return ()


def _same_case(word: str, typed: str) -> bool:
    """A short word counts as it is written: `Weg` is a way, `weg` is away."""
    return word[0].isupper() == typed[0].isupper()


@cache
def _known(profile: str = PROFILE) -> tuple[dict[str, tuple[Suggestion, ...]], int]:
    """Return what each folded word means, and how many words the longest entry has."""
    known: dict[str, tuple[Suggestion, ...]] = {}
    for code in codelists(profile)[AREAS]:
        for word in (*code.words, *code.aliases, code.short("de")):
            key = fold(word)
            if all(one.area != code.code for one in known.get(key, ())):
                known[key] = (*known.get(key, ()), Suggestion(word, code.code))
    return known, max(len(key.split()) for key in known)
