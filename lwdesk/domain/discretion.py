"""Whether a free text that leaves the office names a family: by name, phone, address or number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lwdesk.domain.codelists import fold
from lwdesk.domain.names import address_words, phone_key, romanise

SHORTEST_NAME: Final = 3
SHORTEST_STREET: Final = 5
SHORTEST_MARK: Final = 4
PHONE_DIGITS: Final = 6
"""The last digits of a number, whatever stands before them."""
COMMON: Final = frozenset(
    (
        "familie",
        "family",
        "haushalt",
        "frau",
        "herr",
        "mutter",
        "vater",
        "kind",
        "kinder",
        "und",
        "mit",
        "von",
    )
)
"""Words of a household's name that tell nothing."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What tells who a family is; `places` are addresses that everybody may know."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def told(texts: Mapping[str, str], secrets: Secrets) -> tuple[tuple[str, str], ...]:
    """Return each text that names the family, by its key, and whether by name, phone, address or number."""
    names = _words(secrets.names) - COMMON
    found = [(key, _why(text, names, secrets)) for key, text in texts.items()]
    return tuple((key, why) for key, why in found if why)


def _why(text: str, names: frozenset[str], secrets: Secrets) -> str:
    if _words((text,)) & names:
        return "name"
    digits = "".join(sign for sign in text if sign.isdecimal())
    ends = (phone_key(phone)[-PHONE_DIGITS:] for phone in secrets.phones)
    if any(end and end in digits for end in ends):
        return "phone"
    if _says_address(text, secrets):
        return "address"
    plain = fold(text).replace(" ", "")
    marks = (fold(mark).replace(" ", "") for mark in secrets.marks)
    return "number" if any(len(mark) >= SHORTEST_MARK and mark in plain for mark in marks) else ""


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of texts as they are compared: folded, and in Latin letters."""
    found: set[str] = set()
    for word in (word for text in texts for word in fold(text).split()):
        found.add(word)
        if not word.isascii():
            found.update(romanise(word))
    return frozenset(word for word in found if len(word) >= SHORTEST_NAME)


def _says_address(text: str, secrets: Secrets) -> bool:
    """A street alone tells enough, unless everybody may know it: then the number has to be said, too."""
    public = {_street(place) for place in secrets.places}
    said = address_words(text)
    letters, rest = "".join(word for word in said if word.isalpha()), set(said)
    for address in secrets.addresses:
        street, numbers = _street(address), {one for one in address_words(address) if not one.isalpha()}
        if not street or street not in letters:
            continue
        alone = len(street) >= SHORTEST_STREET and street not in public
        if alone or numbers & rest:
            return True
    return False


def _street(address: str) -> str:
    return "".join(word for word in address_words(address) if word.isalpha())
