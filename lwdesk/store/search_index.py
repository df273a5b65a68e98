"""What the search looks things up in: tables derived from the records, rebuilt whenever in doubt.

Words and their skeletons, phones, case numbers, and addresses except those of protected households.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched

from sqlalchemy import Connection

from lwdesk.domain import names
from lwdesk.store.entities import listed
from lwdesk.store.tables import DELETED

WORD = "9"
PHONE, PHONE_END, ADDRESS, CASE = "p", "r", "a", "c"
READ = {
    "person": {
        "given_name",
        "family_name",
        "call_name",
        "native_name",
        "phone",
        "second_phone",
        DELETED,
    },
    "person_name": {"person", "name", DELETED},
    "household": {"name", "native_name", "case_number", "address_protected", DELETED},
    "dwelling": {"household", "street", "postcode", "moved_out_on", DELETED},
}
"""The kinds and fields from which the index is made."""
KINDS = tuple(READ)

_VERSION = 1
_BATCH = 4000
_LONGEST_JOINED = 14
_WEAK_ADDRESS_WORDS = frozenset({"str"})
_TABLES = """
CREATE TABLE search_version (version INTEGER NOT NULL) STRICT;
CREATE TABLE search_subject (id INTEGER PRIMARY KEY, household INTEGER NOT NULL, names TEXT NOT NULL) STRICT;
CREATE TABLE search_part (id INTEGER PRIMARY KEY, subject INTEGER NOT NULL) STRICT;
CREATE INDEX ix_search_part ON search_part(subject);
CREATE TABLE search_word (latin TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE search_key (key TEXT, latin TEXT, whole INTEGER NOT NULL, PRIMARY KEY (key, latin))
    STRICT, WITHOUT ROWID;
CREATE TABLE search_mark (kind TEXT, mark TEXT, subject INTEGER, PRIMARY KEY (kind, mark, subject))
    STRICT, WITHOUT ROWID;
CREATE INDEX ix_search_mark ON search_mark(subject);
CREATE VIRTUAL TABLE search_text USING fts5
    (terms, content='', contentless_delete=1, tokenize='ascii', detail=none, prefix='3 4')
"""
_NAMES = (
    "search_text",
    "search_mark",
    "search_key",
    "search_word",
    "search_part",
    "search_subject",
    "search_version",
)

_AMONG = "IN (SELECT value FROM json_each(?))"
_PEOPLE = f"""SELECT id, given_name, family_name, call_name, native_name, phone, second_phone
    FROM person WHERE _deleted=0 AND id {_AMONG}"""  # noqa: S608 - constants only
_SPELLINGS = f"SELECT person, id, name FROM person_name WHERE _deleted=0 AND person {_AMONG} ORDER BY id"  # noqa: S608
_HOUSEHOLDS = f"""SELECT id, name, native_name, case_number, address_protected
    FROM household WHERE _deleted=0 AND id {_AMONG}"""  # noqa: S608
_DWELLINGS = f"""SELECT household, id, street, postcode, moved_out_on IS NULL
    FROM dwelling WHERE _deleted=0 AND household {_AMONG} ORDER BY id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or a household as the search knows it; `parts` are the records its words come from."""

    id: int
    household: bool
    names: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    parts: tuple[int, ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(" ".join(self.names).split())


def ensure(connection: Connection) -> None:
    """Make the tables, and fill them, when they are missing or of another version."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM sqlite_master WHERE name='search_version'"
    ).scalar()
    if found and connection.exec_driver_sql("SELECT max(version) FROM search_version").scalar() == _VERSION:
        return
    rebuild(connection)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the records."""
    for name in _NAMES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
    known: dict[str, frozenset[str]] = {}
    for subjects in batched(_every(connection), _BATCH):
        _add(connection, subjects, known)
    connection.exec_driver_sql("INSERT INTO search_version VALUES (?)", (_VERSION,))


def tells(kind: str, fields: Collection[str]) -> bool:
    """Tell whether the search has to follow a change of these fields."""
    return not READ.get(kind, frozenset()).isdisjoint(fields)


def refresh(connection: Connection, changed: Mapping[str, Sequence[int]]) -> None:
    """Follow a save: `changed` are the numbers of the touched records by kind."""
    touched = [number for kind in KINDS for number in changed.get(kind, ())]
    subjects = _subjects_of(connection, touched) if touched else []
    if not subjects:
        return
    for chunk in batched(subjects, _BATCH):
        _remove(connection, chunk)
    for chunk in batched(subjects, _BATCH):
        found = [*_people(connection, chunk), *_households(connection, chunk)]
        latin = listed({word for subject in found for word in subject.words})
        rows = connection.exec_driver_sql(f"SELECT latin FROM search_word WHERE latin {_AMONG}", (latin,))  # noqa: S608
        _add(connection, found, {word: names.keys(word) for (word,) in rows})


def forget(connection: Connection) -> None:
    """Leave no trace of removed words in the file: the index keeps them until its parts are merged."""
    connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")


def _subjects_of(connection: Connection, changed: Collection[int]) -> list[int]:
    rows = connection.exec_driver_sql(
        """WITH touched(id) AS (SELECT value FROM json_each(?))
        SELECT id FROM search_subject WHERE id IN touched
        UNION SELECT subject FROM search_part WHERE id IN touched
        UNION SELECT id FROM person WHERE id IN touched
        UNION SELECT id FROM household WHERE id IN touched
        UNION SELECT person FROM person_name WHERE id IN touched AND person IS NOT NULL
        UNION SELECT household FROM dwelling WHERE id IN touched AND household IS NOT NULL""",
        (listed(changed),),
    )
    return [subject for (subject,) in rows]


def _remove(connection: Connection, subjects: Collection[int]) -> None:
    among = (listed(subjects),)
    rows = connection.exec_driver_sql(f"SELECT id, names FROM search_subject WHERE id {_AMONG}", among).all()  # noqa: S608
    used = Counter(word for _, spelled in rows for word in set(spelled.replace("|", " ").split()))
    connection.exec_driver_sql(f"DELETE FROM search_subject WHERE id {_AMONG}", among)  # noqa: S608
    connection.exec_driver_sql(f"DELETE FROM search_part WHERE subject {_AMONG}", among)  # noqa: S608
    connection.exec_driver_sql(f"DELETE FROM search_mark WHERE subject {_AMONG}", among)  # noqa: S608
    _many(connection, "DELETE FROM search_text WHERE rowid=?", [(number,) for number, _ in rows])
    _many(
        connection,
        "UPDATE search_word SET uses=uses-? WHERE latin=?",
        [(n, word) for word, n in used.items()],
    )
    gone = connection.exec_driver_sql(
        f"DELETE FROM search_word WHERE uses<=0 AND latin {_AMONG} RETURNING latin",  # noqa: S608
        (listed(used),),
    ).all()
    keys = [(key, word) for (word,) in gone for key, _ in _lookup_keys(names.keys(word))]
    _many(connection, "DELETE FROM search_key WHERE key=? AND latin=?", keys)


def _add(connection: Connection, subjects: Iterable[Subject], known: dict[str, frozenset[str]]) -> None:
    """Write subjects; `known` are the words that are in the index already, with their skeletons."""
    subjects = list(subjects)
    used = Counter(word for subject in subjects for word in subject.words)
    fresh = {word: names.keys(word) for word in used if word not in known}
    known.update(fresh)
    _many(
        connection,
        "INSERT INTO search_word VALUES (?, ?) ON CONFLICT(latin) DO UPDATE SET uses=uses+excluded.uses",
        sorted(used.items()),
    )
    keys = [
        (key, word, whole) for word, whole_keys in fresh.items() for key, whole in _lookup_keys(whole_keys)
    ]
    _many(connection, "INSERT INTO search_key VALUES (?, ?, ?)", sorted(keys))
    _many(
        connection,
        "INSERT INTO search_subject VALUES (?, ?, ?)",
        [(subject.id, int(subject.household), "|".join(subject.names)) for subject in subjects],
    )
    _many(connection, "INSERT INTO search_part VALUES (?, ?)", _parts(subjects))
    _many(connection, "INSERT INTO search_mark VALUES (?, ?, ?)", _marks(subjects))
    texts = [(subject.id, " ".join(_terms(subject, known))) for subject in subjects if subject.names]
    _many(connection, "INSERT INTO search_text (rowid, terms) VALUES (?, ?)", texts)


def _many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))


def _parts(subjects: Iterable[Subject]) -> list[tuple[object, ...]]:
    return [(part, subject.id) for subject in subjects for part in subject.parts]


def _marks(subjects: Iterable[Subject]) -> list[tuple[object, ...]]:
    return sorted((kind, mark, subject.id) for subject in subjects for kind, mark in set(subject.marks))


def _terms(subject: Subject, keys: dict[str, frozenset[str]]) -> list[str]:
    words = subject.words
    return sorted({WORD + word for word in words}.union(*(keys[word] for word in words)))


def _lookup_keys(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Return a word's skeletons and those with one letter missing; 1 marks the whole ones."""
    whole = set(keys)
    near = {shorter for key in whole for shorter in names.deletions(key)}
    return [(key, int(key in whole)) for key in sorted(near)]


