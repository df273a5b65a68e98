"""The printed tables of the open file; counting itself is done in `facts`, for every place that counts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Final
from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import Texts
from lwdesk.domain.allowances import minutes_between
from lwdesk.facts.facts import (
    OWN_WORDS,
    Address,
    BarrierFact,
    Beginning,
    Client,
    ContactFact,
    Facts,
    HouseholdFact,
    NeedFact,
    OfficeFact,
    Partnership,
    ReasonFact,
    ReferralFact,
    Stay,
    TalkFact,
)
from lwdesk.facts.gather import local_day, rank
from lwdesk.facts.tables import Table
from lwdesk.facts.working_day import TABLES, Asked
from lwdesk.store import facts as rows
from lwdesk.store.transaction import Reader, Store

type Offices = Mapping[int, UUID]


def table(store: Store, name: str, asked: Asked, words: Texts, office: str = "") -> Table:
    """Return one of the tables, of all offices or of one by its name."""
    with store.reading() as reader:
        known = facts(reader, asked.as_of, WANTED[name])
    if office:
        found = [one for one in known.offices if one.name.casefold() == office.casefold()]
        if not found:
            raise RecordGone(kind="office")
        known = known.only(found[0].office)
    return TABLES[name](known, asked, words)


def facts(reader: Reader, until: date, wanted: Iterable[str] = ()) -> Facts:
    """Return what happened in the file up to a day; with `wanted` only these kinds of facts and offices."""
    found = rows.offices(reader)
    here = {row.office: UUID(bytes=row.eid) for row in found}
    return Facts(
        offices=_offices(found, rows.partners(reader)),
        **{name: READERS[name](reader, until, here) for name in wanted or READERS},  # type: ignore[arg-type]  # each name is that of its field
    )


def _offices(found: Iterable[rows.OfficeRow], partners: Iterable[rows.PartnerRow]) -> tuple[OfficeFact, ...]:
    known: dict[bytes, OfficeFact] = {}
    for row in found:
        before = known.get(row.eid) or OfficeFact(UUID(bytes=row.eid), row.name, rank(row.region))
        begun = before.beginnings
        if row.on is not None:
            begun += (Beginning(_day(row.on), _perhaps(row.stated_from), _perhaps(row.stated_until)),)
        known[row.eid] = replace(before, beginnings=begun)
    for one in partners:
        lasting = Partnership(one.partner, _perhaps(one.since), _perhaps(one.until))
        before = known[one.eid]
        known[one.eid] = replace(before, partnerships=(*before.partnerships, lasting))
    return tuple(known.values())


def _households(reader: Reader, until: date, here: Offices) -> tuple[HouseholdFact, ...]:
    stays, lived = _stays(rows.stays(reader)), rows.districts(reader, until)
    return tuple(
        HouseholdFact(
            here[row.office],
            _day(row.registered_on),
            row.group,
            tuple(stays[row.household]),
            row.kind,
            (Address(lived[row.household]),),
        )
        for row in rows.households(reader, until)
        if row.office in here
    )


def _contact(office: UUID, row: rows.ContactRow) -> ContactFact:
    return ContactFact(office, _moment(row.last), row.counterpart, row.group, row.number, row.kind, row.sort)


def _reason(office: UUID, row: rows.ReasonRow) -> ReasonFact:
    who = Client(row.group, row.kind)
    return ReasonFact(office, _moment(row.last), row.counterpart, row.area, row.support, who, row.number)


def _need(office: UUID, row: rows.NeedRow) -> NeedFact:
    return NeedFact(office, _day(row.last), row.area, row.state, Client(row.group, row.kind), row.number)


def _barriers(reader: Reader, until: date, here: Offices) -> tuple[BarrierFact, ...]:
    return tuple(
        BarrierFact(
            here[row.office],
            _day(row.last),
            barrier,
            (Address(row.district),),
            Client(row.group, row.kind),
            row.number,
        )
        for row in rows.barriers(reader, until)
        if row.office in here
        for barrier in (row.barrier, OWN_WORDS if row.own else None)
        if barrier
    )


def _referral(office: UUID, row: rows.ReferralRow) -> ReferralFact:
    who = Client(row.group, row.kind)
    return ReferralFact(office, _day(row.last), row.direction, row.provider, who, row.number)


def _talk(office: UUID, row: rows.TalkRow) -> TalkFact:
    minutes = minutes_between(_when(row.held_from), _when(row.held_until))
    return TalkFact(office, _moment(row.at), row.language, minutes, Client(row.group, row.kind))


def _each[R: rows.OfOffice](
    read: Callable[[Reader, date], Iterable[R]], made: Callable[[UUID, R], object]
) -> Callable[[Reader, date, Offices], tuple[object, ...]]:
    """Return a reader that makes one fact of each row of an office that is there."""

    def facts_of(reader: Reader, until: date, here: Offices) -> tuple[object, ...]:
        return tuple(made(here[row.office], row) for row in read(reader, until) if row.office in here)

    return facts_of


READERS: Final[Mapping[str, Callable[[Reader, date, Offices], tuple[object, ...]]]] = {
    "households": _households,
    "contacts": _each(rows.contacts, _contact),
    "reasons": _each(rows.reasons, _reason),
    "needs": _each(rows.needs, _need),
    "barriers": _barriers,
    "referrals": _each(rows.referrals, _referral),
    "talks": _each(rows.talks, _talk),
}
WANTED: Final[Mapping[str, tuple[str, ...]]] = {
    "households": ("households", "contacts"),
    "offices": ("households",),
    "districts": ("households",),
    "contacts": ("contacts",),
    "reasons": ("contacts", "reasons"),
    "needs": ("needs",),
    "barriers": ("barriers",),
    "referrals": ("referrals",),
    "hours": ("talks",),
}
"""The facts that each table is counted from."""


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


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _moment(text: str) -> date:
    return local_day(datetime.fromisoformat(text))
