"""What a document is put together from: texts, lists, tables, figures; each becomes bands of some height."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from lwdesk.documents.tagged.glyphs import Shown, colour, number, shown
from lwdesk.documents.tagged.pdf import TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text import languages
from lwdesk.documents.text.paragraph import Align, Line, Paragraph, Style, lay_out, lay_out_fixed
from lwdesk.documents.text.shape import Part, Run, Shaper

MARK_GAP = 4.0
WIDE = 1e9  # a width at which nothing is broken
BODY = Style()
Parts = str | Sequence[Part]
Draw = Callable[[TaggedCanvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a page that is not divided; `draw` is given the left edge and the top."""

    height: float
    draw: Draw
    stays_with_next: bool = False
    repeat: "Band | None" = None  # what stands above it again on a new page


@dataclass(frozen=True, slots=True)
class Setting:
    """In what a block is set: its language, the width it may take, the most that a page can hold."""

    language: str
    width: float
    tallest: float
    shaper: Shaper

    @property
    def right_to_left(self) -> bool:
        return languages.reads_right_to_left(self.language)


class Block(Protocol):
    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        """Put this block into the tree below `parent` and yield its bands from top to bottom."""
        ...


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, for a certain height."""

    height: float

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:  # noqa: ARG002 - as every block
        yield Band(self.height, lambda _canvas, _x, _top: None)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a heading; what is fixed is a phrase of the catalogue and tells of nobody."""

    parts: Parts
    style: Style = BODY
    kind: Kind = Kind.P
    after: float = 0.0
    fixed: bool = False

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        paragraph = self._laid_out(setting)
        if not paragraph.text.strip():
            yield Band(paragraph.height + self.after, lambda _canvas, _x, _top: None)
            return
        element = parent.add(self.kind, language_to_note(setting, parent))
        owners = _owners(paragraph, element)
        heading = self.kind in (Kind.H1, Kind.H2, Kind.H3)
        last = len(paragraph.lines) - 1
        for place in range(len(paragraph.lines)):
            height = paragraph.line_height + (self.after if place == last else 0.0)
            orphan = heading or (place == 0 and last > 0) or (0 < place == last - 1)
            draw = _line_drawer(paragraph, place, owners)
            if heading and place == 0:
                element.title = " ".join(paragraph.text.split())
                draw = _noting(draw, element)
            yield Band(height, draw, orphan)

    def _laid_out(self, setting: Setting) -> Paragraph:
        if self.fixed:
            parts = (Part(self.parts),) if isinstance(self.parts, str) else tuple(self.parts)
            return lay_out_fixed(parts, setting.language, self.style, setting.width)
        return lay_out(self.parts, setting.language, self.style, setting.width, setting.shaper)


