"""What a person is told of the data about them (Art. 15 DSGVO): a letter, an explanation, every record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.letter import (
    MARGINS,
    HeadBlock,
    Sender,
    closing,
    furniture,
    heading,
    paragraph,
    review_notes,
    subject,
)
from lwdesk.documents.kit.lines import GAP, lines
from lwdesk.documents.kit.phrases import HOME
from lwdesk.documents.kit.records import Section, entry_blocks, undrawn
from lwdesk.documents.kit.voice import Voice, voices
from lwdesk.documents.tagged.blocks import Block, Items, Space, Text
from lwdesk.documents.tagged.extras import Attachment
from lwdesk.documents.tagged.flow import build
from lwdesk.documents.tagged.grid import Cell, Columns, Frame, Table
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.shape import Part

DOCUMENT: Final = "access_report"
DATA: Final = "auskunft.json"
EXPLAINED: Final = ("asked", "german", "others", "wrong", "rights", "complain", "attached")
USES: Final = (
    N_("to advise and support you"),
    N_("to arrange appointments and visits"),
    N_("to find the right place for your concern"),
    N_("for statistics without names"),
)
RIGHTS: Final = (
    N_("You can have wrong data corrected (Art. 16 DSGVO)."),
    N_("You can have data erased (Art. 17 DSGVO) or their use restricted (Art. 18 DSGVO)."),
    N_("You can object to the use of your data (Art. 21 DSGVO)."),
    N_("You can take the attached file with you to another place (Art. 20 DSGVO)."),
    N_("You can take back a consent at any time; what happened until then remains allowed."),
)


@dataclass(frozen=True, slots=True)
class Received:
    """Who received what, when, how and what for."""

    on: str
    who: str
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AccessReport:
    """What is told, in words; `data` is the same for machines."""

    sender: Sender
    name: str
    address: tuple[str, ...]
    day: date
    file_number: str = ""
    controller: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    years: str = ""
    bases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    received: tuple[Received, ...] = ()
    tables: tuple[Section, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    withheld: int = 0
    data: bytes = field(default=b"{}", repr=False)


def render(content: AccessReport, language: str, made_at: datetime, template: str) -> bytes:
    """Return the letter with all data; headings are bookmarks, the data are in the file once more."""
    spoken = voices(DOCUMENT, language)
    head = content.sender.head(content.address, content.file_number, content.day, template)
    title = translator(HOME)(N_("Information about your data under Art. 15 DSGVO"))
    blocks: list[Block] = [HeadBlock(head), subject(title), *_letter(content), *_explained(content, spoken)]
    blocks += [*_facts(content), *_received(content), *_tables(content), *_left_out(content)]
    data = Attachment(DATA, content.data, about=title)
    about = About(title, HOME, head.brand, made_at)
    return build(
        about, blocks, furniture(head, review_notes(spoken)), MARGINS, outline=True, attachments=[data]
    )


def _letter(content: AccessReport) -> Iterator[Block]:
    words = translator(HOME)
    yield paragraph(words(N_("Dear {name},"), name=value(content.name)))
    yield paragraph(words(N_("you asked what we keep about you. On the following pages we tell you.")))
    yield paragraph(words(N_("Only what is known is printed; empty fields are left out.")))
    if content.withheld:
        told = words.plural(
            "One text about other people was left out or shortened to protect them.",
            "{n} texts about other people were left out or shortened to protect them.",
            content.withheld,
        )
        yield paragraph(told)
    yield from undrawn(content.tables)
    yield closing(content.sender)


def _explained(content: AccessReport, spoken: tuple[Voice, ...]) -> Iterator[Block]:
    """The same in short sentences, in German and in the language of the person."""
    yield Space(10)
    rows = [[_say(key, content, voice) for voice in spoken] for key in EXPLAINED]
    languages = [voice.language for voice in spoken]
    yield Columns(languages, rows, Frame([1.0] * len(spoken)))


def _say(key: str, content: AccessReport, voice: Voice) -> list[Block]:
    told = [voice.told(key)]
    return [*told, lines(content.supervisor, voice)] if key == "complain" else told


def _facts(content: AccessReport) -> Iterator[Block]:
    words = translator(HOME)
    yield from _head(words(N_("Who answers for the data")))
    yield _lines(content.controller)
    yield from _head(words(N_("Data protection officer")))
    yield _lines(content.officer)
    yield from _head(words(N_("What the data are used for")))
    yield Items([words(use) for use in USES], "–")
    yield from _head(words(N_("Legal basis")))
    yield Items(content.bases or (GAP,), "–")
    yield from _head(words(N_("Where the data come from")))
    yield Items(content.sources, "–")
    yield from _head(words(N_("How long the data are kept")))
    kept = N_("{years} years after the end of the year of the last contact.")
    yield paragraph(words(kept, years=content.years or GAP))
    yield from _head(words(N_("Your rights")))
    yield Items([words(right) for right in RIGHTS], "–")
    yield from _head(words(N_("Supervisory authority")))
    yield _lines(content.supervisor)


def _head(text: str) -> Iterator[Block]:
    yield Space(8)
    yield heading(text)


def _lines(told: tuple[str, ...]) -> Block:
    return Text("\n".join(map(value, told)) or GAP, after=7)


def _received(content: AccessReport) -> Iterator[Block]:
    words = translator(HOME)
    yield from _head(words(N_("Who received data about you")))
    if not content.received:
        yield paragraph(words(N_("Nobody outside the office received data about you.")))
        return
    heads = [words(one) for one in (N_("When"), N_("Who"), N_("What"), N_("What for"))]
    top = [Cell([Text([Part(one, bold=True)])], head=True) for one in heads]
    told = [(one.on, one.who, one.what, one.why) for one in content.received]
    rows = [[Cell([Text(text or "–")]) for text in row] for row in told]
    yield Table([top, *rows], Frame((3, 5, 5, 4)), 1)
    yield Space(8)


def _tables(content: AccessReport) -> Iterator[Block]:
    for records in content.tables:
        count = len(records.entries)
        yield from _head(f"{records.title} ({count})" if count > 1 else records.title)
        for entry in records.entries:
            yield from entry_blocks(entry)


def _left_out(content: AccessReport) -> Iterator[Block]:
    words = translator(HOME)
    yield from _head(words(N_("What is not in this letter")))
    yield Items([f"{what}: {why}" for what, why in content.left_out], "–")
