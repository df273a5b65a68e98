"""What the city's papers name and that shows on the card alone."""

from datetime import date

from tests.gui import families
from tests.gui.cards import opening, texts  # noqa: F401

# ruff: noqa: F811


def test_a_household_with_the_case_management_says_since_when(desk, opening) -> None:
    family = families.take_in(desk, families.hamdan(with_kim_since=date(2021, 9, 1)))
    assert "bei KIM seit 01.09.2021" in texts(opening(family))
