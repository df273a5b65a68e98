"""Which standard a file follows: the one of our papers, and a stricter one that a free checker can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """What differs between the parts of PDF/A for a file of ours."""

    version: tuple[int, int]  # of PDF itself
    part: int
    level: str
    attachments: bool = True
    lists_glyphs: bool = False  # names the glyphs of each face once more, as part 1 asks


PAPER = Standard((1, 7), 3, "A")
TWIN = Standard((1, 4), 1, "B", attachments=False, lists_glyphs=True)
"""The same pages and the same tree as part 1, level B: for tools/prove_paper.py alone."""

_followed = PAPER


def followed() -> Standard:
    """Return the standard that files follow."""
    return _followed


@contextmanager
def using(standard: Standard) -> Iterator[None]:
    """Let files that are begun inside the block follow another standard."""
    global _followed  # noqa: PLW0603 - the seam itself
    before, _followed = _followed, standard
    try:
        yield
    finally:
        _followed = before
