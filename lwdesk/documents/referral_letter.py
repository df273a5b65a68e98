"""The letter that refers a household to another service: what is asked, what is told, who agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.letter import (
    LANGUAGE,
    Sender,
    closing,
    letter,
    paragraph,
    review_notes,
    subject,
)
from lwdesk.documents.kit.phrases import Phrases, Quoted, Said
from lwdesk.documents.kit.slip import Slip, Together, slip
from lwdesk.documents.kit.voice import Voice, joined, voices
from lwdesk.documents.tagged.blocks import Block, Space
from lwdesk.documents.tagged.grid import Columns, Frame
from lwdesk.documents.text.isolate import Name
from lwdesk.documents.text.shape import Part
from lwdesk.domain.codelists import codelists

DOCUMENT: Final = "referral_letter"
CODES: Final = {"area": "life_area", "kind": "data_kind"}
"""What of a code list the client is told, by the beginning of its phrases."""
ASKS: Final = {
    "appointment": N_("we refer the people named below to you. Please give them an appointment."),
    "data": N_("we pass the details below on to you. Please look how you can help."),
    "case": N_("we ask you to support the people named below from here on."),
    "jointly": N_("we ask you to work on this matter together with us."),
    "together": N_("we come to you together with somebody. Please take time for a talk."),
    "information": N_("we told somebody about your offer. This letter says nothing about the person."),
    "address": N_("we told somebody about your offer. This letter says nothing about the person."),
}
"""What the letter asks for, by the kind of the referral."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent as the letter repeats it: what is passed on, since when, until when."""

    area: str
    kinds: tuple[str, ...]
    given_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter of referral says."""

    sender: Sender
    slip: Slip
    address: tuple[str, ...]
    recipient: str
    sort: str
    subject: str
    day: date
    due: date | None = None
    dear: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    agreed: Agreed | None = None
    basis: str = ""  # the law by which something is told without a consent


def render(content: Content, language: str, *, made_at: datetime, template: str) -> bytes:
    """Return the letter; its consent stands there in German and in `language`."""
    words = translator(LANGUAGE)
    speaking = voices(DOCUMENT, language)
    note = _columns([[_note(content, voice) for voice in speaking]], speaking, rules=False)
    blocks = [*_request(content), *note, *_consent(content, speaking), slip(content.slip, content.sender)]
    head = content.sender.head(content.address, content.slip.number, content.day, template)
    title = words(N_("Letter of referral {number}"), number=content.slip.number)
    return letter(title, head, blocks, made_at, review_notes(speaking))


def _request(content: Content) -> Sequence[Block]:
    words = translator(LANGUAGE)
    dear = words(N_("Good day {name},"), name=content.dear) if content.dear else words(N_("Dear colleagues,"))
    asked = [Part(words(ASKS.get(content.sort, ASKS["data"])))]
    if content.due:
        until = words(N_("Please answer by {day}."), day=f"{content.due:%d.%m.%Y}")
        asked += [Part(" "), Part(until, bold=True)]
    blocks: list[Block] = [
        subject(words(N_("Referral: {subject}"), subject=content.subject)),
        paragraph(dear),
        paragraph(asked),
    ]
    if content.facts:
        rows = [Fact(label, Quoted(told)) for label, told in content.facts]
        blocks += [facts(rows, LANGUAGE, (3, 9)), Space(8)]
    return [*blocks, *_duties(content), closing(content.sender)]


def _duties(content: Content) -> Sequence[Block]:
    """Tell the recipient for what alone the details may be used."""
    words = translator(LANGUAGE)
    if content.basis:
        told = words(N_("We tell this without a consent. Legal basis: {basis}."), basis=content.basis)
        return [paragraph([Part(told, bold=True)]), paragraph(words(_ONLY_FOR))]
    return [paragraph(words(_ONLY_FOR))] if content.agreed else []


_ONLY_FOR: Final = N_("You may process these details only for the purpose for which you receive them.")


def _note(content: Content, voice: Voice) -> Sequence[Block]:
    """Tell the family what the letter is, for they may carry it."""
    note = voice.told("slip_note", recipient=Name(content.recipient))
    nothing_told = content.agreed is None and not content.basis
    return [note, voice.told("no_data")] if nothing_told else [note]


def _consent(content: Content, speaking: Sequence[Voice]) -> Sequence[Block]:
    """Repeat the consent in both languages, row beside row, with a place to sign."""
    agreed = content.agreed
    if agreed is None:
        return []
    rows = [_agreement(agreed, content, voice) for voice in speaking]
    blocks = [*_columns(list(zip(*rows, strict=True)), speaking), Space(4)]
    places = [joined(*(voice.phrases(key) for voice in speaking)) for key in ("place_date", "signature")]
    return [Together([*blocks, Signatures([place.parts for place in places], height=34)]), Space(6)]


def _agreement(agreed: Agreed, content: Content, voice: Voice) -> list[Sequence[Block]]:
    phrases = voice.phrases
    until = (
        voice.told("valid_until", day=agreed.valid_until) if agreed.valid_until else voice.told("valid_open")
    )
    kinds = [_code("kind", kind, phrases) for kind in agreed.kinds]
    given = [voice.told("given_on", day=agreed.given_on)] if agreed.given_on else []
    return [
        [voice.heading("title")],
        [voice.told("agree", office=Name(content.sender.office), recipient=Name(content.recipient))],
        [
            voice.told("purpose", area=_code("area", agreed.area, phrases)),
            voice.told("data", kinds=_listed(kinds, phrases)),
        ],
        [voice.told("voluntary"), voice.told("revoke"), until, *given],
    ]


def _code(which: str, code: str, phrases: Phrases) -> Said:
    """Say a code; one that this language has no word for is told in German."""
    codelist, key = CODES[which], f"{which}_{code}"
    if key in phrases:
        return phrases(key)
    return Said((Part(codelists().label(codelist, code, LANGUAGE)),), LANGUAGE)


def _listed(kinds: Sequence[Said], phrases: Phrases) -> Said:
    return (
        joined(*kinds, between=f"{phrases('comma').text} ") if kinds else Said((Part("–"),), phrases.language)
    )


def _columns(
    rows: Sequence[Sequence[Sequence[Block]]], speaking: Sequence[Voice], *, rules: bool = True
) -> Sequence[Block]:
    if len(speaking) == 1:
        return [block for row in rows for block in row[0]]
    return [Columns([voice.language for voice in speaking], rows, Frame((9, 11), rules=rules))]
