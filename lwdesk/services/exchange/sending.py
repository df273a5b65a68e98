"""What leaves: everything that the other devices of the office are not known to have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from msgspec import UNSET

from lwdesk import __version__
from lwdesk.base import clock, signing
from lwdesk.base.chain import hlc_ms
from lwdesk.base.errors import BundleRefused, FileMissing
from lwdesk.base.progress import Progress
from lwdesk.services import audit
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.exchange.views import Due
from lwdesk.services.seat import Seat
from lwdesk.store import migrate, sets
from lwdesk.store.errors import translated
from lwdesk.store.exchange import belonging, outgoing, passages, renewing, trust
from lwdesk.store.exchange.parts import Part, Vector
from lwdesk.store.exchange.passages import Noted, Ranges
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync import bundle, record
from lwdesk.sync.manifest import FORMAT, READER, Manifest, Segment, WriterTold
from lwdesk.sync.roster import Device

OFFICE: Final = "office"


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was made."""

    path: Path
    bundle: str
    number: int
    records: int
    size: int
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shipment:
    """What is to leave: the logs of `logs` above `base`, under a scope, for these devices."""

    scope: str
    logs: str
    others: Sequence[Device]
    base: Vector
    extra: Mapping[str, str] = field(default_factory=dict)


class Sending:
    """Makes bundles for the other devices of the office."""

    def __init__(self, seat: Seat, trusted: Trust, mark: Callable[[], None] | None = None) -> None:
        """Before a package leaves, `mark` notes outside the file how far the log goes."""
        self._seat = seat
        self._trust = trusted
        self._mark = mark

    def due(self) -> Due:
        """Return what the other devices are not known to have."""
        mine = self._trust.membership()
        with self._seat.reading() as reader:
            goods = self._goods(reader, mine)
            parts = _news(outgoing.ready(reader.connection, goods.base, goods.logs))
            peers = trust.peers(reader.connection)
            first = passages.first_time(reader.connection, ranges(parts))
            unanswered = passages.unanswered(reader.connection, goods.scope)
            return Due(
                changes=_count(parts),
                households=_households(reader, parts),
                since=None if first is None else datetime.fromtimestamp(hlc_ms(first) / 1000, UTC),
                devices=tuple(one.label for one in goods.others if _lacks(peers.get(one.id), parts)),
                answers=tuple(one.label for one in goods.others if one.id in unanswered),
                new_roster=_is_new_roster(reader, mine, goods),
            )

    def waiting(self, reader: Reader) -> Ranges:
        """Return what of the logs the other devices are not known to have."""
        goods = self._goods(reader, self._trust.membership())
        return ranges(_news(outgoing.ready(reader.connection, goods.base, goods.logs)))

    def export(self, folder: Path, progress: Progress | None = None) -> Sent:
        """Make a bundle of what is new for the other devices, under a name that says nothing.

        Without anything new it is a mere receipt; BundleRefused where nobody waits for that either.
        """
        self._seat.demand("export")
        mine = self._trust.membership()
        with self._seat.reading() as reader:
            goods = self._goods(reader, mine)
            if not goods.others:
                raise BundleRefused(why="nobody")
            if not self._is_due(reader, mine, goods):
                raise BundleRefused(why="nothing")
        return self.make(folder, goods, progress)

    def make(self, folder: Path, goods: Shipment, progress: Progress | None = None) -> Sent:
        """Make a bundle of a shipment and note that it left."""
        mine = self._trust.membership()
        if not folder.is_dir():
            raise FileMissing(why="folder")
        if self._mark is not None:
            self._mark()
        name = str(uuid4())
        path = folder / f"lwdesk-{name[:8]}{bundle.SUFFIX}"
        with self._numbered(path) as number, translated():
            with self._seat.reading() as reader:
                parts = outgoing.ready(reader.connection, goods.base, goods.logs)
                told = _manifest(reader, mine, goods, parts, (name, number))
                sender = bundle.Sender(mine.own.public, signing.signer(mine.own.key))
                keys = [one.current().age_recipient for one in (*goods.others, mine.device)]
                lines = _counted(outgoing.records(reader.connection, parts), progress, told.records)
                size = bundle.write(path, told, lines, sender, keys)
                homes = _households(reader, parts)
            self._note(told, parts, homes, path)
        return Sent(path, told.bundle, number, told.records, size, tuple(one.id for one in goods.others))

    def _goods(self, reader: Reader, mine: Membership) -> Shipment:
        scope = f"{OFFICE}:{mine.device.office}"
        others = [one for one in mine.roster.readers(scope) if one.id != mine.device.id]
        base = common(trust.peers(reader.connection), others)
        for writer, seq in sets.base(reader.connection).items():
            base[writer] = max(seq, base.get(writer, 0))
        return Shipment(scope, OFFICE, others, base)

    def _is_due(self, reader: Reader, mine: Membership, goods: Shipment) -> bool:
        return (
            bool(outgoing.ready(reader.connection, goods.base, goods.logs))
            or bool(passages.unanswered(reader.connection, goods.scope))
            or _is_new_roster(reader, mine, goods)
        )

    @contextmanager
    def _numbered(self, path: Path) -> Iterator[int]:
        """Give the number of the next bundle; what fails gives it back.

        Half files that a kill left of own bundles in the same folder are removed, nobody else's.
        """
        with self._seat.store.exchanging() as reader:
            begun = trust.begun(reader.connection)
            trust.over(reader.connection, [one for one in begun if _is_removed(path.with_name(one))])
            trust.begin(reader.connection, path.name)
            number = trust.next_number(reader.connection)
        try:
            yield number
        except BaseException:
            with self._seat.store.exchanging() as reader:
                trust.give_back(reader.connection, number)
            raise

    def _note(self, told: Manifest, parts: Sequence[Part], households: int, path: Path) -> None:
        with self._seat.store.exchanging() as reader:
            trust.over(reader.connection, [path.name])
            passages.note(
                reader.connection,
                Noted(
                    bundle=told.bundle.replace("-", ""),
                    direction=passages.SENT,
                    state=passages.SENT,
                    scope=told.scope,
                    recipients=tuple(one for one in told.recipients if one != told.sender),
                    number=told.sender_seq,
                    roster=told.roster_version,
                    made_at=told.created,
                    changes=told.records,
                    households=households,
                    logs=ranges(parts),
                ),
            )
            audit.note(
                Transaction(reader.connection), self._seat.staff.id, "export", "bundle", count=told.records
            )


