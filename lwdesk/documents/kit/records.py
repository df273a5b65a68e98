"""Records as papers about a household print them: a title, what is known of each, and what is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.phrases import HOME, Quoted
from lwdesk.documents.kit.voice import QUIET
from lwdesk.documents.tagged.blocks import Block, Space, Text
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.fonts import undrawable
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

ENTRY: Final = Style(11, 1.4)
LESS: Final = Style(10.5, 1.4, QUIET)
SHARES: Final = (4.0, 9.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its title, label and value of what is known, the labels of what is not."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one subject."""

    title: str
    entries: tuple[Entry, ...]


def entry_blocks(entry: Entry) -> Iterator[Block]:
    """Return a record as a table of labels and values, and in one line what is not known."""
    if entry.title:
        yield Text([Part(entry.title, bold=True)], ENTRY, Kind.H3, after=1)
    if entry.rows:
        yield facts([Fact(label, Quoted(told)) for label, told in entry.rows], HOME, SHARES)
    if entry.unknown:
        words = translator(HOME)
        yield Space(3)
        yield Text(words(N_("Not known: {fields}"), fields=", ".join(entry.unknown)), LESS)
    yield Space(8)


def undrawn(sections: Iterable[Section]) -> Iterator[Block]:
    """Say so where letters have no typeface here: the data are not withheld for it."""
    entries = (entry for section in sections for entry in section.entries)
    if undrawable("".join(text for entry in entries for _label, text in entry.rows)):
        told = translator(HOME)(N_("For some letters there is no typeface here; � stands in their place."))
        yield Text([Part(told, bold=True)], ENTRY, after=6)
