"""Where an address belongs: the districts a postcode may mean, and the region that looks after a district."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from lwdesk.base import assets
from lwdesk.domain.codelists import PROFILE, codelists, fold

_HOUSE_NUMBER = re.compile(r"\s+\d.*$")
_STREET: Final = "strasse"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address knowledge of one town."""

    postcodes: Mapping[str, tuple[str, ...]]
    streets: Mapping[str, str]
    proposal: bool


def district_of(postcode: str, street: str | None = None, profile: str = PROFILE) -> tuple[str, ...]:
    """Return the districts an address may lie in, likeliest first; none outside the town."""
    known = addresses(profile)
    candidates = known.postcodes.get("".join(postcode.split()), ())
    exact = known.streets.get(_street_key(street or ""))
    return (exact,) if exact in candidates else candidates


def region_of(district: str, profile: str = PROFILE) -> str:
    """Return the region whose office looks after the district, empty where nobody does."""
    return codelists(profile)["district"].get(district).text("region")


@cache
def addresses(profile: str = PROFILE) -> Addresses:
    path = assets.folder("resources") / "codelists" / profile / "_addresses.toml"
    with path.open("rb") as file:
        content = tomllib.load(file)
    return Addresses(
        postcodes={postcode: tuple(districts) for postcode, districts in content["postcodes"].items()},
        streets={_street_key(street): district for street, district in content["streets"].items()},
        proposal=content["proposal"],
    )


def _street_key(street: str) -> str:
    """Make "Kampstr. 12 a" and "Kamp-Straße" meet."""
    key = fold(_HOUSE_NUMBER.sub("", street.strip())).replace(" ", "")
    return key.removesuffix("str") + _STREET if key.endswith("str") else key
