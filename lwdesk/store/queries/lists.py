"""The list of households: filtered, sorted, cut and counted by the file itself."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lwdesk.domain import schooling
from lwdesk.domain.codelists import codelists
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.kept import kept
from lwdesk.store.queries.picking import rows as rows_of
from lwdesk.store.transaction import Reader

FOLDS = (
    *zip("ÄäÁáÂâĂăÅåÖöÓóÔôØøÜüÚúÛûŰűÉéÈèÊêËëÍíÎîİıÇçČčĆćŞşȘșŠšŢţȚțĞğÑñŽžŻżŁł",
         "aaaaaaaaaaoooooooouuuuuuuueeeeeeeeiiiiiiccccccssssssttttggnnzzzzll", strict=True),
    ("ß", "ss"),
)  # fmt: skip


def folded(column: str) -> str:
    """Return SQL that sorts a name as a German list does; `fold` is the same in Python."""
    plain = sql = f"coalesce({column}, '')"
    for letter, basic in FOLDS:
        sql = f"replace({sql}, '{letter}', '{basic}')"
    return f"lower(CASE WHEN {plain} GLOB '*[^ -~]*' THEN {sql} ELSE {plain} END)"


def fold(text: str) -> str:
    for letter, basic in FOLDS:
        text = text.replace(letter, basic)
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def open_codes(name: str) -> str:
    """Return the codes of a list that mean that something is still going on, for use inside SQL."""
    return ", ".join(f"'{code.code}'" for code in codelists()[name] if code.flag("open"))


def _quoted(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


CURRENT_DWELLING = """(SELECT {column} FROM dwelling d WHERE d.household=h.id AND d._deleted=0
  AND (d.moved_out_on IS NULL OR d.moved_out_on>:today)
  ORDER BY d.moved_in_on IS NULL, d.moved_in_on DESC, d.id DESC LIMIT 1)"""
DISTRICT = CURRENT_DWELLING.format(column="d.district")
LIVES_THERE = "m._deleted=0 AND (m.until IS NULL OR m.until>:today)"
SIZE = f"(SELECT count(*) FROM membership m WHERE m.household=h.id AND {LIVES_THERE})"
LAST_CONTACT = "(SELECT max(c.at) FROM contact c WHERE c.household=h.id AND c._deleted=0)"
SPOKEN = f"""SELECT h.id AS household, s.language, max(s.preferred) AS preferred FROM household h
  JOIN membership m ON m.household=h.id AND {LIVES_THERE}
  JOIN language_skill s ON s.person=m.person AND s._deleted=0 AND s.language IS NOT NULL"""
SPEAKING = f"""SELECT m.household FROM language_skill s
  JOIN membership m ON m.person=s.person AND {LIVES_THERE}
  WHERE s._deleted=0 AND s.language=:language"""
STATUS = "coalesce(h.status, 'active')"
STATES = ("active", "dormant", "closed")
THERE = f"h._deleted=0 AND h.merged_into IS NULL AND {STATUS} IN {STATES}"
HEARD = f"coalesce({LAST_CONTACT}, h.registered_on)"
QUIET = f"{STATUS}='active' AND {HEARD}<:quiet_before"
SCHOOL = f"""EXISTS (SELECT 1 FROM membership m JOIN person p ON p.id=m.person AND p._deleted=0
  WHERE m.household=h.id AND {LIVES_THERE} AND p.died_on IS NULL AND p.school_registered_on IS NULL
  AND ((substr(p.born, 1, 10)<=:school AND substr(p.born, 1, 10)>:adult
      AND coalesce(p.school, '') NOT IN ({_quoted(schooling.CARED_FOR)}))
    OR (substr(p.born, 1, 10)<=:adult AND substr(p.born, 1, 10)>:grown
      AND p.school IN ({_quoted(schooling.ASKED_FOR)}))))"""
NAME_KEY = folded("coalesce(h.name, h.native_name)")
SORTS = {
    "name": NAME_KEY,
    "case_number": "h.case_number",
    "last_contact": LAST_CONTACT,
    "size": SIZE,
    "district": DISTRICT,
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which households are wanted; None lets everything through."""

    status: str | None = None
    text: str = ""
    taken_by: UUID | None = None
    district: str | None = None
    target_group: str | None = None
    language: str | None = None
    quiet_before: date | None = None
    school: bool = False
    restricted: bool = False
    sort: str = "last_contact"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list or a hit shows of a household; never an address, never a phone."""

    household: UUID
    name: str
    native_name: str
    case_number: str
    district: str | None
    size: int
    target_group: str | None
    status: str
    last_contact: datetime | None
    open_needs: int
    address_protected: bool
    restricted: bool
    interpreter_needed: bool
    informed: bool
    languages: tuple[str, ...] = field(default=())


type Condition = tuple[str, dict[str, object]]


def _conditions(sieve: Sieve, today: date) -> tuple[str, dict[str, Any]]:
    told: dict[str, Any] = {"today": today.isoformat()}
    parts = [THERE] if sieve.restricted else [THERE, "h.restricted=0"]
    for condition, params in (*_chosen(sieve), *_looked_for(sieve, today)):
        parts.append(condition)
        told.update(params)
    return " AND ".join(parts), told


def _chosen(sieve: Sieve) -> Iterator[Condition]:
    """Yield what the tab and the chips ask for."""
    if sieve.status:
        yield f"{STATUS}=:status", {"status": sieve.status}
    if sieve.taken_by:
        taker = "h.taken_by=(SELECT id FROM entity WHERE eid=:taken_by)"
        yield taker, {"taken_by": sieve.taken_by.bytes}
    if sieve.district:
        yield f"{DISTRICT}=:district", {"district": sieve.district}
    if sieve.target_group:
        yield "h.target_group=:target_group", {"target_group": sieve.target_group}
    if sieve.language:
        speaks = f"(h.advice_language=:language OR h.id IN ({SPEAKING}))"
        yield speaks, {"language": sieve.language}


def _looked_for(sieve: Sieve, today: date) -> Iterator[Condition]:
    """Yield what was typed, and what the office has to see to."""
    if sieve.quiet_before:
        yield QUIET, {"quiet_before": sieve.quiet_before.isoformat()}
    if sieve.school:
        yield SCHOOL, {**_birthdays(today)}
    if sieve.text:
        case = folded("h.case_number")
        found = f"(instr({NAME_KEY}, :text) OR instr({case}, :text) OR instr(h.native_name, :typed))"
        yield found, {"text": fold(sieve.text), "typed": sieve.text}


def _birthdays(today: date) -> dict[str, str]:
    """Return the last days of birth of those who have to go to school, are adults, and are past advice."""
    ages = {
        "school": schooling.SCHOOL_FROM,
        "adult": schooling.ADVICE_FROM,
        "grown": schooling.ADVICE_UNTIL + 1,
    }
    return {name: f"{today.year - age:04}-{today.month:02}-{today.day:02}" for name, age in ages.items()}


def slice_of(
    reader: Reader, sieve: Sieve, today: date, offset: int, limit: int
) -> tuple[tuple[UUID, ...], int]:
    """Return the ids of a slice of the list and how many there are in all; empty sort keys stand last."""
    where, told = _conditions(sieve, today)
    way = "DESC" if sieve.descending else "ASC"
    query = (
        f"WITH l AS MATERIALIZED (SELECT h.id, {SORTS[sieve.sort]} AS key, {NAME_KEY} AS name"
        f" FROM household h WHERE {where}) SELECT id FROM l ORDER BY key IS NULL, key {way}, name, id"
    )
    found = kept(
        reader,
        (query, *told.items()),
        lambda: array("q", (number for (number,) in send(reader.connection, query, told))),
    )
    part = found[offset : offset + limit]
    eids: dict[int, bytes] = dict(
        send(
            reader.connection,
            "SELECT id, eid FROM entity WHERE id IN (SELECT value FROM json_each(?))",
            (listed(part),),
        )
    )
    return tuple(UUID(bytes=eids[number]) for number in part), len(found)


def counts(reader: Reader, *, restricted: bool) -> dict[str, int]:
    """Return how many households are in each state."""
    seen = THERE if restricted else f"{THERE} AND h.restricted=0"
    sums = ", ".join(f"total({STATUS}='{state}')" for state in STATES)
    query = f"SELECT {sums} FROM household h WHERE {seen}"
    (row,) = kept(reader, query, lambda: send(reader.connection, query))
    return {state: int(number) for state, number in zip(STATES, row, strict=True)}


def summaries(reader: Reader, ids: Collection[UUID], today: date) -> dict[UUID, Summary]:
    """Return what lists show of these households."""
    needs = open_codes("need_state")
    told = {"today": today.isoformat(), "ids": listed(identity.hex for identity in ids)}
    these = "h.id IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(:ids)))"
    rows = rows_of(
        reader,
        f"""SELECT (SELECT eid FROM entity WHERE id=h.id) AS eid,
        h.name, h.native_name, h.case_number, h.target_group,
        {STATUS} AS status, h.address_protected, h.restricted, h.interpreter_needed, h.information_on,
        {DISTRICT} AS district, {SIZE} AS size, {LAST_CONTACT} AS last_contact,
        (SELECT count(*) FROM need n WHERE n.household=h.id AND n._deleted=0
           AND coalesce(n.state, 'open') IN ({needs})) AS open_needs
        FROM household h WHERE h._deleted=0 AND {these}""",
        **told,
    )
    spoken = _languages(rows_of(reader, _spoken_by(these), **told))
    return {
        identity: Summary(
            household=identity,
            name=row.name or "",
            native_name=row.native_name or "",
            case_number=row.case_number or "",
            district=row.district,
            size=row.size,
            target_group=row.target_group,
            status=row.status,
            last_contact=datetime.fromisoformat(row.last_contact) if row.last_contact else None,
            open_needs=row.open_needs,
            address_protected=bool(row.address_protected),
            restricted=bool(row.restricted),
            interpreter_needed=row.interpreter_needed == "yes",
            informed=row.information_on is not None,
            languages=spoken.get(row.eid, ()),
        )
        for row in rows
        for identity in (UUID(bytes=row.eid),)
    }


def _spoken_by(these: str) -> str:
    return (
        f"SELECT e.eid, s.language FROM ({SPOKEN} WHERE {these} GROUP BY h.id, s.language) s"
        " JOIN entity e ON e.id=s.household ORDER BY s.preferred DESC, s.language"
    )


def _languages(rows: Iterable[Any]) -> dict[bytes, tuple[str, ...]]:
    spoken: dict[bytes, tuple[str, ...]] = {}
    for eid, language in rows:
        spoken[eid] = (*spoken.get(eid, ()), language)
    return spoken