def _every(connection: Connection) -> Iterator[Subject]:
    for table, load in (("person", _people), ("household", _households)):
        numbers = [row[0] for row in connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608
        for chunk in batched(numbers, _BATCH):
            yield from load(connection, chunk)


def _people(connection: Connection, numbers: Collection[int]) -> Iterator[Subject]:
    among = (listed(numbers),)
    spelled: dict[int, list[tuple[int, str]]] = {}
    for person, part, name in connection.exec_driver_sql(_SPELLINGS, among):
        spelled.setdefault(person, []).append((part, name or ""))
    for person, given, family, call, native, *phones in connection.exec_driver_sql(_PEOPLE, among):
        others = spelled.get(person, [])
        called = _spelled(call, family) if call else []
        found = [
            *_spelled(given, family),
            *called,
            *_spelled(native),
            *_spelled(*(name for _, name in others[:0])),
        ]
        for _, name in others:
            found += _spelled(name)
        marks = tuple(mark for phone in phones for mark in _phone_marks(phone))
        yield Subject(person, False, _unique(found), marks, tuple(part for part, _ in others))


def _households(connection: Connection, numbers: Collection[int]) -> Iterator[Subject]:
    among = (listed(numbers),)
    lived: dict[int, list[tuple[int, str, int]]] = {}
    for household, part, street, postcode, current in connection.exec_driver_sql(_DWELLINGS, among):
        lived.setdefault(household, []).append((part, f"{street or ''} {postcode or ''}", current))
    for household, name, native, case, protected in connection.exec_driver_sql(_HOUSEHOLDS, among):
        dwellings = lived.get(household, [])
        marks = [(CASE, mark) for mark in case_marks(case or "")]
        for _, address, current in dwellings:
            if current and not protected:
                marks += [(ADDRESS, word) for word in telling_address_words(address)]
        found = _unique([*_spelled(name), *_spelled(native)])
        yield Subject(household, True, found, tuple(marks), tuple(part for part, *_ in dwellings))


def _spelled(*parts: str | None) -> list[str]:
    """Return the ways to write a name of these parts: "Ali Reza" "Rezai" also as "Alireza Rezai"."""
    words = [names.romanise(part) for part in parts if part]
    whole = [word for part in words for word in part]
    if not whole:
        return []
    ways = [" ".join(whole)]
    first = words[0]
    if len(parts) > 1 and len(first) > 1 and len("".join(first[:2])) <= _LONGEST_JOINED:
        ways.append(" ".join(("".join(whole[:2]), *whole[2:])))
    return ways


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _phone_marks(phone: str | None) -> tuple[tuple[str, str], ...]:
    key = names.phone_key(phone or "")
    return ((PHONE, key), (PHONE_END, key[::-1])) if key else ()


def telling_address_words(address: str) -> tuple[str, ...]:
    """Return the words that tell one address from another."""
    return tuple(word for word in names.address_words(address) if word not in _WEAK_ADDRESS_WORDS)


def case_marks(case_number: str) -> tuple[str, ...]:
    """Return the beginnings under which a case number is found: all of it, and from each of its groups on."""
    words = names.address_words(case_number)
    return tuple("".join(words[start:]) for start in range(len(words)))


def check(connection: Connection) -> bool:
    """Tell whether the index says exactly what a rebuild would."""
    expected = _Sums()
    used: Counter[str] = Counter()
    known: dict[str, frozenset[str]] = {}
    for subject in _every(connection):
        used.update(subject.words)
        known.update((word, names.keys(word)) for word in subject.words if word not in known)
        expected.add("subject", (subject.id, int(subject.household), "|".join(subject.names)))
        expected.add_all("part", _parts([subject]))
        expected.add_all("mark", _marks([subject]))
        expected.add_all("text", ((term, subject.id) for term in _terms(subject, known)))
    expected.add_all("word", used.items())
    for word, keys in known.items():
        expected.add_all("key", ((key, word, whole) for key, whole in _lookup_keys(keys)))
    return expected == _stored(connection)


class _Sums:
    """The rows of each table added up, whatever their order."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sums) and self._sums == other._sums

    __hash__ = None  # type: ignore[assignment]  # sums change

    def add(self, table: str, row: tuple[object, ...]) -> None:
        self._sums[table] += hash(row) ^ 1
        self._sums[table + " rows"] += 1

    def add_all(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self.add(table, row)


def _stored(connection: Connection) -> _Sums:
    sums = _Sums()
    for table in ("subject", "part", "word", "key", "mark"):
        rows = connection.exec_driver_sql(f"SELECT * FROM search_{table}")  # noqa: S608 - constants only
        sums.add_all(table, (tuple(row) for row in rows))
    with _temporary_tables(connection):
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.search_terms")
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search_text, instance)"
        )
        terms = connection.exec_driver_sql("SELECT term, doc FROM temp.search_terms")
        sums.add_all("text", (tuple(row) for row in terms))
        connection.exec_driver_sql("DROP TABLE temp.search_terms")
    return sums


@contextmanager
def _temporary_tables(connection: Connection) -> Iterator[None]:
    """Allow tables in memory on a connection that may only read; the file itself stays closed to writing."""
    before = connection.exec_driver_sql("PRAGMA query_only").scalar()
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only={before}")
