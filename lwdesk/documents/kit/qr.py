"""The code of a return slip as a square that a telephone reads: what it says is never about a person."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lwdesk.documents.tagged.blocks import Figure, box_operators
from lwdesk.documents.text.paragraph import Align

QUIET = 4  # modules of empty paper around the square, as readers ask for
_BLACK = "#000000"
_OTHER = re.compile(r"[^\w./-]")


def slip(number: str, code: str) -> str:
    """Return what the square of a slip says: its number and its code, and nothing else."""
    return f"LW1:{_plain(number)}:{_plain(code)}"


def square(content: str, alt: str, side: float, align: Align = Align.START) -> Figure:
    """Return a QR code of `side` points, its empty edge included."""
    rows = modules(content)
    step = side / (len(rows) + 2 * QUIET)

    def draw(x: float, y: float) -> Iterator[str]:
        top = y + side - QUIET * step
        for place, row in enumerate(rows, 1):
            for start, length in _stretches(row):
                left = x + (QUIET + start) * step
                yield box_operators(left, top - place * step, length * step, step, _BLACK)

    return Figure(alt, side, side, draw, align)


@cache
def modules(content: str) -> tuple[tuple[bool, ...], ...]:
    """Return which modules are dark, row by row from the top."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.make()
    rows: Any = code.modules
    return tuple(tuple(map(bool, row)) for row in rows)


def _stretches(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules begin and how many follow one another."""
    start = 0
    for place, dark in enumerate((*row, False)):
        if not dark:
            if place > start:
                yield start, place - start
            start = place + 1


def _plain(text: str) -> str:
    return _OTHER.sub("", text)
