"""The bidirectional algorithm (UAX #9): which way each character reads and where it stands on its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lwdesk.documents.text.bidi_classes import (
    EMBEDDINGS,
    ISOLATES,
    REMOVED,
    SEPARATORS,
    class_of,
    is_plain,
)
from lwdesk.documents.text.bidi_rules import resolve_sequence

DEEPEST = 125
NO_LEVEL = -1


@dataclass(frozen=True, slots=True)
class Directions:
    """The level of a paragraph and of each of its characters; odd levels read from right to left."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]


def directions(text: str, base: int | None = None) -> Directions:
    """Resolve one paragraph; without `base` its first strong character decides (rules P2 and P3)."""
    if not base and is_plain(text) and "\u2066" not in text and "\u2068" not in text:
        return Directions(0, (0,) * len(text), ("L",) * len(text))
    classes = tuple(map(class_of, text))
    partners = _partners(classes)
    if base is None:
        base = _first_strong(classes, partners, 0, len(classes)) or 0
    explicit = _Explicit(classes, partners, base)
    explicit.walk()
    levels = _implicit(text, explicit, partners)
    return Directions(base, tuple(levels), classes)


def line_levels(found: Directions, start: int, end: int) -> list[int]:
    """Return the levels of one line with its trailing spaces on the side where the line ends (rule L1)."""
    levels = list(found.levels[start:end])
    trailing = True
    for place in range(len(levels) - 1, -1, -1):
        kind = found.classes[start + place]
        if kind in SEPARATORS:
            trailing = True
        elif kind not in REMOVED and kind not in ("WS", "PDI", *ISOLATES):
            trailing = False
        if trailing and kind not in REMOVED:
            levels[place] = found.base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the places of `levels` from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = order[place:end][::-1]
            place = max(end, place + 1)
    return order


def without_levels(levels: Sequence[int], before: int) -> list[int]:
    """Give characters that the algorithm passes over the level of what stands before them."""
    filled = []
    for level in levels:
        before = before if level == NO_LEVEL else level
        filled.append(before)
    return filled


def _partners(classes: Sequence[str]) -> dict[int, int]:
    """Match each isolate with the sign that ends it (definition BD9)."""
    found, open_ones = {}, []
    for place, kind in enumerate(classes):
        if kind in ISOLATES:
            open_ones.append(place)
        elif kind == "PDI" and open_ones:
            found[open_ones.pop()] = place
        elif kind == "B":
            open_ones.clear()
    return found


def _first_strong(classes: Sequence[str], partners: dict[int, int], start: int, end: int) -> int | None:
    place = start
    while place < end:
        kind = classes[place]
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
        if kind == "B":
            return None
        if kind in ISOLATES:
            place = partners.get(place, end)
        place += 1
    return None


@dataclass(slots=True)
class _Explicit:
    """Levels out of embeddings, overrides and isolates (rules X1 to X8)."""

    classes: Sequence[str]
    partners: dict[int, int]
    base: int
    levels: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    stack: list[tuple[int, str, bool]] = field(default_factory=list)
    lost_isolates: int = 0
    lost_embeddings: int = 0
    valid_isolates: int = 0

    def walk(self) -> None:
        self._restart()
        for place, kind in enumerate(self.classes):
            if kind in EMBEDDINGS:
                self._embed(kind)
                self._note(kind, NO_LEVEL)
            elif kind in ISOLATES:
                self._isolate(place, kind)
            elif kind == "PDI":
                self._end_isolate()
            elif kind == "PDF":
                self._end_embedding()
                self._note(kind, NO_LEVEL)
            elif kind == "B":
                self._note(kind, self.base)
                self._restart()
            else:
                self._plain(kind)

    def _restart(self) -> None:
        self.stack[:] = [(self.base, "", False)]
        self.lost_isolates = self.lost_embeddings = self.valid_isolates = 0

    def _note(self, kind: str, level: int) -> None:
        self.kinds.append(kind)
        self.levels.append(level)

    def _plain(self, kind: str) -> None:
        level, override, _isolate = self.stack[-1]
        if kind == "BN":
            self._note(kind, NO_LEVEL)
        else:
            self._note(override or kind, level)

    def _next_level(self, *, right: bool) -> int:
        level = self.stack[-1][0]
        return level + 1 + (level % 2 == int(right))

    def _embed(self, kind: str) -> None:
        level = self._next_level(right=kind[0] == "R")
        if level <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.stack.append((level, kind[0] if kind.endswith("O") else "", False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def _isolate(self, place: int, kind: str) -> None:
        outer, override, _isolate = self.stack[-1]
        self._note(override or kind, outer)
        right = kind == "RLI"
        if kind == "FSI":
            end = self.partners.get(place, len(self.classes))
            right = _first_strong(self.classes, self.partners, place + 1, end) == 1
        level = self._next_level(right=right)
        if level <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.lost_isolates += 1

    def _end_isolate(self) -> None:
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.valid_isolates:
            self.lost_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.valid_isolates -= 1
        level, override, _isolate = self.stack[-1]
        self._note(override or "PDI", level)

    def _end_embedding(self) -> None:
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


def _implicit(text: str, explicit: _Explicit, partners: dict[int, int]) -> list[int]:
    """Resolve each isolating run sequence on its own (rules X10, W, N and I)."""
    levels = list(explicit.levels)
    kept = [place for place, level in enumerate(levels) if level != NO_LEVEL]
    rank = {place: number for number, place in enumerate(kept)}
    for sequence in _sequences(explicit, partners, kept):
        before, after = rank[sequence[0]] - 1, rank[sequence[-1]] + 1
        level = explicit.levels[sequence[0]]
        left = explicit.levels[kept[before]] if before >= 0 else explicit.base
        unmatched = explicit.classes[sequence[-1]] in ISOLATES and sequence[-1] not in partners
        right = explicit.base if unmatched or after >= len(kept) else explicit.levels[kept[after]]
        edges = tuple("R" if max(level, other) % 2 else "L" for other in (left, right))
        kinds = [explicit.kinds[place] for place in sequence]
        resolve_sequence(kinds, [text[place] for place in sequence], level, edges)
        for place, kind in zip(sequence, kinds, strict=True):
            levels[place] = _level_of(kind, level)
    return levels


def _level_of(kind: str, level: int) -> int:
    """Raise the level by what the character became (rules I1 and I2)."""
    if level % 2:
        return level + (kind != "R")
    return level + {"R": 1, "L": 0}.get(kind, 2)


def _runs(levels: Sequence[int], kept: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in kept:
        if run and levels[place] != levels[run[-1]]:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _sequences(explicit: _Explicit, partners: dict[int, int], kept: Sequence[int]) -> Iterator[list[int]]:
    """Join the runs that an isolate interrupts (definition BD13)."""
    starting = {run[0]: run for run in _runs(explicit.levels, kept)}
    ends = set(partners.values())
    for first, run in starting.items():
        if first in ends and explicit.classes[first] == "PDI":
            continue
        sequence = list(run)
        while sequence[-1] in partners:
            sequence += starting[partners[sequence[-1]]]
        yield sequence
