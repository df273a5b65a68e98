"""The one seam for identity: random ids that leak no time, derived ids for links between records.

Ids made one after another share their first six bytes, a few at a time: what is saved together then lies
together in the index of the ids, and a save writes one page of it instead of one for each record.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

TOGETHER = 16


def _ids() -> Iterator[UUID]:
    while True:
        drawn = os.urandom(6 + 10 * TOGETHER)
        for place in range(6, len(drawn), 10):
            yield UUID(bytes=drawn[:6] + drawn[place : place + 10], version=4)


_source: Callable[[], UUID] = _ids().__next__


@contextmanager
def using(source: Callable[[], UUID]) -> Iterator[None]:
    """Take new ids from `source` inside the block."""
    global _source  # noqa: PLW0603 - the seam itself
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before


def new() -> UUID:
    return _source()


def derived(parent: UUID, *values: str) -> UUID:
    """Return the same id on every device for the same parent and values."""
    return uuid5(parent, "\x1f".join(values))
