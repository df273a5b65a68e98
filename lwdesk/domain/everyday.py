"""Everyday words and the life areas they mean: `kindergeld` is about securing a living."""

from dataclasses import dataclass
from functools import cache

from lwdesk.domain.codelists import PROFILE, codelists, fold

AREAS = "life_area"


@dataclass(frozen=True, slots=True)
class Hit:
    """A life area that a typed beginning may mean, and the everyday word that led to it."""

    area: str
    word: str = ""


def areas(typed: str, language: str = "de", limit: int = 3) -> tuple[Hit, ...]:
    """Return what a typed beginning may mean: areas by their own name first, then one word for each area."""
    wanted = fold(typed)
    if not wanted:
        return ()
    named = [Hit(area) for area, names, _words in _spelled(language) if _begins(names, wanted)]
    worded = [
        Hit(area, word)
        for area, _names, words in _spelled(language)
        if (word := next((word for folded, word in words if folded.startswith(wanted)), ""))
    ]
    taken = {hit.area for hit in named}
    other = [hit for hit in worded if hit.area not in taken]
    return (*named, *other, *(hit for hit in worded if hit.area in taken))[:limit]


def _begins(names: tuple[str, ...], wanted: str) -> bool:
    return any(name.startswith(wanted) for name in names)


@cache
def _spelled(
    language: str, profile: str = PROFILE
) -> tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], ...]:
    """Return each area with its folded names and its everyday words, folded beside as they are written."""
    return tuple(
        (
            code.code,
            tuple(dict.fromkeys((fold(code.short(language)), fold(code.label(language))))),
            tuple((fold(word), word) for word in (*code.words, *code.aliases)),
        )
        for code in codelists(profile)[AREAS]
    )
