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

SCOPE = "set:"
_FORGOTTEN = "sets_forgotten"


class Forgotten(msgspec.Struct):
    """What this device took along once and let go of: logs, and how far its own lost the content."""

    sets: list[str] = []
    logs: list[str] = []
    bare: dict[str, int] = {}


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
