"""One turn at a shared folder: take in what came, write what is due, clear away what is not needed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from lwdesk import __version__
from lwdesk.base import clock
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForked,
    BundleGap,
    BundleNotForUs,
    BundleRefused,
    DiskFailed,
    DiskFull,
    Fixable,
    LwError,
    NotWritable,
    Outage,
    RecordGone,
)
from lwdesk.base.progress import Progress
from lwdesk.services.exchange import shared_files
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.receiving import Received, Receiving
from lwdesk.services.exchange.sending import OFFICE, Sending, Sent
from lwdesk.services.exchange.shared_files import Found, State
from lwdesk.services.exchange.shared_look import Classes, Look, Lying
from lwdesk.services.exchange.transfers import Transfers
from lwdesk.services.exchange.trust import Membership
from lwdesk.services.seat import Seat
from lwdesk.store import sets
from lwdesk.store.errors import failure
from lwdesk.store.exchange import outgoing, passages, shared, trust
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.exchange.shared import Memory, Seen, Written
from lwdesk.store.transaction import Reader
from lwdesk.sync import bundle, manifest

BETWEEN_PACKAGES = timedelta(minutes=10)
REPLACED = timedelta(hours=1)
"""How long an own package stays beside the one that holds everything it held."""
KEPT = timedelta(days=30)
LATER = 2 * 60 * 1000
"""How long a package that is damaged inside is left alone, in milliseconds; doubled each time."""

ARRIVING = ".arriving"

type Place = tuple[str, int, str]
"""The sender, the number and the name of a package: in this order they are taken in."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn at the folder did."""

    look: Look
    taken: tuple[Received, ...] = ()
    refused: int = 0
    answered: int = 0  # receipts of households that were handed over
    sent: Sent | None = None
    removed: int = 0


