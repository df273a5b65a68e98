"""Which record lives on where two entries became one, and what is tied to the one that went."""

from uuid import UUID

from lwdesk.domain.doubles import Moved
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person
from lwdesk.store.queries import merging
from lwdesk.store.queries.removed import even_removed
from lwdesk.store.transaction import Reader


def survivor(reader: Reader, kind: str, record: UUID) -> Record | None:
    """Return the record that stands for one that was merged away; None for one that was just removed."""
    if kind == "household":
        return _household(reader, record)
    if kind == "person":
        return _person(reader, record)
    return _membership(reader, record) if kind == "membership" else None


def _household(reader: Reader, record: UUID) -> Household | None:
    seen = {record}
    here = reader.get(Household, record)
    while here is not None and here.merged_into is not None and here.merged_into not in seen:
        seen.add(here.merged_into)
        here = reader.get(Household, here.merged_into)
    return here if here is not None and here.id != record else None


def _same(reader: Reader, person: UUID) -> UUID:
    """Return who a person is after all mergers."""
    seen: set[UUID] = set()
    while person not in seen:
        seen.add(person)
        merger = merging.merger_of(reader, person)
        pairs = {gone: kept for kept, gone in Moved.read(merger.moved).same} if merger else {}
        person = pairs.get(person, person)
    return person


def _person(reader: Reader, record: UUID) -> Person | None:
    kept = _same(reader, record)
    return reader.get(Person, kept) if kept != record else None


def _membership(reader: Reader, record: UUID) -> Membership | None:
    gone = even_removed(reader, Membership, record)
    if gone is None or gone.person is None or gone.household is None:
        return None
    home = _household(reader, gone.household)
    if home is None:
        return None
    found = reader.all(Membership, household=home.id, person=_same(reader, gone.person))
    return found[0] if found else None
