"""All records of one household, and the slices of its timeline."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Benefit, DistinctPair, Dwelling, Household, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.task import Task
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import NUMBER, picked, rows
from lwdesk.store.transaction import Reader

PERSONS = f"(SELECT person FROM membership WHERE household={NUMBER} AND _deleted=0)"
THESE = "e.eid IN (SELECT unhex(value) FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class WholeHousehold:
    """A household with everything that hangs on it, the timeline apart."""

    household: Household
    dwellings: tuple[Dwelling, ...]
    memberships: tuple[Membership, ...]
    persons: tuple[Person, ...]
    names: tuple[PersonName, ...]
    languages: tuple[LanguageSkill, ...]
    residences: tuple[Residence, ...]
    benefits: tuple[Benefit, ...]
    needs: tuple[Need, ...]
    consents: tuple[Consent, ...]
    tasks: tuple[Task, ...]


def whole(reader: Reader, identity: UUID) -> WholeHousehold | None:
    """Return the household with its records, or None when it is not there."""
    household = reader.get(Household, identity)
    if household is None:
        return None
    here = f"t.household={NUMBER} ORDER BY t.id"
    of_person = f"t.person IN {PERSONS} ORDER BY t.id"

    def hanging[R: Record](cls: type[R], condition: str = here) -> tuple[R, ...]:
        return picked(reader, cls, condition, identity.bytes)

    return WholeHousehold(
        household=household,
        dwellings=hanging(Dwelling),
        memberships=hanging(Membership),
        persons=hanging(Person, f"t.id IN {PERSONS} ORDER BY t.id"),
        names=hanging(PersonName, of_person),
        languages=hanging(LanguageSkill, of_person),
        residences=hanging(Residence, of_person),
        benefits=hanging(Benefit),
        needs=hanging(Need),
        consents=hanging(Consent),
        tasks=hanging(Task),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: which record, and the moment it is sorted by."""

    kind: str
    record: UUID
    key: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Some entries of the timeline, the newest first, with the records they stand for."""

    entries: tuple[Entry, ...]
    more: bool
    contacts: dict[UUID, Contact]
    reasons: tuple[Reason, ...]
    tasks: dict[UUID, Task]
    needs: dict[UUID, Need]


TIMELINE = """
WITH h(n) AS (SELECT id FROM entity WHERE eid=:household), line(kind, id, key) AS (
  SELECT 'contact', id, at FROM contact WHERE household=(SELECT n FROM h) AND _deleted=0 AND at IS NOT NULL
  UNION ALL SELECT 'task', id, coalesce(done_on, due_on) || 'T' FROM task
    WHERE household=(SELECT n FROM h) AND _deleted=0 AND coalesce(done_on, due_on) IS NOT NULL
      AND coalesce(state, 'open') <> 'dropped'
  UNION ALL SELECT 'need', id, coalesce(recorded_on, levelled_on) || 'T' FROM need
    WHERE household=(SELECT n FROM h) AND _deleted=0 AND coalesce(recorded_on, levelled_on) IS NOT NULL
  UNION ALL SELECT 'intake', id, registered_on || 'T' FROM household
    WHERE id=(SELECT n FROM h) AND registered_on IS NOT NULL
)
SELECT line.kind, e.eid, line.key FROM line JOIN entity e ON e.id=line.id
WHERE :key IS NULL OR (line.key, line.id) < (:key, (SELECT id FROM entity WHERE eid=:before))
ORDER BY line.key DESC, line.id DESC LIMIT :count
"""


def key_of(on: date, at: datetime | None) -> str:
    """Return the moment as the timeline sorts it: text that compares like time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds") if at else f"{on.isoformat()}T"


def timeline(reader: Reader, household: UUID, count: int, before: tuple[str, UUID] | None = None) -> Slice:
    """Return the newest entries, or those before the entry with this key and record."""
    key, record = before or (None, household)
    lines = rows(reader, TIMELINE, household=household.bytes, key=key, before=record.bytes, count=count + 1)
    found = [Entry(kind, UUID(bytes=eid), moment) for kind, eid, moment in lines]
    entries = tuple(found[:count])
    of = {
        kind: [entry.record for entry in entries if entry.kind == kind]
        for kind in ("contact", "task", "need")
    }
    return Slice(
        entries=entries,
        more=len(found) > count,
        contacts=reader.many(Contact, of["contact"]),
        reasons=reasons_of(reader, of["contact"]),
        tasks=reader.many(Task, of["task"]),
        needs=reader.many(Need, of["need"]),
    )


def reasons_of(reader: Reader, contacts: Collection[UUID]) -> tuple[Reason, ...]:
    hexes = listed(identity.hex for identity in contacts)
    these = "t.contact IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"
    return picked(reader, Reason, f"{these} ORDER BY t.id", hexes)


def household_of(reader: Reader, kind: str, record: UUID) -> tuple[UUID, ...]:
    """Return the households that a record belongs to: several for a person who lives in two."""
    link = LINKS.get(kind)
    if link is None:
        return ()
    query = f"SELECT DISTINCT e.eid FROM entity e JOIN ({link}) l ON l.household=e.id"
    found = reader.connection.exec_driver_sql(query, (record.bytes,) * link.count("?"))
    return tuple(UUID(bytes=eid) for (eid,) in found)


_OWN = f"SELECT household FROM {{table}} WHERE id={NUMBER}"
_PERSON = "SELECT household FROM membership WHERE _deleted=0 AND person=({person})"
LINKS = {
    "household": f"SELECT id AS household FROM household WHERE id={NUMBER}",
    "person": _PERSON.format(person=NUMBER),
    **{
        kind: _OWN.format(table=kind)
        for kind in (
            "dwelling",
            "membership",
            "benefit",
            "need",
            "consent",
            "task",
            "contact",
            "attachment",
            "withholding",
            "disclosure",
            "case_step",
        )
    },
    **{
        kind: _PERSON.format(person=f"SELECT person FROM {kind} WHERE id={NUMBER}")
        for kind in ("person_name", "language_skill", "residence")
    },
    "reason": f"SELECT household FROM contact WHERE id=(SELECT contact FROM reason WHERE id={NUMBER})",
}


def distinct(reader: Reader, household: UUID) -> frozenset[UUID]:
    """Return the households of which somebody said that they are not this one."""
    pairs = picked(
        reader, DistinctPair, f"(t.one={NUMBER} OR t.other={NUMBER})", household.bytes, household.bytes
    )
    both = {identity for pair in pairs for identity in (pair.one, pair.other) if identity is not None}
    return frozenset(both - {household})


def midnight(on: date) -> datetime:
    """Return the moment at which a day of the office begins."""
    return datetime.combine(on, time.min).astimezone()
