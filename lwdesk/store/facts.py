"""What is counted, in few columns and grouped by the engine; what it means is decided in `facts`."""

# ruff: noqa: S608 - every part of these queries is written here

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from lwdesk.store.transaction import Reader


class OfOffice(Protocol):
    """What is counted for an office."""

    @property
    def office(self) -> int: ...


class OfficeRow(NamedTuple):
    """An office and, if it has one, a day from which it counts as stated during a time."""

    office: int
    eid: bytes
    name: str
    region: str | None
    on: str | None
    stated_from: str | None
    stated_until: str | None


class PartnerRow(NamedTuple):
    """The association that shares an office during a time; without a time, the one named in the office."""

    eid: bytes
    partner: str
    since: str | None
    until: str | None


class HouseholdRow(NamedTuple):
    """A household that is no draft."""

    household: int
    office: int
    registered_on: str
    group: str | None
    kind: str | None


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
    kind: str | None
    sort: str | None
    last: str
    number: int


class ReasonRow(NamedTuple):
    """How many topics contacts had until a day, and when the last of them was."""

    office: int
    counterpart: str | None
    group: str | None
    kind: str | None
    area: str | None
    support: str | None
    last: str
    number: int


class NeedRow(NamedTuple):
    """How many needs of an area are in a state, those recorded until a day."""

    office: int
    group: str | None
    kind: str | None
    area: str | None
    state: str | None
    last: str
    number: int


class BarrierRow(NamedTuple):
    """How many needs meet a barrier in a district; `own` tells that it is in own words."""

    office: int
    group: str | None
    kind: str | None
    district: str | None
    barrier: str | None
    own: int
    last: str
    number: int


class ReferralRow(NamedTuple):
    """How many referrals went to a kind of provider, or came in."""

    office: int
    group: str | None
    kind: str | None
    direction: str | None
    provider: str | None
    last: str
    number: int


class TalkRow(NamedTuple):
    """One interpreted talk that stands on a sheet of hours."""

    office: int
    group: str | None
    kind: str | None
    language: str | None
    at: str
    held_from: str | None
    held_until: str | None


# Nearly everything is counted: NOT INDEXED reads a table once in its order, where an index would leap about.
OFFICES = """SELECT o.id, e.eid, o.name, o.region, d."on", d.stated_from, d.stated_until
    FROM office o JOIN entity e ON e.id=o.id
    LEFT JOIN office_date d ON d.office=o.id AND d._deleted=0 AND d.kind_of_date='counting'
    WHERE o._deleted=0 ORDER BY o.id, d.id"""
PARTNERS = """SELECT e.eid, p.partner, p.valid_from, p.valid_until
    FROM office_partner p JOIN entity e ON e.id=p.office WHERE p._deleted=0 AND p.partner IS NOT NULL
    UNION ALL
    SELECT e.eid, o.partner, NULL, NULL FROM office o JOIN entity e ON e.id=o.id
    WHERE o.partner IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM office_partner p WHERE p.office=o.id AND p._deleted=0)"""
COUNTS = """h._deleted=0 AND h.office IS NOT NULL AND h.registered_on IS NOT NULL
    AND coalesce(h.status, '')<>'draft' AND h.merged_into IS NULL"""
HOUSEHOLDS = f"""SELECT h.id, h.office, h.registered_on, h.target_group, h.client_type
    FROM household h NOT INDEXED WHERE {COUNTS} AND h.registered_on<=? ORDER BY h.id"""
STAYS = """SELECT household, since, until, count(*) FROM membership
    WHERE _deleted=0 AND lives_elsewhere=0 AND household IS NOT NULL GROUP BY 1, 2, 3"""
LIVED = """(SELECT d.district FROM dwelling d WHERE d.household=h.id AND d._deleted=0
      AND coalesce(d.moved_in_on, '')<=:day AND coalesce(d.moved_out_on, '9999')>:day
    ORDER BY coalesce(d.moved_in_on, '') DESC, d.id LIMIT 1)"""
DISTRICTS = f"SELECT h.id, {LIVED} FROM household h NOT INDEXED WHERE {COUNTS} AND h.registered_on<=:day"
CONTACTS = """SELECT c.office, c.counterpart, h.target_group, h.client_type, c.sort, max(c.at), count(*)
    FROM contact c NOT INDEXED LEFT JOIN household h ON h.id=c.household
    WHERE c._deleted=0 AND c.office IS NOT NULL AND c.at<? GROUP BY 1, 2, 3, 4, 5"""
