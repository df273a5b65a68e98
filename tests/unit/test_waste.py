"""Looking for waste while much is made."""

import gc

import pytest

from lwdesk.base import waste


@pytest.mark.parametrize("before", [True, False])
def test_nobody_looks_inside_and_afterwards_it_is_as_before(*, before: bool, request) -> None:
    request.addfinalizer(gc.enable if gc.isenabled() else gc.disable)
    (gc.enable if before else gc.disable)()
    with waste.left_alone():
        assert not gc.isenabled()
    assert gc.isenabled() == before
