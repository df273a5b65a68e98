"""What leaves: everything that the other devices of the office are not known to have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from lwdesk import __version__
from lwdesk.base import clock, signing
from lwdesk.base.errors import BundleRefused
from lwdesk.base.progress import Progress
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.seat import Seat
from lwdesk.store import migrate
from lwdesk.store.exchange import outgoing, trust
from lwdesk.store.exchange.parts import Part, Vector
from lwdesk.sync import bundle, record
from lwdesk.sync.manifest import FORMAT, READER, Manifest, Segment, WriterTold
from lwdesk.sync.roster import Device

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was made."""

    path: Path
    bundle: str
    number: int
    records: int
    size: int
    recipients: tuple[str, ...]


class Sending:
    """Makes bundles for the other devices of the office."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._trust = trusted

    def export(self, folder: Path, progress: Progress | None = None) -> Sent:
        """Make a bundle of what is new for the other devices, under a name that says nothing."""
        self._seat.demand("export")
        mine = self._trust.membership()
        scope = f"{OFFICE}:{mine.device.office}"
        others = [one for one in mine.roster.readers(scope) if one.id != mine.device.id]
        if not others:
            raise BundleRefused(why="nobody")
        with self._seat.store.exchanging() as reader:
            connection = reader.connection
            base = common(trust.peers(connection), others)
            parts = outgoing.ready(connection, base, OFFICE)
            number = trust.next_number(connection)
            told = self._manifest(mine, others, base, parts, outgoing.known(connection), number)
            path = folder / f"lwdesk-{told.bundle[:8]}{bundle.SUFFIX}"
            sender = bundle.Sender(mine.own.public, signing.signer(mine.own.key))
            keys = [one.current().age_recipient for one in (*others, mine.device)]
            lines = _counted(outgoing.records(connection, parts), progress, told.records)
            size = bundle.write(path, told, lines, sender, keys)
        return Sent(path, told.bundle, number, told.records, size, tuple(one.id for one in others))

    def _manifest(
        self,
        mine: Membership,
        others: Sequence[Device],
        base: Vector,
        parts: Sequence[Part],
        have: Vector,
        number: int,
    ) -> Manifest:
        return Manifest(
            format=FORMAT,
            org=mine.roster.org,
            bundle=str(uuid4()),
            scope=f"{OFFICE}:{mine.device.office}",
            sender=mine.device.id,
            sender_seq=number,
            created=clock.now().isoformat(timespec="seconds"),
            app=__version__,
            schema=migrate.FORMAT,
            min_reader=READER,
            roster_version=mine.roster.version,
            recipients=[one.id for one in (*others, mine.device)],
            base=base,
            have=have,
            writers=[WriterTold(p.writer, p.device, p.scope, p.incarnation) for p in parts],
            segments=[
                Segment(p.writer, p.first, p.last, "", p.chain.hex(), p.epoch, p.signature.hex())
                for p in parts
            ],
            records=sum(part.last - part.first + 1 for part in parts),
            roster=mine.document.decode(),
            roster_sig=mine.signature,
        )


def common(peers: dict[str, trust.Peer], others: Sequence[Device]) -> Vector:
    """Return what all of them are known to have."""
    vectors = [peers[one.id].acked if one.id in peers else {} for one in others]
    shared = set.intersection(*(set(vector) for vector in vectors)) if vectors else set()
    return {writer: min(vector[writer] for vector in vectors) for writer in shared}


def _counted(rows: Iterator[outgoing.Row], progress: Progress | None, total: int) -> Iterator[bytes]:
    if progress is not None:
        progress.begin("export", total)
    for row in rows:
        if progress is not None:
            progress.step()
        yield record.write(row.hdr, row.salt, row.body, row.commitment)
