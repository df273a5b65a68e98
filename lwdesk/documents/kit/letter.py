"""A letter as DIN 5008 measures it (form B): address in the window, block of information, fold marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.voice import ACCENT, GERMAN, QUIET, Voice
from lwdesk.documents.tagged.blocks import Band, Block, Parts, Setting, Text, box_operators
from lwdesk.documents.tagged.flow import MM, Furniture, Margins, Page, build
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4, TaggedCanvas
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Style, lay_out, natural_width
from lwdesk.documents.text.shape import Part

LANGUAGE = "de"
MARGINS = Margins(left=25 * MM, right=20 * MM, top=30 * MM, bottom=21 * MM)
TEXT_TOP, TEXT_WIDTH = 98.46 * MM, 165 * MM
ADDRESS_TOP, ADDRESS_WIDTH = 62.7 * MM, 80 * MM
WINDOW_TOP, ADDRESS_LEAST = 45 * MM, 27.3 * MM
INFO_LEFT, INFO_TOP, INFO_WIDTH = 125 * MM, 50 * MM, 75 * MM
LABEL_WIDTH, INFO_LINE = 27 * MM, 14.0
RULE_TOP, BRAND_ROOM = 22 * MM, 15 * MM
FOOT_TOP = 277.5 * MM  # three lines of it end where printers can still reach
FOLDS, HOLE = (105 * MM, 210 * MM), 148.5 * MM
GAP = 5 * MM  # between what stands above and the text

BODY = GERMAN
SUBJECT = Style(13, 1.3)
HEADING = Style(11.5, 1.35, ACCENT)
_SIZES, _LABEL = (10.5, 9.5, 8.5), (10.0, 9.0, 8.0)
_INFO = INFO_LEFT - MARGINS.left
_RETURN = (7.5, 6.5, 5.5)
_BRAND = (14.0, 11.0, 8.0, 6.0)
_FOOT = Style(8, 1.3, QUIET)

Note = tuple[Text, str]


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
class Sender:
    """The office that writes, and who of it answers questions."""

    brand: str
    office: str
    street: str = ""
    town: str = ""
    phone: str = ""
    mail: str = ""
    person: str = ""

    def head(self, address: Sequence[str], mark: str, day: date, template: str) -> Head:
        """Return the head of a letter from here."""
        words = translator(LANGUAGE)
        info = (
            (words(N_("Our mark:")), mark),
            (words(N_("Written by:")), self.person),
            (words(N_("Phone:")), self.phone),
            (words(N_("Mail:")), self.mail),
            (words(N_("Day:")), f"{day:%d.%m.%Y}"),
        )
        line = " · ".join(part for part in (self.office, self.street, self.town) if part)
        return Head(self.brand, line, address, info, mark, words(N_("Template {version}"), version=template))


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
    title: str, head: Head, blocks: Sequence[Block], made_at: datetime, notes: Sequence[Note] = ()
) -> bytes:
    """Return a letter; `notes`, each in its language, stand in the foot of each page below its number."""
    about = About(title, LANGUAGE, head.brand, made_at)
    return build(about, [HeadBlock(head), *blocks], furniture(head, notes), MARGINS, outline=True)


def subject(text: str) -> Text:
    return Text([Part(text, bold=True)], SUBJECT, Kind.H1, after=8)


def heading(text: str) -> Text:
    return Text([Part(text, bold=True)], HEADING, Kind.H2, after=2)


def closing(sender: Sender) -> Text:
    """Say goodbye in the name of who wrote."""
    words = translator(LANGUAGE)
    return Text(f"{words(N_('With kind regards'))}\n{sender.person or sender.office}", BODY, after=10)


def paragraph(parts: str | Sequence[Part], after: float = 7.0) -> Text:
    return Text(parts, BODY, after=after)


def foot_note(parts: Parts) -> Text:
    return Text(parts, _FOOT)


def review_notes(speaking: Sequence[Voice]) -> list[Note]:
    """Say in both languages whether somebody has read the translation."""
    if len(speaking) == 1:
        return []
    review = speaking[1].phrases.review
    key = "reviewed" if review.reviewed else "unreviewed"
    facts_of = {"day": review.on} if review.on else {}
    told = (voice.phrases for voice in speaking)
    return [(foot_note(phrases(key, **facts_of).parts), phrases.language) for phrases in told]


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
    style = Style(fitting(head.sender, _RETURN, own), 1.25, QUIET)
    sender = list(Text(head.sender, style).bands(own, parent))
    yield Placed(0, ADDRESS_TOP - min(room, sum(band.height for band in sender) + 2), sender)
    lines = "\n".join(line for line in head.address if line.strip())
    style = _low_enough(lines, [Style(size, 1.2) for size in _SIZES], ADDRESS_LEAST, own)
    yield Placed(0, ADDRESS_TOP, list(Text(lines, style).bands(own, parent)))


def _low_enough(parts: Parts, styles: Sequence[Style], room: float, setting: Setting) -> Style:
    """Return the first of `styles` in which a text is no taller than `room`, else the last."""
    laid = ((style, lay_out(parts, LANGUAGE, style, setting.width, setting.shaper)) for style in styles)
    return next((style for style, paragraph in laid if paragraph.height <= room), styles[-1])


def _info(head: Head, setting: Setting, parent: Element) -> Iterator[Placed]:
    """Rows of label and value: beside each other where that fits, else the value below its label."""
    rows = [(label, told) for label, told in head.info if told.strip()]
    whole, top = parent.add(Kind.L), INFO_TOP
    named = replace(setting, width=LABEL_WIDTH)
    size = min((fitting(label, _LABEL, named) for label, _told in rows), default=_LABEL[0])
    for label, told in rows:
        item = whole.add(Kind.LI)
        style = Style(size, INFO_LINE / size, QUIET)
        first = Placed(_INFO, top, list(Text(label, style, Kind.LABEL).bands(named, item)))
        told_at = _told(value(told), first, setting, item.add(Kind.BODY))
        yield first
        yield told_at
        top = max(first.bottom, told_at.bottom)


def _told(text: str, label: Placed, setting: Setting, body: Element) -> Placed:
    beside = replace(setting, width=INFO_WIDTH - LABEL_WIDTH)
    size = fitting(text, _SIZES, beside)
    if _width(text, size, beside) <= beside.width:
        return Placed(label.x + LABEL_WIDTH, label.top, _line(text, size, beside, body))
    below = replace(setting, width=INFO_WIDTH)
    return Placed(label.x, label.bottom, _line(text, fitting(text, _SIZES, below), below, body))


def _line(text: str, size: float, setting: Setting, body: Element) -> list[Band]:
    return list(Text(text, Style(size, INFO_LINE / size)).bands(setting, body))


def _width(text: str, size: float, setting: Setting) -> float:
    return natural_width(text, LANGUAGE, Style(size), setting.shaper)


def fitting(text: str, sizes: Sequence[float], setting: Setting) -> float:
    """Return the largest of `sizes` at which a text takes one line, else the smallest."""
    return next((size for size in sizes if _width(text, size, setting) <= setting.width), sizes[-1])


def furniture(head: Head, notes: Sequence[Note]) -> Furniture:
    """Return what draws the bar on top, the marks on the edge, and the foot."""

    def draw(page: Page) -> None:
        with page.canvas.artifact():
            page.canvas.put(box_operators(MARGINS.left, A4[1] - RULE_TOP - 3, TEXT_WIDTH, 3, ACCENT))
            for down in (*FOLDS, HOLE):
                length = 7 * MM if down == HOLE else 5 * MM
                page.canvas.put(box_operators(4 * MM, A4[1] - down, length, 0.4, QUIET))
        _brand(head, page)
        _foot(head, notes, page)

    return draw


def _brand(head: Head, page: Page) -> None:
    """The name of the office: large on the first page, small and with the mark on those that follow."""
    first = page.number == 1
    text = head.brand if first or not head.mark else f"{head.brand} · {head.mark}"
    parts = [Part(text, bold=True)]
    setting = Setting(LANGUAGE, TEXT_WIDTH, A4[1], page.shaper)
    styles = [Style(size, 1.25, ACCENT) for size in (_BRAND if first else _BRAND[2:])]
    style = _low_enough(parts, styles, BRAND_ROOM, setting)
    height = lay_out(parts, LANGUAGE, style, TEXT_WIDTH, page.shaper).height
    page.write(Text(parts, style), LANGUAGE, MARGINS.left, A4[1] - RULE_TOP + height + 2, TEXT_WIDTH)


def _foot(head: Head, notes: Sequence[Note], page: Page) -> None:
    number = translator(LANGUAGE)(N_("Page {page} of {pages}"), page=page.number, pages=page.pages)
    line = " · ".join(part for part in (head.mark, number, head.template) if part)
    top = A4[1] - FOOT_TOP
    page.write(Text(line, _FOOT), LANGUAGE, MARGINS.left, top, TEXT_WIDTH)
    for note, language in notes:
        top -= _FOOT.size * _FOOT.leading
        tell = page.tell if page.number == page.pages else page.write
        tell(note, language, MARGINS.left, top, TEXT_WIDTH)
