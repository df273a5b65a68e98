"""What a package with a take-along set does beyond its records: the set is noted with its last day."""

from datetime import date

from msgspec import UnsetType

from lwdesk.base.errors import BundleDamaged, SetGone, SetHere
from lwdesk.store import sets
from lwdesk.store.sets import Here
from lwdesk.store.transaction import Reader
from lwdesk.sync.manifest import Manifest
from lwdesk.sync.roster import Device

SET, UNTIL = "set", "until"
"""How the manifest of a package names the set in it and the day until which it may be opened."""


def arrived(reader: Reader, told: Manifest, mine: Device) -> None:
    """Note what a package for the own device brought; packages for the office bring no sets."""
    connection = reader.connection
    if told.scope != sets.SCOPE + mine.id or told.sender == mine.id:
        return
    sets.build_on(connection, told.have)
    extra = {} if isinstance(told.extra, UnsetType) else told.extra
    if SET not in extra:
        return
    name, until = extra[SET], extra.get(UNTIL, "")
    if name in sets.forgotten(connection).sets:
        raise SetGone
    if any(one.set == name for one in sets.here(connection)):
        return
    try:
        date.fromisoformat(until)
    except ValueError:
        raise BundleDamaged(why="manifest") from None
    made = Here(name, until, told.sender, sets.homes(connection, sets.SCOPE + name))
    if sets.entities(connection, made.scope) & sets.lying(connection):
        raise SetHere
    sets.keep_here(connection, [*sets.here(connection), made])
