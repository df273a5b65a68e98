"""The typefaces of the paper: one family per script, read once, and who draws which character."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lwdesk.base import assets
from lwdesk.documents.text.harfbuzz import hb

LATIN, CYRILLIC, GREEK, ARABIC, ETHIOPIC, COMMON = "Latn", "Cyrl", "Grek", "Arab", "Ethi", "Zyyy"
_SANS, _ARABIC = "noto-sans/NotoSans", "noto-sans-arabic/NotoSansArabic"
_ETHIOPIC = "noto-sans-ethiopic/NotoSansEthiopic"
_SYMBOLS = "noto-sans-symbols/NotoSansSymbols2"
_FAMILY = {LATIN: _SANS, CYRILLIC: _SANS, GREEK: _SANS, ARABIC: _ARABIC, ETHIOPIC: _ETHIOPIC}
_FALLBACK = (_SANS, _ARABIC, _ETHIOPIC, _SYMBOLS)
_STARTS = (
    (0x41, LATIN), (0x5B, COMMON), (0x61, LATIN), (0x7B, COMMON), (0xAA, LATIN), (0xAB, COMMON),
    (0xC0, LATIN), (0x2B0, COMMON), (0x370, GREEK), (0x400, CYRILLIC), (0x530, COMMON), (0x600, ARABIC),
    (0x700, COMMON), (0x750, ARABIC), (0x780, COMMON), (0x870, ARABIC), (0x900, COMMON), (0x1200, ETHIOPIC),
    (0x13A0, COMMON), (0x1C80, CYRILLIC), (0x1C90, COMMON), (0x1E00, LATIN), (0x1F00, GREEK),
    (0x2000, COMMON), (0x2D80, ETHIOPIC), (0x2DE0, CYRILLIC), (0x2E00, COMMON), (0xAB00, ETHIOPIC),
    (0xAB30, COMMON), (0xFB50, ARABIC), (0xFE00, COMMON), (0xFE70, ARABIC), (0xFF00, COMMON),
)  # fmt: skip
_POINTS = [start for start, _script in _STARTS]
_SHARED = frozenset("×÷،؛؟ـ")  # punctuation that several scripts use


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One weight of one family, in the units of its own drawing."""

    name: str
    data: bytes = field(repr=False)
    face: Any = field(repr=False)
    font: Any = field(repr=False)
    characters: frozenset[int] = field(repr=False)
    upem: int
    widths: dict[int, int] = field(default_factory=dict, repr=False)
    glyphs: dict[str, int | None] = field(default_factory=dict, repr=False)

    def covers(self, sign: str) -> bool:
        return ord(sign) in self.characters

    def width(self, glyph: int) -> int:
        known = self.widths.get(glyph)
        if known is None:
            known = self.widths[glyph] = int(self.font.get_glyph_h_advance(glyph))
        return known

    def glyph(self, sign: str) -> int | None:
        """Return the plain glyph of a character."""
        if sign not in self.glyphs:
            self.glyphs[sign] = self.font.get_nominal_glyph(ord(sign))
        return self.glyphs[sign]

    def scaled(self, length: int) -> int:
        """Return a length of the face in thousandths of its size, as a PDF counts."""
        return round(length * 1000 / self.upem)

    def height(self) -> tuple[int, int]:
        """Return how far letters rise above and fall below their line."""
        extents = self.font.get_font_extents("ltr")
        return int(extents.ascender), int(extents.descender)


@cache
def _load(family: str, weight: str) -> Face:
    path = assets.folder("resources") / "fonts" / f"{family}-{weight}.ttf"
    data = path.read_bytes()
    face = hb.Face(hb.Blob(data))
    return Face(path.stem, data, face, hb.Font(face), frozenset(face.unicodes), int(face.upem))


def face_of(script: str, *, bold: bool = False) -> Face:
    return _load(_FAMILY.get(script, _SANS), "Bold" if bold else "Regular")


@cache
def script_of(sign: str) -> str:
    """Return the script of a character; marks and what all scripts share belong to none."""
    if sign in _SHARED or unicodedata.category(sign) in ("Mn", "Me", "Nd"):
        return COMMON
    return _STARTS[bisect_right(_POINTS, ord(sign)) - 1][1] if ord(sign) >= _POINTS[0] else COMMON


def face_for(sign: str, script: str, *, bold: bool) -> Face:
    """Return the face of `script`, else the first with the character, else the one with the sign for none."""
    first = face_of(script, bold=bold)
    if first.covers(sign):
        return first
    weight = "Bold" if bold else "Regular"
    others = (_load(family, "Regular" if family == _SYMBOLS else weight) for family in _FALLBACK)
    return next((face for face in others if face.covers(sign)), face_of(LATIN, bold=bold))


def undrawable(text: str) -> str:
    """Return the characters of `text` that no face has, each once; paper shows � for them."""
    return "".join(sorted(sign for sign in set(text) if not _drawn_somehow(sign)))


@cache
def _drawn_somehow(sign: str) -> bool:
    silent = sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc")
    return silent or face_for(sign, COMMON, bold=False).covers(sign)