def _manifest(
    reader: Reader, mine: Membership, goods: Shipment, parts: Sequence[Part], called: tuple[str, int]
) -> Manifest:
    name, number = called
    return Manifest(
        format=FORMAT,
        org=mine.roster.org,
        bundle=name,
        scope=goods.scope,
        sender=mine.device.id,
        sender_seq=number,
        created=clock.now().isoformat(timespec="seconds"),
        app=__version__,
        schema=migrate.FORMAT,
        min_reader=READER,
        roster_version=mine.roster.version,
        recipients=[one.id for one in (*goods.others, mine.device)],
        base=goods.base,
        have=outgoing.known(reader.connection),
        writers=[
            WriterTold(*one)
            for one in passages.logs(reader.connection, goods.base.keys() | ranges(parts).keys())
        ],
        segments=[
            Segment(one.writer, one.first, one.last, "", one.chain.hex(), one.epoch, one.signature.hex())
            for one in parts
        ],
        records=_count(parts),
        roster=mine.document.decode(),
        roster_sig=mine.signature,
        extra=dict(goods.extra) or UNSET,
        leaves=renewing.leaves(reader.connection, [one.id for one in goods.others]),
    )


def _is_removed(path: Path) -> bool:
    """Remove what a kill left of a bundle, and tell whether something was there."""
    try:
        path.with_name(path.name + bundle.PART).unlink()
    except OSError:  # it lies elsewhere, or the stick does not let go of it: another time
        return False
    return True


def common(peers: dict[str, trust.Peer], others: Sequence[Device]) -> Vector:
    """Return what all of them are known to have."""
    vectors = [peers[one.id].acked if one.id in peers else {} for one in others]
    shared = set.intersection(*(set(vector) for vector in vectors)) if vectors else set()
    return {writer: min(vector[writer] for vector in vectors) for writer in shared}


def ranges(parts: Sequence[Part]) -> Ranges:
    """Return from where to where of each log these parts go."""
    return {one.writer: (one.first, one.last) for one in parts}


def _news(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that say something new: take-along sets only repeat what is known."""
    return [one for one in parts if not one.scope.startswith(sets.SCOPE)]


def _count(parts: Sequence[Part]) -> int:
    return sum(one.last - one.first + 1 for one in parts)


def _households(reader: Reader, parts: Sequence[Part]) -> int:
    written = belonging.written(reader.connection, ranges(parts))
    return len(belonging.households(reader.connection, written))


def _lacks(peer: trust.Peer | None, parts: Sequence[Part]) -> bool:
    return any(peer is None or peer.acked.get(one.writer, 0) < one.last for one in parts)


def _is_new_roster(reader: Reader, mine: Membership, goods: Shipment) -> bool:
    sent = passages.last_roster(reader.connection, goods.scope)
    return bool(goods.others) and 0 < sent < mine.roster.version


def _counted(rows: Iterator[outgoing.Row], progress: Progress | None, total: int) -> Iterator[bytes]:
    if progress is not None:
        progress.begin("export", total)
    for row in rows:
        if progress is not None:
            progress.step()
        yield record.write(row.hdr, row.salt, row.body, row.commitment)
