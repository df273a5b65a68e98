"""Deadlines: what ends, lapses or is overdue, and from which day on somebody has to do something about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import ids

type Kind = Literal["residence", "benefit", "consent", "referral", "need", "visit"]

BEFORE: Final[dict[Kind, timedelta]] = {
    "residence": timedelta(days=56),
    "benefit": timedelta(days=42),
    "consent": timedelta(days=28),
    "referral": timedelta(days=-1),
    "need": timedelta(days=0),
    "visit": timedelta(days=0),
}
"""How long before the day the task is due; a referral is overdue the day after the answer was expected."""
AFTER: Final[dict[Kind, timedelta]] = {
    "residence": timedelta(days=30),
    "benefit": timedelta(days=30),
    "consent": timedelta(days=30),
    "referral": timedelta(days=365),
    "need": timedelta(days=365),
    "visit": timedelta(days=365),
}
"""How long after the day a task is still made: what ended long ago is history, what nobody did is not."""
ORIGINS: Final[dict[Kind, str]] = {
    "residence": "deadline",
    "benefit": "deadline",
    "consent": "consent",
    "referral": "referral",
    "need": "deadline",
    "visit": "visit",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """A day that a record names: the end of a title, a benefit or a consent, an answer, a plan, a visit."""

    kind: Kind
    about: UUID
    household: UUID
    on: date
    person: UUID | None = None
    responsible: UUID | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """An ending that asks for a task; the id is the same whoever finds it, on whatever day and device."""

    id: UUID
    ending: Ending
    due_on: date

    @property
    def origin(self) -> str:
        return ORIGINS[self.ending.kind]


def window(kind: Kind, today: date) -> tuple[date, date]:
    """Return the first and the last day on which an ending asks for a task today."""
    return today - AFTER[kind], today + BEFORE[kind]


def deadlines(endings: Iterable[Ending], today: date) -> tuple[Deadline, ...]:
    """Return what is to be done about these endings, once for each record and day, the earliest first."""
    found: dict[UUID, Deadline] = {}
    for ending in endings:
        first, last = window(ending.kind, today)
        if first <= ending.on <= last:
            identity = ids.derived(ending.about, ending.kind, ending.on.isoformat())
            found.setdefault(identity, Deadline(identity, ending, _due_on(ending, today)))
    return tuple(sorted(found.values(), key=lambda one: (one.ending.on, one.id)))


def _due_on(ending: Ending, today: date) -> date:
    """Return the day the task is due; what is found late gets half of the time that is left."""
    in_time = ending.on - BEFORE[ending.kind]
    if in_time >= today:
        return in_time
    return today + max(timedelta(0), ending.on - today) // 2
