"""The household sheet: all that the file knows of a household, by section, in plain German."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.phrases import HOME
from lwdesk.documents.kit.records import ENTRY, LESS, Section, entry_blocks, undrawn
from lwdesk.documents.kit.sheet import Sheet, draw_german
from lwdesk.documents.kit.voice import ACCENT
from lwdesk.documents.tagged.blocks import Block, Space, Text
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part

TITLE: Final = Style(17, 1.3, ACCENT)
SECTION: Final = Style(13, 1.4, ACCENT)


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


def _blocks(content: HouseholdSheet, title: str) -> Iterator[Block]:
    words = translator(HOME)
    yield Text([Part(title, bold=True)], TITLE, Kind.H1, after=2)
    yield Text([Part(content.household, bold=True)], ENTRY, after=4)
    yield Text(words(N_("For the file. Not to be passed on.")), LESS, after=6)
    if content.protected:
        told = words(N_("The address is protected. It is not on this sheet."))
        yield Text([Part(told, bold=True)], ENTRY, after=6)
    yield from undrawn(content.sections)
    for section in content.sections:
        yield Text([Part(section.title, bold=True)], SECTION, Kind.H2, after=3)
        for entry in section.entries:
            yield from entry_blocks(entry)
        yield Space(6)
