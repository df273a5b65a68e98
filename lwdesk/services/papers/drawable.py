"""Whether paper can show what was typed: a text in a script without a typeface is refused, never garbled."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from lwdesk.base.errors import PaperRefused
from lwdesk.documents.text.fonts import undrawable


def is_drawable(text: str) -> bool:
    """Tell whether every letter has a typeface; what is no letter may be missing."""
    return not any(unicodedata.category(sign).startswith("L") for sign in undrawable(text))


def demand_drawable(content: object) -> None:
    """Raise PaperRefused where a text of the content has letters that cannot be printed."""
    if not all(is_drawable(text) for text in _texts(content)):
        raise PaperRefused(why="characters")


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif is_dataclass(content):
        for field in fields(content):
            yield from _texts(getattr(content, field.name))
    elif isinstance(content, Iterable):
        for part in content:
            yield from _texts(part)
