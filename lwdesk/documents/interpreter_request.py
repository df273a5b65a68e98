"""The request for an interpreter on paper: what the talk is like, and nothing of the family."""

from dataclasses import dataclass
from datetime import date, datetime

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.letter import (
    BODY,
    LANGUAGE,
    Sender,
    closing,
    heading,
    letter,
    paragraph,
    subject,
)
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.kit.slip import Blank, CutLine, Together
from lwdesk.documents.kit.voice import TICK
from lwdesk.documents.tagged.blocks import Block, Entry, Items, Space


@dataclass(frozen=True, slots=True)
class Content:
    """What a request says; nothing of it may tell who the family is."""

    sender: Sender
    number: str
    address: tuple[str, ...]
    subject: str
    greeting: str
    rows: tuple[tuple[str, str], ...]
    promise: str
    day: date


def render(content: Content, *, made_at: datetime, template: str) -> bytes:
    words = translator(LANGUAGE)
    head = content.sender.head(content.address, content.number, content.day, template)
    blocks: list[Block] = [
        subject(content.subject),
        paragraph(content.greeting),
        facts([Fact(label, Quoted(said)) for label, said in content.rows], LANGUAGE, (3, 7)),
        Space(8),
        paragraph(content.promise),
        closing(content.sender),
        _answer(content.number),
    ]
    return letter(words(N_("Interpreter request {number}"), number=content.number), head, blocks, made_at)


def _answer(number: str) -> Block:
    words = translator(LANGUAGE)
    choices: list[str | Entry] = [
        Entry([Blank(words(N_("We have somebody, name and phone:")), after=6)]),
        Entry([Blank(words(N_("Another time would do:")), after=6)]),
        words(N_("We find nobody.")),
    ]
    return Together(
        [
            CutLine(),
            heading(words(N_("Answer to the request {number}"), number=number)),
            Items(choices, TICK, BODY, after=6),
            Signatures((words(N_("Day, name")),), height=24),
        ]
    )
