"""Killed, on a full disk or on a failing one at any system call: what was said to be safe is there."""

from collections.abc import Iterator

import pytest

from tests.faults import injection
from tests.faults.injection import EVERY, FAULTS, SOME, Stage
from tests.faults.scenes import SCENES

EACH_TIME = ("save", "migration", "import", "pack")  # the others in the soak alone
RUNS = [
    pytest.param(scene, most, id=f"{scene}-{name}", marks=marks)
    for scene in SCENES
    for name, most, marks in (
        ("some", SOME, () if scene in EACH_TIME else pytest.mark.slow),
        ("every", EVERY, pytest.mark.slow),
    )
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if reason := injection.why_not():
        pytest.skip(reason)
    return Stage(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize(("scene", "most"), RUNS)
def test_what_was_said_to_be_safe_is_there(stage: Stage, scene: str, most: int) -> None:
    calls = stage.calls(scene)
    assert calls["pwrite64"] + calls["write"] > 0
    assert calls["fsync"] + calls["fdatasync"] > 0
    for fault in FAULTS:
        trials, lost = stage.strike(scene, fault, most)
        assert trials == sum(min(most, calls[call]) for call in FAULTS[fault])
        assert lost == []
