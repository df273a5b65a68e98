"""Package files: what a look into one tells, and which of them are of no use any more."""

import pytest

from lwdesk.base.errors import BundleDamaged, BundleRefused, Cancelled
from lwdesk.base.progress import Progress
from lwdesk.domain.household import Household
from lwdesk.sync import bundle
from tests.unit.devices import machines
from tests.unit.passing import HOME, household, passages, save


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


def test_looking_at_what_is_refused_notes_it_and_takes_nothing_even_if_it_reads_well_the_next_time(
    pair, monkeypatch
) -> None:
    pc, laptop = pair
    household(pc)
    path = pc.send().path
    reads = []
    verify = bundle.verify

    def flaky(source, roster, *more):
        reads.append(True)
        if len(reads) == 1:
            raise BundleDamaged(why="cut")
        return verify(source, roster, *more)

    monkeypatch.setattr(bundle, "verify", flaky)
    with pytest.raises(BundleDamaged):
        laptop.receiving.look_noting(path)
    (one,) = passages(laptop).listed()
    assert (one.state, one.reason) == ("refused", "BundleDamaged")
    with laptop.store.reading() as reader:
        assert reader.all(Household) == ()


def test_a_household_that_is_handed_over_is_no_refusal_where_it_is_looked_at(pair, monkeypatch) -> None:
    pc, laptop = pair
    household(pc)
    path = pc.send().path

    def handed_over(*_told, **_more):
        raise BundleRefused(why="transfer")

    monkeypatch.setattr(bundle, "read", handed_over)
    with pytest.raises(BundleRefused):
        laptop.receiving.look_noting(path)
    assert passages(laptop).listed() == ()
