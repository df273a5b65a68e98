"""The one seam for identity: random ids that leak no time, derived ids for links between records."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4, uuid5

_source: Callable[[], UUID] = uuid4


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
