"""The household sheet: all that the file knows of a household, by section, in plain German."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.phrases import HOME, Quoted
from lwdesk.documents.kit.sheet import Sheet, draw_german
from lwdesk.documents.kit.voice import ACCENT, QUIET
from lwdesk.documents.tagged.blocks import Block, Space, Text
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.fonts import undrawable
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

TITLE: Final = Style(17, 1.3, ACCENT)
SECTION: Final = Style(13, 1.4, ACCENT)
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


@dataclass(frozen=True, slots=True)
class HouseholdSheet:
    """What stands on the sheet."""

    office: str
    household: str
    sections: tuple[Section, ...]
    protected: bool = False
    file_number: str = ""


def render(content: HouseholdSheet, made_at: datetime, template: str) -> bytes:
    title = translator(HOME)(N_("Household sheet"))
    sheet = Sheet(content.office, template, made_at, content.file_number)
    return draw_german(title, sheet, list(_blocks(content, title)))


def undrawn(texts: Iterable[str]) -> Iterator[Block]:
    """Say so where letters have no typeface here: the data are not withheld for it."""
    if undrawable("".join(texts)):
        told = translator(HOME)(N_("For some letters there is no typeface here; � stands in their place."))
        yield Text([Part(told, bold=True)], ENTRY, after=6)


def texts_of(entries: Iterable[Entry]) -> Iterator[str]:
    return (text for entry in entries for _label, text in entry.rows)


def _blocks(content: HouseholdSheet, title: str) -> Iterator[Block]:
    words = translator(HOME)
    yield Text([Part(title, bold=True)], TITLE, Kind.H1, after=2)
    yield Text([Part(content.household, bold=True)], ENTRY, after=4)
    yield Text(words(N_("For the file. Not to be passed on.")), LESS, after=6)
    if content.protected:
        told = words(N_("The address is protected. It is not on this sheet."))
        yield Text([Part(told, bold=True)], ENTRY, after=6)
    yield from undrawn(texts_of(entry for section in content.sections for entry in section.entries))
    for section in content.sections:
        yield Text([Part(section.title, bold=True)], SECTION, Kind.H2, after=3)
        for entry in section.entries:
            yield from entry_blocks(entry, Kind.H3)
        yield Space(6)


def entry_blocks(entry: Entry, kind: Kind) -> Iterator[Block]:
    """Return a record as a table of labels and values, and in one line what is not known."""
    if entry.title:
        yield Text([Part(entry.title, bold=True)], ENTRY, kind, after=1)
    if entry.rows:
        yield facts([Fact(label, Quoted(told)) for label, told in entry.rows], HOME, SHARES)
    if entry.unknown:
        words = translator(HOME)
        yield Space(3)
        yield Text(words(N_("Not known: {fields}"), fields=", ".join(entry.unknown)), LESS)
    yield Space(8)
