"""What the exchange looks like from a desk: what is due, what went out and came in, what is to be decided."""

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from lwdesk.domain.fields import Value

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
    answers: tuple[str, ...] = ()  # devices that do not know yet that their packages arrived
    new_roster: bool = False  # whether the list of devices changed since a package last went out

    @property
    def is_nothing(self) -> bool:
        """Tell whether a package would bring nobody anything."""
        return not (self.changes or self.answers or self.new_roster)


@dataclass(frozen=True, slots=True)
class Content:
    """How many records of a kind the next package holds for a household, or for none."""

    household: UUID | None
    name: str
    native_name: str
    case_number: str
    kind: str
    count: int
    is_hidden: bool = False  # of households that this person may not see: counted, not named


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
    """What is known of a refusal; of a waiting one `missing`, of a known one the `last` number taken in."""


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
    households: int = 0
    missing: tuple[tuple[str, int, int], ...] = ()  # device, first and last number of what is missing


type LeftReason = Literal[
    "erased",  # it was erased here, and stays so
    "newer_program",  # a kind or a field that this program has no place for; kept for a newer one
    "unknown_code",  # taken in, but it holds a code that no list here has; shown as it came
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of a package that did not go through, by name and reason."""

    kind: str
    record: UUID
    name: str
    reason: LeftReason


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
    clock_behind: int = 0  # by how many hours the own clock is behind all that was seen, from 24 on
    sender_ahead: int = 0  # by how many hours the clock of the sender was ahead of the own one, from 24 on


@dataclass(frozen=True, slots=True)
class Waiting:
    """A package that came too early, with what is missing: device, first and last number."""

    bundle: str
    since: datetime
    missing: tuple[tuple[str, int, int], ...]


type Room = Literal[
    "second_phone",  # the other number becomes the second one
    "spelling",  # the other name becomes one more spelling of the person
    "second_nationality",
    "together",  # both texts, one below the other
    "all",  # every code of both
]
"""Where a record has room for the other value as well."""


@dataclass(frozen=True, slots=True)
class DifferenceSide:
    """What one device wrote: `text` names what a link leads to."""

    value: Value
    text: str
    at: datetime
    staff: UUID | None
    staff_name: str
    device: UUID
    device_name: str
    is_own: bool
    beside: tuple[tuple[str, Value], ...] = ()
    """Of fields that are decided with this one, what goes with the value."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A field that was changed on one device while another took its record away."""

    subject: str
    record: UUID
    field: str
    former: Value
    value: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to decide, with the household and the person it is about.

    `field`: the sides are the values. `removed`: one side took the record away (True), the other changed
    it (False). `merged`: one side put the household under another (False), the other changed it (True: the
    survivor takes the changes over). `edits` are those changes.
    """

    kind: Literal["field", "removed", "merged"]
    subject: str
    record: UUID
    field: str
    household: UUID | None
    name: str
    native_name: str
    case_number: str
    person: str
    former: Value
    former_text: str
    former_at: datetime | None
    sides: tuple[DifferenceSide, ...]
    shown: int
    room: Room | None = None
    edits: tuple[Edit, ...] = ()
    is_protected: bool = False  # an address that is only shown after a reason was given
    found: object = dataclasses.field(default=None, repr=False)  # as the file says it, for the decision


@dataclass(frozen=True, slots=True)
class Take:
    """Decide for what one side wrote."""

    side: int


@dataclass(frozen=True, slots=True)
class Enter:
    """Decide for another value."""

    value: Value


@dataclass(frozen=True, slots=True)
class KeepBoth:
    """Keep what one side wrote where it stands, and the other where the record has room."""

    first: int = 0


type Choice = Take | Enter | KeepBoth


@dataclass(frozen=True, slots=True)
class Decided:
    """A difference that somebody decided; `save` is known where it can be taken back."""

    save: int | None
    subject: str
    record: UUID
    field: str
    household: UUID | None
    name: str
    person: str
    value: Value
    text: str
    at: datetime
    staff: UUID | None
    staff_name: str
    reason: str
    is_covered: bool = False  # an address that is only shown after a reason was given
    device_name: str = ""
    is_own: bool = True
    dot: tuple[int, int] = (0, 0)  # the write, as this file numbers it
