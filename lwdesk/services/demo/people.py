"""The members of a household: who they are to each other, how old, and how their names are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.demo.lists import Community, Name

type Sex = Literal["female", "male"]

PAPERS_SHARE, ESTIMATED_SHARE = 0.28, 0.02
WITHOUT_EXACT_DAYS = frozenset({"af", "so", "er", "sy", "gn", "iq", "ml", "pk"})
WITHOUT_FAMILY_NAME = 0.12
ADULT = 18


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody who is to become a person: role, sex, year of birth."""

    role: str
    sex: Sex
    year: int
    since: date | None = None
    until: date | None = None
    leaving: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A full name with its other spellings and its own script."""

    given: str
    family: str
    native: str
    others: tuple[str, ...]


def family(size: int, year: int, random: Random) -> list[Draft]:
    """Put a household of `size` persons together as of a year."""
    head = year - (random.randint(19, 52) if size == 1 else random.randint(25, 48))
    if size == 1:
        return [Draft("reference", _sex(random, 0.3), head)]
    if size == 2:
        return _two(head, year, random)
    if random.random() < 0.16:
        return [Draft("reference", "female", head), *_children(size - 1, head, year, random)]
    sex = _sex(random, 0.25)
    other: Sex = "male" if sex == "female" else "female"
    couple = [
        Draft("reference", sex, head),
        Draft("wife" if other == "female" else "husband", other, head + random.randint(-3, 7)),
    ]
    left = size - 2
    if left > 1 and random.random() < 0.08:
        old = random.choice([Draft("grandmother", "female", head - 24), Draft("brother", "male", head + 4)])
        return [*couple, *_children(left - 1, head, year, random), old]
    return [*couple, *_children(left, head, year, random)]


def _sex(random: Random, female: float) -> Sex:
    return "female" if random.random() < female else "male"


def _two(head: int, year: int, random: Random) -> list[Draft]:
    kind = random.random()
    if kind < 0.4:
        return [Draft("reference", "male", head), Draft("wife", "female", head + random.randint(-2, 8))]
    if kind < 0.8:
        return [Draft("reference", "female", head), *_children(1, head, year, random)]
    sex = _sex(random, 0.4)
    return [
        Draft("reference", "male", head),
        Draft("sister" if sex == "female" else "brother", sex, head + random.randint(1, 6)),
    ]


def _children(count: int, head: int, year: int, random: Random) -> Iterator[Draft]:
    oldest = min(max(head + random.randint(20, 27), year - 21), year)
    gap = max((year - oldest) / max(count, 1), 1)
    for place in range(count):
        yield child(min(oldest + int(place * gap), year), random)


def child(year: int, random: Random, since: date | None = None) -> Draft:
    sex = _sex(random, 0.49)
    return Draft("daughter" if sex == "female" else "son", sex, year, since)


def leaver(start: date, end: date, random: Random) -> Draft:
    """Return a grown-up who left between two days."""
    until = start + timedelta(random.randint(1, max((end - start).days - 1, 1)))
    leaving = random.choice(["own_household", "moved_out", "separated", "left_germany"])
    sex = _sex(random, 0.4)
    return Draft(
        "sister" if sex == "female" else "brother",
        sex,
        until.year - random.randint(19, 27),
        None,
        until,
        leaving,
    )


def born(draft: Draft, country: str, latest: date, random: Random) -> VagueDay:
    """Return the birth date with the precision that papers from a country allow."""
    day = date(draft.year, 1, 1) + timedelta(random.randrange(365))
    if country in WITHOUT_EXACT_DAYS and draft.since is None:
        chance = random.random()
        if chance < PAPERS_SHARE:
            return VagueDay(day, Precision.PAPERS)
        if chance < PAPERS_SHARE + ESTIMATED_SHARE:
            return VagueDay(day, Precision.ESTIMATED)
    return VagueDay(draft.since or min(day, latest))


class Naming:
    """Names the members of one household by the custom of its community."""

    def __init__(self, community: Community, random: Random) -> None:
        self._community = community
        self._random = random
        place = random.randrange(len(community.family))
        self._men, self._women = community.family[place], community.family_of_women[place]
        self._taken: set[str] = set()
        self._nameless = community.style == "single" and random.random() < WITHOUT_FAMILY_NAME

    @property
    def family(self) -> Name:
        return self._men

    def name(self, draft: Draft) -> Named:
        given = self._given(draft.sex)
        if self._nameless:
            return Named(given.first, "", given.native, given.spellings[1:])
        return self._written(given, self._family_of(draft))

    def _given(self, sex: Sex) -> Name:
        names = self._community.given(sex)
        for _ in range(6):
            name = self._random.choice(names)
            if name.first not in self._taken:
                break
        self._taken.add(name.first)
        return name

    def _family_of(self, draft: Draft) -> Name:
        keeps_own = self._community.style in ("own", "father") and draft.role in (
            "wife",
            "husband",
            "grandmother",
        )
        if keeps_own:
            return self._random.choice(self._community.family)
        return self._women if draft.sex == "female" else self._men

    def _written(self, given: Name, family: Name) -> Named:
        others = (
            f"{one} {other}"
            for one in given.spellings
            for other in family.spellings
            if (one, other) != (given.first, family.first)
        )
        native = f"{given.native} {family.native}" if given.native else ""
        return Named(given.first, family.first, native, tuple(others))
