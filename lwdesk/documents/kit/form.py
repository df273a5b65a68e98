"""What is filled in by hand: lines to write on, boxes to tick, places to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lwdesk.documents.kit.voice import QUIET, TICK
from lwdesk.documents.tagged.blocks import BODY, Band, Block, Draw, Items, Parts, Setting, Text, box_operators
from lwdesk.documents.tagged.pdf import TaggedCanvas
from lwdesk.documents.tagged.tree import Element
from lwdesk.documents.text.paragraph import Style

EDGE: Final = "#88847C"
PITCH: Final = 24.0  # from one line to the next, for a hand with a pen
UNDER: Final = Style(9, 1.4, QUIET)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on below a label."""

    label: Parts = ""
    count: int = 1
    style: Style = BODY

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        if self.label:
            for band in Text(self.label, self.style).bands(setting, parent):
                yield replace(band, stays_with_next=True)
        for _line in range(self.count):
            yield Band(PITCH, _rule([(0.0, setting.width)], PITCH - 2))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign side by side, each with what it is for below its line."""

    labels: Sequence[Parts]
    height: float = 44.0
    gap: float = 24.0
    style: Style = UNDER

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        """Keep line and label together; the first place stands where the language begins."""
        width = (setting.width - self.gap * (len(self.labels) - 1)) / len(self.labels)
        lefts = [place * (width + self.gap) for place in range(len(self.labels))]
        if setting.right_to_left:
            lefts.reverse()
        inner = replace(setting, width=width)
        told = [list(Text(label, self.style).bands(inner, parent)) for label in self.labels]
        line = _rule([(left, width) for left in lefts], self.height)
        tallest = max(sum(band.height for band in bands) for bands in told)

        def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
            line(canvas, x, top)
            for left, bands in zip(lefts, told, strict=True):
                below = top - self.height - 3
                for band in bands:
                    band.draw(canvas, x + left, below)
                    below -= band.height

        yield Band(self.height + 3 + tallest, draw)


def boxes(choices: Sequence[Parts], style: Style = BODY) -> Block:
    """Return a box to tick before each choice."""
    return Items(choices, TICK, style, after=4)


def _rule(stretches: Sequence[tuple[float, float]], down: float) -> Draw:
    """Return what draws lines so far below the top; they are decoration."""

    def draw(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            for left, width in stretches:
                canvas.put(box_operators(x + left, top - down, width, 0.7, EDGE))

    return draw
