"""Every page of the registry with a record in front of it, as tests that walk all of them want it."""

from typing import Any

from lwdesk.domain.task import QueueEntry
from lwdesk.ui.shell import Shell
from tests.unit import office
from tools import every_page
from tools.busy_office import Busy, fill
from tools.every_page import EVERY

__all__ = ["EVERY", "enter", "furnish"]


def furnish(desk: Any) -> Busy:
    """Take a family in and write one record of each kind for it."""
    family = office.hamdan()
    desk.households.take_in(family)
    desk.hours.arrive(QueueEntry(household=family.household.id, shown_name="Mohammed Hamdan"))
    return fill(desk, [family.household.id])


def enter(shell: Shell, name: str, busy: Busy) -> None:
    """Open a page by its name, on the record of its kind, and wait until all of it is there."""
    every_page.enter(shell, name, busy)
    every_page.wait(shell)
