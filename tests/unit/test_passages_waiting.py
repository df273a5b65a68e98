"""A package that comes before the one it builds on waits beside the data file and is taken by itself."""

import errno
import sys

import pytest

from lwdesk.base.errors import BundleGap, BundleRefused, DiskFull
from lwdesk.domain.household import Household
from lwdesk.services.exchange import trust as trusting
from lwdesk.services.exchange import waiting as room
from lwdesk.store.check import check
from tests.unit.devices import Machine, Sent, machines
from tests.unit.passing import ADA, HOME, believe, folder, household, passages, save, waiting


@pytest.fixture
def pair(tmp_path):
    with machines(tmp_path, "pc", "laptop") as (_organisation, made):
        yield made


def two(pc: Machine, laptop: Machine) -> tuple[Sent, Sent]:
    """Return two packages of which the second builds on the first."""
    household(pc)
    first = pc.send()
    believe(pc, laptop)
    save(pc, HOME.replace(note="x"))
    return first, pc.send()


def early(machine: Machine, sent: Sent) -> None:
    with pytest.raises(BundleGap):
        machine.take(sent)


def note(machine: Machine) -> str | None:
    with machine.store.reading() as reader:
        found = reader.get(Household, HOME.id)
    return found.note if found else None


def test_it_is_kept_as_it_came_where_nobody_else_can_look(pair) -> None:
    pc, laptop = pair
    _first, second = two(pc, laptop)
    early(laptop, second)
    (kept,) = folder(laptop).iterdir()
    assert kept.read_bytes() == second.path.read_bytes()
    if sys.platform != "win32":
        assert folder(laptop).stat().st_mode & 0o777 == 0o700
        assert kept.stat().st_mode & 0o777 == 0o600
    assert note(laptop) is None


def test_it_says_of_which_device_what_is_missing(pair) -> None:
    pc, laptop = pair
    _first, second = two(pc, laptop)
    assert laptop.receiving.look(second.path).missing == (("pc", 1, 3),)
    early(laptop, second)
    (one,) = waiting(laptop).listed()
    assert (one.bundle, one.missing) == (trusting.UUID(second.bundle).hex, (("pc", 1, 3),))
    (noted,) = passages(laptop).listed()
    assert (noted.state, noted.reason, noted.facts) == ("waiting", "BundleGap", {"missing": [("pc", 1, 3)]})


def test_after_the_missing_one_came_it_is_taken_by_itself(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    received = laptop.take(first)
    assert [one.manifest.bundle for one in received.later] == [second.bundle]
    assert note(laptop) == "x"
    assert not folder(laptop).exists()
    assert waiting(laptop).listed() == ()
    assert [(one.number, one.state) for one in passages(laptop).listed()] == [(2, "taken"), (1, "taken")]
    assert check(laptop.store) == ()


def test_a_chain_of_three_is_taken_in_its_order(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    believe(pc, laptop)
    save(pc, HOME.replace(note="y"))
    third = pc.send()
    early(laptop, third)
    early(laptop, second)
    assert [one.manifest.bundle for one in laptop.take(first).later] == [second.bundle, third.bundle]
    assert note(laptop) == "y"


def test_one_that_comes_twice_waits_once(pair) -> None:
    pc, laptop = pair
    _first, second = two(pc, laptop)
    early(laptop, second)
    early(laptop, second)
    assert len(list(folder(laptop).iterdir())) == len(waiting(laptop).listed()) == 1
    assert len(passages(laptop).listed()) == 1


def test_it_waits_on_where_something_else_came(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    save(laptop, ADA.replace(id=trusting.UUID(int=77)))
    assert waiting(laptop).retry() == ()
    assert len(waiting(laptop).listed()) == 1
    pc.take(laptop.send())
    laptop.take(first)
    assert waiting(laptop).listed() == ()


def test_given_once_more_after_the_missing_one_it_does_not_wait_any_longer(pair, monkeypatch) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    monkeypatch.setattr(laptop.receiving, "retry", lambda: ())
    laptop.take(first)
    laptop.take(second)
    assert not folder(laptop).exists()
    assert waiting(laptop).listed() == ()


def test_one_whose_file_was_deleted_meanwhile_is_forgotten(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    for kept in folder(laptop).iterdir():
        kept.unlink()
    assert laptop.take(first).later == ()
    assert waiting(laptop).listed() == ()


def test_one_that_is_refused_by_then_is_let_go_of_and_noted(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    for kept in folder(laptop).iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert laptop.take(first).later == ()
    assert waiting(laptop).listed() == ()
    assert not folder(laptop).exists()
    assert {one.state for one in passages(laptop).listed()} == {"waiting", "refused", "taken"}


def test_what_a_cut_left_behind_is_removed_with_the_next_package(pair) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    left = folder(laptop) / f"{trusting.UUID(int=5).hex}.lwb"
    half = folder(laptop) / f"{trusting.UUID(int=6).hex}.lwb.part"
    for path in (left, half):
        path.write_bytes(b"x")
    assert waiting(laptop).retry() == ()
    assert [path.name for path in folder(laptop).iterdir()] == [f"{trusting.UUID(second.bundle).hex}.lwb"]
    left.write_bytes(b"x")
    laptop.take(first)
    assert not folder(laptop).exists()


def test_a_full_disk_while_it_is_kept_is_said_and_nothing_waits(pair, monkeypatch) -> None:
    pc, laptop = pair
    _first, second = two(pc, laptop)

    def full(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(room, "copyfileobj", full)
    with pytest.raises(DiskFull):
        laptop.take(second)
    assert waiting(laptop).listed() == ()
    assert passages(laptop).listed() == ()
    assert list(folder(laptop).iterdir()) == []


def test_a_disk_that_fails_then_leaves_it_waiting(pair, monkeypatch) -> None:
    pc, laptop = pair
    first, second = two(pc, laptop)
    early(laptop, second)
    one = laptop.receiving._one

    def full(path, progress):
        if path.parent == folder(laptop):
            raise DiskFull
        return one(path, progress)

    monkeypatch.setattr(laptop.receiving, "_one", full)
    assert laptop.take(first).later == ()
    assert len(waiting(laptop).listed()) == 1
    monkeypatch.undo()
    assert len(waiting(laptop).retry()) == 1


def test_a_package_that_still_lacks_something_waits_on(pair, monkeypatch) -> None:
    pc, laptop = pair
    _first, second = two(pc, laptop)
    early(laptop, second)
    monkeypatch.setattr(
        laptop.receiving, "_ready", lambda tried: None if tried else trusting.UUID(second.bundle).hex
    )
    assert waiting(laptop).retry() == ()
    assert len(waiting(laptop).listed()) == 1


def test_what_is_not_for_this_office_does_not_wait(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_one, (_pc, laptop)):
        (tmp_path / "other").mkdir()
        with machines(tmp_path / "other", "a", "b") as (_other, (a, _b)):
            household(a)
            with pytest.raises(BundleRefused):
                laptop.take(a.send())
        assert not folder(laptop).exists()
        assert passages(laptop).listed()[0].state == "refused"
