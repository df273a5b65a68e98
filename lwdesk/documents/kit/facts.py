"""A table of labels and values, as protocols, household sheets and the access report use it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lwdesk.documents.kit.phrases import Quoted, Said
from lwdesk.documents.kit.voice import QUIET
from lwdesk.documents.tagged.blocks import BODY, Block, Language, Parts, Text
from lwdesk.documents.tagged.grid import Cell, Frame, Table
from lwdesk.documents.text.isolate import Insert, isolated
from lwdesk.documents.text.paragraph import Style

LABEL: Final = Style(BODY.size, BODY.leading, QUIET)
NOTHING: Final = "–"

Content = Said | Quoted | Insert | Sequence[Block]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known; nothing known is shown as a dash."""

    label: str | Said
    content: Content


def facts(rows: Sequence[Fact], language: str, shares: tuple[float, float] = (1, 2)) -> Table:
    """Return rows of labels and values; each label heads its row."""
    return Table([[_label(row, language), _content(row, language)] for row in rows], Frame(shares))


def _label(row: Fact, language: str) -> Cell:
    said = row.label if isinstance(row.label, Said) else None
    parts: Parts = said.parts if said else str(row.label)
    return Cell([_in(said.language if said else language, language, Text(parts, LABEL))], head=True)


def _content(row: Fact, language: str) -> Cell:
    what = row.content
    if isinstance(what, Said):
        return Cell([_in(what.language, language, Text(what.parts))])
    if isinstance(what, Quoted):
        return Cell([_in(what.language, language, Text(what.text.strip() or NOTHING))])
    if isinstance(what, Sequence) and not isinstance(what, str):
        return Cell(what or [Text(NOTHING)])
    return Cell([Text(isolated(what) if str(what).strip() else NOTHING)])


def _in(own: str, around: str, block: Block) -> Block:
    return block if own == around else Language(own, [block])
