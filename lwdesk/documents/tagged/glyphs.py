"""Lines as operators of a PDF page: faces, glyph numbers and the small moves between them."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from lwdesk.documents.text.breaks import SOFT_HYPHEN
from lwdesk.documents.text.fonts import Face
from lwdesk.documents.text.shape import Glyph, Run, Word

_SOFT = "/Span << /ActualText <FEFF00AD> >> BDC "


def number(length: float) -> str:
    """Write a length as PDF does, the same on every machine."""
    text = f"{length:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@cache
def colour(code: str, operator: str) -> str:
    """Return the operator that sets a colour such as `#0C6170`."""
    levels = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{' '.join(map(number, levels))} {operator}"


class Shown(NamedTuple):
    """What draws glyphs, wherever they stand, and of which words of which faces they are."""

    operators: str
    words: tuple[tuple[Face, Word], ...]


def shown(runs: Sequence[Run], size: float) -> Shown:
    """Return what draws runs from left to right; the hyphen at the end of a line is said to be a soft one."""
    drawn: list[str] = []
    for (face, hyphen), some in groupby(runs, _manner):
        drawn.append(f"{_SOFT if hyphen else ''}/{face.name} {number(size)} Tf")
        drawn += _shows(list(some), face, size)
        if hyphen:
            drawn.append("EMC")
    return Shown("\n".join(drawn), tuple((run.look.face, run.word) for run in runs))


def _manner(run: Run) -> tuple[Face, bool]:
    return run.look.face, run.glyphs[0].text == SOFT_HYPHEN


def _shows(runs: Sequence[Run], face: Face, size: float) -> Iterator[str]:
    """Yield the glyphs of one face; sideways moves stand between the runs as they do between glyphs."""
    shown: list[str] = []
    pending = 0
    for run in runs:
        if run.word.drawn is None:
            run.word.drawn = _level(run.glyphs, face)
        before, glyphs, after = run.word.drawn
        if glyphs:
            pending += before
            if pending:
                shown.append(str(pending))
            shown.append(glyphs)
        else:
            yield from _flush(shown, pending)
            yield from _lifted(run.glyphs, face, size)
        pending = after
    yield from _flush(shown, pending)


def _level(glyphs: Sequence[Glyph], face: Face) -> tuple[int, str, int]:
    """Return glyphs that stand on the line, with the moves before and after; nothing where one is lifted."""
    shown: list[str] = []
    before = pending = -face.scaled(glyphs[0].dx) if glyphs[0].dx else 0
    for place, (glyph, _text, _cluster, advance, dx, dy) in enumerate(glyphs):
        if dy:
            return 0, "", 0
        if place:
            pending -= face.scaled(dx) if dx else 0
            if pending:
                shown.append(str(pending))
        shown.append(f"<{glyph:04X}>")
        beyond = face.width(glyph) + dx - advance
        pending = face.scaled(beyond) if beyond else 0
    return before, "".join(shown), pending


def _lifted(glyphs: Sequence[Glyph], face: Face, size: float) -> Iterator[str]:
    """Yield glyphs some of which are lifted or lowered by `Ts`, as marks above and below letters are."""
    shown: list[str] = []
    rise = pending = 0
    for glyph in glyphs:
        if glyph.dy != rise:
            yield from _flush(shown, 0)
            rise = glyph.dy
            yield f"{number(rise * size / face.upem)} Ts"
        pending -= face.scaled(glyph.dx)
        if pending:
            shown.append(str(pending))
        shown.append(f"<{glyph.number:04X}>")
        pending = face.scaled(face.width(glyph.number) + glyph.dx - glyph.advance)
    yield from _flush(shown, pending)
    if rise:
        yield "0 Ts"


def _flush(shown: list[str], pending: int) -> Iterator[str]:
    if pending:
        shown.append(str(pending))
    if shown:
        yield f"[{''.join(shown).replace('><', '')}] TJ"
    shown.clear()
