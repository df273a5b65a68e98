"""The packages that went out and came in, with their receipts."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import BundleRefused
from lwdesk.services.exchange import noted
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.exchange.views import Direction, Leftover, Passage
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import passages, trust
from lwdesk.sync import archive, minisign
from lwdesk.sync.bundle import SUFFIX

KEPT: Final = timedelta(days=30)
"""How long a package file is worth keeping after everybody who was to have it has it."""


class Passages:
    """What is remembered of packages."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._trust = trusted

    def listed(self, direction: Direction | None = None, limit: int = 50) -> tuple[Passage, ...]:
        """Return the latest packages, the last one first."""
        roster = self._trust.roster()
        with self._seat.reading() as reader:
            found = passages.listed(reader.connection, direction, limit)
            peers = trust.peers(reader.connection)
        return tuple(noted.passage(one, roster, peers) for one in found)

    def received(self, name: UUID) -> Passage | None:
        """Return what became of a package that came in, if it ever did."""
        roster = self._trust.roster()
        with self._seat.reading() as reader:
            found = passages.of(reader.connection, name.hex, passages.RECEIVED)
        return None if found is None else noted.passage(found, roster, {})

    def leftovers(self, folder: Path) -> tuple[Leftover, ...]:
        """Return the package files in a folder that have done their work long ago and may be deleted."""
        roster = self._trust.roster()
        before = clock.unix_ms() - round(KEPT.total_seconds() * 1000)
        with self._seat.reading() as reader:
            known = passages.settled(reader.connection, before)
            peers = trust.peers(reader.connection)
        done = {
            name: shown
            for name, one in known.items()
            if (shown := noted.passage(one, roster, peers)).state in ("taken", "known", "confirmed")
        }
        return tuple(
            Leftover(path, done[name].bundle, done[name].direction, done[name].at, path.stat().st_size)
            for path in sorted(folder.glob(f"*{SUFFIX}"))
            if (name := _name(path)) in done
        )


def _name(path: Path) -> str:
    """Return which package lies in a file, by its outside alone; nothing for what is none."""
    try:
        with path.open("rb") as source:
            told = minisign.read(archive.read(source, source.seek(0, os.SEEK_END)).signature)
            return UUID(told.trusted.partition(" bundle=")[2]).hex
    except (OSError, ValueError, BundleRefused):
        return ""
