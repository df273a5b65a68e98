"""Take-along sets as pages and commands show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from lwdesk.domain.take_along import State

type Warned = Literal[
    "restricted",  # stays in the office
    "foreign",  # belongs to another office
    "difference",  # has to be decided first
    "out",  # is out with the same device
    "elsewhere",  # is out with another device
    "protected",  # goes along without its address
]
REFUSED = frozenset({"restricted", "foreign", "difference", "out"})
"""With these a household is not packed."""


@dataclass(frozen=True, slots=True)
class Laptop:
    """A device that takes sets along."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household for a set, with why it is proposed and what speaks against it."""

    household: UUID
    number: str
    name: str
    visit_at: datetime | None = None
    staff: UUID | None = None
    staff_name: str = ""
    warnings: tuple[Warned, ...] = ()

    @property
    def is_packable(self) -> bool:
        return REFUSED.isdisjoint(self.warnings)


@dataclass(frozen=True, slots=True)
class Packed:
    """A set that was packed, with what stayed in the office."""

    set: UUID
    path: str
    households: int
    until: date
    size: int
    private_notes: int
    attachments: int
    protected: int


@dataclass(frozen=True, slots=True)
class SetOut:
    """A set as the office sees it."""

    set: UUID
    device: UUID | None
    label: str
    packed_at: datetime | None
    staff_name: str
    until: date | None
    state: State
    households: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetHere:
    """A set on the device that has it along; `unsent` counts what the office does not know yet."""

    set: UUID
    until: date
    label: str
    households: int
    is_locked: bool
    is_returned: bool
    unsent: int

    @property
    def may_go(self) -> bool:
        """Tell whether everything written here is known to the office."""
        return not self.unsent


@dataclass(frozen=True, slots=True)
class WouldLose:
    """What erasing a set now would lose for good, by kind of record."""

    writes: tuple[tuple[str, int], ...]
    private_notes: int
    drafts: int

    @property
    def is_nothing(self) -> bool:
        return not (self.writes or self.private_notes or self.drafts)
