"""Things that stand side by side: tables, and columns that say the same in two languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from lwdesk.documents.tagged.blocks import Band, Block, Setting, box_operators, language_to_note
from lwdesk.documents.tagged.pdf import TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind

PADDING = 4.0  # between the edge of a cell and what is in it
GUTTER = 7.0  # what is left free besides between two languages, so that no line runs into the other
LINE = "#BFBAB0"
EMPTY = Band(0.0, lambda _canvas, _x, _top: None)


@dataclass(frozen=True, slots=True)
class Frame:
    """How rows look: the shares of their columns, what is behind and between them."""

    shares: Sequence[float]
    fill: str | None = None
    rules: bool = True
    padding: float = PADDING  # above and below
    line: str = LINE
    thickness: float = 0.6

    def columns(self, width: float, *, mirrored: bool) -> tuple[list[float], list[float]]:
        """Return the left edge and the width of each column in the order of reading."""
        widths = [width * share / sum(self.shares) for share in self.shares]
        edges = [sum(widths[:place]) for place in range(len(widths))]
        if mirrored:
            edges = [width - edge - own for edge, own in zip(edges, widths, strict=True)]
        return edges, widths

    def row(
        self, cells: Sequence[Sequence[Band]], edges: Sequence[float], setting: Setting
    ) -> Iterator[Band]:
        """Put cells side by side; a row that is taller than a page goes on on the next."""
        pieces = [list(_stacked(bands, setting.tallest - 2 * self.padding)) for bands in cells]
        for stack in zip_longest(*pieces, fillvalue=EMPTY):
            yield self._band(stack, edges, setting.width)

    def _band(self, cells: Sequence[Band], edges: Sequence[float], width: float) -> Band:
        height = max(cell.height for cell in cells) + 2 * self.padding

        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            with canvas.artifact():
                if self.fill:
                    canvas.put(box_operators(x, top - height, width, height, self.fill))
                if self.rules:
                    canvas.put(box_operators(x, top - height, width, self.thickness, self.line))
            for cell, edge in zip(cells, edges, strict=True):
                cell.draw(canvas, x + edge + PADDING, top - self.padding)

        return Band(height, draw)


@dataclass(frozen=True, slots=True)
class Columns:
    """The same in two languages: row beside row for the eye, one language after the other for the ear."""

    languages: Sequence[str]
    rows: Sequence[Sequence[Sequence[Block]]]
    frame: Frame

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        edges, widths = self.frame.columns(setting.width, mirrored=False)
        free = 2 * PADDING + (GUTTER if len(set(self.languages)) > 1 else 0.0)
        rooms = [*(width - free for width in widths[:-1]), widths[-1] - 2 * PADDING]
        settings = [
            replace(setting, language=language, width=room)
            for language, room in zip(self.languages, rooms, strict=True)
        ]
        sections = [parent.add(Kind.SECTION, language) for language in self.languages]
        for row in self.rows:
            cells = [
                [band for block in blocks for band in block.bands(own, section)]
                for blocks, own, section in zip(row, settings, sections, strict=True)
            ]
            yield from self.frame.row(cells, edges, setting)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; a head says what its column or row is."""

    blocks: Sequence[Block]
    head: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; in a language that reads from the right the first column stands on the right."""

    rows: Sequence[Sequence[Cell]]
    frame: Frame
    heads: int = 0  # how many rows at the top are repeated on each page

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        whole = parent.add(Kind.TABLE, language_to_note(setting, parent))
        head = [
            replace(band, stays_with_next=True)
            for row in self.rows[: self.heads]
            for band in self._row(setting, whole.add(Kind.TR), row, "Column")
        ]
        yield from head
        again = joined(head) if head else None
        for row in self.rows[self.heads :]:
            for band in self._row(setting, whole.add(Kind.TR), row, "Row"):
                yield replace(band, repeat=again)

    def _row(self, setting: Setting, element: Element, row: Sequence[Cell], scope: str) -> Iterator[Band]:
        edges, widths = self.frame.columns(setting.width, mirrored=setting.right_to_left)
        cells = []
        for cell, width in zip(row, widths, strict=True):
            own = replace(setting, language=cell.language or setting.language, width=width - 2 * PADDING)
            node = element.add(Kind.TH if cell.head else Kind.TD, cell.language or setting.language)
            node.scope = scope if cell.head else None
            cells.append([band for block in cell.blocks for band in block.bands(own, node)])
        yield from self.frame.row(cells, edges, setting)


def joined(bands: Sequence[Band]) -> Band:
    """Return bands as one that stays together."""

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        for band in bands:
            band.draw(canvas, x, top)
            top -= band.height

    return Band(sum(band.height for band in bands), draw)


def _stacked(bands: Sequence[Band], tallest: float) -> Iterator[Band]:
    """Return the bands of a cell as few pieces as a page can hold."""
    piece: list[Band] = []
    for band in bands:
        if piece and sum(one.height for one in piece) + band.height > tallest:
            yield joined(piece)
            piece = []
        piece.append(band)
    yield joined(piece)
