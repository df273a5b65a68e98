"""The monthly sheet of an interpreter: each assignment with time, way and allowance, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.letter import BODY, LANGUAGE
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.kit.sheet import Sheet, draw_german
from lwdesk.documents.kit.slip import Together
from lwdesk.documents.kit.voice import ACCENT
from lwdesk.documents.tagged.blocks import Block, Space, Text
from lwdesk.documents.tagged.grid import Cell, Frame, Table
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Align, Style
from lwdesk.documents.text.shape import Part

TITLE: Final = Style(16, 1.25, ACCENT)
NUMBER: Final = Style(BODY.size, BODY.leading, align=Align.END)
SHARES: Final = (22, 15, 18, 12, 9, 14)
HEADINGS: Final = (
    N_("Request number"), N_("Day"), N_("State"), N_("Minutes"), N_("km"), N_("Euros"),
)  # fmt: skip
TEXTS: Final = 3  # how many columns are text; what follows are numbers


@dataclass(frozen=True, slots=True)
class Content:
    """What a sheet says: the rows as they are printed, the sums last."""

    office: str
    name: str
    month: str
    paid_as: str
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]


def render(content: Content, *, made_at: datetime, template: str) -> bytes:
    words = translator(LANGUAGE)
    title = words(N_("Hours sheet {month}"), month=content.month)
    about = [
        Fact(words(N_("Interpreter")), Quoted(content.name)),
        Fact(words(N_("How paid")), Quoted(content.paid_as)),
    ]
    blocks: list[Block] = [
        Text([Part(title, bold=True)], TITLE, Kind.H1, after=6),
        facts(about, LANGUAGE, (3, 8)),
        Space(10),
        _table(content),
        Space(10),
        _signed(),
    ]
    return draw_german(title, Sheet(content.office, template, made_at), blocks)


def _table(content: Content) -> Block:
    words = translator(LANGUAGE)
    head = _row([words(heading) for heading in HEADINGS], bold=True, head=True)
    last = _row([words(N_("Sum")), "", "", *content.sums], bold=True)
    rows = [_row(row) for row in content.rows]
    return Table([head, *rows, last], Frame(SHARES), heads=1)


def _row(cells: Sequence[str], *, bold: bool = False, head: bool = False) -> list[Cell]:
    return [
        Cell([Text([Part(value(cell) if cell else "", bold=bold)], NUMBER if place >= TEXTS else BODY)], head)
        for place, cell in enumerate(cells)
    ]


def _signed() -> Block:
    words = translator(LANGUAGE)
    told = words(N_("The times and ways are right. The allowance was not yet paid for them otherwise."))
    places = (words(N_("Day, interpreter")), words(N_("Day, office")))
    return Together([Text(told, BODY), Signatures(places)])
