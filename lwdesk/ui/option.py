"""What can be chosen, whatever shows it."""

from typing import NamedTuple


class Option(NamedTuple):
    """A choice: what is stored, what is shown, and another word it is known by."""

    key: str
    label: str
    note: str = ""
