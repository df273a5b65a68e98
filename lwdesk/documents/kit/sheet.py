"""The page of a sheet for a family: a bar, a title, rows that say the same in two languages, a foot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from lwdesk.documents.kit.phrases import COMMON, HOME, Said, load
from lwdesk.documents.kit.voice import ACCENT, GERMAN, QUIET, Voice, joined
from lwdesk.documents.tagged.blocks import Band, Block, Items, Setting, Text, box_operators
from lwdesk.documents.tagged.extras import Attachment
from lwdesk.documents.tagged.flow import MM, Margins, Page, build
from lwdesk.documents.tagged.glyphs import colour, number
from lwdesk.documents.tagged.grid import GUTTER, PADDING, Frame
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4, TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text.languages import reads_right_to_left
from lwdesk.documents.text.paragraph import Align, Style
from lwdesk.documents.text.shape import Part

SOFT: Final = "#E0EFF1"
HAIRLINE: Final = "#BFD2D5"
BAR: Final = 14 * MM
MARGINS: Final = Margins(18 * MM, 18 * MM, BAR + 4 * MM, 19 * MM)
PICTOGRAMS: Final = {
    "talk": "🗣", "day": "🗓", "steps": "📋", "papers": "🗎", "shield": "🛡", "phone": "☎", "mail": "✉",
    "home": "🏠", "clock": "🕒", "info": "🛈", "check": "✔", "tick": "☑", "cabinet": "🗃", "words": "🗩",
}  # fmt: skip
DISC: Final = 23.0
ABOVE: Final = 8.0
BELOW: Final = 7.0
WHOLE: Final = 0.3  # of a page: what a row may take and is still kept together
_ASIDE: Final = DISC + 2 * PADDING + 3
_ROUND: Final = 0.5523  # how far the handles of a quarter of a circle reach


@dataclass(frozen=True, slots=True)
class Row:
    """The same in German and in the language of the client, so that both can point at one line."""

    pictogram: str
    german: Sequence[Block]
    translated: Sequence[Block] = ()
    shaded: bool = False

    @staticmethod
    def of(
        pictogram: str,
        tell: Callable[[Voice], Sequence[Block]],
        voices: Sequence[Voice],
        *,
        shaded: bool = False,
    ) -> "Row":
        """Let each voice tell its side."""
        told = [tell(voice) for voice in voices]
        return Row(pictogram, told[0], told[1] if len(told) > 1 else (), shaded)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is around the rows of a sheet; its title is the phrase `title` of the document."""

    office: str
    template: str
    made_at: datetime
    file_number: str = ""


def draw(
    sheet: Sheet,
    voices: Sequence[Voice],
    rows: Sequence[Row],
    attachments: Sequence[Attachment] = (),
    after: Sequence[Block] = (),
) -> bytes:
    """Return a sheet as a tagged PDF; what comes `after` the rows is told once, across the whole width."""
    title = voices[0].phrases("title").text
    about = About(title, HOME, sheet.office, sheet.made_at)
    furniture = _Furniture(sheet, voices)
    return build(about, [_Rows(voices, rows), *after], furniture.draw, MARGINS, attachments=attachments)


