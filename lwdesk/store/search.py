"""Finds people by what is said of them: a name in any spelling, an address, a phone, a case number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from lwdesk.domain import names
from lwdesk.domain.names import Match
from lwdesk.store.entities import listed
from lwdesk.store.search_candidates import LIVES_THERE, Asked, Candidates, Unit, Vocabulary, gather, read
from lwdesk.store.search_index import (
    case_marks,
    check,
    ensure,
    forget,
    rebuild,
    refresh,
    telling_address_words,
    tells,
)

__all__ = [
    "Because",
    "Group",
    "Hit",
    "Why",
    "check",
    "ensure",
    "find",
    "forget",
    "rebuild",
    "refresh",
    "tells",
]

MOST_HITS = 8

_FORMER = frozenset({"former", "birth"})
_NAMED = 0.8
_WORTH_SHOWING = 0.4
_AMONG = "IN (SELECT value FROM json_each(?))"
_PEOPLE = f"""SELECT p.id, e.eid, p.given_name, p.family_name, p.call_name, p.native_name, p.phone,
        p.second_phone
    FROM person p JOIN entity e ON e.id=p.id WHERE p._deleted=0 AND p.id {_AMONG}"""  # noqa: S608 - constants only
_SPELLINGS = f"""SELECT person, name, sort, document, since
    FROM person_name WHERE _deleted=0 AND person {_AMONG} ORDER BY id"""  # noqa: S608
_HOMES = f"""SELECT m.person, e.eid, m.until IS NULL AS still, h.address_protected, h.case_number, h.name,
        h.native_name, d.street, d.postcode
    FROM membership m JOIN household h ON h.id=m.household AND h._deleted=0 JOIN entity e ON e.id=h.id
    LEFT JOIN dwelling d ON d.household=h.id AND d._deleted=0 AND d.moved_out_on IS NULL
    WHERE m._deleted=0 AND m.person {_AMONG} ORDER BY still DESC, m.since DESC, m.id DESC"""  # noqa: S608
_ALONE = f"""SELECT -h.id, e.eid, 1, h.address_protected, h.case_number, h.name, h.native_name,
        d.street, d.postcode
    FROM household h JOIN entity e ON e.id=coalesce(h.merged_into, h.id)
    LEFT JOIN dwelling d ON d.household=h.id AND d._deleted=0 AND d.moved_out_on IS NULL
    WHERE h._deleted=0 AND h.id {_AMONG}"""  # noqa: S608
_MEMBERS = f"""SELECT m.household, m.person FROM membership m JOIN person p ON p.id=m.person AND p._deleted=0
    WHERE m._deleted=0 AND m.until IS NULL AND m.household {_AMONG}
    ORDER BY m.main_contact DESC, m.id"""  # noqa: S608


class Why(StrEnum):
    """What made somebody a hit."""

    SAME = "same"
    SPELLING = "spelling"
    SCRIPT = "script"
    FORMER = "former"
    PHONE = "phone"
    ADDRESS = "address"
    CASE = "case"


class Group(StrEnum):
    """How much speaks for a hit."""

    STRONG = "strong"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: what was asked, what stands in the file, and the paper that a former name comes from."""

    why: Why
    asked: str
    found: str
    document: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody the query may mean; a household without people is a hit without a person."""

    person: UUID | None
    household: UUID | None
    score: float
    group: Group
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class _Spelling:
    text: str
    former: bool = False
    document: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class _Home:
    """A household and a dwelling of somebody."""

    eid: bytes
    still: bool
    protected: bool
    case: str
    names: tuple[str, ...]
    street: str
    postcode: str


@dataclass(slots=True)
class _Somebody:
    """What is known of a candidate."""

    eid: bytes | None = None
    spellings: list[_Spelling] = field(default_factory=list)
    phones: tuple[str, ...] = ()
    homes: list[_Home] = field(default_factory=list)

    @property
    def every_spelling(self) -> list[_Spelling]:
        return [
            *self.spellings,
            *(_Spelling(name) for home in self.homes if home.still for name in home.names),
        ]

    @property
    def addresses(self) -> list[_Home]:
        """Return where the person may be found: nowhere, while any present household is protected."""
        present = [home for home in self.homes if home.still]
        return [] if any(home.protected for home in present) else present


def find(connection: Connection, text: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
    """Return the likeliest hits, strong ones first; any text is only ever text."""
    asked = read(text)
    if not asked.units and not asked.phone:
        return ()
    found = _known(connection, gather(connection, asked), 2 * limit)
    score = Vocabulary(connection, asked.words).score
    hits = [hit for somebody in found if (hit := _judge(asked, somebody, score))]
    return tuple(sorted(hits, key=lambda hit: (hit.group is Group.ADDRESS, -hit.score))[:limit])


def _known(connection: Connection, candidates: Candidates, most: int) -> list[_Somebody]:
    """Read what is known of the best candidates; of a household, its main contact stands for all."""
    people = _best(candidates.people, most)
    households = _best(candidates.households, most)
    members: dict[int, list[int]] = {}
    for household, person in connection.exec_driver_sql(_MEMBERS, (listed(households),)):
        members.setdefault(household, []).append(person)
    wanted = dict.fromkeys(people)
    alone = [household for household in households if household not in members]
    for group in members.values():
        if wanted.keys().isdisjoint(group):
            wanted[group[0]] = None
    return _read_all(connection, list(wanted), alone)


def _best(scores: dict[int, float], most: int) -> list[int]:
    return sorted(scores, key=lambda number: (-scores[number], number))[:most]


def _read_all(connection: Connection, people: list[int], alone: list[int]) -> list[_Somebody]:
    among = (listed(people),)
    found = {number: _Somebody() for number in people}
    for number, eid, given, family, call, native, *phones in connection.exec_driver_sql(_PEOPLE, among):
        written = " ".join(part for part in (given, family) if part)
        called = f"{call} {family or ''}" if call else ""
        found[number].eid, found[number].phones = eid, tuple(filter(None, phones))
        found[number].spellings += [_Spelling(name) for name in (written, called, native) if name]
    for number, name, sort, document, since in connection.exec_driver_sql(_SPELLINGS, among):
        day = date.fromisoformat(since) if since else None
        found[number].spellings.append(_Spelling(name or "", sort in _FORMER, document, day))
    homes = [(_HOMES, people), (_ALONE, alone)]
    for number, home in (pair for query, numbers in homes for pair in _homes(connection, query, numbers)):
        found.setdefault(number, _Somebody()).homes.append(home)
    return [somebody for somebody in found.values() if somebody.eid or somebody.homes]


def _homes(connection: Connection, query: str, numbers: list[int]) -> list[tuple[int, _Home]]:
    rows = connection.exec_driver_sql(query, (listed(numbers),)) if numbers else ()
    return [
        (number, _Home(eid, bool(still), bool(protected), case or "", tuple(filter(None, (name, native))),
                       street or "", postcode or ""))
        for number, eid, still, protected, case, name, native, street, postcode in rows
    ]  # fmt: skip


def _judge(asked: Asked, somebody: _Somebody, score: Callable[[str, str], float]) -> Hit | None:
    """Look closely: every unit of the query is answered by a name, by the address or by nothing."""
    exact = [*_by_phone(asked, somebody), *_by_case(asked, somebody)]
    named, sum_named, left = _by_name(asked, somebody, score)
    lives, answered = _by_address(left, somebody)
    share = (sum_named + LIVES_THERE * answered) / max(1, len(asked.units))
    if not exact and share < _WORTH_SHOWING:
        return None
    return Hit(
        person=UUID(bytes=somebody.eid) if somebody.eid else None,
        household=UUID(bytes=somebody.homes[0].eid) if somebody.homes else None,
        score=1.0 if exact else share,
        group=Group.STRONG if exact or named else Group.ADDRESS,
        reasons=(*named, *exact, *lives),
    )


def _by_name(
    asked: Asked, somebody: _Somebody, score: Callable[[str, str], float]
) -> tuple[list[Because], float, list[Unit]]:
    """Return the reasons, the sum of their scores and the units that no name answers."""
    best: tuple[float, list[Match], _Spelling] = (0.0, [], _Spelling(""))
    for spelling in somebody.every_spelling:
        likeness = names.name_score(asked.words, names.words(spelling.text), score)
        matches = [match for match in likeness.matches if match.score >= _NAMED]
        total = sum(match.score * _covers(match, asked) for match in matches)
        if total > best[0]:
            best = total, matches, spelling
    total, matches, spelling = best
    covered = {word for match in matches for word in match.asked.text.split()}
    left = [unit for unit in asked.units if unit.word is None or not covered.issuperset(unit.text.split())]
    return [_because(match, spelling) for match in matches], total, left


def _covers(match: Match, asked: Asked) -> int:
    """Return how many units a match answers: "Ali Reza" found as "Alireza" answers two."""
    words = match.asked.text.split()
    return max(1, sum(unit.text in words for unit in asked.units))


def _because(match: Match, spelling: _Spelling) -> Because:
    why = Why.FORMER if spelling.former else Why(match.reason.value)
    return Because(why, match.asked.text, match.found.text, spelling.document, spelling.since)


def _by_address(units: Sequence[Unit], somebody: _Somebody) -> tuple[list[Because], int]:
    """Return the address that answers most of the units, when one of them is a word."""
    best: list[Unit] = []
    lived: _Home | None = None
    for home in somebody.addresses:
        there = telling_address_words(f"{home.street} {home.postcode}")
        answered = [unit for unit in units if unit.address and _all_begin(unit.address, there)]
        if len(answered) > len(best) and any(unit.word for unit in answered):
            best, lived = answered, home
    if lived is None:
        return [], 0
    return [Because(Why.ADDRESS, " ".join(unit.text for unit in best), lived.street)], len(best)


def _all_begin(starts: Iterable[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in starts)


def _by_phone(asked: Asked, somebody: _Somebody) -> list[Because]:
    known = (phone for phone in somebody.phones if _is_phone(asked.phone, names.phone_key(phone)))
    return [Because(Why.PHONE, asked.text, phone) for phone in known][:1]


def _is_phone(asked: str, key: str) -> bool:
    """Tell whether a number was asked for by its beginning or its end."""
    return bool(asked and key and (key.startswith(asked) or key.endswith(asked.removeprefix("49"))))


def _by_case(asked: Asked, somebody: _Somebody) -> list[Because]:
    if not asked.case:
        return []
    cases = [
        home.case for home in somebody.homes if any(m.startswith(asked.case) for m in case_marks(home.case))
    ]
    return [Because(Why.CASE, asked.text, case) for case in cases[:1]]
