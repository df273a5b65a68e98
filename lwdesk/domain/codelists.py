"""The words an office chooses from: versioned lists of codes, read one by one from the profile's folder."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lwdesk.base import assets

UNKNOWN: Final = "unknown"
UNDISCLOSED: Final = "undisclosed"
NOT_COLLECTED: Final = "not_collected"
NO_VALUES: Final = (UNKNOWN, UNDISCLOSED, NOT_COLLECTED)

PROFILE: Final = "dortmund"
_NO_VALUE_LIST: Final = "_novalue"
SHORTEST_MISSPELT: Final = 6
_UMLAUT_E = re.compile("(?<=[aou])e+")
_INSIDE_WORD = re.compile(r"(?<=\w)[*:’'](?=\w)")
_NO_LETTER = re.compile(r"[\W_]+")

type Attribute = str | int | bool | date | tuple[str, ...]
_NONE: Final[Mapping[str, Attribute]] = MappingProxyType({})


def fold(text: str) -> str:
    """Make spellings meet: case, accents, ä/ae/a, ß/ss, hyphens and gender stars no longer differ."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _UMLAUT_E.sub("", _NO_LETTER.sub(" ", _INSIDE_WORD.sub("", plain)).strip())


@dataclass(frozen=True, slots=True)
class Code:
    """One choice of a list; its code is stored and counted, its labels are only shown."""

    code: str
    de: str
    en: str
    short_de: str = ""
    short_en: str = ""
    help_de: str = ""
    help_en: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    proposal: bool = False
    listed: bool = True
    attributes: Mapping[str, Attribute] = field(default=_NONE, hash=False)

    def label(self, language: str = "de") -> str:
        return self.en if language.startswith("en") else self.de

    def short(self, language: str = "de") -> str:
        """Return the label for narrow places, the full one where no shorter exists."""
        return (self.short_en if language.startswith("en") else self.short_de) or self.label(language)

    def help(self, language: str = "de") -> str:
        return self.help_en if language.startswith("en") else self.help_de

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def flag(self, name: str) -> bool:
        return bool(self.attributes.get(name))

    def text(self, name: str) -> str:
        """Return an attribute as text, empty where the code has none."""
        return str(self.attributes.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an attribute as a row of texts, whether the list names one or several."""
        value = self.attributes.get(name, ())
        return value if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True)
class CodeList:
    """A list of codes in its order; a code it does not know stays readable instead of getting lost."""

    name: str
    version: int
    title_de: str
    title_en: str
    codes: tuple[Code, ...]
    no_values: tuple[Code, ...] = ()
    offers_no_value: bool = False

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    def get(self, code: str) -> Code:
        """Return the code; one that no list knows is kept and is its own label."""
        return self._by_code.get(code) or Code(code, code, code, listed=False)

    def label(self, code: str, language: str = "de") -> str:
        return self.get(code).label(language)

    def title(self, language: str = "de") -> str:
        return self.title_en if language.startswith("en") else self.title_de

    def choices(self, on: date | None = None) -> tuple[Code, ...]:
        """Return what can be chosen on a day, in order, the words for no value last."""
        return tuple(code for code in self._offered if on is None or code.valid_on(on))

    def by_alias(self, text: str) -> Code | None:
        """Return the one code a written word means, tolerant of spelling; nothing where it is ambiguous."""
        wanted = fold(text)
        exact = self._spellings.get(wanted) or self._spellings.get(wanted.replace(" ", ""))
        if exact is not None:
            return exact[0] if len(exact) == 1 else None
        if len(wanted) < SHORTEST_MISSPELT:
            return None
        near = {c.code: c for key, found in self._spellings.items() if one_slip(wanted, key) for c in found}
        return next(iter(near.values())) if len(near) == 1 else None

    def find(
        self, text: str, language: str = "de", limit: int = 50, on: date | None = None
    ) -> tuple[Code, ...]:
        """Return the choices a typed beginning may mean: labels first, then other words, then inner parts."""
        wanted = fold(text)
        ranked = ((key.rank(wanted, language), key.code) for key in self._keys)
        hits = sorted((pair for pair in ranked if pair[0] < _NO_HIT), key=lambda pair: pair[0])
        return tuple(code for _, code in hits if on is None or code.valid_on(on))[:limit]

    @cached_property
    def _keys(self) -> tuple["_Key", ...]:
        return tuple(_Key(code) for code in self._offered)

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {code.code: code for code in (*self.no_values, *self.codes)}

    @property
    def _offered(self) -> tuple[Code, ...]:
        return (*self.codes, *self.no_values) if self.offers_no_value else self.codes

    @cached_property
    def _spellings(self) -> dict[str, tuple[Code, ...]]:
        labels: dict[str, tuple[Code, ...]] = {}
        for code in self._offered:
            for text in (code.code, code.de, code.en, code.short_de, code.short_en):
                _note(labels, text, code)
        others: dict[str, tuple[Code, ...]] = {}
        for code in self._offered:
            for text in code.aliases:
                _note(others, text, code)
        return {**others, **labels}


def _note(spellings: dict[str, tuple[Code, ...]], text: str, code: Code) -> None:
    for key in {fold(text), fold(text).replace(" ", "")} - {""}:
        known = spellings.get(key, ())
        if code not in known:
            spellings[key] = (*known, code)


_NO_HIT: Final = 9


class _Key:
    """What a typed beginning is compared with, folded once for each code."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.labels = {"de": fold(code.de), "en": fold(code.en)}
        self.others = [*self.labels.values(), *map(fold, (code.short_de, code.short_en, *code.aliases))]
        self.words = [fold(text) for text in code.words]
        self.heap = " ".join((*self.others, *self.words))

    def rank(self, wanted: str, language: str) -> int:
        if self.labels["en" if language.startswith("en") else "de"].startswith(wanted):
            return 0
        if any(text.startswith(wanted) for text in self.others):
            return 1
        if any(text.startswith(wanted) for text in self.words):
            return 2
        if f" {wanted}" in self.heap:
            return 3
        return 4 if all(part in self.heap for part in wanted.split()) else _NO_HIT


def one_slip(one: str, other: str) -> bool:
    """Tell whether one letter too many, missing, wrong or swapped makes the difference."""
    if abs(len(one) - len(other)) > 1 or len(other) < SHORTEST_MISSPELT:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    left, right = one[start:], other[start:]
    if left[:2] == right[1::-1] and left[2:] == right[2:]:
        return True
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]