def draw_german(title: str, sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    """Return a sheet that is for the office alone: the same page, in German only."""
    furniture = _Furniture(sheet, [Voice(load(COMMON, HOME), GERMAN)])
    about = About(title, HOME, sheet.office, sheet.made_at)
    return build(about, blocks, furniture.draw, MARGINS, outline=True)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Title and rows; for the ear one language comes after the other."""

    voices: Sequence[Voice]
    rows: Sequence[Row]

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        sections = [parent.add(Kind.SECTION, voice.language) for voice in self.voices]
        columns = _Columns(self.voices, sections, setting)
        yield from columns.title()
        for place, row in enumerate(self.rows, 1):
            *bands, end = columns.row(row)
            yield from bands
            yield _staying(end, stays=place == len(self.rows) - 1)  # the last row is not alone on a page


@dataclass(frozen=True, slots=True)
class _Columns:
    """Puts what the voices tell side by side, piece beside piece."""

    voices: Sequence[Voice]
    sections: Sequence[Element]
    setting: Setting

    def title(self) -> Iterator[Band]:
        disc, *shares = self._shares()
        frame = Frame((disc + shares[0], *shares[1:]), padding=6, line=ACCENT, thickness=1.5)
        edges, widths = frame.columns(self.setting.width, mirrored=False)
        told = [_told([_title(voice)], self._inner(at, widths[at])) for at, voice in enumerate(self.voices)]
        yield from frame.row([one[0] for one in told], edges, self.setting)

    def row(self, row: Row) -> Iterator[Band]:
        """Yield a row; a tall one may be divided between its pieces, but never inside one."""
        width, tallest = self.setting.width, self.setting.tallest
        bands = list(self._pieces(row))
        height = sum(band.height for band in bands)
        below = max(BELOW, DISC - height)
        bands = [_gap(ABOVE, width), *bands, _gap(below, width, rule=True)]
        height += ABOVE + below
        if row.shaded and height <= tallest:
            bands[0] = _shaded(bands[0], width, height)
        elif row.shaded:
            bands = [_shaded(band, width, band.height) for band in bands]
        yield from _kept(bands, whole=height <= tallest * (1.0 if row.shaded else WHOLE))

    def _pieces(self, row: Row) -> Iterator[Band]:
        frame = Frame(self._shares(), rules=False, padding=0)
        edges, widths = frame.columns(self.setting.width, mirrored=False)
        cells = (row.german, row.translated)
        told = [_told(cells[at], self._inner(at, widths[at + 1])) for at in range(len(self.voices))]
        if len({len(pieces) for pieces in told}) > 1:
            told = [[[band for piece in pieces for band in piece]] for pieces in told]
        aside = [replace(_disc(PICTOGRAMS[row.pictogram], self.setting), height=0.0)]
        for pieces in zip(*told, strict=True):
            stays = any(piece and piece[0].stays_with_next for piece in pieces)
            for band in frame.row([aside, *pieces], edges, self.setting):
                yield _staying(band, stays=stays)
            aside = []

    def _shares(self) -> list[float]:
        """Return the widths of the columns, the last one a little wider for the larger type."""
        room = self.setting.width - _ASIDE
        return [_ASIDE, room] if len(self.voices) == 1 else [_ASIDE, room * 0.49, room * 0.51]

    def _inner(self, at: int, width: float) -> tuple[Setting, Element]:
        language, free = self.voices[at].language, 2 * PADDING + (GUTTER if self.voices[at + 1 :] else 0.0)
        return replace(self.setting, language=language, width=width - free), self.sections[at]


def _told(blocks: Sequence[Block], inside: tuple[Setting, Element]) -> list[list[Band]]:
    """Return the bands of blocks, each item of a list for itself."""
    pieces: list[list[Band]] = []
    for block in blocks:
        pieces += block.pieces(*inside) if isinstance(block, Items) else [list(block.bands(*inside))]
    return pieces


def _gap(height: float, width: float, *, rule: bool = False) -> Band:
    """Return the room above or below a row, with the line that ends it."""

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        if rule:
            with canvas.artifact():
                canvas.put(box_operators(x, top - height, width, 0.6, HAIRLINE))

    return Band(height, draw)


def _shaded(band: Band, width: float, height: float) -> Band:
    """Put a shade behind a band and what follows it, so far down."""

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            canvas.put(box_operators(x, top - height, width, height, SOFT))
        band.draw(canvas, x, top)

    return replace(band, draw=draw)


def _kept(bands: Sequence[Band], *, whole: bool) -> Iterator[Band]:
    """Keep a row together unless it is tall; its last piece is never left without the line below it."""
    last = len(bands) - 1
    for place, band in enumerate(bands):
        stays = whole or place in (0, last - 1) or band.stays_with_next
        yield _staying(band, stays=place < last and stays)


def _staying(band: Band, *, stays: bool) -> Band:
    return band if band.stays_with_next == stays else Band(band.height, band.draw, stays, band.repeat)


def _title(voice: Voice) -> Block:
    style = replace(voice.body, size=voice.body.size * 1.5, leading=1.25, colour=ACCENT)
    return voice.put(voice.phrases("title").bold(), style, Kind.H1)


def _disc(sign: str, setting: Setting) -> Band:
    """Return a sign on a disc; it is decoration."""
    size = 13.5
    style = Style(size, 1.0, "#FFFFFF", Align.CENTRE)
    glyph = next(Text(sign, style, fixed=True).bands(replace(setting, width=DISC), Element(Kind.DOCUMENT)))

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            canvas.put(disc_operators(x + DISC / 2, top - DISC / 2, DISC / 2, ACCENT))
        with canvas.decorating():
            glyph.draw(canvas, x, top - (DISC - size) / 2)

    return Band(DISC, draw)


def disc_operators(x: float, y: float, radius: float, fill: str) -> Iterator[str]:
    """Yield what fills a circle around a point."""
    reach = radius * _ROUND
    yield f"{colour(fill, 'rg')} {number(x + radius)} {number(y)} m"
    for along, up in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        turned, risen = -up, along
        points = (
            (x + radius * along + reach * turned, y + radius * up + reach * risen),
            (x + radius * turned + reach * along, y + radius * risen + reach * up),
            (x + radius * turned, y + radius * risen),
        )
        yield " ".join(number(part) for point in points for part in point) + " c"
    yield "f"


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The bar above and the foot below each page."""

    sheet: Sheet
    voices: Sequence[Voice]

    def draw(self, page: Page) -> None:
        width = A4[0] - page.margins.left - page.margins.right
        with page.canvas.artifact():
            page.canvas.put(box_operators(0, A4[1] - BAR, A4[0], BAR, ACCENT))
        office = Text([Part(self.sheet.office, bold=True)], Style(10.5, 1.4, "#FFFFFF"))
        page.write(office, HOME, page.margins.left, A4[1] - BAR / 2 + 8, width * 0.72)
        self._language(page, width)
        self._foot(page, width)

    def _language(self, page: Page, width: float) -> None:
        """Name the language of the sheet in its own letters, on the right."""
        voice = self.voices[-1]
        side = Align.START if reads_right_to_left(voice.language) else Align.END
        said = voice.phrases("language_name").bold()
        name = Text(said.parts, Style(15, 1.4, "#FFFFFF", side), fixed=True)
        page.write(name, voice.language, page.margins.left, A4[1] - BAR / 2 + 11.5, width)

    def _foot(self, page: Page, width: float) -> None:
        """Say whose sheet this is and who has read it; aloud once, for the eye on every page."""
        write = page.tell if page.number == page.pages else page.write
        top = page.margins.bottom - 2.5 * MM
        foot = Text(self._imprint(page).parts, Style(8, 1.4, QUIET))
        if len(self.voices) == 1:
            write(foot, HOME, page.margins.left, top, width)
            return
        half = width / 2 - PADDING
        write(foot, HOME, page.margins.left, top, half)
        write(self._review(self.voices[0]), HOME, page.margins.left + width - half, top, half)
        write(self._review(self.voices[1]), self.voices[1].language, page.margins.left, top - 12, width)

    def _imprint(self, page: Page) -> Said:
        phrases = self.voices[0].phrases
        said = [phrases("page", page=page.number, pages=page.pages)]
        if self.sheet.file_number:
            said.insert(0, phrases("file_number", number=self.sheet.file_number))
        return joined(*said, phrases("template", version=self.sheet.template))

    def _review(self, voice: Voice) -> Text:
        """Tell in each language who has read the translation, which is the last voice's."""
        review, language = self.voices[-1].phrases.review, voice.language
        side = Align.START if reads_right_to_left(language) else Align.END
        if review.reviewed and review.on:
            said = voice.phrases("reviewed", day=review.on)
        else:
            said = voice.phrases("unreviewed")
        return Text(said.parts, Style(8, 1.4, QUIET, side), fixed=said.fixed)
