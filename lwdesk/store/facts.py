"""What is counted, in few columns and grouped by the engine; what it means is decided in `facts`."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from lwdesk.store.transaction import Reader


class OfficeRow(NamedTuple):
    """An office and, if it has one, a day from which it counts as stated during a time."""

    office: int
    eid: bytes
    name: str
    region: str | None
    on: str | None
    stated_from: str | None
    stated_until: str | None


class HouseholdRow(NamedTuple):
    """A household that is no draft."""

    household: int
    office: int
    registered_on: str
    group: str | None


class StayRow(NamedTuple):
    """How many live in a household during the same time."""

    household: int
    since: str | None
    until: str | None
    persons: int


class ContactRow(NamedTuple):
    """How many contacts there were until a day, and when the last of them was."""

    office: int
    counterpart: str | None
    group: str | None
    last: str
    number: int


OFFICES = """SELECT o.id, e.eid, o.name, o.region, d."on", d.stated_from, d.stated_until
    FROM office o JOIN entity e ON e.id=o.id
    LEFT JOIN office_date d ON d.office=o.id AND d._deleted=0 AND d.kind_of_date='counting'
    WHERE o._deleted=0 ORDER BY o.id, d.id"""
HOUSEHOLDS = """SELECT id, office, registered_on, target_group FROM household
    WHERE _deleted=0 AND office IS NOT NULL AND registered_on<=? AND coalesce(status, '')<>'draft'
      AND merged_into IS NULL
    ORDER BY id"""
STAYS = """SELECT household, since, until, count(*) FROM membership
    WHERE _deleted=0 AND lives_elsewhere=0 AND household IS NOT NULL GROUP BY 1, 2, 3"""
CONTACTS = """SELECT c.office, c.counterpart, h.target_group, max(c.at), count(*)
    FROM contact c LEFT JOIN household h ON h.id=c.household
    WHERE c._deleted=0 AND c.office IS NOT NULL AND c.at<? GROUP BY 1, 2, 3"""


def offices(reader: Reader) -> list[OfficeRow]:
    return [OfficeRow(*row) for row in reader.connection.exec_driver_sql(OFFICES)]


def households(reader: Reader, until: date) -> list[HouseholdRow]:
    return [HouseholdRow(*row) for row in reader.connection.exec_driver_sql(HOUSEHOLDS, (until.isoformat(),))]


def stays(reader: Reader) -> list[StayRow]:
    return [StayRow(*row) for row in reader.connection.exec_driver_sql(STAYS)]


def contacts(reader: Reader, until: date) -> list[ContactRow]:
    """Return the contacts up to the end of a day on the wall calendar of the office."""
    end = datetime.combine(until + timedelta(1), time()).astimezone().astimezone(UTC)
    found = reader.connection.exec_driver_sql(CONTACTS, (end.isoformat(timespec="milliseconds"),))
    return [ContactRow(*row) for row in found]
