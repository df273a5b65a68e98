"""How a take-along set stands, and which households are out."""

from datetime import date
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.domain.take_along import TakeAlong, named, out_until, state_on

HOME, OTHER, LAPTOP, HERE = (UUID(int=n) for n in (1, 2, 3, 4))
LAST = date(2026, 11, 20)
SET = TakeAlong(device=LAPTOP, until=LAST, households=named([HOME, OTHER]))


@pytest.mark.parametrize(
    ("told", "today", "state"),
    [
        (SET, LAST, "out"),
        (SET, date(2026, 11, 21), "expired"),
        (SET.replace(until=None), LAST, "out"),
        (SET.replace(returned_at=clock.now()), date(2026, 11, 21), "back"),
        (SET.replace(closed_at=clock.now()), date(2026, 11, 21), "closed"),
        (SET.replace(closed_at=clock.now(), returned_at=clock.now()), LAST, "back"),
        (SET.replace(returned_at=clock.now(), erased_at=clock.now()), LAST, "erased"),
    ],
)
def test_a_set_is_out_until_its_last_day_closed_given_back_or_erased(told, today, state) -> None:
    assert state_on(told, today) == state


def test_a_set_names_its_households() -> None:
    assert SET.homes == (HOME, OTHER)
    assert TakeAlong().homes == ()


def test_a_household_is_out_until_the_latest_day_of_the_sets_it_is_in() -> None:
    later = SET.replace(id=UUID(int=9), until=date(2026, 11, 22), households=named([HOME]))
    assert out_until([SET, later], HOME, HERE) == date(2026, 11, 22)
    assert out_until([SET, later], OTHER, HERE) == LAST


@pytest.mark.parametrize(
    "told",
    [
        SET.replace(returned_at=clock.now()),
        SET.replace(erased_at=clock.now()),
        SET.replace(closed_at=clock.now()),
        SET.replace(until=None),
        SET.replace(device=HERE),
        SET.replace(households=""),
    ],
)
def test_what_came_back_or_lies_on_this_device_is_not_out(told) -> None:
    assert out_until([told], HOME, HERE) is None
