"""A consent in two languages: what for, to whom, which data, until when, and how to take it back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Final

from lwdesk.documents.kit.form import Lines, Signatures
from lwdesk.documents.kit.lines import lines
from lwdesk.documents.kit.phrases import HOME, Quoted, Said
from lwdesk.documents.kit.sheet import Row, Sheet, draw
from lwdesk.documents.kit.voice import INK, QUIET, Voice, joined, voices
from lwdesk.documents.tagged.blocks import Block, Figure, Space, Text
from lwdesk.documents.tagged.glyphs import colour, number
from lwdesk.documents.text.isolate import Name
from lwdesk.documents.text.paragraph import Style
from lwdesk.domain import consent_texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent_texts import ConsentText
from lwdesk.domain.gate import interprets

DOCUMENT: Final = "consent_form"
STORE: Final = "store"
UNDER: Final = Style(9.5, 1.4, QUIET)
SIGNATURE_WIDTH: Final = 190.0
SIGNATURE_HEIGHT: Final = 70.0

Point = tuple[float, float]
Stroke = tuple[Point, ...]
Tell = Callable[["ConsentForm", Voice], list[Block]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature as it was drawn: lines in a picture of some size."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """One consent, given or still to be given; an open one has lines to write on."""

    office: str
    office_lines: tuple[str, ...] = ()
    who: str = ""
    purpose: str = STORE
    text_version: str = ""
    recipient: str = ""
    subject: str = ""
    data_kinds: tuple[str, ...] = ()
    mutual: bool = False
    until: date | None = None
    refusal_explained: bool = False
    interpreter: str = ""
    guardian: str = ""
    given_on: date | None = None
    signed_by: str = ""
    oral: bool = False
    on_screen: bool = False
    revoked_on: date | None = None
    signature: Drawn | None = field(default=None, repr=False)
    open: bool = False
    file_number: str = ""

    @property
    def has_recipient(self) -> bool:
        return bool(self.recipient) or codelists()["consent_purpose"].get(self.purpose).flag("recipient")


def render(content: ConsentForm, language: str, made_at: datetime, template: str) -> bytes:
    """Return the form; below both columns stand the places to sign, once."""
    spoken = voices(DOCUMENT, language)
    version = " · ".join(part for part in (template, _version(content)) if part)
    sheet = Sheet(content.office, version, made_at, content.file_number)
    rows = [
        Row.of(pictogram, partial(tell, content), spoken, shaded=tell in (_purpose, _agree))
        for pictogram, tell in _parts(content)
    ]
    return draw(sheet, spoken, rows, after=_signing(content, spoken))


def _parts(content: ConsentForm) -> Iterator[tuple[str, Tell]]:
    yield "info", _intro
    if content.who:
        yield "home", _who
    yield "talk", _purpose
    if content.subject or (content.open and content.purpose != STORE):
        yield "words", _subject
    if content.has_recipient:
        yield "mail", _recipient
    if content.data_kinds or (content.open and content.purpose != STORE):
        yield "papers", _data
    yield "clock", _until
    yield "shield", _voluntary
    yield "phone", _withdraw
    if content.interpreter or content.guardian:
        yield "cabinet", _helpers
    yield "check", _agree


def _intro(_content: ConsentForm, voice: Voice) -> list[Block]:
    return [voice.told("intro")]


def _who(content: ConsentForm, voice: Voice) -> list[Block]:
    return [voice.heading("name"), lines((content.who,), voice)]


def _purpose(content: ConsentForm, voice: Voice) -> list[Block]:
    known = f"purpose_{content.purpose}" in voice.phrases
    name: Said | Quoted = Quoted(codelists().label("consent_purpose", content.purpose))
    if known:
        name = voice.phrases(f"purpose_{content.purpose}")
    told = [voice.heading("purpose_head"), voice.large(name)]
    read_together = _read_together(content, voice.language)
    if read_together is not None:
        said = [Quoted(one, voice.language) for one in read_together.paragraphs]
        unread = [] if read_together.reviewed or not voice.phrases.review.reviewed else ["unreviewed"]
        return [*told, *(voice.put(one, after=3) for one in said), *map(voice.quiet, unread)]
    return [*told, voice.told(f"says_{content.purpose}")] if known else told


def _read_together(content: ConsentForm, language: str) -> ConsentText | None:
    """Return the text to read together; never another one than was signed."""
    text = consent_texts.text(language) if content.purpose == STORE else None
    signed = content.text_version
    return text if text is not None and signed in ("", text.version) else None


def _version(content: ConsentForm) -> str:
    text = _read_together(content, HOME)
    return text.version if text is not None else content.text_version


def _subject(content: ConsentForm, voice: Voice) -> list[Block]:
    told = [lines(content.subject.splitlines(), voice)] if content.subject else _room(voice)
    return [voice.heading("subject_head"), *told]


def _recipient(content: ConsentForm, voice: Voice) -> list[Block]:
    who = [lines(content.recipient.splitlines(), voice)] if content.recipient else _room(voice)
    both = [voice.told("mutual")] if content.mutual else []
    return [voice.heading("recipient_head"), *who, *both]


def _room(voice: Voice) -> list[Block]:
    """Leave room to write, once: the office writes in German."""
    return [Lines(count=2)] if voice.language == HOME else []


def _data(content: ConsentForm, voice: Voice) -> list[Block]:
    """Name the kinds of data; on an open form each has a box to tick."""
    if content.open:
        every = [code.code for code in codelists()["data_kind"].codes]
        return [voice.heading("data_head"), voice.ticks([_kind(code, voice) for code in every])]
    return [voice.heading("data_head"), voice.dashes([_kind(code, voice) for code in content.data_kinds])]


def _kind(code: str, voice: Voice) -> Said | Quoted:
    key = f"data_{code}"
    return voice.phrases(key) if key in voice.phrases else Quoted(codelists().label("data_kind", code))


def _until(content: ConsentForm, voice: Voice) -> list[Block]:
    said = voice.told("until", day=content.until) if content.until else voice.told("until_open")
    return [voice.heading("until_head"), said]


def _voluntary(content: ConsentForm, voice: Voice) -> list[Block]:
    explained = [voice.told("refusal")] if content.refusal_explained or content.open else []
    return [voice.heading("voluntary_head"), voice.told("voluntary"), *explained]


def _withdraw(content: ConsentForm, voice: Voice) -> list[Block]:
    return [voice.heading("withdraw_head"), voice.told("withdraw"), lines(content.office_lines, voice)]


def _helpers(content: ConsentForm, voice: Voice) -> list[Block]:
    told = [("interpreter", content.interpreter), ("guardian", content.guardian)]
    said = [voice.told(key, name=Name(name)) for key, name in told if name]
    return [voice.heading("interpreter_head"), *said] if content.interpreter else said


def _agree(content: ConsentForm, voice: Voice) -> list[Block]:
    """Say what is signed, and how it was agreed where that has happened."""
    told = [voice.put(voice.phrases("agree").bold(), after=3)]
    if content.given_on is not None and content.signed_by:
        key = "said" if content.oral else "signed"
        told.append(voice.told(key, day=content.given_on, name=Name(content.signed_by)))
    if content.revoked_on is not None:
        told.append(voice.put(voice.phrases("revoked", day=content.revoked_on).bold()))
    return told


def _signing(content: ConsentForm, spoken: Sequence[Voice]) -> list[Block]:
    """The drawn signature, or lines to sign on."""
    if content.signature is not None:
        picture = _figure(content.signature, spoken[0].phrases("sign_person").text)
        return [Space(8), picture, Text(_both("drawn", spoken).parts, UNDER)]
    if content.oral or content.on_screen:
        return []
    wanted = ["sign_day", "sign_person"]
    also = [
        key
        for key, there in (
            ("sign_guardian", content.guardian or content.open),
            ("sign_interpreter", interprets(content.interpreter) or content.open),
        )
        if there
    ]
    pairs = [wanted, also] if also else [wanted]
    return [Signatures([_both(key, spoken).parts for key in pair], style=UNDER) for pair in pairs]


def _both(key: str, spoken: Sequence[Voice]) -> Said:
    return joined(*(voice.phrases(key) for voice in spoken))


def _figure(drawn: Drawn, alt: str) -> Figure:
    """Show a signature as lines, so that it is sharp at any size."""
    scale = min(SIGNATURE_WIDTH / drawn.width, SIGNATURE_HEIGHT / drawn.height)

    def draw_at(x: float, y: float) -> Iterator[str]:
        yield f"q {colour(INK, 'RG')} {number(1.2)} w 1 J 1 j"
        for stroke in drawn.strokes:
            points = [(x + left * scale, y + (drawn.height - down) * scale) for left, down in stroke]
            for place, point in enumerate(points):
                yield f"{number(point[0])} {number(point[1])} {'l' if place else 'm'}"
            if len(points) == 1:
                yield f"{number(points[0][0])} {number(points[0][1])} l"
            yield "S"
        yield "Q"

    return Figure(alt, drawn.width * scale, drawn.height * scale, draw_at)
