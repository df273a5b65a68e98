"""From characters to glyphs: runs of one script, face, language and direction, shaped by HarfBuzz."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from lwdesk.documents.text import languages
from lwdesk.documents.text.bidi import Directions, directions, without_levels
from lwdesk.documents.text.bidi_classes import CLOSING_OF, CONTROLS, is_plain
from lwdesk.documents.text.breaks import SOFT_HYPHEN, SPACES, Break, opportunities, stays_with_previous
from lwdesk.documents.text.fonts import COMMON, LATIN, Face, face_for, face_of, script_of
from lwdesk.documents.text.harfbuzz import hb

_BY_GRAPHEME = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
_NO_IGNORABLES = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
_FEATURES = {"kern": True, "liga": True}
_UNKNOWN = "\ufffd"  # drawn for what no face has
_UNSEEN = SOFT_HYPHEN + "\u200b"
_UNDRAWN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_MIRROR = CLOSING_OF | {closing: sign for sign, closing in CLOSING_OF.items()}
_MIRROR |= {"«": "»", "»": "«", "<": ">", ">": "<", "‹": "›", "›": "‹"}
_PLAIN = re.compile(
    "[ -\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u2066\u2068\u2069€]*"
)  # one face, one direction


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph in one weight; `language` where it differs from the paragraph's."""

    text: str
    bold: bool = False
    language: str | None = None


class Glyph(NamedTuple):
    """One drawing of a face with the characters it stands for; lengths in units of the face."""

    number: int
    text: str
    cluster: int
    advance: int
    dx: int = 0
    dy: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What must be equal for characters to be shaped together."""

    level: int
    script: str
    bold: bool
    language: str
    face: Face

    @property
    def right_to_left(self) -> bool:
        return bool(self.level % 2)


@dataclass(slots=True)
class Word:
    """The glyphs of one stretch, their width at a size of one, and what draws them once somebody did."""

    glyphs: tuple[Glyph, ...]
    width: float
    drawn: tuple[int, str, int] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one look, in the order in which they stand on paper."""

    start: int
    end: int
    look: Look
    word: Word

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        return self.word.glyphs

    @property
    def width(self) -> float:
        return self.word.width


@dataclass(frozen=True, slots=True)
class Shaped:
    """A paragraph without line ends: its text and its runs in the order of reading."""

    text: str
    base: int
    runs: tuple[Run, ...]
    breaks: Mapping[int, Break]


class Shaper:
    """Shapes the words of one document and remembers them as long as it lives: words tell of people.

    Words of the catalogue are left with the shaper beside it, that of the fixed phrases.
    """

    def __init__(self, beside: "Shaper | None" = None) -> None:
        self._known: dict[tuple[str, Face, str, str, bool], Word] = {}
        self._beside = beside
        self._vocabulary: set[str] = set()

    def learn(self, text: str) -> None:
        """Take the words of a fixed text into the vocabulary."""
        self._vocabulary.update(text[start:end] for start, end in _words(text, opportunities(text)))

    def shape(self, parts: Sequence[Part], language: str) -> Shaped:
        """Shape a paragraph that has no line ends of its own."""
        text = "".join(part.text for part in parts)
        plain = languages.script(language) == LATIN and _PLAIN.fullmatch(text)
        found = None if plain else _directions(text, language)
        looks = _plain_looks(parts, language) if found is None else _looks(parts, language, found)
        breaks = opportunities(text)
        runs = tuple(self._runs(text, looks, breaks))
        return Shaped(text, found.base if found else 0, runs, breaks)

    def _runs(self, text: str, looks: Sequence[Look], breaks: Iterable[int]) -> Iterator[Run]:
        for start, end in _words(text, breaks):
            for look, places in groupby(range(start, end), looks.__getitem__):
                stretch = list(places)
                yield self.run(text, stretch[0], stretch[-1] + 1, look)

    def run(self, text: str, start: int, end: int, look: Look) -> Run:
        return Run(start, end, look, self.word(text[start:end], look))

    def word(self, text: str, look: Look) -> Word:
        if self._beside and text in self._beside._vocabulary:  # noqa: SLF001 - of its own kind
            return self._beside.word(text, look)
        key = (text, look.face, look.script, look.language, look.right_to_left)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = word_of(tuple(_shape(*key)), look.face)
        return known


def word_of(glyphs: tuple[Glyph, ...], face: Face) -> Word:
    return Word(glyphs, sum(glyph.advance for glyph in glyphs) / face.upem)


FIXED = Shaper()
"""Shapes the phrases of the catalogue, which tell of nobody; it lives as long as the program."""


