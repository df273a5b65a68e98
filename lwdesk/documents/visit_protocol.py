"""The record of a visit: short parts in the language of the family, the details in German, places to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.days import moment
from lwdesk.documents.kit.facts import NOTHING, Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.lines import lines
from lwdesk.documents.kit.phrases import HOME, Quoted
from lwdesk.documents.kit.sheet import Row, Sheet, draw
from lwdesk.documents.kit.voice import ACCENT, QUIET, Voice, joined, voices
from lwdesk.documents.tagged.blocks import BODY, Block, Space, Text
from lwdesk.documents.tagged.grid import Cell, Frame, Table
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

DOCUMENT: Final = "visit_protocol"
HEADING: Final = Style(11.5, 1.35, ACCENT)
UNDER: Final = Style(9.5, 1.4, QUIET)
SHARES: Final = (5, 3, 6)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist, what came of it, and what was remarked."""

    label: str
    state: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VisitProtocol:
    """What was at a visit, in words; `at` stands on the clock on the wall."""

    office: str
    office_lines: tuple[str, ...] = ()
    at: datetime | None = None
    minutes: int | None = None
    family: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    points: tuple[Point, ...] = ()
    notes: str = ""
    next_steps: tuple[str, ...] = ()
    file_number: str = ""


def render(content: VisitProtocol, language: str, made_at: datetime, template: str) -> bytes:
    spoken = voices(DOCUMENT, language)
    sheet = Sheet(content.office, template, made_at, content.file_number)
    parts = [("info", _intro), ("day", _when), ("talk", _present), ("phone", _questions)]
    rows = [Row.of(sign, partial(tell, content), spoken, shaded=tell is _when) for sign, tell in parts]
    return draw(sheet, spoken, rows, after=[*_details(content), *_signing(spoken)])


def _intro(_content: VisitProtocol, voice: Voice) -> list[Block]:
    """Say in the language of the family where the details are; beside German there is no need to."""
    return [voice.told("intro"), *([] if voice.language == HOME else [voice.told("talked")])]


def _when(content: VisitProtocol, voice: Voice) -> list[Block]:
    if content.at is None:
        return [voice.heading("when_head"), lines((), voice)]
    return [voice.heading("when_head"), voice.large(moment(content.at, voice.phrases, content.minutes))]


def _present(content: VisitProtocol, voice: Voice) -> list[Block]:
    told = (*content.family, *content.others)
    return [voice.heading("present_head"), lines(told, voice)]


def _questions(content: VisitProtocol, voice: Voice) -> list[Block]:
    return [voice.heading("questions_head"), lines(content.office_lines, voice)]


def _details(content: VisitProtocol) -> list[Block]:
    words = translator(HOME)
    known = [Fact(label, Quoted(told)) for label, told in content.known]
    told: list[Block] = [Space(10)]
    if known:
        told += [_heading(words(N_("The visit"))), facts(known, HOME), Space(8)]
    if content.points:
        told += [_heading(words(N_("What was talked about"))), _table(content.points), Space(8)]
    if content.notes.strip():
        told += [_heading(words(N_("Notes"))), Text(content.notes, after=8)]
    if content.next_steps:
        told += [_heading(words(N_("What happens next")))]
        told += [Text(f"– {step}", after=2) for step in content.next_steps]
    return told


def _heading(text: str) -> Block:
    return Text([Part(text, bold=True)], HEADING, Kind.H2, after=3)


def _table(points: Sequence[Point]) -> Block:
    words = translator(HOME)
    heads = (words(N_("Point")), words(N_("State")), words(N_("Remark")))
    head = [Cell([Text([Part(text, bold=True)], BODY)], head=True) for text in heads]
    return Table([head, *map(_row, points)], Frame(SHARES), 1)


def _row(point: Point) -> list[Cell]:
    told = (point.label, point.state, point.remark)
    return [Cell([Text(text.strip() or NOTHING)], head=place == 0) for place, text in enumerate(told)]


def _signing(spoken: Sequence[Voice]) -> list[Block]:
    """One place to sign for both languages."""
    said = [spoken[0].put(voice.phrases("confirm").bold(), voice.body, after=2) for voice in spoken]
    wanted = ("sign_day", "sign_person", "sign_office")
    labels = [joined(*(voice.phrases(key) for voice in spoken)).parts for key in wanted]
    return [Space(12), *said, Signatures(labels, style=UNDER)]
