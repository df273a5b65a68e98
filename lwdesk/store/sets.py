"""The logs of take-along sets: what another device copied here, which stands for writes that stay away.

A record of such a log says nothing new. It names, for each field, every write that its maker knew of;
where those are known it changes nothing, and where they are not it stands in for them.
"""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from lwdesk.base.chain import Stamp
from lwdesk.store import writers
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.tables import AWAY

SCOPE = "set:"
_FORGOTTEN, _HERE, _BASE, _UNCLEAN = "sets_forgotten", "sets_here", "sets_base", "sets_unclean"


_OWN = (
    "SELECT lower(hex(uuid)) FROM writer WHERE device=(SELECT unhex(value) FROM setting WHERE name='device')"
)


class Forgotten(msgspec.Struct):
    """What this device took along once and let go of: logs, and how far its own lost the content."""

    sets: list[str] = []
    logs: list[str] = []
    bare: dict[str, int] = {}


class Here(msgspec.Struct):
    """A set that lies on this device; `away` has the numbers of what is locked because its time is over."""

    set: str
    until: str
    sender: str
    homes: list[str] = []
    away: list[int] = []

    @property
    def scope(self) -> str:
        return SCOPE + self.set

    @property
    def is_locked(self) -> bool:
        return bool(self.away)


class Copied(NamedTuple):
    """What has to be known to understand a log in which there may be copies."""

    logs: frozenset[str] = frozenset()
    ends: dict[str, int] = {}  # noqa: RUF012 - never changed
    bare: dict[str, int] = {}  # noqa: RUF012 - never changed

    def knows(self, stamp: Stamp) -> bool:
        return stamp[1] <= self.ends.get(stamp[0], 0)

    def is_bare(self, stamp: Stamp) -> bool:
        """Tell whether the content of an own write was let go of together with its set."""
        return stamp[1] <= self.bare.get(stamp[0], 0)


NO_COPIES = Copied()


def copied(connection: Connection) -> Copied:
    """Return what the file knows of copies."""
    rows = send(connection, "SELECT lower(hex(uuid)), max_seq, scope FROM writer")
    logs = frozenset(name for name, _seq, scope in rows if scope.startswith(SCOPE))
    ends = {name: seq for name, seq, _scope in rows}
    return Copied(logs, ends, forgotten(connection).bare)


def wids(connection: Connection) -> frozenset[int]:
    """Return the numbers of the logs that hold copies."""
    found = send(connection, "SELECT wid FROM writer WHERE substr(scope, 1, 4)=?", (SCOPE,))
    return frozenset(wid for (wid,) in found)


def forgotten(connection: Connection) -> Forgotten:
    told = writers.setting(connection, _FORGOTTEN)
    return Forgotten() if told is None else msgspec.json.decode(told, type=Forgotten)


def keep_forgotten(connection: Connection, told: Forgotten) -> None:
    writers.set_setting(connection, _FORGOTTEN, msgspec.json.encode(told).decode())


def is_unclean(connection: Connection) -> bool:
    """Tell whether pages of the file may still hold what was let go of."""
    return writers.setting(connection, _UNCLEAN) == "1"


def keep_unclean(connection: Connection, *, unclean: bool) -> None:
    writers.set_setting(connection, _UNCLEAN, "1" if unclean else "0")


def here(connection: Connection) -> list[Here]:
    """Return the sets that lie on this device."""
    told = writers.setting(connection, _HERE)
    return [] if told is None else msgspec.json.decode(told, type=list[Here])


def keep_here(connection: Connection, told: list[Here]) -> None:
    writers.set_setting(connection, _HERE, msgspec.json.encode(told).decode())


def base(connection: Connection) -> dict[str, int]:
    """Return what a device must know before it can understand what is written here upon copies."""
    told = writers.setting(connection, _BASE)
    known = {} if told is None else msgspec.json.decode(told, type=dict[str, int])
    return known | forgotten(connection).bare


def build_on(connection: Connection, known: dict[str, int]) -> None:
    """Note what the maker of copies knew; the own logs need nobody's word."""
    own = {name for (name,) in send(connection, _OWN)}
    told = {name: seq for name, seq in base(connection).items() if name not in own}
    for name, seq in known.items():
        if name not in own:
            told[name] = max(seq, told.get(name, 0))
    writers.set_setting(connection, _BASE, msgspec.json.encode(told).decode())


def entities(connection: Connection, scope: str) -> set[int]:
    """Return the numbers of what was copied under a scope."""
    found = send(
        connection,
        "SELECT DISTINCT ent FROM log WHERE wid IN (SELECT wid FROM writer WHERE scope=?)",
        (scope,),
    )
    return {number for (number,) in found}


def homes(connection: Connection, scope: str) -> list[str]:
    """Return the households that were copied under a scope."""
    found = send(
        connection,
        "SELECT lower(hex(eid)) FROM entity WHERE kind='household' AND id IN"
        " (SELECT ent FROM log WHERE wid IN (SELECT wid FROM writer WHERE scope=?)) ORDER BY id",
        (scope,),
    )
    return [eid for (eid,) in found]


def lying(connection: Connection) -> set[int]:
    """Return the numbers of what lies on this device in any set."""
    return {number for one in here(connection) for number in entities(connection, one.scope)}


def locked(connection: Connection) -> list[str]:
    """Return the ids of what is not shown because the time of its set is over."""
    found = send(
        connection,
        "SELECT lower(hex(eid)) FROM entity WHERE state=? AND id IN (SELECT value FROM json_each(?))",
        (AWAY, listed(number for one in here(connection) for number in one.away)),
    )
    return [eid for (eid,) in found]
