"""Gathers whom a query may mean, fast and roughly; lwdesk.store.search looks at the few best closely."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from lwdesk.domain import names
from lwdesk.domain.names import Word
from lwdesk.store.entities import listed
from lwdesk.store.search_index import ADDRESS, CASE, PHONE, PHONE_END, WORD, telling_address_words

ENOUGH = 20
GOOD = 0.93
SURE = 0.8
LIVES_THERE = 0.92
SMALL_OFFICE = 50_000

_MOST = 400
_MOST_WORDS = 120
_MOST_STARTS = 500
_BEST_WORDS = 12
_MOST_NEIGHBOURS = 1000
_SHORTEST_PHONE = 5
_SHORTEST_CASE = 3
_PHONE_ONLY = re.compile(r"[\d\s+()/.\-]+")
_PIECE = re.compile(r"\S+")
_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: a word of a name or of an address, or a number."""

    text: str
    word: Word | None
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, taken apart."""

    text: str
    units: tuple[Unit, ...]
    phone: str
    case: str

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(unit.word for unit in self.units if unit.word)


@dataclass(slots=True)
class Candidates:
    """Whom the query may mean: numbers of people and households with a first score."""

    people: dict[int, float] = field(default_factory=dict)
    households: dict[int, float] = field(default_factory=dict)

    def add(self, number: int, score: float, *, household: bool) -> None:
        found = self.households if household else self.people
        found[number] = max(score, found.get(number, 0.0))


def read(text: str) -> Asked:
    """Take a query apart; whatever it holds, only letters and digits are left."""
    seen = names.clean(text)
    pieces = [match.group() for match in _PIECE.finditer(seen)]
    spoken = names.words(" ".join(piece for piece in pieces if not _has_digit(piece)))
    telling = tuple(word for word in spoken if len(word.latin) > 1) or spoken
    units = [Unit(word.text, word, telling_address_words(word.text)) for word in telling[: names.MOST_ASKED]]
    numbers = ((piece, telling_address_words(piece)) for piece in pieces if _has_digit(piece))
    units.extend(Unit(piece, None, address) for piece, address in numbers if address)
    phone = _phone_digits(seen) if _PHONE_ONLY.fullmatch(seen) else ""
    case = "".join(names.address_words(seen)) if _has_digit(seen) else ""
    return Asked(seen, tuple(units[: names.MOST_ASKED]), phone, case if len(case) >= _SHORTEST_CASE else "")


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _phone_digits(text: str) -> str:
    key = names.phone_key(text)
    return key if len(key) >= _SHORTEST_PHONE else ""


class Vocabulary:
    """The words of the index seen from one query: which are near an asked word, and how near."""

    def __init__(self, connection: Connection, words: Iterable[Word]) -> None:
        self._connection = connection
        self._shared = {word.latin: self._sharing(word.latin) for word in words}
        self._scores: dict[tuple[str, str], float] = {}
        self._all: list[str] | None = None

    def score(self, asked: str, latin: str) -> float:
        """Return how well a word of the index answers an asked word."""
        known = self._scores.get((asked, latin))
        if known is None:
            shared = self._shared.get(asked)
            if shared is None:
                shared = self._shared[asked] = self._sharing(asked)
            score = names.shared_score(asked, latin, shared=latin in shared)
            known = self._scores[asked, latin] = max(score, names.beginning_score(asked, latin))
        return known

    def best(self, asked: str, *, near: bool, everything: bool = False) -> list[str]:
        """Return the words nearest to an asked word, best first; `near` forgives a letter."""
        found = set(self._shared[asked]) | self._starting(asked)
        if near:
            found |= self._near(asked)
        if everything:
            found |= self._mistyped(asked)
        return sorted(found, key=lambda latin: (-self.score(asked, latin), latin))[:_MOST_WORDS]

    def _sharing(self, asked: str) -> frozenset[str]:
        return self._looked_up(names.keys(asked), "AND whole=1")

    def _near(self, asked: str) -> frozenset[str]:
        return self._looked_up({near for key in names.keys(asked) for near in names.deletions(key)}, "")

    def _looked_up(self, keys: Iterable[str], narrowed: str) -> frozenset[str]:
        return self._words(
            f"SELECT DISTINCT latin FROM search_key WHERE key {_AMONG} {narrowed} LIMIT 5000",  # noqa: S608
            (listed(sorted(keys)),),
        )

    def _starting(self, asked: str) -> frozenset[str]:
        return self._words(
            "SELECT latin FROM search_word WHERE latin>=? AND latin<? LIMIT ?",
            (asked, asked + "{", _MOST_STARTS),
        )

    def _mistyped(self, asked: str) -> set[str]:
        """Return all words within one or two slips of the keyboard, whatever their consonants."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if self._all is None:
            self._all = list(self._words("SELECT latin FROM search_word", ()))
        slips = 1 if len(asked) < 6 else 2
        found = process.extract(asked, self._all, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return {latin for latin, _, _ in found}

    def _words(self, query: str, params: tuple[object, ...]) -> frozenset[str]:
        """Read many words as one text, which costs a tenth of reading them row by row."""
        whole = f"SELECT group_concat(latin, ' ') FROM ({query})"  # noqa: S608 - queries of this class
        return frozenset((self._connection.exec_driver_sql(whole, params).scalar() or "").split())


def gather(connection: Connection, asked: Asked) -> Candidates:
    """Return everybody worth a closer look."""
    found = Candidates()
    _by_number(connection, asked, found)
    words = asked.words
    vocabulary = Vocabulary(connection, words)
    people = _Named(connection, vocabulary, len(asked.units))
    if words:
        people.find(words)
    elsewhere = _by_address(connection, asked, people)
    if elsewhere.addressed:
        if 0 < len(elsewhere.words) < len(words):
            people.find(elsewhere.words)
        for number, score in elsewhere.households.items():
            found.add(number, score, household=True)
        for number, score in elsewhere.people.items():
            found.add(number, score, household=False)
    elif not people.scores and len(words) > 1:
        people.find_all_but_one(words)
    for number, score in people.scores.items():
        found.add(number, score, household=number in people.households)
    return found


class _Named:
    """Subjects found by name, with the share of the query that they answer."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary, units: int) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._units = units
        self._spelled: dict[int, list[list[str]]] = {}
        self.households: set[int] = set()
        self.scores: dict[int, float] = {}

    def find(self, words: Sequence[Word], *, forgiving: bool = True) -> None:
        """Find who answers to all these words: by skeleton first, then, when that is weak, by near words."""
        asked = [word.latin for word in words]
        found = self._matching(" AND ".join(_skeleton_terms(latin) for latin in asked))
        if len(found) >= _MOST:
            found |= self._by_words(asked, _BEST_WORDS, near=False)
        self._score(asked, found)
        if forgiving and self._weak(len(asked)):
            small = self._size() < SMALL_OFFICE
            self._score(asked, self._by_words(asked, _MOST_WORDS, near=True, everything=small))
            if len(asked) > 1:
                self._find_joined(words)

    def find_all_but_one(self, words: Sequence[Word]) -> None:
        for left_out in range(len(words)):
            self.find([*words[:left_out], *words[left_out + 1 :]], forgiving=False)

    def score(self, asked: Sequence[str], subject: int) -> float:
        """Return the sum over the asked words for the spelling that answers them best."""
        return max((self._answer(asked, way) for way in self._spelled[subject]), default=0.0)

    def known_score(self, asked: Sequence[str], subject: int) -> float:
        """Return the score of somebody met by address, or nothing when the name is another."""
        score = self.score(asked, subject) if subject in self._spelled else 0.0
        return score if score >= SURE * len(asked) else 0.0

    def load(self, subjects: Iterable[int]) -> None:
        """Read the names of subjects."""
        rows = self._connection.exec_driver_sql(
            f"SELECT id, household, names FROM search_subject WHERE id {_AMONG}",  # noqa: S608
            (listed(number for number in subjects if number not in self._spelled),),
        )
        for number, household, spelled in rows:
            self._spelled[number] = [way.split() for way in spelled.split("|") if way]
            if household:
                self.households.add(number)

    def _find_joined(self, words: Sequence[Word]) -> None:
        for at in range(len(words) - 1):
            joined = [*words[:at], names.join(words[at : at + 2]), *words[at + 2 :]]
            asked = [word.latin for word in joined]
            found = self._matching(" AND ".join(_skeleton_terms(latin) for latin in asked))
            self._score(asked, found, worth=len(words) / len(asked))

    def _by_words(self, asked: Sequence[str], most: int, *, near: bool, everything: bool = False) -> set[int]:
        best = [self._vocabulary.best(latin, near=near, everything=everything)[:most] for latin in asked]
        if not all(best):
            return set()
        return self._matching(" AND ".join(_any_of(WORD + latin for latin in found) for found in best))

    def _matching(self, query: str) -> set[int]:
        rows = self._connection.exec_driver_sql(
            "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?", (query, _MOST)
        )
        return {number for (number,) in rows}

    def _score(self, asked: Sequence[str], subjects: set[int], worth: float = 1.0) -> None:
        self.load(subjects)
        for subject in subjects:
            score = worth * self.score(asked, subject) / self._units
            self.scores[subject] = max(score, self.scores.get(subject, 0.0))

    def _weak(self, words: int) -> bool:
        tenth = sorted(self.scores.values(), reverse=True)[9:10]
        return len(self.scores) < ENOUGH or tenth[0] < GOOD * words / self._units

    def _size(self) -> int:
        return int(self._connection.exec_driver_sql("SELECT count(*) FROM search_subject").scalar() or 0)

    def _answer(self, asked: Sequence[str], way: Sequence[str]) -> float:
        score = self._vocabulary.score
        scores = [[score(latin, word) for word in way] for latin in asked]
        if len(asked) == 1:
            return max(scores[0])
        if len(asked) == 2 and len(way) == 2:
            return max(scores[0][0] + scores[1][1], scores[0][1] + scores[1][0])
        return sum(scores[row][column] for row, column in names.assign(scores))


def _skeleton_terms(latin: str) -> str:
    terms = sorted(names.keys(latin))
    return f'({_any_of(terms)} OR "{WORD}{latin}"*)'


def _any_of(terms: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"


@dataclass(slots=True)
class _Addressed(Candidates):
    """Who lives where the query says."""

    words: tuple[Word, ...] = ()
    addressed: bool = False


def _by_address(connection: Connection, asked: Asked, people: _Named) -> _Addressed:
    """Find households by those words that are in addresses, and score their people by the rest."""
    there = [unit for unit in asked.units if unit.address and _is_address(connection, unit)]
    found = _Addressed()
    if not any(unit.word for unit in there):
        return found
    households = _living(connection, [start for unit in there for start in unit.address])
    found.addressed = bool(households)
    found.words = tuple(unit.word for unit in asked.units if unit.word and unit not in there)
    share = LIVES_THERE * len(there) / len(asked.units)
    found.households = dict.fromkeys(households, share)
    if households and found.words:
        _score_neighbours(connection, found, people, share, len(asked.units))
    return found


def _is_address(connection: Connection, unit: Unit) -> bool:
    return all(_living(connection, [start], most=1) for start in unit.address)


def _living(connection: Connection, starts: Sequence[str], most: int = _MOST) -> list[int]:
    """Return the households whose address has a word beginning with each of these."""
    each = "SELECT subject FROM search_mark WHERE kind=? AND mark>=? AND mark<?"
    bounds = [bound for start in starts for bound in (ADDRESS, start, start + "{")]
    rows = connection.exec_driver_sql(" INTERSECT ".join([each] * len(starts)) + " LIMIT ?", (*bounds, most))
    return [number for (number,) in rows]


def _score_neighbours(
    connection: Connection, found: _Addressed, people: _Named, share: float, units: int
) -> None:
    rows = connection.exec_driver_sql(
        f"SELECT person FROM membership WHERE _deleted=0 AND until IS NULL AND household {_AMONG} LIMIT ?",  # noqa: S608
        (listed(found.households), _MOST_NEIGHBOURS),
    )
    neighbours = [number for (number,) in rows if number is not None]
    people.load(neighbours)
    latin = [word.latin for word in found.words]
    for number in neighbours:
        if score := people.known_score(latin, number):
            found.people[number] = share + score / units


def _by_number(connection: Connection, asked: Asked, found: Candidates) -> None:
    if asked.phone:
        national = asked.phone.removeprefix("49")
        for kind, start in ((PHONE, asked.phone), (PHONE_END, national[::-1])):
            for number in _marked(connection, kind, start):
                found.add(number, 1.0, household=False)
    if asked.case:
        for number in _marked(connection, CASE, asked.case):
            found.add(number, 1.0, household=True)


def _marked(connection: Connection, kind: str, start: str) -> list[int]:
    rows = connection.exec_driver_sql(
        "SELECT subject FROM search_mark WHERE kind=? AND mark>=? AND mark<? LIMIT ?",
        (kind, start, start + "{", 50),
    )
    return [number for (number,) in rows]
