"""What this file remembers of its shared folder; it belongs to the device and never leaves it."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection

from lwdesk.store import writers
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.parts import Vector

FOLDER, MEMORY = "shared.folder", "shared.memory"


class Seen(msgspec.Struct):
    """A file that was looked at: as long as it does not change, what was found stands."""

    size: int
    changed: int
    state: str
    reason: str = ""
    tries: int = 0
    again: int = 0  # from when on it is looked at again, in milliseconds; 0 is never


class Written(msgspec.Struct):
    """A package that this device put into the folder by itself."""

    bundle: str
    at: int
    to: str = ""  # the one device it is for; empty for all of the office


class Memory(msgspec.Struct):
    """What was found and written there; `have` is how far the logs were in the newest own package."""

    seen: dict[str, Seen] = {}
    written: dict[str, Written] = {}
    newest: str = ""
    have: Vector = {}
    recipients: list[str] = []
    roster: int = 0
    looked: int = 0
    judged: str = ""


_memory = msgspec.json.Decoder(Memory)


def folder(connection: Connection) -> str:
    return writers.setting(connection, FOLDER) or ""


def choose(connection: Connection, name: str) -> None:
    """Remember another folder; what was found in the one before says nothing about it."""
    writers.set_setting(connection, FOLDER, name)
    keep(connection, Memory())


def memory(connection: Connection) -> Memory:
    try:
        return _memory.decode(writers.setting(connection, MEMORY) or "{}")
    except msgspec.MsgspecError:
        return Memory()


def keep(connection: Connection, told: Memory) -> None:
    writers.set_setting(connection, MEMORY, msgspec.json.encode(told).decode())


def states(connection: Connection, bundles: Collection[str]) -> dict[str, str]:
    """Return how far the packages of these names got here, as far as they are known."""
    names = {name.replace("-", ""): name for name in bundles}
    found = send(
        connection,
        "SELECT lower(hex(bundle)), CASE direction WHEN 'sent' THEN direction ELSE state END FROM passage"
        " WHERE bundle IN (SELECT unhex(value) FROM json_each(?)) AND state<>'refused' ORDER BY id",
        (listed(names),),
    )
    return {names[bundle]: state for bundle, state in found}
