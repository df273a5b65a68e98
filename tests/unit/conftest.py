"""What most tests of services begin with: an office of its own, and the family of the pictures in it."""

import pytest


@pytest.fixture
def desk():
    from tests.unit import office  # opens files: tests of rules need none of it

    with office.fresh() as opened:
        yield opened


@pytest.fixture
def family(desk):
    from tests.unit import office

    intake = office.hamdan()
    desk.households.take_in(intake)
    return intake
