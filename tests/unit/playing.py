"""Four devices with real files that play a program together, and what every write knew.

The files are opened once and emptied for each program.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy import Connection

from lwdesk.base import clock
from lwdesk.base.chain import AGAIN, Stamp
from lwdesk.base.errors import BundleGap, NothingToUndo, RecordGone, UndoTooLate
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.person import Person, PersonName
from lwdesk.store import writers
from lwdesk.store.chain import entries
from lwdesk.store.driver import send
from lwdesk.store.exchange import conflicts, outgoing
from lwdesk.store.exchange.erasing import erase
from lwdesk.store.exchange.incoming import Import
from lwdesk.store.exchange.parts import Part
from lwdesk.store.exchange.redacting import redact
from lwdesk.store.tables import RECORD_TABLES
from lwdesk.store.transaction import Store
from lwdesk.store.undo import undo_last
from lwdesk.sync import record
from tests.unit.data_files import fresh

ORGANISATION = bytes(16)
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
PLACES = 4
STAFF = UUID(int=0x57AFF)

ADA, IDA, NAME = UUID(int=1), UUID(int=2), UUID(int=3)
HOME, TWIN, FLAT = UUID(int=4), UUID(int=5), UUID(int=6)
EMPTY: dict[UUID, Record] = {
    ADA: Person(id=ADA),
    IDA: Person(id=IDA),
    NAME: PersonName(id=NAME, person=ADA),
    HOME: Household(id=HOME),
    TWIN: Household(id=TWIN),
    FLAT: Dwelling(id=FLAT, household=TWIN),
}
TEXTS = {
    "person": ("given_name", "note"),
    "person_name": ("name",),
    "household": ("note", "withhold"),
    "dwelling": ("street",),
}

places = st.integers(0, PLACES - 1)
subjects = st.sampled_from(sorted(EMPTY))


def _writes() -> st.SearchStrategy[Any]:
    return st.tuples(st.just("write"), places, subjects, st.integers(0, 1), st.sampled_from("ABC"))


def _syncs() -> st.SearchStrategy[Any]:
    return st.tuples(st.just("sync"), places, places)


# a strategy that stands there twice counts once: each is made anew, so that most steps write and meet
steps = st.one_of(
    *(_writes() for _ in range(9)),
    *(_syncs() for _ in range(5)),
    st.tuples(st.just("remove"), places, subjects),
    st.tuples(st.just("remove"), places, subjects),
    st.tuples(st.just("bring_back"), places, subjects),
    st.tuples(st.just("erase"), places, subjects),
    st.tuples(st.just("merge"), places),
    st.tuples(st.just("decide"), places, st.integers(0, 1)),
    st.tuples(st.just("decide"), places, st.integers(0, 1)),
    st.tuples(st.just("undo"), places),
    st.tuples(st.just("undo"), places),
    st.tuples(st.just("take_back"), places, st.integers(0, 1)),
    st.tuples(st.just("take_back"), places, st.integers(0, 1)),
    st.tuples(st.just("redact"), places),
    st.tuples(st.just("clock"), places, st.sampled_from([-11, 11, -3, 3])),
    st.tuples(st.just("pack"), places, places, st.integers(0, 2)),
    st.tuples(st.just("pack"), places, places, st.just(0)),
    st.tuples(st.just("deliver"), places, st.integers(0, 5)),
    st.tuples(st.just("deliver"), places, st.integers(0, 5)),
)
programs = st.lists(steps, min_size=10, max_size=22)

type Vector = dict[str, int]


@dataclass(frozen=True)
class Bundle:
    """What one device handed on, as it lies in a folder."""

    base: Vector
    parts: list[Part]
    lines: list[record.Line]


@dataclass
class Truth:
    """What every write knew, told by whoever watched; the values are not its matter."""

    knew: dict[Stamp, Vector] = field(default_factory=dict)
    fields: dict[tuple[str, str], list[Stamp]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    saves: dict[Stamp, int] = field(default_factory=dict)
    again: dict[tuple[str, Stamp], Stamp] = field(default_factory=dict)
    """Of writes that took something back, the write whose value they say again."""

    def knows(self, stamp: Stamp, other: Stamp) -> bool:
        return stamp == other or other[1] <= self.knew[stamp].get(other[0], 0)

    def wrote_over(self, stamp: Stamp, other: Stamp) -> bool:
        """Tell whether a write came after another; those of one save stand beside each other."""
        return self.saves[stamp] != self.saves[other] and self.knows(stamp, other)

    def first(self, col: str, stamp: Stamp) -> Stamp:
        return self.again.get((col, stamp), stamp)

    def knew_closed(self, stamp: Stamp, eid: str, col: str, closing: Stamp) -> bool:
        """Tell whether a record was closed, by this write or the one it says again, for who wrote `stamp`."""
        one = self.first(col, closing)
        written = self.fields[eid, col]
        return self.knows(stamp, one) and not any(
            self.knows(stamp, other) and self.wrote_over(other, one) for other in written
        )

    def is_gone(self, eid: str) -> bool:
        return eid in self.erased or (eid in self.parents and self.is_gone(self.parents[eid]))

    def heads(self) -> dict[tuple[str, str], set[Stamp]]:
        """Return, of each field, the writes that nobody knew who wrote it again."""
        return {
            place: {one for one in written if not any(self.wrote_over(other, one) for other in written)}
            for place, written in self.fields.items()
            if not self.is_gone(place[0])
        }


@dataclass
class Device:
    store: Store
    name: str = ""
    days: float = 0.0
    seen: list[Vector] = field(default_factory=list)
    """How far its file was, at every time it changed."""


@dataclass
class Play:
    """One program on four devices."""

    devices: list[Device]
    truth: Truth = field(default_factory=Truth)
    mail: list[Bundle] = field(default_factory=list)
    tick: int = 0

    def know_everything(self) -> None:
        """Let the first device write every record, and all others know them."""
        device = self.devices[0]
        with self._watched(device), device.store.writing("write", STAFF) as transaction:
            transaction.save_all(one.replace(**dict.fromkeys(TEXTS[one.kind], "-")) for one in EMPTY.values())
        for other in self.devices[1:]:
            self.take(other, self.bundle(device, {}))

    def run(self, program: list[Any]) -> None:
        for step, place, *rest in program:
            self.tick += 1
            getattr(self, f"_{step}")(self.devices[place], *rest)
        self.meet(self.devices)
        self.meet(self.devices[::-1])

    def meet(self, devices: list[Device]) -> None:
        for one in devices:
            for other in devices:
                if one is not other:
                    self.take(other, self.bundle(one, known(other.store)))

    def _at(self, device: Device) -> clock.FixedClock:
        return clock.FixedClock(START + timedelta(days=device.days, seconds=self.tick))

    @contextmanager
    def _watched(self, device: Device) -> Iterator[None]:
        """Let a device do something, and write down what it knew when it wrote."""
        before = known(device.store)
        with clock.using(self._at(device)):
            yield
        after = known(device.store)
        device.seen.append(after)
        with device.store.reading() as reader:
            where = "WHERE wid=(SELECT wid FROM writer WHERE uuid=unhex(?)) AND seq>?"
            fresh_ = [*entries(reader.connection, where, (device.name, before.get(device.name, 0)))]
        for header, values in ((one.header(), one.values() or {}) for one in fresh_):
            for col, (writer, seq) in values.get(AGAIN, {}).items():
                self.truth.again[col, header.stamp] = writer, seq
            self.truth.saves[header.stamp] = self.tick
            self.truth.knew[header.stamp] = {**before, device.name: header.seq - 1}
            if header.parent is not None:
                self.truth.parents.setdefault(header.eid, header.parent)
            if header.op == "x":
                self.truth.erased.add(header.eid)
            for col in header.cols if header.op == "w" else ():
                self.truth.fields.setdefault((header.eid, col), []).append(header.stamp)

    def _write(self, device: Device, subject: UUID, place: int, text: str) -> None:
        names = TEXTS[EMPTY[subject].kind]
        with self._watched(device), suppress(RecordGone), device.store.writing("write", STAFF) as transaction:
            now = transaction.get(type(EMPTY[subject]), subject) or EMPTY[subject]
            transaction.save(now.replace(**{names[place % len(names)]: text}))

    def _remove(self, device: Device, subject: UUID) -> None:
        with (
            self._watched(device),
            suppress(RecordGone),
            device.store.writing("remove", STAFF) as transaction,
        ):
            transaction.remove(EMPTY[subject])

    def _bring_back(self, device: Device, subject: UUID) -> None:
        with self._watched(device), device.store.writing("bring back", STAFF) as transaction:
            transaction.bring_back(type(EMPTY[subject]), subject)

    def _merge(self, device: Device) -> None:
        with self._watched(device), suppress(RecordGone), device.store.writing("merge", STAFF) as transaction:
            kept, gone = (transaction.get(Household, one) for one in (HOME, TWIN))
            if kept is None or gone is None or gone.merged_into is not None:
                return
            transaction.save(gone.replace(merged_into=HOME))
            transaction.save(kept.replace(note=kept.note or gone.note))
            flat = transaction.get(Dwelling, FLAT)
            if flat is not None:
                transaction.save(flat.replace(household=HOME))

    def _erase(self, device: Device, subject: UUID) -> None:
        with self._watched(device), device.store.exchanging() as reader:
            erase(reader.connection, [subject], "retention", date(2026, 1, 5))

    def _redact(self, device: Device) -> None:
        with self._watched(device), device.store.exchanging() as reader:
            redact(reader.connection, START + timedelta(days=400))

    def _decide(self, device: Device, side: int) -> None:
        """Hear of everybody, then decide the first conflict."""
        for other in self.devices:
            self.take(device, self.bundle(other, known(device.store)))
        with self._watched(device), device.store.writing("decide", STAFF) as transaction:
            for one in conflicts.conflicts(transaction)[:1]:
                conflicts.decide(transaction, one, one.sides[side].value)

    def _undo(self, device: Device) -> None:
        with self._watched(device), suppress(UndoTooLate, NothingToUndo, RecordGone):
            undo_last(device.store, STAFF)

    def _take_back(self, device: Device, side: int) -> None:
        """Decide a conflict, then think again."""
        self._decide(device, side)
        self.tick += 1
        self._undo(device)

    def _clock(self, device: Device, days: int) -> None:
        device.days += days

    def _pack(self, device: Device, to: int, behind: int) -> None:
        """Make a bundle for what is known of the other: perhaps older than what it has."""
        seen = [{}, *self.devices[to].seen]
        self.mail.append(self.bundle(device, seen[max(0, len(seen) - 1 - behind)]))

    def _deliver(self, device: Device, which: int) -> None:
        """Hand over any bundle ever made, to anybody, as often as one likes."""
        if self.mail:
            self.take(device, self.mail[which % len(self.mail)])

    def _sync(self, device: Device, other: int) -> None:
        self.take(self.devices[other], self.bundle(device, known(self.devices[other].store)))

    def bundle(self, device: Device, base: Vector) -> Bundle:
        mine = known(device.store)
        base = {name: min(seq, mine[name]) for name, seq in base.items() if name in mine}
        with device.store.reading() as reader:
            parts = outgoing.ready(reader.connection, base, "office")
            rows = [*outgoing.records(reader.connection, parts)]
        lines = [record.read(record.write(row.hdr, row.salt, row.body, row.commitment)) for row in rows]
        return Bundle(base, parts, lines)

    def take(self, device: Device, bundle: Bundle) -> None:
        with suppress(BundleGap), clock.using(self._at(device)), device.store.exchanging() as reader:
            work = Import(reader.connection, ORGANISATION)
            work.begin(bundle.base, bundle.parts)
            for line in bundle.lines:
                work.take(line)
            work.finish()
        device.seen.append(known(device.store))


def known(store: Store) -> Vector:
    with store.reading() as reader:
        return outgoing.known(reader.connection)


@contextmanager
def four() -> Iterator[list[Store]]:
    """Open four files to be used for many programs."""
    with ExitStack() as stack:
        yield [stack.enter_context(fresh()) for _place in range(PLACES)]


def begin(stores: list[Store]) -> Play:
    """Empty the files and give each a writer of its own."""
    return Play([_emptied(store, place) for place, store in enumerate(stores)])


def _emptied(store: Store, place: int) -> Device:
    empty(store)
    name = f"{0xA0 + place:032x}"
    with store.engine.begin() as connection:
        send(connection, "UPDATE writer SET uuid=unhex(?)", (name,))
    return Device(store, name)


def empty(store: Store) -> None:
    """Make the file as it was when nobody had written in it."""
    with store.engine.begin() as connection:
        _wipe(connection)
        writers.establish(connection)


def _wipe(connection: Connection) -> None:
    send(connection, "UPDATE sync_ctl SET applying=1")
    for name in ("head", "clash", "erasure", "checkpoint", "log", "save", "sync_dirty", "writer"):
        send(connection, f"DELETE FROM {name}")
    send(connection, "DELETE FROM setting WHERE name='writer'")
    for kind in {one.kind for one in EMPTY.values()} & RECORD_TABLES.keys():
        send(connection, f'DELETE FROM "{kind}"')
    send(connection, "DELETE FROM entity")
    for name in ("search_subject", "search_part", "search_word", "search_key", "search_mark", "search_text"):
        send(connection, f"DELETE FROM {name}")
    send(connection, "UPDATE sync_ctl SET applying=0")
