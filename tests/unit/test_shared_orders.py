"""Packages that arrive in any order, and cut at first, end in the same state."""

import random
import shutil
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import SetNoLaptop
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.along_views import Laptop
from lwdesk.store.check import check
from lwdesk.store.exchange import outgoing
from lwdesk.store.exchange.conflicts import conflicts
from tests.unit.data_files import opened
from tests.unit.devices import machine, machines
from tests.unit.laptops import ONE, get, office, save
from tests.unit.shared_parties import parties, party, written
from tests.unit.two_offices import offices


def shelf(folder: Path) -> tuple[Path, dict[str, bytes]]:
    """Let three devices work; return the file of the third from before, and the ten packages since then."""
    names = ("pc", "laptop", "reader")
    with machines(folder, *names):
        pass
    before = Path(shutil.copy(folder / "reader" / "desk.lwdb", folder / "before.lwdb"))
    common = folder / "common"
    common.mkdir()
    made = {}
    with ExitStack() as stack:
        stores = [stack.enter_context(opened(folder / name / "desk.lwdb")) for name in names]
        pc, laptop, reader = (
            party(machine(store, folder / name, name), common)
            for store, name in zip(stores, names, strict=True)
        )
        for number in range(5):
            for one in (pc, laptop):
                one.write(number % 3, f"{number} {one.machine.folder.name}")
                at = written(one)
                made[at.name] = at.read_bytes()
            for one in (reader, pc) if number % 2 else (pc, reader, laptop):
                one.turn()
    return before, made


def end_of(before: Path, made: dict[str, bytes], seed: int, folder: Path) -> str:
    """Let the packages lie in the folder bit by bit, some of them cut at first; return where that ends."""
    chance = random.Random(seed)
    common = folder / "common"
    common.mkdir(parents=True)
    names = sorted(made)
    chance.shuffle(names)
    with opened(Path(shutil.copy(before, folder / "desk.lwdb"))) as store:
        reader = party(machine(store, folder, "reader"), common)
        while names:
            count = chance.randint(1, 4)
            some, names = names[:count], names[count:]
            if chance.random() < 0.5:
                (common / some[0]).write_bytes(made[some[0]][: chance.randrange(len(made[some[0]]))])
                reader.shared.turn()
            for name in some:
                (common / name).write_bytes(made[name])
            reader.shared.turn()
        assert {one.state for one in reader.shared.look().files} <= {"taken", "own"}
        if seed % 10 == 0:
            assert check(store) == ()
        with store.reading() as view:
            return repr(
                (
                    sorted(reader.names().items()),
                    sorted(outgoing.known(view.connection).items()),
                    len(conflicts(view)),
                )
            )


@pytest.mark.parametrize("orders", [12, pytest.param(50, marks=pytest.mark.slow)])
def test_ten_packages_in_any_order_end_in_the_same_state(tmp_path, orders: int) -> None:
    before, made = shelf(tmp_path)
    assert len(made) == 10
    assert len({end_of(before, made, seed, tmp_path / f"run{seed}") for seed in range(orders)}) == 1


def test_a_package_that_came_before_the_one_it_builds_on_waits_and_is_taken_after_it(tmp_path) -> None:
    before, made = shelf(tmp_path)
    names = list(made)
    common = tmp_path / "late"
    common.mkdir()
    with opened(Path(shutil.copy(before, tmp_path / "desk.lwdb"))) as store:
        reader = party(machine(store, tmp_path, "reader"), common)
        (common / names[-1]).write_bytes(made[names[-1]])
        assert reader.turn().taken == ()
        assert reader.states()[names[-1]] == "waiting"
        for name in names[:-1]:
            (common / name).write_bytes(made[name])
        assert len(reader.turn().taken) == 10
        assert reader.states()[names[-1]] == "taken"


def test_what_a_laptop_took_along_comes_back_through_the_folder_and_is_confirmed_there(tmp_path) -> None:
    common = tmp_path / "common"
    common.mkdir()
    with office(tmp_path, ONE) as whole:
        pc, laptop = party(whole.pc, common), party(whole.laptop, common)
        packed = whole.along(whole.pc).pack(
            [ONE.household.id], whole.device, clock.today() + timedelta(days=3), common
        )
        assert [one.manifest.scope for one in laptop.turn().taken] == [f"set:{whole.device.hex}"]
        save(whole.laptop, ONE.person.replace(note="at the door"))
        laptop.turn()
        pc.turn()
        assert get(whole.pc, ONE.person).note == "at the door"
        laptop.turn()
        (here,) = whole.along(whole.laptop).here()
        assert here.unsent == 0
        assert Path(packed.path).exists()
        assert whole.is_sound()


def test_a_household_that_is_handed_over_waits_for_somebody_and_its_receipt_is_read(tmp_path) -> None:
    with offices(tmp_path) as both:
        here, there = both.here.exchange.shared, both.there.exchange.shared
        both.agree()
        package = both.send()
        for shared in (here, there):
            shared.choose(package.parent)
        assert [one.name for one in there.turn(at_once=True).look.of("asked")] == [package.name]
        both.taking.accept(package, package.parent)
        assert [here.turn(at_once=True).answered, here.turn(at_once=True).answered] == [1, 0]


def asked_to_answer(monkeypatch, *devices: UUID) -> list[UUID]:
    """Have these devices be laptops to which nothing can be told."""
    asked = []

    def answer(along, device, folder):
        asked.append(device)
        raise SetNoLaptop(why="device")

    monkeypatch.setattr(Along, "laptops", lambda along: tuple(Laptop(one, "") for one in devices))
    monkeypatch.setattr(Along, "answer", answer)
    return asked


def test_a_turn_goes_on_where_a_laptop_cannot_be_told(tmp_path, monkeypatch) -> None:
    with parties(tmp_path, "pc", "laptop", "phone") as (_whole, (pc, laptop, phone)):
        for number, one in enumerate((laptop, phone)):
            one.write(number, "Ada")
            one.turn()
        others = [UUID(hex=one.machine.trust.own().device) for one in (laptop, phone)]
        asked = asked_to_answer(monkeypatch, *others)
        assert pc.turn().sent is not None
        assert sorted(asked) == sorted(others)


def test_a_device_that_was_restored_does_not_answer_itself(tmp_path, monkeypatch) -> None:
    common = tmp_path / "common"
    common.mkdir()
    with machines(tmp_path, "pc", "laptop"):
        pass
    before = shutil.copytree(tmp_path / "pc", tmp_path / "backup")
    with opened(tmp_path / "pc" / "desk.lwdb") as store:
        pc = party(machine(store, tmp_path / "pc", "pc"), common)
        pc.write(1, "Ada")
        pc.turn()
    shutil.rmtree(tmp_path / "pc")
    shutil.copytree(before, tmp_path / "pc")
    with opened(tmp_path / "pc" / "desk.lwdb") as store:
        restored = machine(store, tmp_path / "pc", "pc")
        asked = asked_to_answer(monkeypatch, UUID(hex=restored.trust.own().device))
        turn = party(restored, common).turn()
        assert len(turn.taken) == 1
        assert asked == []
