"""School: who has to go, at which kind of school a newcomer begins, and whether somebody has seen to it."""

from datetime import date
from typing import Final, Literal

from lwdesk.domain.person import Person

type Stage = Literal["school", "vocational", "advice"]

SCHOOL_FROM: Final = 6
VOCATIONAL_FROM: Final = 16
ADVICE_FROM: Final = 18
ADVICE_UNTIL: Final = 25
CARED_FOR: Final = frozenset({"first_support", "regular", "left"})
ASKED_FOR: Final = frozenset({"no_place", "advice_booked"})


def stage(person: Person, on: date) -> Stage | None:
    """Return what the age of somebody calls for: school, a vocational school, or advice for young adults."""
    if person.born is None:
        return None
    age = person.born.age(on)
    if age < SCHOOL_FROM or age > ADVICE_UNTIL:
        return None
    if age >= ADVICE_FROM:
        return "advice"
    return "vocational" if age >= VOCATIONAL_FROM else "school"


def is_due(person: Person, on: date) -> bool:
    """Tell whether somebody has to be registered at a school, or as a young adult asked for a place."""
    found = stage(person, on)
    if found is None or person.died_on is not None or person.school_registered_on is not None:
        return False
    return person.school in ASKED_FOR if found == "advice" else person.school not in CARED_FOR