def _directions(text: str, language: str) -> Directions:
    """Resolve a paragraph; what holds nothing that turns stands as it is read, values too."""
    if languages.reads_right_to_left(language):
        return directions(text, 1)
    return Directions(0, (0,) * len(text), ("L",) * len(text)) if is_plain(text) else directions(text, 0)


def _shape(text: str, face: Face, script: str, language: str, right_to_left: bool) -> Iterator[Glyph]:  # noqa: FBT001 - part of the key
    if not (kept := CONTROLS.sub("", text).strip(_UNSEEN)):
        return
    buffer = hb.Buffer()
    buffer.cluster_level = _BY_GRAPHEME
    buffer.add_str(kept)
    if script == COMMON:
        buffer.guess_segment_properties()
    else:
        buffer.script = script
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = language
    buffer.flags = _NO_IGNORABLES
    hb.shape(face.font, buffer, _FEATURES)
    if not (drawn := [(info.codepoint, info.cluster) for info in buffer.glyph_infos]):
        return
    texts = _own_texts(kept, drawn, face, mirrored=right_to_left)
    for (number, cluster), own, place in zip(drawn, texts, buffer.glyph_positions, strict=True):
        if number:
            yield Glyph(number, own, cluster, place.x_advance, place.x_offset, place.y_offset)
        else:
            unknown = face.glyph(_UNKNOWN) or 0
            yield Glyph(unknown, _UNKNOWN, cluster, face.width(unknown))


def _own_texts(text: str, drawn: Sequence[tuple[int, int]], face: Face, *, mirrored: bool) -> list[str]:
    """Share out the characters of each cluster: a glyph has its own, the first of the others has the rest."""
    if len(text) == len(drawn) == len({cluster for _number, cluster in drawn}):
        signs = text if not mirrored else "".join(_MIRROR.get(sign, sign) for sign in text)
        return [signs[cluster].translate(_UNDRAWN) for _number, cluster in drawn]
    starts = sorted({cluster for _number, cluster in drawn})
    ends = [*starts[1:], len(text)]
    spans = [text[start:end].translate(_UNDRAWN) for start, end in zip(starts, ends, strict=True)]
    left = {start: list(span) for start, span in zip(starts, spans, strict=True)}
    if mirrored:
        left = {start: [_MIRROR.get(sign, sign) for sign in signs] for start, signs in left.items()}
    own = []
    for number, cluster in drawn:
        sign = next((sign for sign in left[cluster] if face.glyph(sign) == number), "")
        if sign:
            left[cluster].remove(sign)
        own.append(sign)
    for place, (_number, cluster) in enumerate(drawn):
        if not own[place]:
            own[place] = "".join(left[cluster])
            left[cluster].clear()
    return own


def _words(text: str, breaks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Cut at every place where a line may end, spaces apart from words."""
    ends = [*breaks, len(text)]
    start = 0
    for end in ends:
        word = end
        while word > start and text[word - 1] in SPACES:
            word -= 1
        if word > start:
            yield start, word
        if end > word:
            yield word, end
        start = end


def _plain_looks(parts: Sequence[Part], language: str) -> list[Look]:
    looks: list[Look] = []
    for part in parts:
        face = face_of(LATIN, bold=part.bold)
        spoken = part.language or languages.spoken(language, LATIN)
        looks += [Look(0, LATIN, part.bold, spoken, face)] * len(part.text)
    return looks


def _looks(parts: Sequence[Part], language: str, found: Directions) -> list[Look]:
    """Choose script and face of each character; what all scripts share goes with the letters before it."""
    levels = iter(without_levels(found.levels, found.base))
    looks: list[Look] = []
    for part in parts:
        own = part.language or language
        script, last = languages.script(own), None
        for sign in part.text:
            script = _script(sign, script, own)
            face = face_for(sign, script, bold=part.bold)
            if looks and _goes_with(looks[-1].face, sign):
                face = looks[-1].face
            level = next(levels)
            if last is None or (last.level, last.script) != (level, script) or last.face is not face:
                last = Look(level, script, part.bold, part.language or languages.spoken(own, script), face)
            looks.append(last)
    return looks


def _script(sign: str, before: str, language: str) -> str:
    """Return the script a sign is drawn in; the edge of a value leads back to the script of the language."""
    if CONTROLS.match(sign):
        return languages.script(language)
    its = script_of(sign)
    return before if its == COMMON else its


def _goes_with(face: Face, sign: str) -> bool:
    unseen = sign in _UNSEEN or CONTROLS.match(sign) is not None
    return unseen or (stays_with_previous(sign) and face.covers(sign))
