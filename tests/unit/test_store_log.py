"""The sealed log of the real file beside the reference model: programs of saves, removals and undos."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import clock
from lwdesk.base.clock import FixedClock
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.domain.values import plain
from lwdesk.store.chain import entries
from lwdesk.store.check import check
from lwdesk.store.rebuild import rebuild
from lwdesk.store.tables import LOGGED
from lwdesk.store.transaction import Reader, Store
from lwdesk.store.undo import undo_last
from tests.unit.data_files import fresh
from tests.unit.reference_model import Replica

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
STAFF = UUID(int=0xABC)
OFFICE = UUID(int=0xDEF)
IDS = tuple(UUID(int=number) for number in range(1, 9))
KIND_ORDER = [cls.kind for cls in LOGGED]

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4).map(
    partial(normalize, "NFC")
)
days = st.dates(date(1950, 1, 1), date(2030, 1, 1))
CHANGES: dict[type[Record], st.SearchStrategy[dict[str, Any]]] = {
    Household: st.fixed_dictionaries(
        {},
        optional={
            "name": words,
            "address_protected": st.booleans(),
            "registered_on": st.none() | days,
            "office": st.none() | st.just(OFFICE),
        },
    ),
    Person: st.fixed_dictionaries(
        {},
        optional={
            "given_name": words,
            "born": st.none() | st.builds(VagueDay, days, st.sampled_from(Precision)),
            "school_years": st.none() | st.integers(0, 25),
        },
    ),
    Contact: st.fixed_dictionaries(
        {},
        optional={
            "household": st.none() | st.sampled_from(IDS[:2]),
            "at": st.none()
            | st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001
                lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
            ),
            "note": words,
        },
    ),
    Consent: st.fixed_dictionaries(
        {},
        optional={
            "data_kinds": st.sets(st.sampled_from(["a", "b", "c"])).map(lambda codes: tuple(sorted(codes)))
        },
    ),
}
OWNERS = dict(
    zip(IDS, (Household, Household, Person, Person, Contact, Contact, Consent, Consent), strict=True)
)
edit = st.sampled_from(IDS).flatmap(lambda one: st.tuples(st.just(one), CHANGES[OWNERS[one]]))
steps = st.one_of(
    st.tuples(st.just("save"), st.lists(edit, min_size=1, max_size=4)),
    st.tuples(st.just("save"), st.lists(edit, min_size=1, max_size=4)),
    st.tuples(st.just("abandon"), st.lists(edit, min_size=1, max_size=3)),
    st.tuples(st.just("remove"), st.sampled_from(IDS)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("clock"), st.integers(-1_000_000, 1_000_000)),
)
programs = st.lists(steps, min_size=1, max_size=10)

type Registers = dict[str, Any]


@dataclass
class Bench:
    """The file and the model side by side; the model is told what was saved, never what the file wrote."""

    store: Store
    wall: FixedClock
    model: Replica
    order: list[UUID] = field(default_factory=list)
    state: dict[UUID, Registers] = field(default_factory=dict)
    before: list[dict[UUID, Registers]] = field(default_factory=list)

    def number(self, identity: UUID) -> None:
        if identity not in self.order:
            self.order.append(identity)

    def commit(self, after: dict[UUID, Registers]) -> None:
        """Tell the model what a transaction changed, one write per record, in the order of the seal."""
        changed = [(one, self.changes(one, now)) for one, now in after.items()]
        for one, values in sorted(changed, key=lambda each: self.place(each[0])):
            fresh_record = one not in self.state
            told = {c: v for c, v in values.items() if not (fresh_record and (v is None or v is False))}
            if told or fresh_record:
                cls = OWNERS[one]
                parent = None if cls.parent is None else after[one].get(cls.parent)
                hexed = None if parent is None else UUID(parent).hex
                self.model.write(one.hex, told, hexed, cls.kind)
        self.state = {one: dict(registers) for one, registers in after.items()}

    def changes(self, identity: UUID, now: Registers) -> Registers:
        was = self.state.get(identity)
        if was is None:
            return now
        return {col: value for col, value in now.items() if value != was.get(col, nothing(value))}

    def place(self, identity: UUID) -> tuple[int, int]:
        return KIND_ORDER.index(OWNERS[identity].kind), self.order.index(identity)

    def after(self, edits: list[tuple[UUID, dict[str, Any]]]) -> dict[UUID, Registers]:
        state = {one: dict(registers) for one, registers in self.state.items()}
        for one, values in edits:
            state.setdefault(one, {"_deleted": False}).update(
                {name: None if value == "" or value == () else plain(value) for name, value in values.items()}
            )
        return state

    def is_there(self, identity: UUID) -> bool:
        return identity in self.state and not self.state[identity]["_deleted"]

    def usable(self, edits: list[tuple[UUID, dict[str, Any]]]) -> list[tuple[UUID, dict[str, Any]]]:
        return [(one, values) for one, values in edits if one not in self.state or self.is_there(one)]


def nothing(value: Any) -> Any:
    return False if isinstance(value, bool) else None


def write(bench: Bench, edits: list[tuple[UUID, dict[str, Any]]], transaction: Any) -> None:
    for one, values in edits:
        cls = OWNERS[one]
        record = transaction.get(cls, one) or cls(id=one)
        transaction.save(record.replace(**values))


class Abandoned(Exception):
    pass


def abandon(bench: Bench, edits: list[tuple[UUID, dict[str, Any]]]) -> None:
    with bench.store.writing("abandon", STAFF) as transaction:
        write(bench, edits, transaction)
        raise Abandoned


def play(bench: Bench, program: list[Any]) -> None:
    for step, given_ in program:
        if step == "clock":
            bench.wall.moment += timedelta(milliseconds=given_)
        elif step == "save":
            save(bench, bench.usable(given_))
        elif step == "abandon":
            with pytest.raises(Abandoned):
                abandon(bench, bench.usable(given_))
        elif step == "remove" and bench.is_there(given_):
            with bench.store.writing("remove", STAFF) as transaction:
                transaction.remove(OWNERS[given_](id=given_))
            note(bench, bench.after([(given_, {"_deleted": True})]))
        elif step == "undo" and bench.before:
            undo_last(bench.store, STAFF)
            former = bench.before.pop()
            bench.commit({one: back(now, former.get(one)) for one, now in bench.state.items()})


def back(now: Registers, former: Registers | None) -> Registers:
    """Return a record as it was; one that was made since is out of sight with all it holds."""
    if former is None:
        return {**now, "_deleted": True}
    return {name: former.get(name, nothing(value)) for name, value in now.items()}


def save(bench: Bench, edits: list[tuple[UUID, dict[str, Any]]]) -> None:
    for one, values in edits:  # a link to somebody unknown takes a number as well
        bench.number(one)
        for link in ("office", "household"):
            if isinstance(values.get(link), UUID):
                bench.number(values[link])
    if edits:
        with bench.store.writing("save", STAFF) as transaction:
            write(bench, edits, transaction)
        note(bench, bench.after(edits))


def note(bench: Bench, after: dict[UUID, Registers]) -> None:
    before, sealed = bench.state, sum(bench.model.known().values())
    bench.commit(after)
    if sum(bench.model.known().values()) > sealed:
        bench.before.append(before)


@contextmanager
def side_by_side() -> Iterator[Bench]:
    wall = FixedClock(START)
    with clock.using(wall), fresh() as store:
        with store.reading() as reader:
            name = reader.rows("SELECT lower(hex(uuid)) FROM writer")[0][0]
        yield Bench(store, wall, Replica(name, clock.unix_ms))


def heads(reader: Reader) -> dict[Any, Any]:
    content = rebuild(entries(reader.connection))
    return {
        (eid, col): found for eid, fields in content.heads.items() for col, found in fields.items() if found
    }


@given(programs)
def test_after_every_program_the_file_is_sound_and_says_what_the_model_says(program: list[Any]) -> None:
    with side_by_side() as bench:
        play(bench, program)
        with bench.store.reading() as reader:
            assert heads(reader) == bench.model.live()
            for one, registers in bench.state.items():
                assert_is_read_as_written(bench, reader, one, registers)
        assert check(bench.store) == ()


SAME = ("save", [(IDS[6], {"data_kinds": ("a",)})])
AWAY_AND_BACK = ("save", [(IDS[6], {"data_kinds": ()}), (IDS[6], {"data_kinds": ("a",)})])
ONE_OF_TWO = ("save", [(IDS[0], {"name": "x"}), (IDS[0], {"name": "", "address_protected": True})])


NOUGHT = ("save", [(IDS[2], {"school_years": 0})])
NONE_TO_NOUGHT = ("save", [(IDS[2], {"school_years": 3}), (IDS[2], {"school_years": 0})])


@pytest.mark.parametrize(
    ("program", "writes"),
    [
        ((SAME, AWAY_AND_BACK), 1),
        ((ONE_OF_TWO,), 1),
        ((NOUGHT,), 1),
        ((("save", [(IDS[2], {"given_name": "x"})]), NONE_TO_NOUGHT), 2),
    ],
)
def test_what_one_save_changes_and_changes_back_is_no_write(program: list[Any], writes: int) -> None:
    with side_by_side() as bench:
        play(bench, program)
        with bench.store.reading() as reader:
            assert heads(reader) == bench.model.live()
            assert reader.rows("SELECT count(*) FROM log")[0][0] == writes
            assert reader.rows("SELECT count(*) FROM save")[0][0] == writes


def assert_is_read_as_written(bench: Bench, reader: Reader, one: UUID, registers: Registers) -> None:
    """Compare a record with its registers; what was removed is not there."""
    record = reader.get(OWNERS[one], one)
    assert (record is not None) is bench.is_there(one)
    for name in registers.keys() - {"_deleted"} if record else ():
        value = None if record.value(name) in ("", ()) else plain(record.value(name))
        assert value == registers[name]
