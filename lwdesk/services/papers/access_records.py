"""Finds every record that concerns a person: their own, those of their households, and what hangs on these.

The way follows from the declared links, so that a new kind of record is found without a line here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.domain import access
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person
from lwdesk.domain.records import every
from lwdesk.services import cards
from lwdesk.store.queries.access import linked
from lwdesk.store.transaction import Reader

PERSON: Final = "person"
HOUSEHOLD: Final = "household"
LINES: Final = {"contact": "contact_person", "visit": "visit_person", "referral": "referral_person"}
"""What has lines of the people whom it concerns; without any it concerns the whole household."""
OTHERWISE: Final = {"merger": "kept"}
"""The link to a household where it bears another name."""

type Found = dict[str, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person with the households they live or lived in, and since when no more."""

    person: Person
    households: dict[UUID, Household]
    left: dict[UUID, date]

    def knows(self, record: Record, household: object) -> bool:
        """Tell whether something of a household happened while the person belonged to it."""
        if not isinstance(household, UUID) or household not in self.left:
            return True
        begun = access.begins(record)
        return begun is not None and begun <= self.left[household]

    @property
    def protected(self) -> bool:
        return any(home.address_protected for home in self.households.values())


def concerned(reader: Reader, person: Person, today: date) -> Concerned:
    memberships = reader.all(Membership, person=person.id)
    homes = reader.many(Household, {one.household for one in memberships if one.household})
    here = {one.household for one in memberships if not cards.is_over(one, today)}
    ended = [one for one in memberships if one.household not in here]
    left = {
        home: max(one.until for one in ended if one.household == home and one.until)
        for home in homes
        if home not in here
    }
    return Concerned(person, homes, left)


def records(reader: Reader, who: Concerned) -> Found:
    """Return the records by kind, parents before what hangs on them."""
    found: Found = {PERSON: (who.person,), HOUSEHOLD: tuple(who.households.values())}
    for cls in every():
        if cls.kind not in found and cls.kind not in access.LEFT_OUT:
            known = {one.id: one for one in _of(reader, cls, who, found)}
            if cls.kind in LINES:
                known = _theirs(reader, known, cls, who)
            found[cls.kind] = tuple(known.values())
    return found


def _of(reader: Reader, cls: type[Record], who: Concerned, found: Found) -> Iterator[Record]:
    links = {one.name: one.kind.to for one in cls.fields if isinstance(one.kind, Link)}
    personal = PERSON in links
    if personal:
        yield from reader.all(cls, person=who.person.id)
    home = OTHERWISE.get(cls.kind, HOUSEHOLD)
    if home in links:
        shared = linked(reader, cls, home, who.households.keys(), of_nobody=personal)
        yield from (one for one in shared if who.knows(one, one.value(home)))
    elif cls.parent is not None and cls.parent != PERSON:
        parents = [one.id for one in found.get(links[cls.parent], ())]
        yield from linked(reader, cls, cls.parent, parents, of_nobody=personal)


def _theirs(
    reader: Reader, known: dict[UUID, Record], cls: type[Record], who: Concerned
) -> dict[UUID, Record]:
    """Leave out what names others alone, and add what names this person in any household."""
    lines = RECORDS[LINES[cls.kind]]
    assert lines.parent is not None
    named = linked(reader, lines, lines.parent, known.keys())
    mine = reader.all(lines, person=who.person.id)
    own = {one.value(lines.parent) for one in mine}
    others = {one.value(lines.parent) for one in named} - own
    further = reader.many(cls, [one for one in own if isinstance(one, UUID) and one not in known])
    return {identity: one for identity, one in (known | further).items() if identity not in others}
