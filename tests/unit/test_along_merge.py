"""Sets that go out and come back in any order, judged by who knew what when something was written."""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lwdesk.base.chain import Stamp
from lwdesk.base.errors import BundleRefused, TakeAlongRefused
from lwdesk.services.exchange.along_views import Packed
from lwdesk.store import sets
from lwdesk.store.chain import entries
from lwdesk.store.rebuild import rebuild
from tests.unit.devices import Machine
from tests.unit.laptops import ONE, TWO, Family, Office, get, office_copied, save

FAMILIES, FIELDS = (ONE, TWO), ("given_name", "note")
SOAKS = settings().max_examples >= 1000
LAST = (("sync", "pc"), ("sync", "other"), ("back", "pc"), ("sync", "pc"), ("sync", "other"))
type Register = tuple[int, str]

office_device, which = st.sampled_from(["pc", "other"]), st.integers(0, 1)
anybody = st.sampled_from(["pc", "other", "laptop"])
steps = st.one_of(
    st.tuples(st.just("write"), anybody, which, which),
    st.tuples(st.just("write"), st.just("laptop"), st.just(0), which),
    st.tuples(st.just("sync"), office_device),
    st.tuples(st.just("pack"), office_device, which),
    st.tuples(st.just("bring"), st.integers(0, 3)),
    st.tuples(st.just("back"), office_device),
    st.tuples(st.just("forget"), office_device),
    st.tuples(st.just("lose")),
)
programs = st.tuples(
    st.sampled_from([[], [("pack", "pc", 0), ("bring", 0)], [("pack", "other", 0), ("bring", 0)]]),
    st.lists(steps, min_size=3, max_size=14 if SOAKS else 9),
).map(lambda parts: [*parts[0], *parts[1]])


class Truth:
    """Every write of a field with the writes that its author had seen."""

    def __init__(self, desk: Office) -> None:
        self.desk = desk
        self.seen: dict[Register, dict[Stamp, set[Stamp]]] = {}
        self.packed: list[tuple[Packed, dict[Register, set[Stamp]]]] = []
        self.along: dict[Register, set[Stamp]] = {}
        self.count = 0
        self.lost = False
        self.laptops: set[str] = set()
        for family in FAMILIES:
            for field in FIELDS:
                self.seen[family.n, field] = {stamp: set() for stamp in self.stamps(desk.pc, family, field)}

    def stamps(self, machine: Machine, family: Family, field: str) -> set[Stamp]:
        """Return the ordinary writes of a field that lie in a device's own file."""
        with machine.store.reading() as reader:
            copied = sets.copied(reader.connection)
            where = "WHERE ent=(SELECT id FROM entity WHERE eid=?) AND body IS NOT NULL"
            found = entries(reader.connection, where, (family.person.id.bytes,))
            headers = [entry.header() for entry in found]
        return {one.stamp for one in headers if field in one.cols and one.writer not in copied.logs}

    def known(self, machine: Machine, family: Family, field: str) -> set[Stamp]:
        here = self.stamps(machine, family, field)
        return here | self.along.get((family.n, field), set()) if machine is self.desk.laptop else here

    def write(self, machine: Machine, family: Family, field: str) -> None:
        person = get(machine, family.person)
        if person is None:
            return
        known = self.known(machine, family, field)
        before = self.stamps(machine, family, field)
        self.count += 1
        save(machine, person.replace(**{field: f"v{self.count}"}))
        (made,) = self.stamps(machine, family, field) - before
        self.seen[family.n, field][made] = known
        if machine is self.desk.laptop:
            self.laptops.add(made[0])

    def heads(self, family: Family, field: str) -> set[Stamp]:
        told = self.seen[family.n, field]
        if self.lost:  # what somebody confirmed to lose may have gone, nothing else
            arrived = self.stamps(self.desk.pc, family, field)
            assert all(one in arrived or one[0] in self.laptops for one in told)
            told = {one: known for one, known in told.items() if one in arrived}
        return set(told) - {stamp for known in told.values() for stamp in known}


class Steps:
    """What may happen, each by its name."""

    def __init__(self, truth: Truth) -> None:
        self.truth, self.desk = truth, truth.desk

    def run(self, one: tuple[Any, ...]) -> None:
        with suppress(BundleRefused, TakeAlongRefused):
            getattr(self, one[0])(*one[1:])

    def machine(self, name: str) -> Machine:
        return {"pc": self.desk.pc, "other": self.desk.other, "laptop": self.desk.laptop}[name]

    def write(self, who: str, family: int, field: int) -> None:
        self.truth.write(self.machine(who), FAMILIES[family], FIELDS[field])

    def sync(self, who: str) -> None:
        self.machine("other" if who == "pc" else "pc").take(self.machine(who).send())

    def pack(self, who: str, which: int) -> None:
        family, machine = FAMILIES[which], self.machine(who)
        known = {(family.n, field): self.truth.known(machine, family, field) for field in FIELDS}
        self.truth.packed.append((self.desk.pack(family, by=machine), known))

    def bring(self, which: int) -> None:
        if self.truth.packed:
            packed, known = self.truth.packed[which % len(self.truth.packed)]
            if self.desk.bring(packed).result.records:
                self.truth.along.update(known)

    def back(self, to: str) -> None:
        self.desk.give_back(self.machine(to))

    def forget(self, answered_by: str) -> None:
        self.desk.answer(self.machine(answered_by))
        for there in self.desk.along(self.desk.laptop).here():
            self.desk.along(self.desk.laptop).forget(there.set)

    def lose(self) -> None:
        """Erase the sets on the laptop with all that nobody else has."""
        laptop = self.desk.along(self.desk.laptop)
        for there in laptop.here():
            self.truth.lost = True
            laptop.forget(there.set, confirmed=True)


def shown(machine: Machine, family: Family, field: str) -> set[Stamp]:
    with machine.store.reading() as reader:
        connection = reader.connection
        content = rebuild(entries(connection), sets.copied(connection))
    return set(content.heads[family.person.id.hex].get(field, {}))


@given(programs)
def test_nothing_is_lost_and_nothing_differs_that_nobody_wrote_side_by_side(program: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, office_copied(Path(folder), *FAMILIES) as desk:
        truth = Truth(desk)
        steps = Steps(truth)
        for one in (*program, *LAST):
            steps.run(one)
        for family in FAMILIES:
            for field in FIELDS:
                expected = truth.heads(family, field)
                assert shown(desk.pc, family, field) == shown(desk.other, family, field) == expected
        assert desk.is_sound()
