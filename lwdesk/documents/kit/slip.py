"""The lower part of a letter that comes back: boxes to tick, places to write, number and code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit import qr
from lwdesk.documents.kit.form import EDGE, Signatures
from lwdesk.documents.kit.letter import BODY, LANGUAGE, Sender, heading
from lwdesk.documents.kit.voice import QUIET, TICK
from lwdesk.documents.tagged.blocks import (
    Band,
    Block,
    Entry,
    Items,
    Setting,
    Space,
    Text,
    box_operators,
)
from lwdesk.documents.tagged.flow import MM
from lwdesk.documents.tagged.grid import Columns, Frame
from lwdesk.documents.tagged.pdf import TaggedCanvas
from lwdesk.documents.tagged.tree import Element
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Style, natural_width
from lwdesk.documents.text.shape import Part

SIDE = 26 * MM
CODE = Style(16, 1.3)
_DASH, _GAP = 4.0, 3.0
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Slip:
    """What identifies a letter when its answer comes back, and why somebody may say no."""

    number: str
    code: str
    refusals: Sequence[str] = ()


def slip(what: Slip, sender: Sender) -> Block:
    """Return the return slip, which is never divided between pages."""
    columns = Columns((LANGUAGE, LANGUAGE), [(_answers(what), _marks(what))], Frame((7, 3), rules=False))
    words = translator(LANGUAGE)
    signed = Signatures((words(N_("Day, name, stamp")),), height=24)
    return Together([CutLine(), _title(), columns, signed, Space(3), _way_back(what, sender)])


def _title() -> Block:
    return heading(translator(LANGUAGE)(N_("Answer slip")))


def _answers(what: Slip) -> Sequence[Block]:
    words = translator(LANGUAGE)
    day = words(N_("Appointment on, at what time:"))
    why = [f"{TICK} {refusal}".replace(" ", NO_BREAK) for refusal in what.refusals]
    no = "  ".join([words(N_("We cannot help, because:")), *why])
    choices: list[str | Entry] = [
        words(N_("Your letter has arrived.")),
        words(N_("We take this on.")),
        Entry([Blank(day, after=6)]),
        no,
        Entry([Blank(words(N_("Other:")), after=6)]),
    ]
    return [Items(choices, TICK, BODY, after=6)]


def _marks(what: Slip) -> Sequence[Block]:
    words = translator(LANGUAGE)
    alt = words(N_("QR code: number {number}, code {code}"), number=what.number, code=what.code)
    return [
        Text(words(N_("Number: {number}"), number=value(what.number)), BODY),
        Text([Part(words(N_("Code: {code}"), code=value(what.code)), bold=True)], CODE),
        qr.square(qr.slip(what.number, what.code), alt, SIDE),
    ]


def _way_back(what: Slip, sender: Sender) -> Block:
    words = translator(LANGUAGE)
    how = words(
        N_("Back to us by post or mail; on the phone the code is enough: {code}"), code=value(what.code)
    )
    where = (sender.office, sender.street, sender.town, sender.phone, sender.mail)
    back = " · ".join(value(part) for part in where if part)
    return Text(f"{how}\n{back}", replace(BODY, colour=QUIET))


@dataclass(frozen=True, slots=True)
class Blank:
    """A label with a line after it to write on."""

    label: str
    style: Style = BODY
    after: float = 0.0

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        *above, last = Text(self.label, self.style).bands(setting, parent)
        yield from above
        long = natural_width(self.label, setting.language, self.style, setting.shaper)
        start = min(long + _GAP, setting.width * 0.8)
        edge = 0.0 if setting.right_to_left else start

        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            last.draw(canvas, x, top)
            with canvas.artifact():
                canvas.put(box_operators(x + edge, top - last.height, setting.width - start, 0.7, EDGE))

        yield replace(last, height=last.height + self.after, draw=draw)


@dataclass(frozen=True, slots=True)
class CutLine:
    """Dashes along which a slip is cut off."""

    height: float = 10.0

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:  # noqa: ARG002 - as every block
        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            with canvas.artifact():
                for place in range(int(setting.width / (2 * _DASH))):
                    canvas.put(box_operators(x + 2 * _DASH * place, top - 4, _DASH, 0.7, EDGE))

        yield Band(self.height, draw, stays_with_next=True)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page as long as a page can hold them."""

    blocks: Sequence[Block]

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        bands = [band for block in self.blocks for band in block.bands(setting, parent)]
        for band in bands[:-1]:
            yield replace(band, stays_with_next=True)
        yield from bands[-1:]
