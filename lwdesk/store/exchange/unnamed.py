"""Packages that are noted as sent and lie under a name that nobody reads: marked on this device alone."""

from typing import Final

import msgspec
from sqlalchemy import Connection

from lwdesk.store import writers

_SETTING: Final = "packages_unnamed"


def all_of(connection: Connection) -> frozenset[str]:
    """Return the packages that have not got their name."""
    told = writers.setting(connection, _SETTING)
    return frozenset() if told is None else frozenset(msgspec.json.decode(told, type=list[str]))


def mark(connection: Connection, bundle: str) -> None:
    """Note that a package is yet to be named, together with all that tells of it."""
    _keep(connection, all_of(connection) | {bundle})


def unmark(connection: Connection, bundle: str) -> None:
    """Note that a package got its name."""
    _keep(connection, all_of(connection) - {bundle})


def _keep(connection: Connection, bundles: frozenset[str]) -> None:
    writers.set_setting(connection, _SETTING, msgspec.json.encode(sorted(bundles)).decode())
