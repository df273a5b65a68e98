"""Paragraphs: how wide their lines may be, on which side they begin, how tall they become."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from lwdesk.documents.text import languages
from lwdesk.documents.text.bidi import visual_order
from lwdesk.documents.text.bidi_classes import CONTROLS, is_plain
from lwdesk.documents.text.breaks import SOFT_HYPHEN, SPACES, Break, stays_with_previous
from lwdesk.documents.text.fonts import undrawable
from lwdesk.documents.text.isolate import shown
from lwdesk.documents.text.shape import FIXED, Glyph, Part, Run, Shaped, Shaper, word_of

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TRIMMED = re.compile(f"[{SPACES}{SOFT_HYPHEN}\u200b]*$")


class Align(Enum):
    """On which side lines stand; *start* is the side where the language begins to read."""

    START = "start"
    END = "end"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; lengths in points, `leading` as a multiple of the size."""

    size: float = 10.5
    leading: float = 1.4
    colour: str = "#1A1E21"
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Line:
    """Runs as they stand on paper from left to right, each with its stretch; `width` at a size of one."""

    runs: tuple[Run, ...]
    stretches: tuple[int, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is said in one language without a break, in the order of reading."""

    text: str
    language: str


@dataclass(frozen=True)
class Paragraph:
    """A text laid out for one width."""

    stretches: tuple[Stretch, ...]
    language: str
    style: Style
    width: float
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)

    @cached_property
    def in_one_language(self) -> bool:
        return len({stretch.language for stretch in self.stretches}) == 1

    @cached_property
    def reads_as_drawn(self) -> bool:
        """Tell whether the glyphs from left to right say the text."""
        return is_plain(self.text) and not undrawable(self.text)

    @cached_property
    def drawn(self) -> dict[int, Any]:
        """Keep what draws each line, once somebody did."""
        return {}

    @property
    def right_to_left(self) -> bool:
        return languages.reads_right_to_left(self.language)

    @property
    def line_height(self) -> float:
        return self.style.size * self.style.leading

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)

    def indent(self, line: Line) -> float:
        """Return the room to the left of a line."""
        room = self.width - line.width * self.style.size
        if self.style.align is Align.CENTRE:
            return room / 2
        return room if (self.style.align is Align.START) == self.right_to_left else 0.0


def lay_out(
    parts: Sequence[Part] | str, language: str, style: Style, width: float, shaper: Shaper
) -> Paragraph:
    """Break a text into lines; what is in it is text and never markup."""
    lines: list[Line] = []
    said: list[Stretch] = []
    for paragraph in _at_line_ends([Part(parts)] if isinstance(parts, str) else parts):
        shaped = shaper.shape(paragraph, language)
        if said:
            said[-1] = Stretch(f"{said[-1].text}\n", said[-1].language)
            lines[-1] = _with_space(lines[-1], shaper)
        starts, stretches = _stretches(shaped, language)
        lines += _Breaker(shaped, shaper, width / style.size, starts, len(said)).lines()
        said += stretches
    return Paragraph(tuple(said), language, style, width, tuple(lines))


@lru_cache(maxsize=4096)
def lay_out_fixed(parts: tuple[Part, ...], language: str, style: Style, width: float) -> Paragraph:
    """Lay out a phrase of the catalogue, once for all documents; never a text that tells of somebody."""
    return lay_out(parts, language, style, width, FIXED)


def _with_space(line: Line, shaper: Shaper) -> Line:
    """Say a space where a text begins a new line by itself."""
    if not line.runs or line.runs[-1].look.right_to_left:
        return line
    last = line.runs[-1]
    space = Run(last.end, last.end, last.look, shaper.word(" ", last.look))
    return Line((*line.runs, space), (*line.stretches, line.stretches[-1]), line.width)


def _stretches(shaped: Shaped, language: str) -> tuple[list[int], list[Stretch]]:
    """Return where each stretch of one language begins, and the stretches."""
    spoken = [(run.start, run.look.language) for run in shaped.runs if run.glyphs]
    starts, languages_of = [0], [spoken[0][1] if spoken else language]
    for start, its in spoken:
        if its != languages_of[-1]:
            starts.append(start)
            languages_of.append(its)
    ends = [*starts[1:], len(shaped.text)]
    texts = [shown(shaped.text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return starts, [Stretch(text, its) for text, its in zip(texts, languages_of, strict=True)]


def natural_width(parts: Sequence[Part] | str, language: str, style: Style, shaper: Shaper) -> float:
    """Return the width of the longest line if nothing is broken."""
    return max(line.width for line in lay_out(parts, language, style, 1e9, shaper).lines) * style.size


def _at_line_ends(parts: Sequence[Part]) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in parts:
        first, *others = _LINE_ENDS.split(part.text)
        found[-1].append(_clean(part, first))
        found += [[_clean(part, text)] for text in others]
    return found


def _clean(part: Part, text: str) -> Part:
    """Make a tab a space and drop other signs that are no characters."""
    if text.isprintable():
        return part if text == part.text else Part(text, part.bold, part.language)
    text = text.replace("\t", " ")
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs"))
    return Part(kept, part.bold, part.language)


class _Breaker:
    """Fills lines one after the other; widths are summed once, so that a line costs what is on it."""

    def __init__(
        self, shaped: Shaped, shaper: Shaper, limit: float, starts: Sequence[int], first: int
    ) -> None:
        self._starts, self._first = starts, first
        self._text, self._base = shaped.text, shaped.base
        self._shaper, self._limit = shaper, limit
        self._breaks, self._places = shaped.breaks, list(shaped.breaks)
        self._last = self._visible(0, len(self._text))
        self._take(shaped.runs)

    def _take(self, runs: tuple[Run, ...]) -> None:
        """Note for each place how far the text before it reaches; exact where a line may end."""
        reach = [0.0] * (len(self._text) + 1)
        for run in runs:
            reach[run.start + 1 : run.end + 1] = [reach[run.start] + run.width] * (run.end - run.start)
        self._runs, self._reach, self._begins = runs, reach, [run.start for run in runs]

    def lines(self) -> Iterator[Line]:
        start = 0
        while True:
            end, how = self._end(start)
            yield self._line(start, end, hyphen=how is Break.HYPHEN)
            if end == len(self._text):
                return
            start = end

    def _end(self, start: int) -> tuple[int, Break | None]:
        """Return the last place that still fits, preferring not to tear a value, and a word last of all."""
        if self._reach[max(start, self._last)] - self._reach[start] <= self._limit + 1e-9:
            return len(self._text), None
        whole: tuple[int, Break] | None = None
        torn: tuple[int, Break] | None = None
        for at in range(bisect_right(self._places, start), len(self._places)):
            place = self._places[at]
            kind = self._breaks[place]
            if self._visible(start, place) <= start:
                continue
            if not self._fits(start, place, kind):
                break
            if kind is Break.VALUE:
                torn = place, kind
            else:
                whole = place, kind
        return whole or torn or (self._tear(start), None)

    def _fits(self, start: int, end: int, kind: Break) -> bool:
        end = self._visible(start, end)
        extra = self._hyphen(end).width if kind is Break.HYPHEN else 0.0
        return self._reach[end] - self._reach[start] + extra <= self._limit + 1e-9

    def _visible(self, start: int, end: int) -> int:
        """Return where a line ends for the eye: before the spaces and signs that are not drawn."""
        return start + len(_TRIMMED.sub("", CONTROLS.sub(" ", self._text[start:end])))

    def _tear(self, start: int) -> int:
        """Cut a word that is wider than the line and return where; at least one character stays."""
        end = start
        for place in range(start + 1, len(self._text) + 1):
            inside = place < len(self._text) and stays_with_previous(self._text[place])
            if inside or self._text[start:place].isspace():
                continue
            if end > start and sum(run.width for run in self._cut(start, place)) > self._limit:
                break
            end = place
        self._take((*self._cut(0, end), *self._cut(end, len(self._text))))
        return end

    def _cut(self, start: int, end: int) -> Iterator[Run]:
        """Return the runs of a stretch, shaping anew what is cut through."""
        runs, first = self._runs, max(0, bisect_right(self._begins, start) - 1)
        for run in islice(runs, first, None):
            if run.start >= end:
                return
            if run.start >= start and run.end <= end:
                yield run
            elif run.end > start:
                yield self._shaper.run(self._text, max(run.start, start), min(run.end, end), run.look)

    def _hyphen(self, end: int) -> Run:
        look = next(run.look for run in reversed(self._runs) if run.start < end)
        (drawn,) = self._shaper.word("-", look).glyphs
        glyph = Glyph(drawn.number, SOFT_HYPHEN, 0, drawn.advance)
        return Run(end, end, look, word_of((glyph,), look.face))

    def _line(self, start: int, end: int, *, hyphen: bool) -> Line:
        visible = self._visible(start, end)
        runs = [run for run in self._cut(start, visible) if run.glyphs]
        if hyphen:
            runs.append(self._hyphen(visible))
        drawn = [runs[place] for place in visual_order([run.look.level for run in runs])]
        if not self._base:  # beyond the edge, so that the text that is read aloud has it
            drawn += [run for run in self._cut(visible, end) if run.glyphs]
        return Line(tuple(drawn), tuple(map(self._stretch, drawn)), sum(run.width for run in runs))

    def _stretch(self, run: Run) -> int:
        return self._first + bisect_right(self._starts, min(run.start, len(self._text) - 1)) - 1
