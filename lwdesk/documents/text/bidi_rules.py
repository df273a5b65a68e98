"""Rules W1 to N2 of UAX #9: numbers, brackets and neutrals within one isolating run sequence."""

from itertools import groupby

from lwdesk.documents.text.bidi_classes import CLOSING, CLOSING_OF, ISOLATES, NEUTRAL, same_bracket

PAIRS_REMEMBERED = 63
STRONG_AS = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def resolve_sequence(kinds: list[str], signs: list[str], level: int, edges: tuple[str, ...]) -> None:
    """Turn every class of `kinds` into L, R, EN or AN."""
    start, end = edges
    embedding = "R" if level % 2 else "L"
    marks = [place for place, kind in enumerate(kinds) if kind == "NSM"]
    _marks(kinds, start)
    _numbers(kinds, start)
    _separators(kinds)
    _terminators(kinds)
    _numbers_of_latin(kinds, start)
    _brackets(kinds, signs, embedding, start, frozenset(marks))
    _neutrals(kinds, embedding, start, end)


def _marks(kinds: list[str], before: str) -> None:
    """W1: a mark takes the class of what it stands on."""
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = "ON" if before in (*ISOLATES, "PDI") else before
        before = kinds[place]


def _numbers(kinds: list[str], strong: str) -> None:
    """W2 and W3: numbers after Arabic letters are Arabic numbers, Arabic letters read right to left."""
    for place, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        if kind == "AL":
            kinds[place] = "R"


def _separators(kinds: list[str]) -> None:
    """W4: one separator between two numbers of one kind belongs to them."""
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        joins = (kind == "ES" and before == "EN") or (kind == "CS" and before in ("EN", "AN"))
        if joins and before == after:
            kinds[place] = before


def _terminators(kinds: list[str]) -> None:
    """W5 and W6: currency and per cent signs belong to the number beside them, other separators to nobody."""
    place = 0
    for kind, group in groupby(list(kinds)):
        length = len(list(group))
        end = place + length
        if kind == "ET":
            number = "EN" in (kinds[place - 1 : place] or [""]) + (kinds[end : end + 1] or [""])
            kinds[place:end] = ["EN" if number else "ON"] * length
        elif kind in ("ES", "CS"):
            kinds[place:end] = ["ON"] * length
        place = end


def _numbers_of_latin(kinds: list[str], strong: str) -> None:
    """W7: numbers after left-to-right letters read as they do."""
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _pairs(kinds: list[str], signs: list[str]) -> list[tuple[int, int]]:
    """BD16: match the brackets of the sequence."""
    waiting: list[tuple[str, int]] = []
    found = []
    for place, kind in enumerate(kinds):
        sign = same_bracket(signs[place])
        if kind != "ON":
            continue
        if sign in CLOSING_OF:
            if len(waiting) == PAIRS_REMEMBERED:
                return []
            waiting.append((CLOSING_OF[sign], place))
        elif sign in CLOSING:
            depth = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == sign), None)
            if depth is not None:
                found.append((waiting[depth][1], place))
                del waiting[depth:]
    return sorted(found)


def _brackets(kinds: list[str], signs: list[str], embedding: str, start: str, marks: frozenset[int]) -> None:
    """N0: both brackets of a pair read the same way."""
    for first, last in _pairs(kinds, signs):
        inside = {STRONG_AS.get(kind) for kind in kinds[first + 1 : last]}
        opposite = "L" if embedding == "R" else "R"
        if embedding in inside:
            _set_pair(kinds, first, last, embedding, marks)
        elif opposite in inside:
            before = next((STRONG_AS[k] for k in reversed(kinds[:first]) if k in STRONG_AS), start)
            _set_pair(kinds, first, last, before if before == opposite else embedding, marks)


def _set_pair(kinds: list[str], first: int, last: int, kind: str, marks: frozenset[int]) -> None:
    for bracket in (first, last):
        kinds[bracket] = kind
        mark = bracket + 1
        while mark in marks:
            kinds[mark] = kind
            mark += 1


def _neutrals(kinds: list[str], embedding: str, start: str, end: str) -> None:
    """N1 and N2: neutrals between two sides that agree read like them, others like the sequence."""
    place = 0
    before = start
    for neutral, group in groupby(list(kinds), lambda kind: kind in NEUTRAL):
        length = len(list(group))
        stop = place + length
        if neutral:
            after = STRONG_AS[kinds[stop]] if stop < len(kinds) else end
            kinds[place:stop] = [before if before == after else embedding] * length
        else:
            before = STRONG_AS[kinds[stop - 1]]
        place = stop
