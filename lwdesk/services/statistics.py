"""The printed tables of the open file; counting itself is done in `facts`, for every place that counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from uuid import UUID

from lwdesk.base.texts import Texts
from lwdesk.facts import tables
from lwdesk.facts.facts import Beginning, ContactFact, Facts, HouseholdFact, OfficeFact, Stay
from lwdesk.facts.gather import local_day, rank
from lwdesk.facts.tables import Contacts, Population, Table
from lwdesk.store import facts as rows
from lwdesk.store.transaction import Reader, Store


def households(
    store: Store,
    as_of: date,
    words: Texts,
    contacts: Contacts = "households",
    population: Population = "all",
) -> Table:
    """Return the table of households, persons and contacts as of a day."""
    with store.reading() as reader:
        known = facts(reader, as_of)
    return tables.households(known, as_of, words, contacts, population)


def facts(reader: Reader, until: date) -> Facts:
    """Return what happened in the file up to a day."""
    found = rows.offices(reader)
    offices = {row.office: UUID(bytes=row.eid) for row in found}
    stays = _stays(rows.stays(reader))
    return Facts(
        _offices(found),
        tuple(
            HouseholdFact(
                offices[row.office], _day(row.registered_on), row.group, tuple(stays[row.household])
            )
            for row in rows.households(reader, until)
            if row.office in offices
        ),
        tuple(
            ContactFact(
                offices[row.office],
                local_day(datetime.fromisoformat(row.last)),
                row.counterpart,
                row.group,
                row.number,
            )
            for row in rows.contacts(reader, until)
            if row.office in offices
        ),
    )


def _offices(found: Iterable[rows.OfficeRow]) -> tuple[OfficeFact, ...]:
    known: dict[bytes, OfficeFact] = {}
    for row in found:
        before = known.get(row.eid)
        begun = before.beginnings if before else ()
        if row.on is not None:
            begun += (Beginning(_day(row.on), _perhaps(row.stated_from), _perhaps(row.stated_until)),)
        known[row.eid] = OfficeFact(UUID(bytes=row.eid), row.name, rank(row.region), begun)
    return tuple(known.values())


def _stays(found: Iterable[rows.StayRow]) -> dict[int, list[Stay]]:
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    for row in found:
        stays[row.household].append(Stay(_perhaps(row.since), _perhaps(row.until), row.persons))
    return stays


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _perhaps(text: str | None) -> date | None:
    return _day(text) if text else None
