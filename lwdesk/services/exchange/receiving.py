"""What comes in: one bundle at a time, verified before it is opened, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from lwdesk.base.errors import BundleGap, BundleRefused, FileMissing, LwError, Outage, ReadOnly
from lwdesk.base.progress import Progress
from lwdesk.services import audit
from lwdesk.services.exchange import noted, renewing, set_arrival, settled, strays, summing
from lwdesk.services.exchange.takers import Looker, Seen, Taker, admit, needed, renew_roster, told_time
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.exchange.verifying import Verified, verify
from lwdesk.services.exchange.views import Preview, Summary
from lwdesk.services.exchange.waiting import Room
from lwdesk.services.seat import Seat
from lwdesk.store.errors import translated
from lwdesk.store.exchange import belonging, outgoing, passages, trust
from lwdesk.store.exchange.incoming import Result
from lwdesk.store.exchange.passages import Noted
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync import bundle
from lwdesk.sync.bundle import Signed
from lwdesk.sync.manifest import Manifest, Segment
from lwdesk.sync.roster import Device

ENDS = 1 << 16
TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was taken in, with what it did, and those that had waited for it."""

    manifest: Manifest
    sender: Device
    result: Result
    summary: Summary
    later: tuple["Received", ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether all of it had been taken in before."""
        return not self.result.records


class Receiving:
    """Takes bundles in."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._trust = trusted

    def verify(self, path: Path) -> Verified:
        """Prove that a bundle is whole and whose it is, without opening it."""
        return verify(path, self._trust.membership().roster)

    def look(self, path: Path, progress: Progress | None = None) -> Preview:
        """Verify and open a bundle and say what is in it; nothing is changed."""
        return self._look(path, Seen(), progress)

    def look_noting(self, path: Path, progress: Progress | None = None) -> Preview:
        """Look at a bundle that somebody chose; where it is refused, that and why is noted."""
        seen = Seen()
        try:
            return self._look(path, seen, progress)
        except BundleRefused as error:
            if error.facts.get("why") != TRANSFER and not self._seat.read_only:
                with suppress(LwError), _opened(path) as source:  # the stick may have gone
                    self._refuse(source, seen, error)
            raise

    def _look(self, path: Path, seen: Seen, progress: Progress | None) -> Preview:
        self._seat.demand("export")
        mine = self._trust.membership()
        with _opened(path) as source:
            signed = seen.signed = bundle.verify(source, mine.roster)
            with self._seat.reading() as reader:
                newest = trust.newest_epoch(reader.connection, signed.device.id)
            looker = Looker(mine, seen, newest, progress)
            bundle.read(source, signed, mine.device, mine.own.identities, looker)
        told = seen.manifest
        with self._seat.reading() as reader:
            here = outgoing.known(reader.connection)
            wanted = needed(reader, told)
        known = sum(_overlap(one, here.get(one.writer, 0)) for one in told.segments)
        return Preview(
            bundle=told.bundle,
            scope=told.scope,
            label=signed.device.label,
            role=signed.device.role,
            number=told.sender_seq,
            made_at=told_time(told),
            changes=told.records - known,
            known=known,
            households=len(looker.households),
            missing=noted.missing(wanted, here, mine.roster),
        )

    def take(self, path: Path, progress: Progress | None = None) -> Received:
        """Take a bundle in, all of it or nothing; then those that had waited for it."""
        received = self._one(path, progress)
        return replace(received, later=self.retry())

    def retry(self) -> tuple[Received, ...]:
        """Take in what waited and has everything it builds on; what is refused by now is let go of."""
        taken: list[Received] = []
        tried: set[str] = set()
        room = self._room()
        while (name := self._ready(tried)) is not None:
            tried.add(name)
            try:
                taken.append(self._one(room.place(name), None))
            except BundleGap:
                continue
            except (BundleRefused, FileMissing):
                self._let_go(name)
            except Outage:
                break  # the package that was asked for is in; these are tried again after the next one
        self._tidy(room)
        return tuple(taken)

    def _tidy(self, room: Room) -> None:
        """Remove files that a cut left behind after their package was taken in."""
        if not room.is_there:
            return
        with self._seat.store.exchanging() as reader:
            room.clear({name for name, _needed, _at in passages.put_aside(reader.connection)})

    def _room(self) -> Room:
        with self._seat.reading() as reader:
            return Room(passages.data_file(reader.connection))

    def _ready(self, tried: set[str]) -> str | None:
        """Return a package that waits for nothing any more."""
        with self._seat.reading() as reader:
            known = outgoing.known(reader.connection)
            for name, needed, _at in passages.put_aside(reader.connection):
                if name not in tried and all(known.get(w, 0) >= last for w, (_d, last) in needed.items()):
                    return name
        return None

    def _let_go(self, name: str) -> None:
        with self._seat.store.exchanging() as reader:
            passages.drop_aside(reader.connection, name)
        self._room().drop(name)

    def _one(self, path: Path, progress: Progress | None) -> Received:
        self._seat.demand("export")
        if self._seat.read_only:
            raise ReadOnly
        mine = self._trust.membership()
        seen = Seen()
        with _opened(path) as source:
            try:
                seen.signed = bundle.verify(source, mine.roster)
                head = bundle.read_head(source, seen.signed, mine.device, mine.own.identities)
                self._admit(seen, head, mine)
                renewing.recognise(self._seat, mine, head)
                received = self._import(source, seen.signed, mine, seen, progress)
            except BundleGap as gap:
                self._set_aside(source, seen, gap)
                raise
            except BundleRefused as error:
                if error.facts.get("why") != TRANSFER:  # it is none of these packages: a person decides
                    self._refuse(source, seen, error)
                raise
        self._room().drop(seen.signed.bundle.hex)
        return received

    def _admit(self, seen: Seen, head: Manifest, mine: Membership) -> None:
        """Refuse what may not be taken in, before anything is done about what its head says."""
        with self._seat.reading() as reader:
            newest = trust.newest_epoch(reader.connection, head.sender)
        admit(head, seen, mine, newest)

    def _import(
        self, source: BinaryIO, signed: Signed, mine: Membership, seen: Seen, progress: Progress | None
    ) -> Received:
        with self._seat.store.exchanging() as reader:
            connection = reader.connection
            before = passages.contested(connection)
            taker = Taker(reader, mine, seen, progress)
            bundle.read(source, signed, mine.device, mine.own.identities, taker)
            result = taker.work.finish()
            told = seen.manifest
            renew_roster(reader, mine, told)
            set_arrival.arrived(reader, told, mine.device)
            if told.sender != mine.device.id:
                at = trust.Told(signed.bundle.hex, told.sender_seq, told.created)
                trust.heard(connection, told.sender, told.have, at)
            trust.taken_up(connection, signed.bundle.hex)
            strays.land(Transaction(connection))
            conflicts = len(passages.contested(connection) - before)
            entry = self._note(reader, seen, result, conflicts)
        with self._seat.reading() as reader:
            shown = noted.passage(entry, mine.roster, {})
            merged = settled.brought(self._seat, reader, result.writers)
            summary = replace(summing.summary(reader, shown, result, told_time(told)), merged=merged)
        return Received(told, signed.device, result, summary)

    def _note(self, reader: Reader, seen: Seen, result: Result, conflicts: int) -> Noted:
        """Note a bundle that was taken in, also in the trail where it brought something."""
        connection = reader.connection
        if result.known and not result.records:
            return passages.note(connection, self._known(reader, seen))
        if result.records:
            by = self._seat.staff.id
            audit.note(Transaction(connection), by, "import", "bundle", count=result.records)
        homes = belonging.households(
            connection, belonging.together(result.new, result.changed, result.erased)
        )
        entry = replace(
            seen.noted(passages.TAKEN),
            changes=result.records,
            households=len(homes),
            conflicts=conflicts,
            logs=result.writers,
        )
        return passages.note(connection, entry)

    def _known(self, reader: Reader, seen: Seen) -> Noted:
        """Return how a bundle is noted that brought nothing new; an answered one is owed nothing."""
        entry = seen.noted(passages.KNOWN)
        logs = {}
        if not passages.is_answered(reader.connection, entry.bundle, entry.scope):
            own = trust.own(reader.connection).device
            others = {one.uuid for one in seen.manifest.writers if one.device != own}
            parts = seen.manifest.segments
            logs = {one.writer: (one.first, one.last) for one in parts if one.writer in others}
        last = passages.last_number(reader.connection, entry.device)
        return replace(entry, logs=logs, facts={"last": last})

    def _set_aside(self, source: BinaryIO, seen: Seen, gap: BundleGap) -> None:
        """Keep a bundle that came too early until the one before it was read in."""
        entry = replace(seen.noted(passages.WAITING), reason=type(gap).__name__)
        with self._seat.store.exchanging() as reader:
            wanted = needed(reader, seen.manifest)
            here = outgoing.known(reader.connection)
            missing = [
                (device, here.get(name, 0) + 1, last) for name, (device, last) in sorted(wanted.items())
            ]
            trust.set_aside(reader.connection, entry.bundle, entry.reason, passages.written_down(wanted))
            passages.note(reader.connection, replace(entry, facts={"missing": missing}))
            Room(passages.data_file(reader.connection)).keep(entry.bundle, source)

    def _refuse(self, source: BinaryIO, seen: Seen, error: BundleRefused) -> None:
        """Note what was refused and why; nothing else was changed."""
        entry = seen.noted(passages.REFUSED)
        entry = replace(entry, reason=type(error).__name__, facts=error.facts)
        with self._seat.store.exchanging() as reader:
            passages.note(reader.connection, replace(entry, bundle=entry.bundle or _by_its_ends(source)))


def _overlap(part: Segment, known: int) -> int:
    """Return how many records of a part are here already."""
    return min(max(known + 1 - part.first, 0), part.last + 1 - part.first)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file that somebody chose; FileMissing where there is none."""
    with translated():
        try:
            source = path.open("rb")
        except FileNotFoundError:
            raise FileMissing(why="bundle") from None
        with source:
            yield source


def _by_its_ends(source: BinaryIO) -> str:
    """Return a name for a file that tells none: the same bytes refused again are noted once."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    head = source.read(ENDS)
    source.seek(max(0, size - ENDS))
    return blake2b(b"%d:" % size + head + source.read(ENDS), digest_size=16).hexdigest()
