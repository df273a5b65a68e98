"""What is known of people whom a search brought up, to compare them and to show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lwdesk.domain.household import Dwelling
from lwdesk.domain.person import Person, PersonName
from lwdesk.store import search
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import picked
from lwdesk.store.search import Hit
from lwdesk.store.transaction import Reader

THESE = "IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"


@dataclass(frozen=True, slots=True)
class Known:
    """People with their spellings, and where their households live now."""

    persons: dict[UUID, Person]
    names: dict[UUID, tuple[PersonName, ...]]
    dwellings: dict[UUID, Dwelling]


def hits(reader: Reader, text: str, limit: int) -> tuple[Hit, ...]:
    """Return whom the text may mean, the likeliest first."""
    return search.find(reader.connection, text, limit)


def people(reader: Reader, persons: Collection[UUID], households: Collection[UUID], today: date) -> Known:
    return Known(
        persons=reader.many(Person, persons),
        names=_names(reader, persons),
        dwellings=_dwellings(reader, households, today),
    )


def _names(reader: Reader, persons: Collection[UUID]) -> dict[UUID, tuple[PersonName, ...]]:
    ids = listed(identity.hex for identity in persons)
    found: dict[UUID, tuple[PersonName, ...]] = {}
    for name in picked(reader, PersonName, f"t.person {THESE} ORDER BY t.id", ids):
        if name.person is not None:
            found[name.person] = (*found.get(name.person, ()), name)
    return found


def _dwellings(reader: Reader, households: Collection[UUID], today: date) -> dict[UUID, Dwelling]:
    ids = listed(identity.hex for identity in households)
    lived_in = picked(
        reader,
        Dwelling,
        f"t.household {THESE} AND (t.moved_out_on IS NULL OR t.moved_out_on>?)"
        " ORDER BY t.moved_in_on IS NOT NULL, t.moved_in_on, t.id",
        ids,
        today.isoformat(),
    )
    return {dwelling.household: dwelling for dwelling in lived_in if dwelling.household is not None}
