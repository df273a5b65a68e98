"""What the file remembers of the packages that went out and came in, and what of the log is still to go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from lwdesk.base import clock
from lwdesk.domain.apart import alone
from lwdesk.store.driver import send

SENT, RECEIVED = "sent", "received"
TAKEN, KNOWN, WAITING, REFUSED = "taken", "known", "waiting", "refused"

type Ranges = dict[str, tuple[int, int]]
"""Of each log, by its writer, from where to where."""

type Needed = dict[str, tuple[str, int]]
"""Of each log that is missing, by its writer, the device it belongs to and how far it must reach."""

_ranges = msgspec.json.Decoder(Ranges)
_devices = msgspec.json.Decoder(list[str])
_needed = msgspec.json.Decoder(Needed)
_facts = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Noted:
    """One package as it is noted; `device` is who sent one that came in."""

    bundle: str
    direction: str
    state: str
    scope: str = ""
    device: str = ""
    recipients: tuple[str, ...] = ()
    number: int = 0
    roster: int = 0
    made_at: str = ""
    at: int = 0
    changes: int = 0
    households: int = 0
    conflicts: int = 0
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    logs: Ranges = field(default_factory=dict)


_COLUMNS = (
    "bundle, direction, state, scope, device, recipients, number, roster, made_at, at, changes, households, "
    "conflicts, reason, facts, logs"
)
_MARKS = ", ".join("?" * 16)
_SHOWN = f"SELECT {_COLUMNS} FROM passage"  # noqa: S608 - constants only


def note(connection: Connection, told: Noted) -> Noted:
    """Note a package; one that waited, or that did the same again, keeps its line and gets the new time."""
    told = replace(told, at=clock.unix_ms())
    last = send(
        connection,
        "SELECT id, state, coalesce(reason, '') FROM passage WHERE bundle=? AND direction=?"
        " ORDER BY id DESC LIMIT 1",
        (bytes.fromhex(told.bundle), told.direction),
    )
    if last and last[0][1:] in ((told.state, told.reason), (WAITING, last[0][2])):
        send(connection, "DELETE FROM passage WHERE id=?", last[0][:1])
    send(connection, f"INSERT INTO passage ({_COLUMNS}) VALUES ({_MARKS})", _row(told))  # noqa: S608
    return told


def _row(told: Noted) -> Sequence[object]:
    plain = msgspec.json.encode
    device = bytes.fromhex(told.device) or None
    recipients, facts, logs = (plain(one).decode() for one in (told.recipients, told.facts, told.logs))
    return (
        bytes.fromhex(told.bundle), told.direction, told.state, told.scope, device, recipients, told.number,
        told.roster, told.made_at, told.at, told.changes, told.households, told.conflicts, told.reason, facts,
        logs,
    )  # fmt: skip


def _noted(row: Sequence[Any]) -> Noted:
    told = dict(zip(_COLUMNS.split(", "), row, strict=True))
    told["bundle"] = told["bundle"].hex()
    told["device"] = (told["device"] or b"").hex()
    told["recipients"] = tuple(_devices.decode(told["recipients"]))
    told["facts"], told["logs"] = _facts.decode(told["facts"]), _ranges.decode(told["logs"])
    return Noted(**told)


def listed(connection: Connection, direction: str | None, limit: int) -> list[Noted]:
    """Return the latest packages, the last one first."""
    wanted = (direction, direction, limit)
    found = send(connection, f"{_SHOWN} WHERE ? IS NULL OR direction=? ORDER BY id DESC LIMIT ?", wanted)
    return [_noted(row) for row in found]


def of(connection: Connection, bundle: str, direction: str) -> Noted | None:
    """Return what was last noted of a package."""
    asked = (bytes.fromhex(bundle), direction)
    found = send(connection, f"{_SHOWN} WHERE bundle=? AND direction=? ORDER BY id DESC LIMIT 1", asked)
    return _noted(found[0]) if found else None


def last_number(connection: Connection, device: str) -> int:
    """Return the greatest number of a package of this device that was taken in."""
    ((found,),) = send(
        connection,
        "SELECT coalesce(max(number), 0) FROM passage WHERE device=? AND state IN (?, ?)",
        (bytes.fromhex(device), TAKEN, KNOWN),
    )
    return int(found)


def unanswered(connection: Connection, scope: str) -> set[str]:
    """Return whose packages brought something since the last one went out: they do not know it arrived.

    Of a package that was known before, only the logs of others are noted: that this device has its own
    log, nobody has to be told. Whose package waits for another, or holds what the writer of a log said
    otherwise here, has to be told as well: the answer says what is missing, and heals it.
    """
    found = send(
        connection,
        "SELECT DISTINCT lower(hex(device)) FROM passage WHERE direction=? AND scope=? AND device IS NOT NULL"
        " AND (state=? AND logs<>'{}' OR state=? AND changes>0 OR reason IN ('BundleGap', 'BundleForked'))"
        " AND id>(SELECT coalesce(max(id), 0) FROM passage WHERE direction=? AND scope=?)",
        (RECEIVED, scope, KNOWN, TAKEN, SENT, scope),
    )
    return {device for (device,) in found}


def is_answered(connection: Connection, bundle: str, scope: str) -> bool:
    """Tell whether something went out since a package was read in; whoever has that knows that it arrived."""
    found = send(
        connection,
        "SELECT 1 FROM passage WHERE bundle=? AND direction=? AND (state=? AND logs='{}'"
        " OR id<(SELECT max(id) FROM passage WHERE direction=? AND scope=?)) LIMIT 1",
        (bytes.fromhex(bundle), RECEIVED, KNOWN, SENT, scope),
    )
    return bool(found)


def last_roster(connection: Connection, scope: str) -> int:
    """Return the version of the roster that last went out."""
    ((found,),) = send(
        connection,
        "SELECT coalesce(max(roster), 0) FROM passage WHERE direction=? AND scope=?",
        (SENT, scope),
    )
    return int(found)


def first_time(connection: Connection, ranges: Ranges) -> int | None:
    """Return the logical time of the earliest record in these parts of the logs."""
    query = "SELECT hlc FROM log WHERE wid=(SELECT wid FROM writer WHERE uuid=?) AND seq=?"
    times = [
        hlc
        for writer, (first, _last) in ranges.items()
        for (hlc,) in send(connection, query, (bytes.fromhex(writer), first))
    ]
    return min(times, default=None)


def greatest_time(connection: Connection) -> int:
    """Return the greatest logical time that the file has seen."""
    ((found,),) = send(connection, "SELECT coalesce(max(hlc), 0) FROM writer")
    return int(found)


def logs(connection: Connection, writers: Collection[str]) -> list[tuple[str, str, str, int]]:
    """Return of these logs, as far as the file has them: writer, device, scope, incarnation."""
    found = send(connection, "SELECT uuid, device, scope, incarnation FROM writer ORDER BY uuid")
    return [(uuid.hex(), device.hex(), *rest) for uuid, device, *rest in found if uuid.hex() in writers]


def contested(connection: Connection) -> set[tuple[int, str]]:
    """Return the fields that hold several values, and what was removed while somebody changed it."""
    found = send(
        connection,
        "SELECT h.ent, e.kind, h.col FROM head h JOIN entity e ON e.id=h.ent GROUP BY h.ent, h.col"
        " HAVING count(DISTINCT quote(h.val))>1 UNION ALL SELECT ent, '', '' FROM clash",
    )
    cols: dict[tuple[int, str], list[str]] = {}
    for number, kind, col in found:
        cols.setdefault((number, kind), []).append(col)
    return {(number, col) for (number, kind), every in cols.items() for col in alone(kind, every)}


def put_aside(connection: Connection) -> list[tuple[str, Needed, int]]:
    """Return the packages that wait, with what they need, and since when."""
    found = send(connection, "SELECT bundle, missing, received_at FROM quarantine ORDER BY received_at")
    return [(bundle.hex(), _needed.decode(missing or "{}"), at or 0) for bundle, missing, at in found]


def written_down(needed: Needed) -> str:
    return msgspec.json.encode(needed).decode()


def drop_aside(connection: Connection, bundle: str) -> None:
    send(connection, "DELETE FROM quarantine WHERE bundle=?", (bytes.fromhex(bundle),))


def data_file(connection: Connection) -> Path:
    """Return where the open data file lies."""
    ((path,),) = send(connection, "SELECT file FROM pragma_database_list WHERE name='main'")
    return Path(path)
