"""A device whose file was put back: by the program, or by hand; nothing is lost on either side."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base.errors import BundleForked, BundleGap, NotWritable
from lwdesk.domain.household import Household
from lwdesk.services.exchange.renewing import Renewing
from lwdesk.services.exchange.sending import Sent
from lwdesk.store import vault, writers
from lwdesk.store.check import check
from lwdesk.store.driver import send
from lwdesk.store.exchange import outgoing, passages, renewing, trust
from lwdesk.store.exchange.erasing import erase
from lwdesk.store.exchange.trust import Told
from tests.unit.data_files import opened
from tests.unit.device_kit import at_work, enrolled, hire, waiting
from tests.unit.devices import OFFICE, Machine, Organisation, machine, machines

type Pair = tuple[Machine, Machine]


class Office:
    """Two devices whose files can be closed, copied and put back."""

    def __init__(self, folder: Path, organisation: Organisation) -> None:
        self.folder, self.organisation = folder, organisation

    @contextmanager
    def open(self) -> Iterator[Pair]:
        with ExitStack() as stack:
            folders = self.folder / "a", self.folder / "b"
            stores = [stack.enter_context(opened(one / "desk.lwdb")) for one in folders]
            here = [machine(*one, one[1].name) for one in zip(stores, folders, strict=True)]
            yield here[0], here[1]
            for one in here:
                assert check(one.store) == ()

    def back_up(self) -> None:
        shutil.copytree(self.folder / "a", self.folder / "backup")

    def put_back(self) -> None:
        shutil.rmtree(self.folder / "a")
        shutil.copytree(self.folder / "backup", self.folder / "a")

    def put_back_after_writing(self, name: str, number: int) -> None:
        """Put the file of `a` back although `b` knows what it wrote."""
        with self.open() as (a, b):
            save(a, name, number)
            b.take(a.send())
        self.put_back()

    def put_back_after_confirming(self) -> None:
        """Put the file of `a` back although it confirmed what `b` wrote."""
        with self.open() as (a, b):
            save(b, "Bestätigt", 2)
            a.take(b.send())
            b.take(a.send())
        self.put_back()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    with machines(tmp_path, "a", "b") as (organisation, (a, b)):
        save(a, "Grund", 1)
        b.take(a.send())
        a.take(b.send())
    made = Office(tmp_path, organisation)
    made.back_up()
    return made


def save(one: Machine, name: str, number: int) -> None:
    with one.seat.writing("save", "edit") as transaction:
        transaction.save(Household(id=UUID(int=number), office=OFFICE.id, name=name, target_group="refugee"))


def begin_anew(one: Machine) -> None:
    """Begin a log as the program does when it restores a backup."""
    with one.seat.writing("", right=None) as transaction:
        writers.begin_incarnation(transaction.connection)


def names(one: Machine) -> set[str]:
    with one.store.reading() as reader:
        return {name for (name,) in send(reader.connection, "SELECT name FROM household")}


def contested(one: Machine) -> int:
    with one.store.reading() as reader:
        return len(passages.contested(reader.connection))


def logs(of: Machine, at: Machine) -> int:
    """Return how many logs of a device there are at another."""
    device = bytes.fromhex(of.trust.own().device)
    with at.store.reading() as reader:
        return len(send(reader.connection, "SELECT 1 FROM writer WHERE device=?", (device,)))


def give(sender: Machine, taker: Machine) -> Sent | None:
    """Let a package go over, also where it waits or is refused; nothing where there is nothing to send."""
    if sender.sending.due().is_nothing:
        return None
    sent = sender.send()
    with suppress(BundleGap, BundleForked):
        taker.take(sent)
    return sent


def rounds(a: Machine, b: Machine, count: int = 2) -> None:
    for _ in range(count):
        give(b, a)
        give(a, b)


def test_a_restored_device_gets_back_what_it_had_confirmed(office) -> None:
    office.put_back_after_confirming()
    with office.open() as (a, b):
        begin_anew(a)
        save(a, "Danach", 3)
        rounds(a, b)
        assert names(a) == names(b) == {"Grund", "Bestätigt", "Danach"}
        assert contested(a) == contested(b) == 0


def test_a_restored_device_gets_back_what_it_had_written_itself(office) -> None:
    office.put_back_after_writing("Geändert", 1)
    with office.open() as (a, b):
        begin_anew(a)
        save(b, "Neu", 2)
        rounds(a, b)
        assert names(a) == names(b) == {"Geändert", "Neu"}
        assert contested(a) == contested(b) == 0


def test_whoever_waits_for_what_was_lost_says_so_with_nothing_else_to_say(office) -> None:
    office.put_back_after_confirming()
    with office.open() as (a, b):
        save(b, "Neu", 3)
        assert give(b, a) is not None
        assert names(a) == {"Grund"}
        assert a.sending.due().answers == ("b",)
        give(a, b)
        give(b, a)
        assert names(a) == {"Grund", "Bestätigt", "Neu"}


def test_both_fall_silent_when_everything_is_there_again(office) -> None:
    office.put_back_after_confirming()
    with office.open() as (a, b):
        save(b, "Neu", 3)
        rounds(a, b, 4)
        assert a.sending.due().is_nothing
        assert b.sending.due().is_nothing


@pytest.fixture(params=["a first", "b first"])
def forked(office: Office, request) -> Iterator[Pair]:
    """Give two devices of which one wrote on in a file that was put back by hand."""
    office.put_back_after_writing("Vorher", 2)
    with office.open() as (a, b):
        save(a, "Nachher", 3)
        save(b, "Drüben", 4)
        if request.param == "a first":
            with pytest.raises(BundleForked):
                b.take(a.send())
        yield a, b


def test_a_file_put_back_by_hand_loses_nothing_on_either_side(forked) -> None:
    a, b = forked
    rounds(a, b)
    assert names(a) == names(b) == {"Grund", "Vorher", "Nachher", "Drüben"}
    assert contested(a) == contested(b) == 0


def test_it_goes_on_under_another_name(forked) -> None:
    a, b = forked
    assert logs(a, a) == 1
    rounds(a, b)
    assert logs(a, a) == logs(a, b) == 2
    save(a, "Später", 5)
    rounds(a, b)
    assert "Später" in names(b)
    assert logs(a, b) == 2


def test_what_was_written_there_keeps_who_wrote_it(forked) -> None:
    a, b = forked
    rounds(a, b)
    with b.store.reading() as reader:
        told = send(reader.connection, "SELECT body FROM log WHERE body LIKE '%Nachher%'")
    assert f'"_by":"{a.seat.staff.id.hex}"' in told[0][0]


def test_a_change_of_the_same_field_on_both_is_a_difference(office) -> None:
    office.put_back_after_writing("Vorher", 1)
    with office.open() as (a, b):
        save(a, "Nachher", 1)
        save(a, "Nachher noch", 1)
        save(b, "Drüben", 2)
        rounds(a, b)
        assert contested(a) == contested(b) == 1
        assert names(a) == names(b)


def test_an_erasure_that_was_written_there_goes_on_as_well(office) -> None:
    office.put_back_after_writing("Vorher", 2)
    with office.open() as (a, b):
        with a.store.exchanging() as reader:
            erase(reader.connection, [UUID(int=1)], "retention", date(2026, 1, 1))
        save(b, "Drüben", 4)
        rounds(a, b)
        assert names(a) == names(b) == {"Vorher", "Drüben"}


def test_what_only_others_see_is_mended_when_somebody_says_so(office) -> None:
    office.put_back_after_writing("Vorher", 2)
    with office.open() as (a, b):
        save(a, "Nachher", 3)
        assert Renewing(a.seat, a.trust).renew() == 1
        rounds(a, b)
        assert names(a) == names(b) == {"Grund", "Vorher", "Nachher"}


def test_saying_so_without_need_harms_nothing(office) -> None:
    with office.open() as (a, b):
        assert Renewing(a.seat, a.trust).renew() == 0
        save(a, "Neu", 2)
        rounds(a, b)
        assert names(b) == {"Grund", "Neu"}
        assert logs(a, b) == 2


def vector(one: Machine, other: Machine) -> dict[str, int]:
    with one.store.reading() as reader:
        return trust.peers(reader.connection)[other.trust.own().device].acked


def test_a_package_that_comes_late_takes_nothing_back(office) -> None:
    with office.open() as (a, b):
        save(b, "Eins", 2)
        late = b.send()
        save(b, "Zwei", 3)
        a.take(b.send())
        before = vector(a, b)
        with a.store.exchanging() as reader:
            newest = trust.peers(reader.connection)[b.trust.own().device].last_bundle
            query = "UPDATE passage SET made_at='2999-01-01' WHERE bundle=unhex(?)"
            send(reader.connection, query, (newest,))
        a.take(late)
        assert vector(a, b) == before


def test_where_number_and_day_contradict_each_other_the_lesser_counts(office) -> None:
    with office.open() as (a, b):
        save(b, "Eins", 2)
        a.take(b.send())
        log, device = next(iter(vector(a, b))), b.trust.own().device
        with a.store.exchanging() as reader:
            trust.heard(reader.connection, device, {log: 99, "00" * 16: 1}, Told("01" * 16, 99, "1999-01-01"))
        assert vector(a, b)[log] < 99
        assert "00" * 16 not in vector(a, b)


@given(last=st.integers(1, 100_000))
def test_the_places_that_are_told_begin_at_the_end_and_are_few(last: int) -> None:
    found = list(renewing.places(last))
    assert found[0] == last
    assert found == sorted(set(found), reverse=True)
    assert set(range(max(1, last - renewing.DENSE + 1), last + 1)) <= set(found)
    assert min(found) >= 1
    assert len(found) < 200


def test_a_package_tells_each_reader_of_its_own_log(office) -> None:
    with office.open() as (a, b), b.store.reading() as reader:
        told = renewing.leaves(reader.connection, [a.trust.own().device])
        assert {name: rows[-1][0] for name, rows in told.items()}.items() <= outgoing.known(
            reader.connection
        ).items()


def test_the_key_file_knows_how_far_the_log_goes_once_a_package_left(tmp_path) -> None:
    with at_work(tmp_path) as desk, waiting(tmp_path) as laptop:
        enrolled(desk, laptop, tmp_path)
        hire(desk)
        desk.exchange.sending.export(tmp_path)
        with desk.seat.reading() as reader:
            (newest,) = [seq for name, seq, _chain in writers.high_water(reader.connection) if seq]
        assert [mark.seq for mark in vault.high_water(desk.path, desk.file.key)] == [newest]


def test_a_package_leaves_also_where_the_key_file_cannot_be_written(tmp_path, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise NotWritable

    with at_work(tmp_path) as desk, waiting(tmp_path) as laptop:
        enrolled(desk, laptop, tmp_path)
        monkeypatch.setattr(vault, "set_high_water", refuse)
        assert desk.exchange.sending.export(tmp_path).records > 0


def test_numbers_that_no_log_has_are_passed_over(office) -> None:
    with office.open() as (a, _b), a.store.reading() as reader:
        name = writers.current(reader.connection).uuid.hex()
        told = {name: [(-1, "x"), (0, "x"), (1 << 70, "x")]}
        assert renewing.differing(reader.connection, told, {}) == {}