REASONS = """SELECT c.office, c.counterpart, h.target_group, h.client_type, r.area, r.support,
      max(c.at), count(*)
    FROM reason r NOT INDEXED JOIN contact c ON c.id=r.contact LEFT JOIN household h ON h.id=c.household
    WHERE r._deleted=0 AND c._deleted=0 AND c.office IS NOT NULL AND c.at<? GROUP BY 1, 2, 3, 4, 5, 6"""
RECORDED = "coalesce(n.recorded_on, h.registered_on)"
NEEDS = f"""SELECT h.office, h.target_group, h.client_type, n.area, n.state, max({RECORDED}), count(*)
    FROM need n JOIN household h ON h.id=n.household
    WHERE n._deleted=0 AND {COUNTS} AND {RECORDED}<=? GROUP BY 1, 2, 3, 4, 5"""
BARRIERS = f"""SELECT h.office, h.target_group, h.client_type, {LIVED}, n.barrier,
      coalesce(n.own_barrier, '')<>'', max({RECORDED}), count(*)
    FROM need n JOIN household h ON h.id=n.household
    WHERE n._deleted=0 AND (n.barrier IS NOT NULL OR n.own_barrier<>'') AND {COUNTS} AND {RECORDED}<=:day
    GROUP BY 1, 2, 3, 4, 5, 6"""
PASSED_ON = "coalesce(r.sent_on, r.state_since)"
REFERRALS = f"""SELECT r.office, h.target_group, h.client_type, r.direction, p.sort,
      max({PASSED_ON}), count(*)
    FROM referral r LEFT JOIN household h ON h.id=r.household
    LEFT JOIN provider p ON p.id=r.provider
    WHERE r._deleted=0 AND r.office IS NOT NULL AND coalesce(r.state, '')<>'draft' AND {PASSED_ON}<=?
    GROUP BY 1, 2, 3, 4, 5"""
TALKS = """SELECT t.office, h.target_group, h.client_type, t.language, coalesce(t.held_from, t.at),
      t.held_from, t.held_until
    FROM interpreter_request t LEFT JOIN household h ON h.id=t.household
    WHERE t._deleted=0 AND t.office IS NOT NULL AND t.cents IS NOT NULL AND t.state IN ('signed', 'settled')
      AND coalesce(t.held_from, t.at)<?
      AND EXISTS (SELECT 1 FROM assignment a WHERE a.request=t.id AND a._deleted=0 AND a.state='held')"""


def offices(reader: Reader) -> list[OfficeRow]:
    return [OfficeRow(*row) for row in reader.connection.exec_driver_sql(OFFICES)]


def partners(reader: Reader) -> list[PartnerRow]:
    return [PartnerRow(*row) for row in reader.connection.exec_driver_sql(PARTNERS)]


def households(reader: Reader, until: date) -> list[HouseholdRow]:
    return [HouseholdRow(*row) for row in reader.connection.exec_driver_sql(HOUSEHOLDS, (until.isoformat(),))]


def stays(reader: Reader) -> list[StayRow]:
    return [StayRow(*row) for row in reader.connection.exec_driver_sql(STAYS)]


def districts(reader: Reader, on: date) -> dict[int, str | None]:
    """Return where each household lived on a day; of several addresses the one moved into last."""
    found = reader.connection.exec_driver_sql(DISTRICTS, {"day": on.isoformat()})
    return {row[0]: row[1] for row in found}


def contacts(reader: Reader, until: date) -> list[ContactRow]:
    """Return the contacts up to the end of a day on the wall calendar of the office."""
    return [ContactRow(*row) for row in reader.connection.exec_driver_sql(CONTACTS, (_end(until),))]


def reasons(reader: Reader, until: date) -> list[ReasonRow]:
    return [ReasonRow(*row) for row in reader.connection.exec_driver_sql(REASONS, (_end(until),))]


def needs(reader: Reader, until: date) -> list[NeedRow]:
    return [NeedRow(*row) for row in reader.connection.exec_driver_sql(NEEDS, (until.isoformat(),))]


def barriers(reader: Reader, until: date) -> list[BarrierRow]:
    found = reader.connection.exec_driver_sql(BARRIERS, {"day": until.isoformat()})
    return [BarrierRow(*row) for row in found]


def referrals(reader: Reader, until: date) -> list[ReferralRow]:
    return [ReferralRow(*row) for row in reader.connection.exec_driver_sql(REFERRALS, (until.isoformat(),))]


def talks(reader: Reader, until: date) -> list[TalkRow]:
    return [TalkRow(*row) for row in reader.connection.exec_driver_sql(TALKS, (_end(until),))]


def _end(until: date) -> str:
    """Return the moment at which a day ends on the wall of the office, as the file writes it."""
    end = datetime.combine(until + timedelta(1), time()).astimezone().astimezone(UTC)
    return end.isoformat(timespec="milliseconds")
