"""Take-along sets: packed for a laptop, given back, and erased from it."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import (
    LwError,
    ReadOnly,
    RecordGone,
    SetDifferences,
    SetNoLaptop,
    SetOut,
    SetRestricted,
    SetUnsent,
    SetUntil,
    TakeAlongRefused,
)
from lwdesk.base.progress import Progress
from lwdesk.domain import take_along
from lwdesk.domain.take_along import LONGEST, TakeAlong
from lwdesk.services import audit, set_locks
from lwdesk.services.exchange import along_views, proposing
from lwdesk.services.exchange.along_views import Candidate, Laptop, Packed, Warned, WouldLose
from lwdesk.services.exchange.sending import OFFICE, Sending, Sent, Shipment
from lwdesk.services.exchange.set_arrival import SET, UNTIL
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.seat import Seat, demand_own
from lwdesk.store import sets
from lwdesk.store.exchange import forgetting, packing, trust
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.sets import SCOPE, Here
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync.roster import Device

REFUSALS: Final[dict[Warned, type[TakeAlongRefused]]] = {
    "restricted": SetRestricted,
    "foreign": TakeAlongRefused,
    "difference": SetDifferences,
    "out": SetOut,
}


class Along:
    """The sets of this device, or those that it has packed for others."""

    def __init__(self, seat: Seat, trusted: Trust, sending: Sending) -> None:
        self._seat, self._trust, self._sending = seat, trusted, sending

    @property
    def is_laptop(self) -> bool:
        """Tell whether this device itself has nothing but what it took along."""
        roster = self._trust.roster()
        mine = roster.device(self._trust.own().device) if roster else None
        return mine is not None and _takes_along(mine)

    def laptops(self) -> tuple[Laptop, ...]:
        """Return the devices that sets can be packed for."""
        roster = self._trust.roster()
        found = [one for one in roster.devices if one.is_active() and _takes_along(one)] if roster else []
        return tuple(Laptop(UUID(hex=one.id), one.label) for one in sorted(found, key=lambda one: one.label))

    def propose(self, day: date, device: UUID | None = None, *, mine: bool = False) -> tuple[Candidate, ...]:
        """Return the households with a visit on a day in the order of the route, or those to which I go."""
        self._seat.demand("export")
        staff = self._seat.staff.id if mine else None
        with self._seat.reading() as reader:
            return proposing.of_day(reader, self._seat, day, device, staff)

    def candidates(self, households: Iterable[UUID], device: UUID | None = None) -> tuple[Candidate, ...]:
        """Return chosen households with what speaks against taking them along."""
        self._seat.demand("export")
        with self._seat.reading() as reader:
            return proposing.of(reader, self._seat, tuple(households), device)

    def pack(
        self,
        households: Collection[UUID],
        device: UUID,
        until: date,
        folder: Path,
        progress: Progress | None = None,
    ) -> Packed:
        """Pack a set for a device and write it to a folder; all households or none."""
        self._seat.demand("export")
        laptop = self._laptop(device)
        today = clock.today()
        if not today <= until <= today + timedelta(days=LONGEST):
            raise SetUntil(most=LONGEST)
        told = TakeAlong(
            id=ids.new(),
            office=self._seat.office.id,
            device=device,
            staff=self._seat.staff.id,
            packed_at=clock.now(),
            until=until,
            households=take_along.named(households),
        )
        with self._seat.writing("", "export") as transaction:
            self._demand(proposing.of(transaction, self._seat, tuple(households), device), households)
            transaction.save(told)
            audit.note(transaction, self._seat.staff.id, "export", told.kind, told.id, count=len(told.homes))
            left = self._write(transaction, told)
        try:
            sent = self._send(laptop, told, folder, progress)
        except BaseException:
            self._drop(told)
            raise
        return Packed(
            told.id, str(sent.path), len(told.homes), until, sent.size,
            left["private_note"], left["attachment"], left["protected"],
        )  # fmt: skip

    def again(self, name: UUID, folder: Path) -> Sent:
        """Write the package of a set once more, where the first one was lost."""
        self._seat.demand("export")
        with self._seat.reading() as reader:
            told = reader.get(TakeAlong, name)
        if told is None or told.device is None or told.closed_at is not None:
            raise RecordGone(kind="take_along")
        return self._send(self._laptop(told.device), told, folder, None)

    def close(self, name: UUID) -> None:
        """Count a set as not out any more, whatever became of it; what still comes back merges as ever."""
        with self._seat.writing("", "export") as transaction:
            told = transaction.get(TakeAlong, name)
            if told is None:
                raise RecordGone(kind="take_along")
            demand_own(self._seat, told.office)
            if told.is_out:
                transaction.save(told.replace(closed_at=clock.now()))
                audit.note(transaction, self._seat.staff.id, "change", told.kind, name, reason="closed")

    def answer(self, device: UUID, folder: Path) -> Sent:
        """Write a package that tells a laptop what has arrived of its work, so that it may erase its sets."""
        self._seat.demand("export")
        laptop = self._laptop(device)
        scope = SCOPE + laptop.id
        self._pass_on_erasures(laptop)
        return self._sending.make(folder, Shipment(scope, scope, (laptop,), {}))

    def listed(self) -> tuple[along_views.SetOut, ...]:
        """Return the sets of the office, the latest first."""
        roster = self._trust.roster()
        labels = {one.id: one.label for one in roster.devices} if roster else {}
        with self._seat.reading() as reader:
            return proposing.sets_out(reader, self._seat, labels)

    def lock_expired(self) -> int:
        """Lock the sets whose time is over; return how many are locked now."""
        return set_locks.lock_expired(self._seat)

    def here(self) -> tuple[along_views.SetHere, ...]:
        """Return the sets that this device has along."""
        roster = self._trust.roster()
        labels = {one.id: one.label for one in roster.devices} if roster else {}
        with self._seat.reading() as reader:
            acked = _acked(reader)
            return tuple(
                along_views.SetHere(
                    set=UUID(hex=one.set),
                    until=date.fromisoformat(one.until),
                    label=labels.get(one.sender, ""),
                    households=len(one.homes),
                    is_locked=one.is_locked,
                    is_returned=_is_returned(reader, one),
                    unsent=sum(forgetting.lost(reader.connection, one, acked).writes.values()),
                )
                for one in sets.here(reader.connection)
            )

    def give_back(self, folder: Path, progress: Progress | None = None) -> Sent:
        """Say of all sets here that they come back, and write the package that brings them."""
        self._seat.demand("export")
        with self._seat.writing("", "export") as transaction:
            for one in sets.here(transaction.connection):
                told = transaction.get(TakeAlong, UUID(hex=one.set))
                if told is not None:
                    transaction.save(told.replace(returned_at=clock.now()))
        return self._sending.export(folder, progress)

    def loss(self, name: UUID) -> WouldLose:
        """Return what erasing a set now would lose."""
        with self._seat.reading() as reader:
            told = forgetting.lost(reader.connection, _here(reader, name), _acked(reader))
        return WouldLose(tuple(sorted(told.writes.items())), told.private_notes, told.drafts)

    def forget(self, name: UUID, *, confirmed: bool = False) -> None:
        """Erase a set from this device; what the office lacks goes only when somebody confirmed that."""
        self._seat.demand("export")
        if self._seat.read_only:
            raise ReadOnly
        if not confirmed and not self.loss(name).is_nothing:
            raise SetUnsent(why="unsent")
        with self._seat.writing("", "export") as transaction:
            forgetting.forget(transaction.connection, _here(transaction, name), _acked(transaction))
            sets.keep_unclean(transaction.connection, unclean=True)
            told = transaction.get(TakeAlong, name)
            if told is not None:
                transaction.save(told.replace(erased_at=clock.now()))
            audit.note(transaction, self._seat.staff.id, "delete", "take_along", name)
        set_locks.compact(self._seat.store)

    def _laptop(self, device: UUID) -> Device:
        mine = self._trust.membership()
        found = mine.roster.device(device.hex)
        if found is None or not found.is_active() or not _takes_along(found) or _takes_along(mine.device):
            raise SetNoLaptop(why="device")
        return found

    def _demand(self, found: Collection[Candidate], wanted: Collection[UUID]) -> None:
        if not wanted or len(found) != len(set(wanted)):
            raise TakeAlongRefused(why="households")
        for warning, refused in REFUSALS.items():
            if stays := [str(one.household) for one in found if warning in one.warnings]:
                raise refused(why=warning, households=" ".join(stays))

    def _write(self, transaction: Transaction, told: TakeAlong) -> dict[str, int]:
        """Write the copies into logs of their own; return how much stays in the office."""
        assert told.device is not None
        connection = transaction.connection
        self._seat.store.seal(
            transaction
        )  # the copies are made of the log, also that of the set's own record
        protected = proposing.protected(transaction, told.homes)
        inside = packing.below(connection, told.homes, protected)
        base = SCOPE + told.device.hex
        around = packing.around(connection, inside) | packing.numbers(connection, (told.id,))
        known = packing.told_before(connection, base)
        fresh = [one.without(known) for one in packing.copies(connection, around)]
        packing.write(connection, base, fresh, self._seat.staff.id)
        every = {number for found in inside.values() for number in found}
        copied = packing.copies(connection, every)
        packing.write(connection, SCOPE + told.id.hex, copied, self._seat.staff.id)
        return {
            "private_note": proposing.private_notes(transaction, told.homes),
            "attachment": len(inside.get("attachment", ())),
            "protected": len(protected),
        }

    def _send(self, laptop: Device, told: TakeAlong, folder: Path, progress: Progress | None) -> Sent:
        scope = SCOPE + laptop.id
        assert told.until is not None
        self._pass_on_erasures(laptop)
        extra = {SET: told.id.hex, UNTIL: told.until.isoformat()}
        goods = Shipment(scope, f"{scope} {SCOPE}{told.id.hex}", (laptop,), {}, extra)
        return self._sending.make(folder, goods, progress)

    def _pass_on_erasures(self, laptop: Device) -> None:
        """Have a laptop erase what was erased in the office since it was packed."""
        base, device = SCOPE + laptop.id, UUID(hex=laptop.id)
        with self._seat.store.exchanging() as reader:
            out = [SCOPE + one.id.hex for one in reader.all(TakeAlong, device=device) if not one.erased_at]
            found = packing.erased(reader.connection, base, out)
            packing.write(reader.connection, base, found, self._seat.staff.id)

    def _drop(self, told: TakeAlong) -> None:
        """Take a set back whose package could not be written; its log says nothing that was not known."""
        with suppress(LwError), self._seat.writing("", "export") as transaction:
            transaction.remove(told)


def _takes_along(device: Device) -> bool:
    return f"{SCOPE}{device.id}" in device.scopes and f"{OFFICE}:{device.office}" not in device.scopes


def _here(reader: Reader, name: UUID) -> Here:
    for one in sets.here(reader.connection):
        if one.set == name.hex:
            return one
    raise RecordGone(kind="take_along")


def _is_returned(reader: Reader, one: Here) -> bool:
    told = reader.get(TakeAlong, UUID(hex=one.set))
    return told is not None and told.returned_at is not None


def _acked(reader: Reader) -> Vector:
    """Return how far any device of the office is known to have each log."""
    found: Vector = {}
    for peer in trust.peers(reader.connection).values():
        for writer, seq in peer.acked.items():
            found[writer] = max(seq, found.get(writer, 0))
    return found