@dataclass(slots=True)
class Round:
    """One turn, from the look to the last sweep."""

    seat: Seat
    mine: Membership
    folder: Path
    memory: Memory
    sending: Sending
    receiving: Receiving
    along: Along
    transfers: Transfers
    trouble: str = ""
    refused: int = 0
    answered: int = 0
    taken: list[Received] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look again at what was refused once there is another roster or another program."""
        judged = f"{self.mine.roster.version} {__version__}"
        if self.memory.judged != judged:
            self.memory.seen, self.memory.judged = {}, judged

    def look(self) -> Look:
        files, foreign = shared_files.listed(self.folder)
        told = Classes(self.memory, self.mine, self._states).of(files)
        at = self.memory.looked
        return Look(
            self.folder, told, foreign, looked_at=datetime.fromtimestamp(at / 1000, UTC) if at else None
        )

    def run(self, progress: Progress | None, *, at_once: bool) -> Turn:
        look = self.look()
        with self._private() as private:
            self._take(look.of("new"), private, progress)
        sent, removed = None, 0
        try:
            self._answer()
            sent = self._write(look, progress, at_once=at_once)
        except (OSError, Outage) as error:
            self.trouble = trouble(error)
        else:
            removed = self._sweep(look)
        self._remember()
        return Turn(self.look(), tuple(self.taken), self.refused, self.answered, sent, removed)

    @contextmanager
    def _private(self) -> Iterator[Path]:
        """Give a place beside the data file for a folder into which nobody else may look."""
        with self.seat.reading() as reader:
            data_file = passages.data_file(reader.connection)
        folder = data_file.with_name(data_file.name + ARRIVING)
        rmtree(folder, ignore_errors=True)  # what a crash left
        try:
            yield folder
        finally:
            rmtree(folder, ignore_errors=True)

    def _states(self, bundles: list[str]) -> dict[str, str]:
        with self.seat.reading() as reader:
            return shared.states(reader.connection, bundles)

    def _take(self, new: tuple[Lying, ...], private: Path, progress: Progress | None) -> None:
        """Take in what came, in the order of senders and numbers, whatever the files are called."""
        if new:
            with here():
                private.mkdir(mode=0o700)
        ready = [told for one in new for told in self._opened(one, private)]
        for _place, one, path in sorted(ready, key=lambda told: told[0]):
            try:
                received = self.receiving.take(path, progress)
                self.taken += (received, *received.later)
            except BundleGap:
                self.memory.roster = 0  # it is kept aside; a package of ours says what is missing
            except BundleRefused as error:
                if isinstance(error, BundleForked):
                    self.memory.roster = 0  # its device learns of that by a package of ours
                self.refused += 1
                self._keep(one.found, "refused", type(error).__name__)
            path.unlink()

    def _opened(self, one: Lying, private: Path) -> Iterator[tuple[Place, Lying, Path]]:
        """Yield a package that is whole, with its place in the order; what is signed wrongly comes first."""
        path = _copied(one.found, private)
        if path is None:
            return
        try:
            with path.open("rb") as source:
                signed = bundle.verify(source, self.mine.roster)
                told = bundle.read_head(source, signed, self.mine.device, self.mine.own.identities)
            if manifest.holds_log(told.scope):
                yield (signed.device.label, told.sender_seq, told.bundle), one, path
            else:
                self._keep(one.found, self._handed_over(path, told.scope))
        except BundleDamaged as error:
            self._keep(one.found, "half", type(error).__name__)
        except BundleNotForUs:
            self._keep(one.found, "others")
        except BundleRefused:
            yield ("", 0, one.bundle), one, path  # taking it says why, and notes it

    def _handed_over(self, path: Path, scope: str) -> State:
        """Read the receipt of a household that was handed over; about a household itself somebody decides."""
        if not scope.startswith("receipt"):
            return "asked"
        try:
            self.answered += not self.transfers.receipt(path).is_known
        except RecordGone:
            return "refused"
        return "taken"

    def _keep(self, found: Found, state: State, reason: str = "") -> None:
        """Remember what was found, so that the same file is not opened in every turn."""
        former = self.memory.seen.get(found.key)
        tries = 0 if former is None else former.tries + 1
        again = clock.unix_ms() + LATER * 2 ** min(tries, 10) if state == "half" else 0
        self.memory.seen[found.key] = Seen(found.size, found.changed, state, reason, tries, again)

    def _answer(self) -> None:
        """Tell a laptop that took along what it has that its work arrived: no other package is for it.

        Where one of them cannot be told, the others are, and the turn goes on.
        """
        own = UUID(hex=self.mine.device.id)  # a device that was restored reads its own packages
        laptops = {one.id for one in self.along.laptops()} - {own}
        came = {UUID(hex=one.sender.id) for one in self.taken if not one.is_known}
        for device in sorted(laptops & came):
            with suppress(Fixable):
                sent = self.along.answer(device, self.folder)
                self.memory.written[sent.path.name] = Written(sent.bundle, clock.unix_ms(), device.hex)
                self._save()

    def _write(self, look: Look, progress: Progress | None, *, at_once: bool) -> Sent | None:
        """Write a package when another device lacks something, or does not know what came here."""
        scope = f"{OFFICE}:{self.mine.device.office}"
        recipients = sorted(
            one.id for one in self.mine.roster.readers(scope) if one.id != self.mine.device.id
        )
        with self.seat.reading() as reader:
            have = outgoing.known(reader.connection)
        if not recipients or not self._is_due(look, have, recipients, at_once=at_once):
            return None
        sent = self._exported(progress)
        memory = self.memory
        memory.have, memory.recipients, memory.roster = have, recipients, self.mine.roster.version
        if sent is not None:
            memory.newest = sent.bundle
            memory.written[sent.path.name] = Written(sent.bundle, clock.unix_ms())
            self._save()
        return sent

    def _exported(self, progress: Progress | None) -> Sent | None:
        try:
            return self.sending.export(self.folder, progress)
        except BundleRefused:
            return None  # everybody has everything, and nobody waits for an answer

    def _is_due(self, look: Look, have: Vector, recipients: list[str], *, at_once: bool) -> bool:
        memory = self.memory
        newest = next((one for one in memory.written.values() if one.bundle == memory.newest), None)
        age = timedelta(milliseconds=clock.unix_ms() - newest.at) if newest else KEPT
        if abs(age) < BETWEEN_PACKAGES and not at_once:
            return False
        if (have, recipients, self.mine.roster.version) != (memory.have, memory.recipients, memory.roster):
            return True
        with self.seat.reading() as reader:
            if _is_beyond(reader, memory, recipients):
                return True
        return age < KEPT and all(one.bundle != memory.newest for one in look.files)

    def _sweep(self, look: Look) -> int:
        """Remove own packages that a newer one replaces, and the newest when all have had it for a month."""
        lying = {one.found.path.name: one for one in look.of("own")}
        removed = 0
        for name, one in self._over():
            if name in lying and lying[name].bundle == one.bundle:
                try:
                    lying[name].found.path.unlink(missing_ok=True)
                except OSError:
                    continue  # somebody reads it; the next turn tries again
                removed += 1
            if one.bundle != self.memory.newest:
                del self.memory.written[name]
        return removed

    def _over(self) -> Iterator[tuple[str, Written]]:
        """Yield the own packages that nobody needs any more."""
        confirmed, now = self._is_confirmed(), clock.unix_ms()
        latest: dict[str, int] = {}  # for each reader, when the package after this one was written
        for name, one in reversed([*self.memory.written.items()]):  # in the order of writing
            after = latest.get(one.to)
            since = timedelta(milliseconds=now - (one.at if after is None else after))
            latest[one.to] = one.at
            is_confirmed = confirmed and not one.to
            if (
                (since > KEPT and (confirmed or one.to))
                if after is None
                else is_confirmed or since > REPLACED
            ):
                yield name, one

    def _is_confirmed(self) -> bool:
        """Tell whether every recipient says to have what the newest own package holds."""
        with self.seat.reading() as reader:
            peers = trust.peers(reader.connection)
        acked = [peers[one].acked if one in peers else {} for one in self.memory.recipients]
        return all(one.get(writer, 0) >= seq for one in acked for writer, seq in self.memory.have.items())

    def _remember(self) -> None:
        with suppress(OSError):
            lying = {one.key for one in shared_files.listed(self.folder)[0]}
            self.memory.seen = {key: one for key, one in self.memory.seen.items() if key in lying}
        self.memory.looked = clock.unix_ms()
        self._save()

    def _save(self) -> None:
        with self.seat.store.exchanging() as reader:
            shared.keep(reader.connection, self.memory)


def _is_beyond(reader: Reader, memory: Memory, recipients: list[str]) -> bool:
    """Tell whether the newest own package builds on what a reader does not have: its file was restored."""
    sent = passages.of(reader.connection, memory.newest.replace("-", ""), passages.SENT)
    if sent is None:
        return False
    begins = memory.have | {writer: first - 1 for writer, (first, _last) in sent.logs.items()}
    told = begins.keys() - sets.base(reader.connection).keys()
    peers = trust.peers(reader.connection)
    vectors = [peers[one].acked for one in recipients if one in peers]
    return any(acked.get(writer, 0) < begins[writer] for acked in vectors for writer in told)


def trouble(error: Exception) -> str:
    """Return in one word what stands in the way."""
    if isinstance(error, BundleRefused):
        return "outside"
    told = error if isinstance(error, LwError) else failure(error)
    if isinstance(told, Outage) and "errno" not in told.facts:
        return "here"
    if isinstance(told, DiskFull):
        return "full"
    return "protected" if isinstance(told, NotWritable) else "gone"


def _copied(found: Found, private: Path) -> Path | None:
    """Copy a package to where it changes no more; None when it went or is not whole any more."""
    try:
        return shared_files.copied(found, private)
    except BundleDamaged:
        return None
    except OSError as error:
        if isinstance(failure(error), DiskFull):
            raise DiskFull(place="here") from error
        return None


@contextmanager
def here() -> Iterator[None]:
    """Say of a failure that it is one of this computer, not of the folder."""
    try:
        yield
    except OSError as error:
        raise DiskFailed(place="here") from error
