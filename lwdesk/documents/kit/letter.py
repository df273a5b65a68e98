"""A letter as DIN 5008 measures it (form B): window for the address, block of information, marks to fold by."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lwdesk.documents.tagged.blocks import Band, Block, Setting, Text, box_operators
from lwdesk.documents.tagged.flow import MM, Furniture, Margins, Page, build
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4, TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Style, lay_out, natural_width
from lwdesk.documents.text.shape import Part

ACCENT, QUIET, INK = "#0C6170", "#4A5459", "#1A1E21"
LANGUAGE = "de"
MARGINS = Margins(left=25 * MM, right=20 * MM, top=32 * MM, bottom=24 * MM)
TEXT_TOP = 98.46 * MM
ADDRESS_TOP, ADDRESS_WIDTH = 62.7 * MM, 80 * MM
WINDOW_TOP, ADDRESS_LEAST = 45 * MM, 27.3 * MM
INFO_LEFT, INFO_TOP, INFO_WIDTH = 125 * MM, 50 * MM, 75 * MM
LABEL_WIDTH = 25 * MM
RULE_TOP, BRAND_ROOM = 22 * MM, 15 * MM
FOOT_TOP = 281 * MM
FOLDS, HOLE = (105 * MM, 210 * MM), 148.5 * MM
GAP = 5 * MM  # between what stands above and the text

BODY = Style(10.5, 1.4)
SUBJECT = Style(13, 1.3)
HEADING = Style(11.5, 1.35, ACCENT)
SMALL = Style(10.5, 1.35, QUIET)
_SIZES = (10.5, 9.5, 8.5)
_RETURN = (7.5, 6.5, 5.5)
_BRAND = (14.0, 11.0, 8.0, 6.0)
_FOOT = Style(8, 1.3, QUIET)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text of a letter; `mark` names it on the pages that follow."""

    brand: str
    sender: str  # one line above the address, for the post
    address: Sequence[str]
    info: Sequence[tuple[str, str]]
    mark: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Bands at their place: how far from the left edge of the text and from the top of the page."""

    x: float
    top: float
    bands: Sequence[Band]

    @property
    def bottom(self) -> float:
        return self.top + sum(band.height for band in self.bands)


def letter(
    title: str, head: Head, blocks: Sequence[Block], made_at: datetime, notes: Sequence[Text] = ()
) -> bytes:
    """Return a letter; `notes` stand in the foot of each page above its number."""
    about = About(title, LANGUAGE, head.brand, made_at)
    return build(about, [HeadBlock(head), *blocks], furniture(head, notes), MARGINS)


def subject(text: str) -> Text:
    return Text([Part(text, bold=True)], SUBJECT, Kind.H1, after=8)


def heading(text: str) -> Text:
    return Text([Part(text, bold=True)], HEADING, Kind.H2, after=2)


def paragraph(parts: str | Sequence[Part], after: float = 7.0) -> Text:
    return Text(parts, BODY, after=after)


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """Address and block of information of the first page; where they need more room the text begins lower."""

    head: Head

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        placed = [*_address(self.head, setting, parent), *_info(self.head, setting, parent)]
        bottom = max([TEXT_TOP, *(one.bottom + GAP for one in placed)])
        start = A4[1] - MARGINS.top

        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            page_top = top + A4[1] - start
            for one in placed:
                _draw_all(one, canvas, x, page_top)

        yield Band(bottom - MARGINS.top, draw)


def _draw_all(placed: Placed, canvas: TaggedCanvas, x: float, page_top: float) -> None:
    top = page_top - placed.top
    for band in placed.bands:
        band.draw(canvas, x + placed.x, top)
        top -= band.height


def _address(head: Head, setting: Setting, parent: Element) -> Iterator[Placed]:
    """The line for the post ends where the address begins, however many lines it takes."""
    own = replace(setting, width=ADDRESS_WIDTH)
    room = ADDRESS_TOP - WINDOW_TOP
    size = fitting(own, _RETURN, lambda style: natural_width(head.sender, LANGUAGE, style, own.shaper))
    sender = list(Text(head.sender, Style(size, 1.25, QUIET)).bands(own, parent))
    yield Placed(0, ADDRESS_TOP - min(room, sum(band.height for band in sender)) - 1, sender)
    lines = "\n".join(line for line in head.address if line.strip())
    for size in _SIZES:
        style = Style(size, 1.2)
        if lay_out(lines, LANGUAGE, style, own.width, own.shaper).height <= ADDRESS_LEAST:
            break
    yield Placed(0, ADDRESS_TOP, list(Text(lines, style).bands(own, parent)))


def _info(head: Head, setting: Setting, parent: Element) -> Iterator[Placed]:
    """Rows of label and value: beside each other where that fits, else the value below its label."""
    whole, top = parent.add(Kind.L), INFO_TOP
    left = INFO_LEFT - MARGINS.left
    for label, told in head.info:
        if not told.strip():
            continue
        item = whole.add(Kind.LI)
        own = replace(setting, width=LABEL_WIDTH)
        style = Style(fitting(own, _SIZES, _width(label, own)), 1.3, QUIET)
        named = list(Text(label, style, Kind.LABEL).bands(own, item))
        yield Placed(left, top, named)
        body = item.add(Kind.BODY)
        beside = replace(setting, width=INFO_WIDTH - LABEL_WIDTH)
        below = replace(setting, width=INFO_WIDTH)
        label_bottom = Placed(left, top, named).bottom
        if (size := fitting(beside, _SIZES, _width(told, beside))) and _fits(told, beside, size):
            placed = Placed(left + LABEL_WIDTH, top, _value(told, size, beside, body))
        else:
            size = fitting(below, _SIZES, _width(told, below))
            placed = Placed(left, label_bottom, _value(told, size, below, body))
        yield placed
        top = max(label_bottom, placed.bottom)


def _value(told: str, size: float, setting: Setting, body: Element) -> list[Band]:
    return list(Text(value(told), Style(size, 1.3)).bands(setting, body))


def _width(text: str, setting: Setting) -> Callable[[Style], float]:
    return lambda style: natural_width(text, LANGUAGE, style, setting.shaper)


def _fits(text: str, setting: Setting, size: float) -> bool:
    return _width(text, setting)(Style(size)) <= setting.width


def fitting(setting: Setting, sizes: Sequence[float], width: Callable[[Style], float]) -> float:
    """Return the largest of `sizes` at which a text takes one line, else the smallest."""
    return next((size for size in sizes if width(Style(size)) <= setting.width), sizes[-1])


def furniture(head: Head, notes: Sequence[Text]) -> Furniture:
    """Return what draws the bar on top, the marks on the edge, and the foot."""

    def draw(page: Page) -> None:
        with page.canvas.artifact():
            width = A4[0] - MARGINS.left - MARGINS.right
            page.canvas.put(box_operators(MARGINS.left, A4[1] - RULE_TOP - 3, width, 3, ACCENT))
            for down in (*FOLDS, HOLE):
                length = 7 * MM if down == HOLE else 5 * MM
                page.canvas.put(box_operators(4 * MM, A4[1] - down, length, 0.4, QUIET))
        _brand(head, page)
        _foot(head, notes, page)

    return draw


def _brand(head: Head, page: Page) -> None:
    """The name of the office: large on the first page, small and with the mark on those that follow."""
    text = head.brand if page.number == 1 or not head.mark else f"{head.brand} · {head.mark}"
    width = A4[0] - MARGINS.left - MARGINS.right
    parts = [Part(text, bold=True)]
    sizes = _BRAND if page.number == 1 else _BRAND[2:]
    for size in sizes:
        style = Style(size, 1.25, ACCENT)
        height = lay_out(parts, LANGUAGE, style, width, page.shaper).height
        if height <= BRAND_ROOM:
            break
    page.write(Text(parts, style), LANGUAGE, MARGINS.left, A4[1] - RULE_TOP + height + 2, width)


def _foot(head: Head, notes: Sequence[Text], page: Page) -> None:
    width = A4[0] - MARGINS.left - MARGINS.right
    number = f"Seite {page.number} von {page.pages}"
    line = " · ".join(part for part in (head.mark, number, head.template) if part)
    top = A4[1] - FOOT_TOP
    page.write(Text(line, _FOOT), LANGUAGE, MARGINS.left, top, width)
    for note in notes:
        top -= _FOOT.size * _FOOT.leading
        page.write(note, LANGUAGE, MARGINS.left, top, width)
