"""The report of a lost device: what was on it, when it was last heard of, and what has to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.base.texts import N_, Texts
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.voice import INK, QUIET
from lwdesk.documents.tagged.blocks import Block, Items, Space, Text
from lwdesk.documents.tagged.flow import MM, Margins, build
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

TITLE: Final = Style(20, 1.3, INK)
OFFICE: Final = Style(12, 1.4, QUIET)
HEADING: Final = Style(13, 1.4, INK)
BODY: Final = Style(11, 1.4, INK)
MARGINS: Final = Margins(22 * MM, 22 * MM, 20 * MM, 18 * MM)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with labels and what is known, or with lines."""

    title: str
    facts: Sequence[tuple[str, str]]
    lines: Sequence[str]


def render(office: str, chapters: Sequence[Chapter], made_at: datetime, words: Texts) -> bytes:
    """Return the report as a PDF."""
    title = words(N_("Report of a lost device"))
    blocks: list[Block] = [
        Text([Part(title, bold=True)], TITLE, Kind.H1),
        Text(office, OFFICE, after=8),
    ]
    for chapter in chapters:
        blocks.append(Text([Part(chapter.title, bold=True)], HEADING, Kind.H2, after=4))
        if chapter.facts:
            rows = [Fact(label, told) for label, told in chapter.facts]
            blocks.append(facts(rows, words.language, (1, 1)))
        if chapter.lines:
            blocks.append(Items(chapter.lines, None, BODY, after=3))
        blocks.append(Space(10))
    blocks.append(Signatures([words(N_("Date, name")), words(N_("Signature"))]))
    return build(About(title, words.language, office, made_at), blocks, margins=MARGINS)
