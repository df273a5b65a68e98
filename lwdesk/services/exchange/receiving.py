"""What comes in: one bundle at a time, verified before it is opened, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from msgspec import UnsetType

from lwdesk.base.errors import BundleForged, BundleInconsistent, BundleNotForUs, BundleRevoked
from lwdesk.base.progress import Progress
from lwdesk.services.exchange.trust import Membership, Trust, keep
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import trust
from lwdesk.store.exchange.incoming import Import, Result
from lwdesk.store.exchange.parts import Part
from lwdesk.store.transaction import Reader
from lwdesk.sync import bundle, roster
from lwdesk.sync.manifest import Manifest, Segment
from lwdesk.sync.record import Line
from lwdesk.sync.roster import Device


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was taken in, with what it did."""

    manifest: Manifest
    sender: Device
    result: Result

    @property
    def is_known(self) -> bool:
        """Tell whether all of it had been taken in before."""
        return not self.result.records


class Receiving:
    """Takes bundles in."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._trust = trusted

    def take(self, path: Path, progress: Progress | None = None) -> Received:
        """Take a bundle in, all of it or nothing."""
        self._seat.demand("export")
        mine = self._trust.membership()
        with path.open("rb") as source:
            signed = bundle.verify(source, mine.roster)
            with self._seat.store.exchanging() as reader:
                taker = _Taker(reader, mine, progress)
                bundle.read(source, signed, mine.device, mine.own.identities, taker)
                told = taker.told()
                result = taker.work.finish()
                _renew_roster(reader, mine, told)
                if told.sender != mine.device.id:
                    trust.heard(reader.connection, told.sender, told.have, signed.bundle.hex)
                trust.taken_up(reader.connection, signed.bundle.hex)
        return Received(told, signed.device, result)


class _Taker:
    """Passes a bundle on to the file, in the terms of the file."""

    def __init__(self, reader: Reader, mine: Membership, progress: Progress | None) -> None:
        self._mine = mine
        self._progress = progress
        self._told: Manifest | None = None
        self.work = Import(reader.connection, mine.organisation, self._step)

    def told(self) -> Manifest:
        assert self._told is not None
        return self._told

    def begin(self, told: Manifest) -> None:
        if told.org != self._mine.roster.org:
            raise BundleNotForUs(why="organisation")
        self._told = told
        if self._progress is not None:
            self._progress.begin("import", told.records)
        self.work.begin(told.base, [self._part(told, one) for one in told.segments])

    def take(self, line: Line) -> None:
        self.work.take(line)

    def _step(self, count: int) -> None:
        if self._progress is not None:
            self._progress.step(count)

    def _part(self, told: Manifest, one: Segment) -> Part:
        writer = next(writer for writer in told.writers if writer.uuid == one.writer)
        device = self._mine.roster.device(writer.device)
        public = None if device is None else device.key(one.key_epoch)
        if device is None or public is None:
            raise BundleForged(why="segment", writer=one.writer)
        if not device.is_active() and one.writer not in device.cut:
            raise BundleRevoked(writer=one.writer)
        try:
            chain, signature = bytes.fromhex(one.chain), bytes.fromhex(one.sig)
        except ValueError:
            raise BundleInconsistent(why="segment", writer=one.writer) from None
        return Part(
            one.writer, writer.device, writer.scope, writer.incarnation, one.first, one.last,
            chain, one.key_epoch, signature, public, device.cut.get(one.writer),
        )  # fmt: skip


def _renew_roster(reader: Reader, mine: Membership, told: Manifest) -> None:
    """Keep a newer roster that came along; its signature is the root's, whoever brought it."""
    if isinstance(told.roster, UnsetType) or isinstance(told.roster_sig, UnsetType):
        return
    if told.roster_version <= mine.roster.version or mine.own.root is None:
        return
    newer = roster.read(told.roster.encode(), told.roster_sig, mine.own.root)
    if newer.org == mine.roster.org and newer.version > mine.roster.version:
        keep(reader, newer, told.roster.encode(), told.roster_sig, mine.own.root)
