"""A half file that a kill left in a folder: the next package for it takes the own one away."""

from pathlib import Path

import pytest

from lwdesk.domain.household import Household
from lwdesk.sync import bundle
from tests.unit.devices import OFFICE, Machine, machines

FOREIGN = ("lwdesk-00000000.lwb.part", "photo.part")


class Killed(BaseException):
    """Stands for the end of the program in the middle of a package."""


@pytest.fixture
def pc(tmp_path):
    with machines(tmp_path, "pc", "laptop") as (_organisation, (pc, _laptop)):
        with pc.seat.writing("save", "edit") as transaction:
            transaction.save(Household(office=OFFICE.id, name="Hamdan", target_group="refugee"))
        yield pc


def killed(pc: Machine, folder: Path, monkeypatch) -> str:
    """Let the program end while it writes a package; return the name of the half file."""

    def half(path: Path, *_args: object) -> int:
        path.with_name(path.name + bundle.PART).write_bytes(bytes(10))
        raise Killed

    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(bundle, "write", half)
        with pytest.raises(Killed):
            pc.sending.export(folder)
    (left,) = set(folder.iterdir()) - before
    return left.name


def test_the_next_package_takes_the_own_half_file_away_and_nobody_elses(pc, tmp_path, monkeypatch) -> None:
    stick = tmp_path / "stick"
    left = killed(pc, stick, monkeypatch)
    for name in FOREIGN:
        (stick / name).write_bytes(b"x")
    sent = pc.sending.export(stick)
    assert {one.name for one in stick.iterdir()} == {sent.path.name, *FOREIGN}
    assert left not in FOREIGN


def test_a_half_file_on_a_stick_that_is_away_is_taken_away_when_it_is_back(pc, tmp_path, monkeypatch) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    left = killed(pc, stick, monkeypatch)
    other.mkdir()
    pc.sending.export(other)
    assert (stick / left).is_file()
    killed(pc, stick, monkeypatch)
    assert not (stick / left).exists()


def test_a_half_file_that_cannot_be_removed_stops_no_package(pc, tmp_path, monkeypatch) -> None:
    stick = tmp_path / "stick"
    left = killed(pc, stick, monkeypatch)
    (stick / left).unlink()
    (stick / left).mkdir()
    assert pc.sending.export(stick).path.is_file()
