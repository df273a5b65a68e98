"""What rows are made of, and how columns share the width: by weight, by need where one runs short."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import ceil

from lwdesk.ui import paint, style
from lwdesk.ui.marks import BadgeLook, badge_width
from lwdesk.ui.text import isolate

INSET, GAP = 12, 16
ARROW = 18  # of a title that sorts
FEWER, ONE = 76, 64  # characters of width below which columns fold into the first
MEASURED = 50  # rows that decide about the widths; what scrolls in later moves nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column: up to two lines, a badge, a name in its own script.

    `folded` is the second line where some of the columns are left out.
    """

    title: str = ""
    detail: str = ""
    own_script: str = ""
    badge: BadgeLook | None = None
    strong: bool = False
    tabular: bool = False
    token: str = "text"
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, whether it sorts and whether it needs a wide list."""

    title: str = ""
    weight: int = 1
    name: str = ""
    right: bool = False
    sorts: bool = False
    wide_only: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, its cells, and the one sentence that is read for it."""

    key: str
    cells: tuple[Cell, ...]
    sentence: str = ""
    avatar: str = ""
    icon: str = ""
    avatar_tone: str = ""
    action: str = ""
    data: object = field(default=None, compare=False)

    def spoken(self) -> str:
        parts = (p for c in self.cells for p in (c.title, c.detail, c.badge.word if c.badge else ""))
        return ", ".join(part for part in parts if part)

    def lead(self) -> int:
        """Return the width of what stands before the first cell."""
        return style.px(48) if self.avatar else style.px(32) if self.icon else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a cell as it is drawn: which of the two lines, how far from the left, in which font."""

    text: str
    second: bool = False
    x: float = 0
    size: float = 14
    weight: int = 400
    token: str = "text"
    tabular: bool = False
    script: bool = False

    def wide(self) -> float:
        return paint.width(self.text, self.size, self.weight, tabular=self.tabular, script=self.script)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands: its number, its left edge and its width."""

    number: int
    x: int
    width: int


def lines(cell: Cell, *, right: bool = False, folded: bool = False) -> list[Line]:
    """Return the texts of a cell; the name in its own script comes last."""
    detail = (cell.folded or cell.detail) if folded else cell.detail
    weight = 600 if cell.strong else 500 if detail else 400
    title = Line(cell.title, weight=weight, token=cell.token, tabular=cell.tabular or right)
    found = [title]
    if detail:
        found.append(Line(detail, second=True, size=12, token="text2", tabular=right))
    if cell.own_script:
        x = title.wide() + style.px(8)
        found.append(Line(isolate(cell.own_script), x=x, token="text2", script=True))
    return found


def need(cell: Cell, *, right: bool = False, folded: bool = False) -> int:
    """Return the width at which nothing of the cell is cut."""
    if cell.badge is not None:
        return badge_width(cell.badge)
    return ceil(max(line.x + line.wide() for line in lines(cell, right=right, folded=folded)))


def cut(cell: Cell, width: float, *, right: bool = False, folded: bool = False) -> Iterator[str]:
    """Yield the texts of the cell that a place of this width would shorten."""
    if cell.badge is not None:
        if badge_width(cell.badge) > width:
            yield cell.badge.word
        return
    for line in lines(cell, right=right, folded=folded):
        if line.x + line.wide() > width + 0.5:
            yield line.text


def standing(width: int, columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the numbers of the columns that a list of this width shows."""
    if len(columns) > 1 and width < style.characters(ONE):
        return (0,)
    few = width < style.characters(FEWER)
    return tuple(n for n, column in enumerate(columns) if not (few and column.wide_only))


def needs(rows: Iterable[Row], columns: Sequence[Column], *, folded: bool) -> tuple[int, ...]:
    """Return for each column the width at which neither its title nor its first rows are cut."""
    found = [title_need(column) for column in columns]
    measured: dict[tuple[int, Cell], int] = {}  # names of states and people come again and again
    for row in islice(rows, MEASURED):
        for n, cell in enumerate(row.cells[: len(columns)]):
            wanted = measured.get((n, cell))
            if wanted is None:
                wanted = measured[n, cell] = need(cell, right=columns[n].right, folded=folded)
            found[n] = max(found[n], wanted + (row.lead() if n == 0 else 0))
    return tuple(found)


def title_need(column: Column) -> int:
    words = ceil(paint.width(column.title, 12, 500))
    return words + (style.px(ARROW) if column.sorts else 0)


def places(width: int, columns: Sequence[Column], wanted: Sequence[int] = ()) -> list[Place]:
    """Return where the columns of a list of this width stand; `wanted` is what each needs."""
    shown = standing(width, columns)
    gap, x = style.px(GAP), style.px(INSET)
    room = width - 2 * x - gap * (len(shown) - 1)
    total = sum(columns[n].weight for n in shown)
    shares = [room * columns[n].weight // total for n in shown]
    if wanted and len(shown) > 1:
        shares = shared(shares, [wanted[n] for n in shown])
    found = []
    for n, share in zip(shown, shares, strict=True):
        found.append(Place(n, x, share))
        x += share + gap
    return found


def shared(shares: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Give who runs short from who has room to spare; where all is too little, small wishes come first."""
    pairs = list(zip(shares, wanted, strict=True))
    missing = sum(max(0, need - share) for share, need in pairs)
    spare = sum(max(0, share - need) for share, need in pairs)
    if missing <= spare:
        return [
            max(need, share - ceil(max(0, share - need) * missing / (spare or 1))) for share, need in pairs
        ]
    given, left = [0] * len(pairs), sum(shares)
    for done, n in enumerate(sorted(range(len(pairs)), key=lambda n: wanted[n])):
        given[n] = min(wanted[n], left // (len(pairs) - done))
        left -= given[n]
    return given
