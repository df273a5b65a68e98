"""The sheet an interpreter takes along: when and where above, what is written on the day below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit import qr
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import UNDER, Signatures
from lwdesk.documents.kit.letter import BODY, LANGUAGE, heading
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.kit.sheet import Sheet, draw_german
from lwdesk.documents.kit.slip import CODE, Blank, CutLine, Together
from lwdesk.documents.kit.voice import ACCENT, TICK, Voice, voices
from lwdesk.documents.tagged.blocks import Block, Space, Text
from lwdesk.documents.tagged.flow import MM
from lwdesk.documents.tagged.grid import Columns, Frame
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

DOCUMENT: Final = "assignment"
TITLE: Final = Style(16, 1.25, ACCENT)
READ_OUT: Final = ("all", "secret", "neutral", "pause", "free")
"""What is read out to everybody before a talk begins."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the sheet says; a client is told by initials and file number at most."""

    office: str
    number: str
    code: str
    when: str
    rows: tuple[tuple[str, str], ...]
    language: str
    fee: str
    contact: str = ""


def render(content: Content, *, made_at: datetime, template: str) -> bytes:
    words = translator(LANGUAGE)
    title = words(N_("Assignment {number}"), number=content.number)
    rows = [Fact(label, Quoted(said)) for label, said in content.rows]
    blocks: list[Block] = [
        Text([Part(title, bold=True)], TITLE, Kind.H1, after=4),
        Text([Part(content.when, bold=True)], replace(BODY, size=13), after=4),
        facts(rows, LANGUAGE, (3, 8)),
        Space(6),
        *_duties(),
        *_read_out(content.language),
        _on_the_day(content),
    ]
    return draw_german(title, Sheet(content.office, template, made_at, content.number), blocks)


def _duties() -> Sequence[Block]:
    words = translator(LANGUAGE)
    told = (
        words(N_("What you hear stays with you, after the talk as well. You give no advice.")),
        words(N_("If you know the family or cannot stay neutral, please tell us before the talk.")),
    )
    return [heading(words(N_("Confidential"))), Text(" ".join(told), BODY, after=6)]


def _read_out(language: str) -> Sequence[Block]:
    """Print what is read out before the talk, in German and in the language of the talk."""
    speaking = voices(DOCUMENT, language)
    reviewed = speaking[-1].phrases.review.reviewed
    told = [_sentences(voice, reviewed=reviewed) for voice in speaking]
    if len(speaking) == 1:
        return [*told[0], Space(4)]
    return [Columns([voice.language for voice in speaking], [told], Frame((9, 11), rules=False)), Space(4)]


def _sentences(voice: Voice, *, reviewed: bool) -> Sequence[Block]:
    """Return what is said before the talk, and whether somebody has read the translation."""
    mark = [] if reviewed else [voice.put(voice.phrases("unreviewed"), UNDER)]
    return [voice.heading("begin"), *(voice.told(key, after=1.5) for key in READ_OUT), *mark]


def _on_the_day(content: Content) -> Block:
    """Return the lower half, which is filled in and signed when the talk is over."""
    words = translator(LANGUAGE)
    columns = Columns((LANGUAGE, LANGUAGE), [(_blanks(), _marks(content))], Frame((7, 3), rules=False))
    places = (words(N_("Interpreter")), words(N_("Office")))
    return Together(
        [
            CutLine(),
            heading(words(N_("On the day"))),
            columns,
            Text(content.fee, BODY),
            Signatures(places, height=30),
        ]
    )


def _blanks() -> Sequence[Block]:
    words = translator(LANGUAGE)
    labels = (
        N_("Date, arrival at:"),
        N_("Talk from, until:"),
        N_("Way, minutes and kilometres:"),
        N_("Amount in euros:"),
    )
    understood = [words(answer) for answer in (N_("We understood each other"), N_("Partly"), N_("Not well"))]
    boxes = "   ".join(f"{TICK} {answer}".replace(" ", "\u00a0") for answer in understood)
    return [*(Blank(words(label), after=8) for label in labels), Text(boxes, BODY)]


def _marks(content: Content) -> Sequence[Block]:
    words = translator(LANGUAGE)
    alt = words(N_("QR code: number {number}, code {code}"), number=content.number, code=content.code)
    return [
        Text(words(N_("Number: {number}"), number=value(content.number)), BODY),
        Text([Part(words(N_("Code: {code}"), code=value(content.code)), bold=True)], CODE),
        qr.square(qr.slip(content.number, content.code), alt, 24 * MM),
    ]
