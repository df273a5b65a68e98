"""Whatever four devices do and however their bundles travel, all end with the same, and with all of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from lwdesk.store.transaction import Store
from tests.unit.judging import judge
from tests.unit.playing import begin, four, programs


@pytest.fixture(scope="module")
def stores() -> Iterator[list[Store]]:
    with four() as opened:
        yield opened


@given(program=programs)
def test_nothing_gets_lost_and_no_difference_is_made_up(stores: list[Store], program: list[Any]) -> None:
    play = begin(stores)
    play.know_everything()
    play.run(program)
    judge(play)
