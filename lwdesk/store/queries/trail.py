"""The audit trail in the file: its end and its purges, and its lines as they are read."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from lwdesk.base import signing
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.values import plain
from lwdesk.store import writers
from lwdesk.store.entities import listed
from lwdesk.store.exchange import device_keys
from lwdesk.store.queries.picking import picked, rows
from lwdesk.store.transaction import Reader, Transaction

HEAD, PURGES = "audit_head", "audit_purges"
UP = """WITH RECURSIVE up(subject, eid) AS (
  {start}
  UNION SELECT up.subject, e.parent FROM up JOIN entity e ON e.eid=up.eid WHERE e.parent IS NOT NULL
  UNION SELECT up.subject, h.eid FROM up JOIN entity p ON p.eid=up.eid
    JOIN membership m ON m.person=p.id JOIN entity h ON h.id=m.household)
"""
HOMES = "up JOIN entity e ON e.eid=up.eid JOIN household h ON h.id=e.id"


class Purge(msgspec.Struct, frozen=True):
    """What was taken from the beginning of the trail: lines in all, and the link of the last."""

    number: int
    chain: str
    until: str
    at: str
    signature: str = ""

    def message(self) -> bytes:
        told = msgspec.structs.replace(self, signature="")
        return b"lwdesk-audit-purge\0" + msgspec.json.encode(told)


_purges = msgspec.json.Decoder(tuple[Purge, ...])


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines of the trail are wanted; there is no way to ask for those of one person."""

    since: datetime | None = None
    until: datetime | None = None
    action: str = ""
    case_number: str = ""


def head(reader: Reader) -> tuple[int, str]:
    """Return how many lines there ever were and the link of the last one."""
    number, _, chain = (writers.setting(reader.connection, HEAD) or "0").partition(" ")
    return int(number), chain


def set_head(transaction: Transaction, number: int, chain: str) -> None:
    writers.set_setting(transaction.connection, HEAD, f"{number} {chain}")


def purges(reader: Reader) -> tuple[Purge, ...]:
    """Return what was purged, the first purge first."""
    try:
        return _purges.decode(writers.setting(reader.connection, PURGES) or "[]")
    except msgspec.DecodeError:
        return ()


def is_signed(reader: Reader, purge: Purge) -> bool:
    """Say whether this device signed the purge as it stands there."""
    try:
        signature = bytes.fromhex(purge.signature)
    except ValueError:
        return False
    keys = device_keys.publics(reader.connection)
    return any(signing.verify(public, purge.message(), signature) for public in keys)


def begins_before(reader: Reader, day: datetime) -> bool:
    """Say whether the oldest line is older than this."""
    found = rows(reader, "SELECT at FROM audit_entry ORDER BY id LIMIT 1")
    return bool(found) and found[0][0] < plain(day)


def oldest(reader: Reader, until: datetime) -> tuple[AuditEntry, ...]:
    """Return the lines at the beginning of the trail that were written before this moment."""
    return picked(
        reader,
        AuditEntry,
        "t.id < coalesce((SELECT min(id) FROM audit_entry WHERE at>=?), 1 << 62) ORDER BY t.id",
        str(plain(until)),
    )


def purge(transaction: Transaction, gone: tuple[AuditEntry, ...], told: Purge) -> None:
    """Take lines from the beginning of the trail and leave a signed word about it."""
    connection = transaction.connection
    key = writers.setting(connection, "device_key")
    assert key is not None
    signature = signing.sign(bytes.fromhex(key), told.message()).hex()
    kept = (*purges(transaction), msgspec.structs.replace(told, signature=signature))
    these = (listed(entry.id.hex for entry in gone),)
    numbers = "(SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"
    connection.exec_driver_sql(f"DELETE FROM audit_entry WHERE id IN {numbers}", these)
    connection.exec_driver_sql(f"DELETE FROM entity WHERE kind='audit_entry' AND id IN {numbers}", these)
    writers.set_setting(connection, PURGES, msgspec.json.encode(kept).decode())


def lines(reader: Reader, sieve: Sieve, offset: int, limit: int) -> list[Any]:
    """Return moment, person, action, kind, record and count of the wanted lines, the newest first."""
    where, params = _where(sieve)
    return rows(
        reader,
        f"""{_up(sieve)}SELECT a.at, s.name, a.action, a.subject_kind, e.eid, a.count FROM audit_entry a
        LEFT JOIN staff s ON s.id=a.staff LEFT JOIN entity e ON e.id=a.subject
        WHERE {where} ORDER BY a.id DESC LIMIT :limit OFFSET :offset""",
        **params, limit=limit, offset=offset,
    )  # fmt: skip


def count(reader: Reader, sieve: Sieve) -> int:
    where, params = _where(sieve)
    return int(rows(reader, f"{_up(sieve)}SELECT count(*) FROM audit_entry a WHERE {where}", **params)[0][0])


def case_numbers(reader: Reader, subjects: list[UUID]) -> dict[UUID, str]:
    """Return the case number of the household that each of the records belongs to."""
    start = "SELECT eid, eid FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(:subjects))"
    found = rows(
        reader,
        f"{UP.format(start=start)}SELECT up.subject, h.case_number FROM {HOMES}",
        subjects=listed(subject.hex for subject in subjects),
    )
    return {UUID(bytes=subject): number or "" for subject, number in found}


def _up(sieve: Sieve) -> str:
    """Return, for a search by case number, what leads from each record of the trail to its household."""
    start = "SELECT e.eid, e.eid FROM audit_entry a JOIN entity e ON e.id=a.subject"
    return UP.format(start=start) if sieve.case_number else ""


def _where(sieve: Sieve) -> tuple[str, dict[str, Any]]:
    parts: dict[str, tuple[str, Any]] = {
        "since": ("a.at>=:since", plain(sieve.since) if sieve.since else None),
        "until": ("a.at<:until", plain(sieve.until) if sieve.until else None),
        "action": ("(a.action=:action OR a.action LIKE :action || '.%')", sieve.action or None),
        "case_number": (
            f"""a.subject IN (SELECT s.id FROM entity s WHERE s.eid IN (SELECT up.subject
            FROM {HOMES} WHERE h.case_number LIKE '%' || :case_number || '%'))""",
            sieve.case_number or None,
        ),
    }
    used = {name: part for name, part in parts.items() if part[1] is not None}
    conditions = " AND ".join(condition for condition, _value in used.values())
    return conditions or "1", {name: value for name, (_condition, value) in used.items()}
