"""Who listens while a bundle is read: one only looks, one passes it on to the file."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec import UnsetType

from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    BundleInconsistent,
    BundleNotForUs,
    BundleRefused,
    BundleRevoked,
)
from lwdesk.base.progress import Progress
from lwdesk.services.exchange.trust import Membership, keep
from lwdesk.store.exchange import belonging, outgoing, passages, trust
from lwdesk.store.exchange.incoming import Import
from lwdesk.store.exchange.parts import Part
from lwdesk.store.exchange.passages import Needed, Noted
from lwdesk.store.transaction import Reader
from lwdesk.sync import roster
from lwdesk.sync.bundle import Signed
from lwdesk.sync.manifest import Manifest, Segment, holds_log
from lwdesk.sync.record import Line
from lwdesk.sync.roster import Device, Roster

OFFICE, SET = "office", "set:"
NAME = re.compile("[0-9a-f]{32}")


@dataclass(slots=True)
class Seen:
    """As much of a bundle as was understood before it was refused."""

    signed: Signed | None = None
    told: Manifest | None = None

    @property
    def manifest(self) -> Manifest:
        assert self.told is not None
        return self.told

    def noted(self, state: str) -> Noted:
        """Return what can be noted of it; of what was not verified, nothing."""
        if self.signed is None:
            return Noted("", passages.RECEIVED, state)
        name, device, told = self.signed.bundle.hex, self.signed.device.id, self.told
        if told is None:
            return Noted(name, passages.RECEIVED, state, device=device)
        return Noted(
            bundle=name,
            direction=passages.RECEIVED,
            state=state,
            scope=told.scope,
            device=device,
            number=told.sender_seq,
            roster=told.roster_version,
            made_at=told.created,
        )


@dataclass(slots=True)
class Looker:
    """Looks at what a bundle says."""

    mine: Membership
    seen: Seen
    newest: int
    """The epoch of the newest keys of the sender that were seen here."""
    progress: Progress | None
    households: set[str] = field(default_factory=set)

    def begin(self, told: Manifest) -> None:
        admit(told, self.seen, self.mine, self.newest)
        self.seen.told = told
        if self.progress is not None:
            self.progress.begin("look", told.records)

    def take(self, line: Line) -> None:
        if line.header.kind == belonging.HOME:
            self.households.add(line.header.eid)
        elif line.values and isinstance(home := line.values.get(belonging.HOME), str):
            self.households.add(home.replace("-", ""))
        if self.progress is not None:
            self.progress.step()


class Taker:
    """Passes a bundle on to the file, in the terms of the file."""

    def __init__(self, reader: Reader, mine: Membership, seen: Seen, progress: Progress | None) -> None:
        self._reader = reader
        self._mine = mine
        self._roster = mine.roster
        self._seen = seen
        self._progress = progress
        self.work = Import(reader.connection, mine.organisation, self._step)

    def begin(self, told: Manifest) -> None:
        newest = trust.newest_epoch(self._reader.connection, told.sender)
        admit(told, self._seen, self._mine, newest)
        self._seen.told = told
        self._roster = _newer(self._mine, told) or self._roster
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
        device = self._roster.device(writer.device)
        public = None if device is None else device.key(one.key_epoch)
        if device is None or public is None:
            raise BundleForged(why="segment", writer=one.writer)
        if not device.is_active() and one.writer not in device.cut:
            raise BundleRevoked(why="log", writer=one.writer)
        try:
            chain, signature = bytes.fromhex(one.chain), bytes.fromhex(one.sig)
        except ValueError:
            raise BundleInconsistent(why="segment", writer=one.writer) from None
        return Part(
            one.writer, writer.device, writer.scope, writer.incarnation, one.first, one.last,
            chain, one.key_epoch, signature, public, device.cut.get(one.writer), writer.device != told.sender,
        )  # fmt: skip


def admit(told: Manifest, seen: Seen, mine: Membership, newest: int) -> None:
    """Refuse what is not for this device, or not by one that may write here.

    `newest` is the epoch of the newest keys of the sender that were seen here.
    """
    _demand_ours(told, mine)
    signed = seen.signed
    assert signed is not None
    if signed.is_former and signed.epoch < newest:  # it may have been stolen
        raise BundleForged(why="former")


def _demand_ours(told: Manifest, mine: Membership) -> None:
    told_time(told)
    if told.org != mine.roster.org:
        raise BundleNotForUs(why="organisation")
    if not holds_log(told.scope):
        raise BundleRefused(why="transfer")
    known = _newer(mine, told) or mine.roster
    me = known.device(mine.device.id)
    if me is None:
        raise BundleNotForUs(why="device")
    _demand_scope(told, me)
    sender = known.device(told.sender)
    if sender is None or sender.office != me.office:
        raise BundleForged(why="office")
    _demand_writers(told, known, me)


def _demand_scope(told: Manifest, me: Device) -> None:
    """Refuse what is meant for other devices, or a kind of package that this version does not know."""
    is_own = told.sender == me.id
    if told.scope.startswith(f"{OFFICE}:"):
        if not is_own and told.scope not in me.scopes:
            raise BundleNotForUs(why="office")
    elif not told.scope.startswith(SET) or not (is_own or told.scope in me.scopes):
        raise BundleNotForUs(why="scope")


def _demand_writers(told: Manifest, known: Roster, me: Device) -> None:
    """Refuse what devices of other offices wrote, whoever brings it."""
    parts = {one.writer for one in told.segments}
    for writer in told.writers:
        if writer.uuid not in parts:
            continue
        device = known.device(writer.device)
        if device is None:
            raise BundleForged(why="segment", writer=writer.uuid)
        if NAME.fullmatch(writer.uuid) is None:
            raise BundleInconsistent(why="segment", writer=writer.uuid)
        if device.office != me.office:
            raise BundleForged(why="office", writer=writer.uuid)
        if writer.scope != OFFICE and not writer.scope.startswith(SET):
            raise BundleInconsistent(why="scope", writer=writer.uuid)


def told_time(told: Manifest) -> datetime:
    """Return when the sender says to have made the bundle."""
    try:
        found = datetime.fromisoformat(told.created)
    except ValueError:
        raise BundleDamaged(why="manifest") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def needed(reader: Reader, told: Manifest) -> Needed:
    """Return what a bundle builds on and this file does not have."""
    known = outgoing.known(reader.connection)
    devices = {one.uuid: one.device for one in told.writers}
    devices |= {one[0]: one[1] for one in passages.logs(reader.connection, told.base.keys())}
    return {
        writer: (devices.get(writer, ""), seq)
        for writer, seq in told.base.items()
        if known.get(writer, 0) < seq
    }


def renew_roster(reader: Reader, mine: Membership, told: Manifest) -> None:
    """Keep a newer roster that came along."""
    newer = _newer(mine, told)
    if newer is not None and mine.own.root is not None:
        keep(reader, newer, str(told.roster).encode(), str(told.roster_sig), mine.own.root)


def _newer(mine: Membership, told: Manifest) -> Roster | None:
    """Return a newer roster that came along; its signature is the root's, whoever brought it."""
    if isinstance(told.roster, UnsetType) or isinstance(told.roster_sig, UnsetType):
        return None
    if told.roster_version <= mine.roster.version or mine.own.root is None:
        return None
    newer = roster.read(told.roster.encode(), told.roster_sig, mine.own.root)
    return newer if newer.org == mine.roster.org and newer.version > mine.roster.version else None
