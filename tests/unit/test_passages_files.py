"""Package files: what a look into one tells, and which of them are of no use any more."""

import pytest

from lwdesk.base.errors import Cancelled
from lwdesk.base.progress import Progress
from tests.unit.devices import machines
from tests.unit.passing import DAY, HOME, believe, household, later, passages, save


@pytest.fixture
def pair(tmp_path):
    with machines(tmp_path, "pc", "laptop") as (_org, made):
        yield made


def test_a_preview_says_who_when_and_how_much_and_changes_nothing(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    save(pc, HOME.replace(note="x"))
    looked = laptop.receiving.look(pc.send().path)
    assert (looked.label, looked.role, looked.number, looked.scope.partition(":")[0]) == (
        "pc",
        "office",
        2,
        "office",
    )
    assert (looked.changes, looked.known, looked.households, looked.missing) == (1, 3, 1, ())
    assert len(passages(laptop).listed()) == 1
    with laptop.store.reading() as reader:
        assert reader.get(type(HOME), HOME.id).note == ""


def test_a_preview_can_be_stopped_and_counts_on_the_way(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    progress = Progress()
    laptop.receiving.look(sent.path, progress)
    assert (progress.stage, progress.done, progress.total) == ("look", 3, 3)
    progress.cancel()
    with pytest.raises(Cancelled):
        laptop.receiving.look(sent.path, progress)


def test_files_that_did_their_work_long_ago_are_offered_for_deletion(pair, tmp_path) -> None:
    pc, laptop = pair
    stick = tmp_path / "stick"
    stick.mkdir()
    household(pc)
    sent = pc.sending.export(stick)
    (stick / "other.lwb").write_bytes(b"none of ours")
    laptop.take(sent)
    with later(29 * DAY):
        assert passages(laptop).leftovers(stick) == ()
    with later(31 * DAY):
        (one,) = passages(laptop).leftovers(stick)
        assert (one.path, one.bundle, one.direction) == (sent.path, sent.bundle, "received")
        assert one.size == sent.path.stat().st_size
        assert passages(pc).leftovers(stick) == ()  # nobody has confirmed it here
    believe(pc, laptop)
    with later(31 * DAY):
        assert [one.direction for one in passages(pc).leftovers(stick)] == ["sent"]
