"""From blocks to pages: bands are stacked, pages are turned, heads of tables are repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lwdesk.documents.tagged.blocks import Band, Block, Setting
from lwdesk.documents.tagged.extras import Attachment
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4, TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text.shape import FIXED, Shaper

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Margins:
    """The empty edges of a page in points."""

    left: float = 20 * MM
    right: float = 20 * MM
    top: float = 18 * MM
    bottom: float = 20 * MM


Furniture = Callable[["Page"], None]


@dataclass(frozen=True, slots=True)
class Page:
    """What a header or footer may draw on; it is decoration, but for what is told once."""

    canvas: TaggedCanvas
    shaper: Shaper
    number: int
    pages: int
    margins: Margins

    def write(self, block: Block, language: str, x: float, top: float, width: float) -> None:
        """Draw a text that is not read aloud."""
        setting = Setting(language, width, A4[1], self.shaper)
        for band in block.bands(setting, Element(Kind.DOCUMENT)):
            _as_decoration(self.canvas, band, x, top)
            top -= band.height

    def tell(self, block: Block, language: str, x: float, top: float, width: float) -> None:
        """Draw a text that is read aloud after all that stands on the pages."""
        setting = Setting(language, width, A4[1], self.shaper)
        for band in block.bands(setting, self.canvas.tree):
            band.draw(self.canvas, x, top)
            top -= band.height


def build(
    about: About,
    blocks: Sequence[Block],
    furniture: Furniture | None = None,
    margins: Margins | None = None,
    *,
    outline: bool = False,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return blocks as a tagged PDF; the same blocks and the same `about` give the same bytes."""
    edges = margins or Margins()
    canvas, shaper = TaggedCanvas(about), Shaper(FIXED)
    height = A4[1] - edges.top - edges.bottom
    setting = Setting(about.language, A4[0] - edges.left - edges.right, height, shaper)
    bands = [band for block in blocks for band in block.bands(setting, canvas.tree)]
    pages = paginate(bands, height)
    for number, page in enumerate(pages, 1):
        if furniture:
            furniture(Page(canvas, shaper, number, len(pages), edges))
        top = A4[1] - edges.top
        for band, again in page:
            if again:
                _as_decoration(canvas, band, edges.left, top)
            else:
                band.draw(canvas, edges.left, top)
            top -= band.height
        canvas.showPage()
    return canvas.finish(attachments, outline=outline)


def paginate(bands: Sequence[Band], height: float) -> list[list[tuple[Band, bool]]]:
    """Share bands out over pages; what belongs together moves together, as long as a page can hold it."""
    pages: list[list[tuple[Band, bool]]] = [[]]
    used = 0.0
    for group in _groups(bands, height):
        needed = sum(band.height for band in group)
        if used and used + needed > height:
            pages.append([])
            used = 0.0
            if (again := group[0].repeat) and again.height + needed <= height:
                pages[-1].append((again, True))
                used = again.height
        pages[-1] += [(band, False) for band in group]
        used += needed
    return pages


def _groups(bands: Sequence[Band], height: float) -> list[list[Band]]:
    groups: list[list[Band]] = [[]]
    for band in bands:
        group = groups[-1]
        together = not group or group[-1].stays_with_next
        if together and sum(one.height for one in group) + band.height <= height:
            group.append(band)
        elif group:
            groups.append([band])
        else:
            group.append(band)
    return [group for group in groups if group]


def _as_decoration(canvas: TaggedCanvas, band: Band, x: float, top: float) -> None:
    """Draw a band without letting it into the tree."""
    with canvas.decorating():
        band.draw(canvas, x, top)
