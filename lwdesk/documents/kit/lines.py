"""Addresses, numbers and names of offices: each on a line of its own, as they stand on an envelope."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lwdesk.documents.kit.phrases import HOME
from lwdesk.documents.kit.voice import Voice
from lwdesk.documents.tagged.blocks import Block, Language, Text
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.languages import reads_right_to_left
from lwdesk.documents.text.paragraph import Align

GAP: Final = "„…“"
"""What is printed where something is not known, so that somebody sees it and writes it in."""


def lines(told: Sequence[str], voice: Voice, after: float = 3.0) -> Block:
    """Return lines in German letters, on the side on which the language of the column begins."""
    shown = [line for line in told if line.strip()] or [GAP]
    side = Align.END if reads_right_to_left(voice.language) else Align.START
    block = Text("\n".join(map(value, shown)), replace(voice.body, align=side), after=after)
    return block if voice.language == HOME else Language(HOME, [block])
