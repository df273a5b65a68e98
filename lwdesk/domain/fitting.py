"""Whether an offer fits a household: reasons for it, warnings against it, and the words that find it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from lwdesk.domain.codelists import SHORTEST_MISSPELT, codelists, fold, one_slip
from lwdesk.domain.provider import Offer, Provider

STALE_MONTHS: Final = 12
GERMAN: Final = "de"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; what is left out does not matter."""

    on: date
    area: str | None = None
    language: str | None = None
    district: str | None = None
    target_group: str | None = None
    ages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrow:
    """What somebody wants to see of the offers alone; what is left out narrows nothing."""

    district: str | None = None
    free: bool = False
    category: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """Why an offer fits (codes), what speaks against it (codes), and how well it fits all in all."""

    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    score: int = 0


def is_over(one: Offer | Provider, on: date) -> bool:
    """Tell whether an offer has ended, or whether a provider is no longer there."""
    return one.valid_until is not None and one.valid_until < on


def is_ahead(one: Offer | Provider, on: date) -> bool:
    """Tell whether an offer or a provider begins only later."""
    return one.valid_from is not None and one.valid_from > on


def is_valid(offer: Offer, provider: Provider | None, on: date) -> bool:
    """Tell whether there is such an offer on a day."""
    return not any(is_over(one, on) or is_ahead(one, on) for one in (offer, provider) if one is not None)


def months_since_check(offer: Offer, on: date) -> int | None:
    """Return how many whole months ago somebody looked whether the offer is still as it stands here."""
    if offer.checked_on is None:
        return None
    months = (on.year - offer.checked_on.year) * 12 + on.month - offer.checked_on.month
    return max(0, months - (on.day < offer.checked_on.day))


def is_stale(offer: Offer, on: date) -> bool:
    months = months_since_check(offer, on)
    return months is None or months >= STALE_MONTHS


def fit(offer: Offer, wish: Wish, taken: int = 0) -> Fit:
    """Return what speaks for an offer and against it; `taken` places are no longer free."""
    found = [*_language(offer, wish), *_area(offer, wish), *_district(offer, wish), *_people(offer, wish)]
    if offer.free:
        found.append(("free", 1))
    if not offer.by_appointment and offer.opening:
        found.append(("open", 1))
    if offer.capacity is not None and taken >= offer.capacity:
        found.append(("!full", -3))
    if is_stale(offer, wish.on):
        found.append(("!stale", -2))
    reasons = tuple(code for code, _weight in found if not code.startswith("!"))
    warnings = tuple(code.removeprefix("!") for code, _weight in found if code.startswith("!"))
    return Fit(reasons, warnings, sum(weight for _code, weight in found))


type Weighed = list[tuple[str, int]]


def _language(offer: Offer, wish: Wish) -> Weighed:
    if wish.language is None or not offer.languages:
        return []
    if wish.language in offer.languages:
        return [("language", 4)]
    return [("!german_only" if set(offer.languages) == {GERMAN} else "!language", -2)]


def _area(offer: Offer, wish: Wish) -> Weighed:
    if wish.area is None:
        return []
    return [("area", 5)] if wish.area in offer.areas else []


def _district(offer: Offer, wish: Wish) -> Weighed:
    if wish.district is None:
        return []
    if not offer.districts:
        return [("city_wide", 1)]
    return [("district", 3)] if wish.district in offer.districts else [("!district", -4)]


def _people(offer: Offer, wish: Wish) -> Weighed:
    found: Weighed = []
    if wish.target_group and offer.target_groups and wish.target_group not in offer.target_groups:
        found.append(("!target_group", -4))
    if wish.ages and (offer.age_from is not None or offer.age_until is not None):
        low = offer.age_from if offer.age_from is not None else 0
        high = offer.age_until if offer.age_until is not None else 200
        found.append(("age", 3) if any(low <= age <= high for age in wish.ages) else ("!age", -4))
    return found


def passes(offer: Offer, narrow: Narrow) -> bool:
    """Tell whether an offer is among those that somebody wants to see; what names no district is for all."""
    return (
        (narrow.district is None or not offer.districts or narrow.district in offer.districts)
        and (offer.free or not narrow.free)
        and narrow.category in (None, offer.category)
        and (narrow.language is None or narrow.language in offer.languages)
    )


def words(texts: tuple[str, ...], codes: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Return what can be typed to find an offer or a provider: the words of its texts and of its codes."""
    said = [_words_in(text) for text in texts]
    return frozenset().union(*said, *(_words_of(codelist, code) for codelist, code in codes))


@lru_cache(maxsize=1 << 14)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


@lru_cache(maxsize=1024)
def _words_of(codelist: str, code: str) -> frozenset[str]:
    """Return what a code is called in both languages, and the region a district belongs to."""
    known = codelists()[codelist].get(code)
    called = (known.de, known.en, *known.aliases, *known.words)
    found = frozenset(word for text in called for word in fold(text).split())
    region = known.text("region")
    return found | _words_of("region", region) if region else found


class Named[K]:
    """Things by the words they can be found with."""

    def __init__(self, known: Iterable[tuple[K, frozenset[str]]]) -> None:
        self._known = tuple(known)
        self._vocabulary: frozenset[str] = frozenset().union(*(said for _key, said in self._known))

    def find(self, typed: str) -> tuple[K, ...]:
        """Return what all typed words name, in any order; a word may be a part of another, or nearly one."""
        meant = [self._meant(word) for word in fold(typed).split()]
        return tuple(
            key for key, said in self._known if not any(said.isdisjoint(spellings) for spellings in meant)
        )

    def _meant(self, typed: str) -> frozenset[str]:
        """Return the words that hold what was typed; where none does, those that begin with one slip less."""
        held = frozenset(word for word in self._vocabulary if typed in word)
        if held or len(typed) < SHORTEST_MISSPELT:
            return held
        return frozenset(
            word for word in self._vocabulary if one_slip(typed, word) or one_slip(typed, word[: len(typed)])
        )