@dataclass(frozen=True, slots=True)
class Language:
    """Blocks in another language than what stands around them."""

    language: str
    blocks: Sequence[Block]

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        for block in self.blocks:
            yield from block.bands(replace(setting, language=self.language), parent)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list that is more than a text."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; its marks are numbers, or one sign for all."""

    items: Sequence[Parts | Entry]
    mark: str | None = None
    style: Style = BODY
    after: float = 2.0

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        for piece in self.pieces(setting, parent):
            yield from piece

    def pieces(self, setting: Setting, parent: Element) -> Iterator[list[Band]]:
        """Yield the bands of each item."""
        whole = parent.add(Kind.L, language_to_note(setting, parent))
        whole.numbering = "Decimal" if self.mark is None else "None"
        marks = [self.mark or f"{number}." for number in range(1, len(self.items) + 1)]
        room = max(self._room(setting, mark) for mark in set(marks)) + MARK_GAP if marks else 0.0
        for mark, item in zip(marks, self.items, strict=True):
            yield list(self._item(setting, whole.add(Kind.LI), mark, item, room))

    def _room(self, setting: Setting, mark: str) -> float:
        laid = lay_out_fixed((Part(mark),), setting.language, self.style, WIDE)
        return max(line.width for line in laid.lines) * self.style.size

    def _item(
        self, setting: Setting, element: Element, mark: str, item: Parts | Entry, room: float
    ) -> Iterator[Band]:
        label = lay_out_fixed((Part(mark),), setting.language, self.style, room)
        beside = replace(setting, width=setting.width - room)
        drawn_label = _line_drawer(label, 0, _owners(label, element.add(Kind.LABEL)))
        body = element.add(Kind.BODY)
        blocks = item.blocks if isinstance(item, Entry) else [Text(item, self.style, after=self.after)]
        bands = [band for block in blocks for band in block.bands(beside, body)]
        if setting.right_to_left:
            yield _beside(bands[0], 0.0, drawn_label, beside.width)
        else:
            yield _beside(bands[0], room, drawn_label, 0.0)
        yield from (_moved(band, 0.0 if setting.right_to_left else room) for band in bands[1:])


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with words that say what it shows; `draw` is given its left edge and its bottom."""

    alt: str
    width: float
    height: float
    draw: Callable[[float, float], Iterator[str]]
    align: Align = Align.START

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        element = parent.add(Kind.FIGURE, language_to_note(setting, parent))
        element.alt = self.alt
        room = setting.width - self.width
        right = (self.align is Align.START) == setting.right_to_left
        indent = room / 2 if self.align is Align.CENTRE else room * right

        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            corner = x + indent, top - self.height
            element.box = (*corner, corner[0] + self.width, top)
            with canvas.content(element):
                canvas.put(self.draw(*corner))

        yield Band(self.height, draw)


def box_operators(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f"{colour(fill, 'rg')} {' '.join(map(number, (x, y, width, height)))} re f"


def language_to_note(setting: Setting, parent: Element) -> str | None:
    """Return the language to note at a new element, or nothing where its parent says it already."""
    return None if parent.language == setting.language else setting.language


def _owners(paragraph: Paragraph, element: Element) -> list[Element]:
    """Return the element of each stretch; what paper shows otherwise gets its exact text."""
    plain = paragraph.reads_as_drawn
    if paragraph.in_one_language:
        first = paragraph.stretches[0].language
        element.language = element.language if first == paragraph.language else first
        element.actual = None if plain else paragraph.text
        return [element] * len(paragraph.stretches)
    owners = []
    for stretch in paragraph.stretches:
        strange = stretch.language if stretch.language != paragraph.language else None
        owners.append(element.add(Kind.SPAN, strange, None if plain else stretch.text))
    return owners


def _line_drawer(paragraph: Paragraph, place: int, owners: Sequence[Element]) -> Draw:
    style = paragraph.style
    baseline = (paragraph.line_height - style.size) / 2 + style.size * 0.8

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        for stretch, right, glyphs in _drawn(paragraph, place):
            with canvas.content(owners[stretch]):
                canvas.put(colour(style.colour, "rg"))
                canvas.show(glyphs, x + right, top - baseline)

    return draw


def _drawn(paragraph: Paragraph, place: int) -> list[tuple[int, float, Shown]]:
    """Return the glyphs of a line by the stretch they belong to, with their distance from the left."""
    known: list[tuple[int, float, Shown]] | None = paragraph.drawn.get(place)
    if known is None:
        line, size = paragraph.lines[place], paragraph.style.size
        known = paragraph.drawn[place] = [
            (stretch, paragraph.indent(line) + right * size, shown(runs, size))
            for stretch, right, runs in _placed(line, alone=paragraph.in_one_language)
        ]
    return known


def _placed(line: Line, *, alone: bool) -> list[tuple[int, float, list[Run]]]:
    """Return the runs of each stretch with their distance from the left, in the order of reading."""
    if alone:
        return [(0, 0.0, list(line.runs))] if line.runs else []
    found, right = [], 0.0
    for stretch, group in groupby(zip(line.runs, line.stretches, strict=True), itemgetter(1)):
        runs = [run for run, _stretch in group]
        found.append((stretch, right, runs))
        right += sum(run.width for run in runs)
    return sorted(found, key=itemgetter(0))


def _noting(draw: Draw, element: Element) -> Draw:
    """Note where a heading stands, the first time it is drawn."""

    def noted(canvas: TaggedCanvas, x: float, top: float) -> None:
        element.place = element.place or (canvas.page, top)
        draw(canvas, x, top)

    return noted


def _moved(band: Band, right: float) -> Band:
    if not right:
        return band
    return replace(band, draw=lambda canvas, x, top: band.draw(canvas, x + right, top))


def _beside(band: Band, right: float, label: Draw, label_right: float) -> Band:
    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        label(canvas, x + label_right, top)
        band.draw(canvas, x + right, top)

    return replace(band, draw=draw)
