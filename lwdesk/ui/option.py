"""What can be chosen, whatever shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: what is stored, what is shown, and another word it is known by."""

    key: str
    label: str
    note: str = ""
