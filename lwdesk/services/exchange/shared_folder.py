"""The shared folder: devices write to it and read from it by themselves while the program runs."""

import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.errors import BundleRefused, FileMissing, LwError, Outage
from lwdesk.base.progress import Progress
from lwdesk.services.exchange import shared_files
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.receiving import Receiving
from lwdesk.services.exchange.sending import Sending
from lwdesk.services.exchange.shared_look import Look
from lwdesk.services.exchange.shared_place import shared_place
from lwdesk.services.exchange.shared_turn import Round, Turn, trouble
from lwdesk.services.exchange.transfers import Transfers
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import shared

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


@dataclass(slots=True)
class _Pause:
    """How long the folder is left alone after a failure; it grows with each one."""

    trouble: str = ""
    until: datetime | None = None
    _next: timedelta = FIRST_PAUSE

    def failed(self, trouble: str) -> None:
        self.trouble, self.until = trouble, clock.now() + self._next
        self._next = min(self._next * 2, LONGEST_PAUSE)

    def went_well(self) -> None:
        self.trouble, self.until, self._next = "", None, FIRST_PAUSE

    @property
    def holds(self) -> bool:
        return self.until is not None and clock.now() < self.until


class SharedFolder:
    """The folder of this device; each turn takes in what came and writes what is due."""

    def __init__(
        self,
        seat: Seat,
        trusted: Trust,
        sending: Sending,
        receiving: Receiving,
        along: Along,
        transfers: Transfers,
    ) -> None:
        self._seat, self._trust = seat, trusted
        self._parts = sending, receiving, along, transfers
        self._pause = _Pause()

    def folder(self) -> Path | None:
        return shared_place(self._seat)

    def choose(self, folder: Path | None) -> None:
        """Use this folder from the next turn on; none ends it, and what lies there stays there."""
        self._seat.demand("export")
        if folder is not None and not shared_files.answers(folder):
            raise FileMissing(why="folder")
        with self._seat.store.exchanging() as reader:
            shared.choose(reader.connection, "" if folder is None else os.path.abspath(folder))  # noqa: PTH100 - a link to the folder stays one
        self._pause.went_well()

    def look(self) -> Look:
        """Return what lies there, without taking anything in."""
        self._seat.demand("export")
        folder = self.folder()
        if folder is None or self._seat.read_only:
            return Look(folder)
        look = Look(folder, trouble=self._pause.trouble, again_at=self._pause.until)
        if self._pause.holds and self._pause.trouble == "gone":
            return look  # asking a silent network drive again would hold up everything else
        try:
            return replace(self._round(folder).look(), trouble=look.trouble, again_at=look.again_at)
        except (OSError, LwError) as error:
            return replace(look, trouble=look.trouble or trouble(error))

    def turn(self, progress: Progress | None = None, *, at_once: bool = False) -> Turn:
        """Take in what is complete and new, write what is due, clear away what is not needed any more.

        After a failure the folder is left alone for a while, longer each time, unless somebody wants it
        `at_once`. Each package is taken in whole or not at all; what was taken stays when the rest fails.
        This is the device's work, whatever the role of the person at it.
        """
        folder = self.folder()
        if folder is None:
            return Turn(Look())
        if self._pause.holds and not at_once:
            return Turn(Look(folder, trouble=self._pause.trouble, again_at=self._pause.until))
        done = Turn(Look(folder))
        try:
            work = self._round(folder)
            done = work.run(progress, at_once=at_once)
        except (OSError, LwError) as error:
            if not isinstance(error, (OSError, Outage, BundleRefused, FileMissing)):
                raise
            self._pause.failed(trouble(error))
        else:
            self._pause.failed(work.trouble) if work.trouble else self._pause.went_well()
        look = replace(done.look, trouble=self._pause.trouble, again_at=self._pause.until)
        return replace(done, look=look)

    def _round(self, folder: Path) -> Round:
        mine = self._trust.membership()
        if not shared_files.answers(folder):
            raise FileMissing(why="folder")
        with self._seat.reading() as reader:
            memory = shared.memory(reader.connection)
        return Round(self._seat, mine, folder, memory, *self._parts)
