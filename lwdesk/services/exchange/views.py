"""What the exchange looks like from a desk: what is due, what went out and came in, what is to be decided."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

type Direction = Literal["sent", "received"]
type PassageState = Literal[
    "confirmed",  # sent, and everybody says to have it
    "unconfirmed",  # sent, nobody has answered yet
    "overdue",  # sent ten days ago or earlier, and somebody still has not answered
    "taken",  # received and taken in
    "known",  # received, and all of it was here before
    "waiting",  # received, and an earlier package is missing
    "refused",  # received and refused; nothing changed
]


@dataclass(frozen=True, slots=True)
class Due:
    """What the other devices are not known to have."""

    changes: int
    households: int
    since: datetime | None
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A package that went out or came in, as the list of the exchange shows it."""

    bundle: str
    direction: Direction
    device: UUID | None
    label: str  # of the other device, as the roster names it; empty where nobody knows
    role: str  # of the other device in the roster
    number: int
    made_at: datetime | None
    at: datetime
    changes: int
    households: int
    conflicts: int
    state: PassageState
    reason: str = ""  # the name of the error it was refused for, or of what it waits for
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """A package before it is taken in: verified and opened, nothing changed."""

    bundle: str
    scope: str
    label: str
    role: str
    number: int
    made_at: datetime
    changes: int
    known: int
    missing: tuple[tuple[str, int, int], ...] = ()  # device, first and last number of what is missing


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of a package that did not go through, by name and reason."""

    kind: str
    record: UUID
    name: str
    reason: Literal["erased", "newer_program", "unknown_code"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A household in which the work of two devices came together by itself."""

    household: UUID | None
    name: str
    kind: str
    record: UUID
    fields: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What taking in a package did."""

    passage: Passage
    new: int
    changed: int
    erased: int
    conflicts: int
    merged: tuple[Merged, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
