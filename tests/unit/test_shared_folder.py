"""Three devices that hand each other their work through one real folder, by themselves."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import FileMissing
from lwdesk.services.exchange import shared_files
from lwdesk.store.check import check
from tests.unit.data_files import opened, place
from tests.unit.devices import machine
from tests.unit.shared_parties import Party, packages, parties, party, written

MOMENT = datetime(2021, 11, 2, 13, 14, 5, tzinfo=UTC)
COPY = "{stem} (conflicted copy 2021-11-02 141405).lwb"


@pytest.fixture(autouse=True)
def fixed() -> Iterator[clock.FixedClock]:
    now = clock.FixedClock(MOMENT)
    with clock.using(now):
        yield now


def test_what_one_device_wrote_is_on_all_others_after_their_turns(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop", "phone") as (_whole, all_of_them):
        for number, one in enumerate(all_of_them):
            one.write(number, f"Name {number}")
        for one in (*all_of_them, *all_of_them):
            one.turn()
        for one in all_of_them:
            assert one.names() == {0: "Name 0", 1: "Name 1", 2: "Name 2"}
            assert check(one.machine.store) == ()


def test_a_turn_tells_what_came_and_that_nothing_comes_twice(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        sent = pc.turn().sent
        first, second = laptop.turn(), laptop.turn()
        assert [one.manifest.bundle for one in first.taken] == [sent.bundle]
        assert second.taken == ()
        assert laptop.states()[sent.path.name] == "taken"
        assert pc.states()[sent.path.name] == "own"


def test_answers_do_not_answer_each_other(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop", "phone") as (_whole, all_of_them):
        all_of_them[0].write(1, "Ada")
        for one in all_of_them * 4:
            one.turn()
        assert [one.turn().sent for one in all_of_them] == [None, None, None]


def test_nothing_is_written_more_often_than_every_ten_minutes(tmp_path, fixed) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        pc.write(1, "Ada")
        assert pc.shared.turn().sent is not None
        pc.write(2, "Eda")
        fixed.moment += timedelta(minutes=9)
        assert pc.shared.turn().sent is None
        fixed.moment += timedelta(minutes=1)
        assert pc.shared.turn().sent is not None


@pytest.mark.parametrize("left", [0, 1, 29, 30, 31, 200, -300, -100, -22, -1])
def test_a_package_of_which_a_part_is_missing_waits_until_it_is_whole(tmp_path, left: int) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        whole = at.read_bytes()
        at.write_bytes(whole[:left])
        assert laptop.turn().taken == ()
        assert laptop.states()[at.name] == "half"
        at.write_bytes(whole)
        assert len(laptop.turn().taken) == 1
        assert laptop.names() == {1: "Ada"}


def test_a_package_whose_middle_has_not_arrived_is_tried_again_later_and_not_in_every_turn(
    tmp_path, fixed
) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        whole = at.read_bytes()
        told = at.stat()
        at.write_bytes(whole[:600] + bytes(len(whole) - 1000) + whole[-400:])
        os.utime(at, ns=(told.st_atime_ns, told.st_mtime_ns))
        assert laptop.turn().taken == ()
        at.write_bytes(whole)
        os.utime(at, ns=(told.st_atime_ns, told.st_mtime_ns))
        assert laptop.turn().taken == ()
        assert laptop.states()[at.name] == "half"
        fixed.moment += timedelta(minutes=3)
        assert len(laptop.turn().taken) == 1


def test_a_second_copy_of_the_same_package_is_known_and_not_read_again(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        copy = at.with_name(COPY.format(stem=at.stem))
        shutil.copy(at, copy)
        shutil.copy(at, at.with_name("Freitag.lwb"))
        assert len(laptop.turn().taken) == 1
        assert laptop.states()[copy.name] == "copy"
        assert pc.states()[copy.name] == "copy"
        assert set(laptop.states().values()) <= {"copy", "taken", "own"}


def test_a_copy_of_something_nobody_knows_is_told_and_never_read_by_itself(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        copy = at.rename(at.with_name(COPY.format(stem=at.stem)))
        assert laptop.turn().taken == ()
        assert laptop.states()[copy.name] == "odd"
        assert laptop.names() == {}


def test_a_package_under_a_name_somebody_gave_it_is_read(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        at.rename(at.with_name("Stand vom Freitag.lwb"))
        assert len(laptop.turn().taken) == 1


def test_a_package_of_a_stranger_is_refused_once_and_noted_once(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        (tmp_path / "far").mkdir()
        with parties(tmp_path / "far", "a", "b") as (_far, (stranger, _other)):
            stranger.write(1, "Ada")
            at = Path(shutil.copy(written(stranger), pc.folder))
        assert [laptop.turn().refused, laptop.turn().refused] == [1, 0]
        (one,) = [each for each in laptop.shared.look().files if each.name == at.name]
        assert (one.state, one.reason) == ("refused", "BundleForged")


def test_a_package_for_other_devices_is_nobodys_trouble(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (whole, (pc, _laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        (tmp_path / "new").mkdir()
        with opened(place(tmp_path / "new")) as store:
            late = machine(store, tmp_path / "new", "late")
            whole.enrol(late)
            third = party(late, pc.folder)
            assert third.turn().refused == 0
            assert third.states()[at.name] == "others"


def test_a_restored_device_takes_in_what_it_had_written_itself(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop"):
        pass
    before = Path(shutil.copy(tmp_path / "pc" / "desk.lwdb", tmp_path / "before.lwdb"))
    with opened(tmp_path / "pc" / "desk.lwdb") as store:
        pc = party(machine(store, tmp_path, "pc"), tmp_path / "common")
        pc.write(1, "Ada")
        written(pc)
    with opened(before) as store:
        restored = party(machine(store, tmp_path, "pc"), tmp_path / "common")
        assert len(restored.turn().taken) == 1
        assert restored.names() == {1: "Ada"}


def test_what_a_new_device_wrote_is_read_once_the_roster_with_it_is_here(tmp_path) -> None:
    (tmp_path / "new").mkdir()
    pair = parties(tmp_path, "pc", "laptop")
    with pair as (whole, (pc, laptop)), opened(place(tmp_path / "new")) as store:
        new = machine(store, tmp_path / "new", "new")
        late = [one for one in whole.devices if one is laptop.machine]
        whole.devices.remove(laptop.machine)
        whole.enrol(new)
        third = party(new, pc.folder)
        third.write(1, "Ada")
        written(third)
        assert laptop.turn().refused == 1
        whole.devices[:] = late
        whole.spread()
        assert len(laptop.turn().taken) == 1


def test_own_packages_that_a_newer_one_replaces_go_after_an_hour(tmp_path, fixed) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        made = []
        for number in range(3):
            pc.write(number, "Ada")
            made.append(written(pc))
            fixed.moment += timedelta(minutes=20)
        assert [at.exists() for at in made] == [True, True, True]
        fixed.moment += timedelta(minutes=45)
        assert pc.turn().removed == 2
        assert [at.exists() for at in made] == [False, False, True]
        laptop.turn()
        assert laptop.names() == {0: "Ada", 1: "Ada", 2: "Ada"}


def test_own_packages_before_the_newest_go_at_once_when_everybody_has_them(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        first = written(pc)
        pc.write(2, "Eda")
        second = written(pc)
        laptop.turn()
        assert pc.turn().removed == 1
        assert (first.exists(), second.exists()) == (False, True)


def test_the_newest_own_package_goes_when_everybody_has_had_it_for_a_month(tmp_path, fixed) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        at = written(pc)
        laptop.turn()
        pc.turn()
        fixed.moment += timedelta(days=31)
        pc.turn()
        assert not at.exists()
        assert pc.turn().sent is None


def test_packages_that_somebody_put_there_by_hand_stay(tmp_path, fixed) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        pc.write(1, "Ada")
        by_hand = pc.machine.sending.export(pc.folder).path
        pc.write(2, "Eda")
        pc.turn()
        fixed.moment += timedelta(days=40)
        pc.write(3, "Ida")
        pc.turn()
        fixed.moment += timedelta(days=40)
        pc.turn()
        assert by_hand.exists()


def test_a_package_that_vanished_before_everybody_had_it_is_made_again(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        written(pc).unlink()
        assert pc.turn().sent is not None
        laptop.turn()
        assert laptop.names() == {1: "Ada"}


def test_a_folder_that_vanished_is_tried_again_after_a_growing_pause(tmp_path, fixed) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        pc.write(1, "Ada")
        away = pc.folder.rename(tmp_path / "away")
        pauses = []
        for _ in range(8):
            look = pc.shared.turn().look
            assert look.trouble == "gone"
            pauses.append(int((look.again_at - clock.now()).total_seconds() // 60))
            fixed.moment = look.again_at
        assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
        away.rename(pc.folder)
        turn = pc.shared.turn()
        assert (turn.look.trouble, turn.look.again_at) == ("", None)
        assert turn.sent is not None


def test_during_the_pause_the_folder_is_left_alone(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        pc.write(1, "Ada")
        away = pc.folder.rename(tmp_path / "away")
        pc.shared.turn()
        away.rename(pc.folder)
        assert pc.shared.turn().look.trouble == "gone"
        assert pc.shared.turn(at_once=True).look.trouble == ""


@pytest.mark.parametrize(
    ("number", "told"), [(28, "full"), (122, "full"), (30, "protected"), (13, "protected"), (5, "gone")]
)
def test_a_folder_that_takes_nothing_is_still_read_from(
    tmp_path, monkeypatch, number: int, told: str
) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        pc.turn()
        laptop.write(2, "Eda")
        with monkeypatch.context() as patch:
            patch.setattr("lwdesk.sync.bundle.os.fsync", failing(number))
            turn = laptop.turn()
        assert (turn.look.trouble, turn.sent) == (told, None)
        assert laptop.names() == {1: "Ada", 2: "Eda"}
        assert packages(pc.folder) == [one for one in packages(pc.folder) if one.name in pc.states()]
        assert not list(pc.folder.glob("*.part"))
        assert laptop.turn().sent is not None


def failing(number: int):
    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_that_another_program_holds_waits_for_the_next_turn(tmp_path, monkeypatch) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        pc.turn()
        with monkeypatch.context() as patch:
            patch.setattr(shared_files, "copied", failing(13))
            assert laptop.turn().taken == ()
        assert len(laptop.turn().taken) == 1


def test_a_full_disk_of_this_computer_is_told_as_such(tmp_path, monkeypatch) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        pc.turn()
        with monkeypatch.context() as patch:
            patch.setattr(shared_files, "copied", failing(28))
            assert laptop.turn().look.trouble == "here"
        assert len(laptop.turn().taken) == 1


def test_a_device_that_belongs_to_nobody_leaves_the_folder_alone(tmp_path) -> None:
    with opened(place(tmp_path)) as store:
        alone = party(machine(store, tmp_path, "alone"), tmp_path)
        assert alone.turn().look.trouble == "outside"
        assert packages(tmp_path) == []


def test_only_a_folder_that_is_there_can_be_chosen_and_none_ends_it(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        with pytest.raises(FileMissing):
            pc.shared.choose(tmp_path / "missing")
        assert pc.shared.folder() == pc.folder
        pc.shared.choose(None)
        assert pc.shared.folder() is None
        pc.write(1, "Ada")
        assert pc.turn().sent is None


def test_another_folder_gets_everything_that_is_due(tmp_path) -> None:
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, _laptop)):
        pc.write(1, "Ada")
        pc.turn()
        other = tmp_path / "other"
        other.mkdir()
        pc.shared.choose(other)
        assert written(pc).parent == other


def test_a_restored_device_gets_back_by_the_folder_what_it_had_taken_in(tmp_path, fixed) -> None:
    pc_folder = tmp_path / "pc"
    with parties(tmp_path, "pc", "laptop") as (_whole, (pc, laptop)):
        pc.write(1, "Ada")
        for one in (pc, laptop, pc):
            one.turn()
    before = Path(shutil.copy(pc_folder / "desk.lwdb", tmp_path / "before.lwdb"))
    with shared_again(tmp_path) as (pc, laptop):
        laptop.write(2, "Eda")
        for one in (laptop, pc, laptop):
            one.turn()
        assert pc.names() == {1: "Ada", 2: "Eda"}
        for at in packages(tmp_path / "common"):
            at.unlink()
    shutil.copy(before, pc_folder / "desk.lwdb")
    with shared_again(tmp_path) as (pc, laptop):
        laptop.write(3, "Ida")
        for one in (laptop, pc, laptop, pc, laptop, pc):
            fixed.moment += timedelta(minutes=11)
            one.turn()
        assert pc.names() == laptop.names() == {1: "Ada", 2: "Eda", 3: "Ida"}
        assert pc.turn().sent is None
        assert laptop.turn().sent is None


@contextmanager
def shared_again(folder: Path) -> Iterator[tuple[Party, Party]]:
    """Open both files again."""
    with opened(folder / "pc" / "desk.lwdb") as one, opened(folder / "laptop" / "desk.lwdb") as other:
        pc = party(machine(one, folder / "pc", "pc"), folder / "common")
        yield pc, party(machine(other, folder / "laptop", "laptop"), folder / "common")
