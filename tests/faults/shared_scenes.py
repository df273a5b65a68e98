"""A turn at the shared folder that is cut in the middle: taking in, handing on and clearing away."""

from collections.abc import Callable
from pathlib import Path

from lwdesk.store import file
from lwdesk.store.check import check
from lwdesk.store.transaction import Store
from lwdesk.sync import bundle
from tests.faults.exchange_scenes import (
    FAMILIES,
    FILE,
    RECEIVER,
    SENDER,
    at,
    families,
    is_taken,
    stick,
    two_devices_and_a_bundle,
)
from tests.unit.data_files import KEY, opened
from tests.unit.shared_parties import Party, party


def a_shared_folder(folder: Path) -> None:
    two_devices_and_a_bundle(folder)


def turn(folder: Path, note: Callable[[int], None]) -> None:
    """Take the package in and hand on the own one."""
    with opened(folder / RECEIVER / FILE) as store:
        done = _receiver(store, folder).turn()
        if done.taken:
            note(0)
        if done.sent is not None:
            note(1)


def judge_turn(folder: Path, safe: set[int]) -> None:
    """Each package is in or not, what bears the name of one is one, and the next turn does the rest."""
    place = folder / RECEIVER / FILE
    assert file.damage(place, KEY) == ()
    with opened(place) as store:
        assert check(store) == ()
        assert families(store) in ((FAMILIES,) if 0 in safe else (0, FAMILIES))
        before = packages(folder)
        assert len(before) > 1 or 1 not in safe
        assert not _receiver(store, folder).turn().look.trouble
        assert families(store) == FAMILIES
        assert check(store) == ()
    assert not list((folder / RECEIVER).glob("*.arriving"))
    with opened(folder / SENDER / FILE) as store:
        own = {one.name for one in packages(folder)}
        assert any(is_taken(at(store, folder, SENDER), stick(folder) / name) for name in own)


def packages(folder: Path) -> list[Path]:
    assert {one.suffix for one in stick(folder).iterdir()} <= {bundle.SUFFIX, bundle.PART}
    return sorted(stick(folder).glob(f"*{bundle.SUFFIX}"))


def _receiver(store: Store, folder: Path) -> Party:
    return party(at(store, folder, RECEIVER), stick(folder))