class CodeLists:
    """The lists of one profile; each is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, CodeList] = {}

    def __getitem__(self, name: str) -> CodeList:
        if name not in self._read:
            self._read[name] = self._whole(name)
        return self._read[name]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(p.stem for p in self._folder.glob("*.toml") if not p.stem.startswith("_")))

    def label(self, name: str, code: str, language: str = "de") -> str:
        return self[name].label(code, language)

    def _whole(self, name: str) -> CodeList:
        """Return a list with the codes of the lists that it is made of."""
        own, others = _read_list(self._folder / f"{name}.toml", self._no_values)
        return replace(own, codes=(*own.codes, *(code for other in others for code in self[other])))

    @cached_property
    def _no_values(self) -> tuple[Code, ...]:
        return _read_list(self._folder / f"{_NO_VALUE_LIST}.toml", ())[0].codes


@cache
def codelists(profile: str = PROFILE) -> CodeLists:
    return CodeLists(assets.folder("resources") / "codelists" / profile)


def _read_list(path: Path, no_values: tuple[Code, ...]) -> tuple[CodeList, tuple[str, ...]]:
    """Return a list as its file has it, and the names of those whose codes belong to it as well."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    listed = CodeList(
        name=content["list"],
        version=content["version"],
        title_de=content["title"]["de"],
        title_en=content["title"]["en"],
        codes=tuple(_code(item) for item in content["items"]),
        no_values=no_values,
        offers_no_value=content["no_values"],
    )
    return listed, tuple(content.get("of", ()))


_FIELDS: Final = frozenset(Code.__dataclass_fields__) - {"attributes", "listed", "aliases", "words"}


def _code(item: Mapping[str, object]) -> Code:
    rest = {key: _attribute(value) for key, value in item.items() if key not in _FIELDS}
    aliases, words = _texts(rest.pop("aliases", ())), _texts(rest.pop("words", ()))
    known = {key: value for key, value in item.items() if key in _FIELDS}
    return Code(aliases=aliases, words=words, attributes=MappingProxyType(rest), **known)  # type: ignore[arg-type]  # the lists are checked by tests


def _attribute(value: object) -> Attribute:
    if isinstance(value, list):
        return _texts(value)
    assert isinstance(value, str | int | date), type(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    assert isinstance(values, Iterable), type(values)
    return tuple(str(value) for value in values)
