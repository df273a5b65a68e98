"""What the demonstration is put together from: names, offices, words, read from resources/demo."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lwdesk.base import assets

LATIN = "latin"


@dataclass(frozen=True, slots=True)
class Name:
    """One name with its spellings and, where the script is not Latin, as its owner writes it."""

    spellings: tuple[str, ...]
    native: str = ""

    @property
    def first(self) -> str:
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Community:
    """People who share a language and a way of naming; an invented part of the population."""

    code: str
    group: str
    weight: int
    style: str
    language: str
    script: str
    countries: tuple[str, ...]
    titles: tuple[str, ...]
    birth_places: tuple[str, ...]
    male: tuple[Name, ...]
    female: tuple[Name, ...]
    family: tuple[Name, ...]
    family_of_women: tuple[Name, ...]
    dialect: str | None = None
    second: str | None = None
    client_type: str = "refugee_household"

    def given(self, sex: str) -> tuple[Name, ...]:
        return self.female if sex == "female" else self.male


@dataclass(frozen=True, slots=True)
class OfficeList:
    """An office with the two rows of numbers that it shall have on the two cut-off dates."""

    code: str
    region: str
    partner: str
    districts: tuple[str, ...]
    refugee_share: float
    street: str
    postcode: str
    staff: tuple[str, ...]
    first: tuple[int, int, int]
    second: tuple[int, int, int]
    dates: tuple[Mapping[str, Any], ...]

    def began(self, as_of: date) -> date:
        """Return the beginning as stated on a day."""
        stated: list[date] = [
            item["on"]
            for item in self.dates
            if item["kind"] == "counting"
            and item.get("stated_from", date.min) <= as_of <= item.get("stated_until", date.max)
        ]
        return max(stated)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The offices and the sums that the demonstration reproduces."""

    cut_offs: tuple[date, date]
    partner_share: float
    anonymous_share: float
    areas: Mapping[str, int]
    support: Mapping[str, int]
    offices: tuple[OfficeList, ...]


@cache
def numbers() -> Numbers:
    raw = _read("offices")
    offices = tuple(OfficeList(**_tuples(item)) for item in raw["office"])
    first, second = raw["cut_offs"]
    return Numbers(
        (first, second), raw["partner_share"], raw["anonymous_share"], raw["areas"], raw["support"], offices
    )


@cache
def communities(group: str) -> tuple[Community, ...]:
    return tuple(_community(item) for item in _read("names")["community"] if item["group"] == group)


@cache
def words() -> dict[str, Any]:
    return _read("words")


@cache
def directory() -> tuple[dict[str, Any], ...]:
    """Return the providers with their offers."""
    return tuple(_read("offers")["provider"])


def _read(name: str) -> dict[str, Any]:
    with (assets.folder("resources") / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _community(raw: Mapping[str, Any]) -> Community:
    own_script = raw["script"] != LATIN
    families = [_name(text, own_script=own_script) for text in raw["family"]]
    return Community(
        **_tuples({key: value for key, value in raw.items() if key not in ("male", "female", "family")}),
        male=tuple(_name(text, own_script=own_script) for text in raw["male"]),
        female=tuple(_name(text, own_script=own_script) for text in raw["female"]),
        family=tuple(families),
        family_of_women=tuple(
            _of_a_woman(text) or name for text, name in zip(raw["family"], families, strict=True)
        ),
    )


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def _is_cyrillic(text: str) -> bool:
    return "\u0400" <= text[:1] <= "\u04ff"


def _name(text: str, *, own_script: bool) -> Name:
    parts = text.split("|")
    if not own_script:
        return Name(tuple(parts))
    both_sexes = len(parts) > 2 and _is_cyrillic(parts[-2])
    return Name(tuple(parts[:-2]), parts[-2]) if both_sexes else Name(tuple(parts[:-1]), parts[-1])


def _of_a_woman(text: str) -> Name | None:
    """Return the form of a Slavic family name for women, where the list gives one."""
    parts = text.split("|")
    if len(parts) < 3 or not (_is_cyrillic(parts[-1]) and _is_cyrillic(parts[-2])):
        return None
    return Name(tuple(f"{part}a" for part in parts[:-2]), parts[-1])
