"""The timeline of a household: what happened, from every kind of record, in slices."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership, Merger
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import Transfer
from lwdesk.domain.visit import Visit
from lwdesk.store.exchange.together import Decision, Dot
from lwdesk.store.queries.cards import reasons_of
from lwdesk.store.queries.decided import DECIDED, decisions
from lwdesk.store.queries.picking import WRITTEN, rows
from lwdesk.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """Where entries of one kind come from: a record, and its moment as text that compares like time."""

    record: type[Record] | None
    """None for what may be about a record of any kind; then `source` says where to look."""
    moment: str
    condition: str = "1"
    household: str = "household"
    source: str = ""
    """What is looked through in place of the table of the kind."""
    told: str = "NULL"


LEVELS: Final = f"""(SELECT n.id, n.household, n._deleted, json_extract(l.body, '$.level') AS level,
    {WRITTEN} AS moment,
    lag(json_extract(l.body, '$.level')) OVER (PARTITION BY l.ent ORDER BY l.hlc, l.wid, l.seq) AS former
    FROM need n JOIN log l ON l.ent=n.id
    WHERE n.household=(SELECT n FROM h) AND json_type(l.body, '$.level') IS NOT NULL)"""
"""Every level that the log knows of a need, beside the one before it."""
LINES: Final[dict[str, Line]] = {
    "contact": Line(Contact, "at"),
    "visiting": Line(
        Visit,
        "coalesce(arrived_at, planned_at)",
        "contact IS NULL AND coalesce(state, 'proposed') NOT IN ('proposed', 'cancelled')",
    ),
    "appointment": Line(Appointment, "at"),
    "interpreting": Line(
        InterpreterRequest, "coalesce(held_from, at)", "coalesce(state, 'draft') <> 'draft'"
    ),
    "referral": Line(
        Referral, "coalesce(sent_on, state_since) || 'T'", "coalesce(state, 'draft') <> 'draft'"
    ),
    "task": Line(Task, "coalesce(done_on, due_on) || 'T'", "coalesce(state, 'open') <> 'dropped'"),
    "need": Line(Need, "coalesce(recorded_on, levelled_on) || 'T'"),
    "levelled": Line(Need, "moment", "former<>level", source=LEVELS, told="former || ' ' || level"),
    "intake": Line(Household, "registered_on || 'T'", household="id"),
    "moved": Line(Dwelling, "moved_in_on || 'T'"),
    "joined": Line(
        Membership,
        "since || 'T'",
        "since > (SELECT registered_on FROM household h WHERE h.id=membership.household)",
    ),
    "left": Line(Membership, "until || 'T'"),
    "consent": Line(Consent, "given_on || 'T'"),
    "revoked": Line(Consent, "revoked_on || 'T'"),
    "disclosed": Line(Disclosure, "at"),
    "issued": Line(IssuedPaper, "at"),
    "step": Line(CaseStep, "\"on\" || 'T'"),
    "taken_over": Line(Transfer, "at", "direction='in'"),
    "merged": Line(Merger, "merged_on || 'T'", "undone_on IS NULL", "kept"),
    "decided": Line(None, "moment", source=DECIDED, told="dot"),
}
"""Each kind of entry; whoever keeps another kind of record adds a line here and a maker in the service."""

_UNION = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id, {line.moment} AS key, {line.told} AS told"
    f" FROM {line.source or (line.record.kind if line.record else '')}"
    f" WHERE {line.household}=(SELECT n FROM h) AND _deleted=0 AND {line.moment} IS NOT NULL"
    f" AND {line.condition}"
    for kind, line in LINES.items()
)
TIMELINE: Final = f"""
WITH h(n) AS (SELECT id FROM entity WHERE eid=:household), line AS ({_UNION})
SELECT line.kind, e.eid, line.key, line.told FROM line JOIN entity e ON e.id=line.id
WHERE :key IS NULL
  OR (line.key, line.id, line.kind) < (:key, (SELECT id FROM entity WHERE eid=:before), :kind)
ORDER BY line.key DESC, line.id DESC, line.kind DESC LIMIT :count
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: which record, the moment it is sorted by, and what no record says."""

    kind: str
    record: UUID
    key: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some entries of the timeline, the newest first, with the records they stand for."""

    entries: tuple[Entry, ...]
    more: bool
    records: dict[UUID, Record]
    reasons: tuple[Reason, ...]
    decisions: dict[Dot, Decision]


def dot_of(entry: Entry) -> Dot:
    """Return the write that an entry about a decision tells of."""
    wid, seq = entry.told.split()
    return int(wid), int(seq)


def key_of(on: date, at: datetime | None) -> str:
    """Return the moment as the timeline sorts it: text that compares like time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds") if at else f"{on.isoformat()}T"


def timeline(
    reader: Reader,
    household: UUID,
    count: int,
    before: Entry | None = None,
    known: Mapping[UUID, Record] = MappingProxyType({}),
) -> Slice:
    """Return the newest entries, or those before another entry; what is `known` is not read again."""
    lines = rows(
        reader,
        TIMELINE,
        household=household.bytes,
        count=count + 1,
        key=before.key if before else None,
        before=before.record.bytes if before else household.bytes,
        kind=before.kind if before else "",
    )
    found = tuple(Entry(kind, UUID(bytes=eid), moment, told or "") for kind, eid, moment, told in lines)
    entries = found[:count]
    records = {entry.record: known[entry.record] for entry in entries if entry.record in known}
    for kind, line in LINES.items():
        if line.record is None:
            continue
        wanted = [entry.record for entry in entries if entry.kind == kind and entry.record not in known]
        records.update(reader.many(line.record, wanted))
    contacts = [entry.record for entry in entries if entry.kind == "contact"]
    decided = [dot_of(entry) for entry in entries if entry.kind == "decided"]
    return Slice(
        entries,
        len(found) > count,
        records,
        reasons_of(reader, contacts),
        decisions(reader, decided) if decided else {},
    )
