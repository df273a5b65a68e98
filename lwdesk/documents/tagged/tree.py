"""The tree of a document: what is a heading, a paragraph, a table, in the order of reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of the PDF standard that our papers use."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    P = "P"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    L = "L"
    LI = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    FIGURE = "Figure"
    SPAN = "Span"


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of a page that belongs to an element."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One node; `actual` is its exact text where paper has another order, `alt` says what a figure shows."""

    kind: Kind
    language: str | None = None
    actual: str | None = None
    alt: str | None = None
    scope: str | None = None  # of a TH: "Column" or "Row"
    numbering: str = "None"  # of an L: "None", "Decimal" or "Disc"
    box: tuple[float, float, float, float] | None = None  # of a Figure, on its page
    title: str = ""  # of a heading
    place: tuple[int, float] | None = None  # of a heading: its page, and how far up it stands
    kids: list["Element | Content"] = field(default_factory=list)

    def add(self, kind: Kind, language: str | None = None, actual: str | None = None) -> "Element":
        """Append a child."""
        child = Element(kind, language, actual)
        self.kids.append(child)
        return child

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in the order of reading."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
