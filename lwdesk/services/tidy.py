"""Records as they go into the file: text cleaned, follow-up fields set, problems that forbid a save found."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from lwdesk.base.errors import InvalidInput
from lwdesk.domain.fields import Link, Note, Record, Value
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.need import Need
from lwdesk.domain.person import Person
from lwdesk.domain.rules import Problem, clean, problems

UNWRITABLE: Final = frozenset(
    {
        "too_long", "not_a_day", "not_a_moment", "not_a_time", "not_a_number", "out_of_range", "not_a_flag",
        "not_a_code", "not_a_record",
    }
)  # fmt: skip


def tidied[R: Record](record: R) -> R:
    """Return the record with clean text: composed, without hidden characters, one line where one is meant."""
    changes: dict[str, Value] = {}
    for name, value in record.filled().items():
        if isinstance(value, str):
            field, text = record.by_name[name], clean(value)
            text = text if isinstance(field.kind, Note) else " ".join(text.split())
            if text != value:
                changes[name] = text or field.empty
    return record.replace(**changes) if changes else record


def says_something(record: Record) -> bool:
    """Tell whether a record holds more than its links."""
    return any(not isinstance(record.by_name[name].kind, Link) for name in record.filled())


def refuse(found: Iterable[Problem], kind: str) -> None:
    """Raise InvalidInput for problems; the facts name fields, never what was typed."""
    fields = sorted({problem.field for problem in found})
    if fields:
        raise InvalidInput(kind=kind, fields=", ".join(fields))


def refuse_unwritable(record: Record) -> None:
    """Raise InvalidInput for what no form lets through and no later look could mend."""
    refuse((one for one in problems(record) if one.code in UNWRITABLE), record.kind)


def refuse_new_problems(before: Record | None, after: Record) -> None:
    """Raise InvalidInput for problems that this save would bring in; what stood there before may stay."""
    known = {(one.code, one.field) for one in problems(before)} if before else set()
    refuse((one for one in problems(after) if (one.code, one.field) not in known), after.kind)


def followed[R: Record](before: R | None, after: R, today: date) -> R:
    """Return the record with the fields that follow from what was changed in it."""
    changes: dict[str, Value] = {}
    match before, after:
        case (Household() | None) as old, Household() as new:
            changes = _household(old, new, today)
        case (Person() | None) as old, Person() as new:
            if new.phone and new.phone != (old.phone if old else ""):
                changes = _unless_set(old, new, phone_confirmed_on=today)
        case (Dwelling() | None) as old, Dwelling() as new:
            if old is None or _moved(old, new):
                changes = _unless_set(old, new, confirmed_on=today)
        case (Need() | None) as old, Need() as new:
            changes = _need(old, new, today)
    return after.replace(**changes) if changes else after


def _household(old: Household | None, new: Household, today: date) -> dict[str, Value]:
    changes: dict[str, Value] = {}
    if new.target_group != (old.target_group if old else None):
        changes |= _unless_set(old, new, target_group_since=today)
    if new.status != (old.status if old else None):
        changes |= _unless_set(old, new, status_since=today)
    return changes


def _need(old: Need | None, new: Need, today: date) -> dict[str, Value]:
    if old is None:
        state = {} if new.state else {"state": "open"}
        levelled = {} if new.level is None else _unless_set(None, new, levelled_on=today)
        return {**_unless_set(None, new, recorded_on=today, origin="own"), **levelled, **state}
    if new.level == old.level:
        return {}
    return _unless_set(old, new, former_level=old.level, levelled_on=today)


def _unless_set(old: Record | None, new: Record, **values: Value) -> dict[str, Value]:
    """Return those of the values that the person did not set in the same save."""
    return {
        name: value
        for name, value in values.items()
        if new.value(name) == (old.value(name) if old else new.by_name[name].empty)
    }


WHERE: Final = ("street", "postcode", "city", "district", "housing", "rooms")


def _moved(old: Dwelling, new: Dwelling) -> bool:
    return any(old.value(name) != new.value(name) for name in WHERE)
