"""Values that were written apart: the one rule that says whether a person has to decide between them.

It holds for a form that is saved after somebody else changed the record, and for what devices bring together.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from lwdesk.domain.fields import Record, Value

GOES_WITH: Final = {("person", "phone_confirmed_on"): "phone"}
"""Fields that say something about another one: where that is to be decided, they are decided with it."""


def alone(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the fields of a record that are to be decided for themselves."""
    every = tuple(names)
    return tuple(name for name in every if GOES_WITH.get((kind, name)) not in every)


def differs(written: Sequence[Value]) -> bool:
    """Tell whether values that nobody wrote over are anything to decide: the same twice is none."""
    return any(value != written[0] for value in written)


def unsettled(base: Record, mine: Record, theirs: Record) -> tuple[str, ...]:
    """Return the fields that were written twice since `base` and not alike."""
    return alone(
        base.kind,
        (
            name
            for name in base.by_name
            if differs([one.value(name) for one in (mine, theirs) if one.value(name) != base.value(name)])
        ),
    )


def merged[R: Record](base: Record, mine: Record, theirs: R) -> R:
    """Return their record with what I changed since `base`."""
    changed = (name for name in base.by_name if mine.value(name) != base.value(name))
    return theirs.replace(**{name: mine.value(name) for name in changed})
