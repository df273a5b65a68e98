"""What one column of a sheet says: fixed phrases and typed text as blocks, in the size of its language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from lwdesk.documents.kit.phrases import HOME, Phrases, Quoted, Said, Value, load
from lwdesk.documents.tagged.blocks import Block, Entry, Items, Language, Text
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.languages import reads_right_to_left
from lwdesk.documents.text.paragraph import Align, Style
from lwdesk.documents.text.shape import Part

ACCENT: Final = "#0C6170"
INK: Final = "#1A1E21"
QUIET: Final = "#4B5156"
GERMAN: Final = Style(10.5, 1.4, INK)
CLIENT: Final = Style(12, 1.45, INK)
TICK: Final = "☐"
_GAP: Final = 3.0

Told = Said | Quoted
Item = Told | Sequence[Block]


@dataclass(frozen=True, slots=True)
class Voice:
    """The phrases of one column and how they look."""

    phrases: Phrases
    body: Style

    @property
    def language(self) -> str:
        return self.phrases.language

    def heading(self, key: str, /, **values: Value) -> Block:
        """Head a row."""
        style = replace(self.body, size=self.body.size * 1.12, leading=1.3, colour=ACCENT)
        return self.put(self.phrases(key, **values).bold(), style, Kind.H2, after=1.5)

    def told(self, key: str, /, *, after: float = _GAP, **values: Value) -> Block:
        """Say a phrase."""
        return self.put(self.phrases(key, **values), after=after)

    def quiet(self, key: str, /, *, after: float = _GAP, **values: Value) -> Block:
        """Say a phrase in a lighter colour, never in smaller type."""
        return self.put(self.phrases(key, **values), self.coloured(QUIET), after=after)

    def coloured(self, colour: str) -> Style:
        return replace(self.body, colour=colour)

    def large(self, said: Told, after: float = _GAP) -> Block:
        """Say what must be seen from afar."""
        style = replace(self.body, size=self.body.size * 1.3, leading=1.35)
        return self.put(said.bold() if isinstance(said, Said) else said, style, after=after)

    def put(
        self, what: Told, style: Style | None = None, kind: Kind = Kind.P, *, after: float = 0.0
    ) -> Block:
        """Print a phrase or a typed text in its own language."""
        parts = what.parts if isinstance(what, Said) else what.text
        fixed = isinstance(what, Said) and what.fixed
        block = Text(parts, style or self.body, kind, after, fixed)
        return block if what.language == self.language else Language(what.language, [block])

    def ticks(self, items: Sequence[Item]) -> Block:
        """Put a box to tick before each item."""
        return Items([self._item(item) for item in items], TICK, self.body)

    def numbered(self, items: Sequence[Item]) -> Block:
        return Items([self._item(item) for item in items], None, self.body)

    def dashes(self, items: Sequence[Item]) -> Block:
        return Items([self._item(item) for item in items], "–", self.body)

    def item(self, what: Told, style: Style | None = None, *, after: float = 0.0) -> Block:
        """Print what stands beside a mark: on the side of the mark, whichever way it reads."""
        style = style or self.body
        if reads_right_to_left(what.language) != reads_right_to_left(self.language):
            style = replace(style, align=Align.END)
        return self.put(what, style, after=after)

    def _item(self, item: Item) -> Entry:
        return Entry([self.item(item, after=_GAP)] if isinstance(item, Said | Quoted) else item)


def joined(*said: Said, between: str = " · ") -> Said:
    """Return phrases one after the other; those of another language keep theirs."""
    first, *others = said
    parts = list(first.parts)
    for one in others:
        own = None if one.language == first.language else one.language
        parts += [Part(between), *(replace(part, language=part.language or own) for part in one.parts)]
    return Said(tuple(parts), first.language, all(one.fixed for one in said))


def voices(document: str, language: str) -> tuple[Voice, ...]:
    """Return who speaks on a sheet: German, and beside it the language of the client."""
    german = Voice(load(document, HOME), GERMAN)
    other = load(document, language)
    return (german,) if other.language == HOME else (german, Voice(other, CLIENT))
