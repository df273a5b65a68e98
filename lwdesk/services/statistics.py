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
    Population,
    ReasonFact,
    ReferralFact,
    Stay,
    TalkFact,
)
from lwdesk.facts.gather import local_day, rank
from lwdesk.facts.tables import Contacts, Table
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


def households(
    store: Store,
    as_of: date,
    words: Texts,
    contacts: Contacts = "households",
    population: Population = "all",
) -> Table:
    """Return the table of households, persons and contacts as of a day."""
    with store.reading() as reader:
        known = facts(reader, as_of, WANTED["households"])
    return TABLES["households"](known, Asked(as_of, contacts, population), words)


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


def _contacts(reader: Reader, until: date, here: Offices) -> tuple[ContactFact, ...]:
    return tuple(
        ContactFact(
            here[row.office], _moment(row.last), row.counterpart, row.group, row.number, row.kind, row.sort
        )
        for row in rows.contacts(reader, until)
        if row.office in here
    )


def _reasons(reader: Reader, until: date, here: Offices) -> tuple[ReasonFact, ...]:
    return tuple(
        ReasonFact(
            here[row.office],
            _moment(row.last),
            row.counterpart,
            row.area,
            row.support,
            Client(row.group, row.kind),
            row.number,
        )
        for row in rows.reasons(reader, until)
        if row.office in here
    )


def _needs(reader: Reader, until: date, here: Offices) -> tuple[NeedFact, ...]:
    return tuple(
        NeedFact(
            here[row.office], _day(row.last), row.area, row.state, Client(row.group, row.kind), row.number
        )
        for row in rows.needs(reader, until)
        if row.office in here
    )


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


def _referrals(reader: Reader, until: date, here: Offices) -> tuple[ReferralFact, ...]:
    return tuple(
        ReferralFact(
            here[row.office],
            _day(row.last),
            row.direction,
            row.provider,
            Client(row.group, row.kind),
            row.number,
        )
        for row in rows.referrals(reader, until)
        if row.office in here
    )


def _talks(reader: Reader, until: date, here: Offices) -> tuple[TalkFact, ...]:
    return tuple(
        TalkFact(
            here[row.office],
            _moment(row.at),
            row.language,
            minutes_between(_when(row.held_from), _when(row.held_until)),
            Client(row.group, row.kind),
        )
        for row in rows.talks(reader, until)
        if row.office in here
    )


READERS: Final[Mapping[str, Callable[[Reader, date, Offices], tuple[object, ...]]]] = {
    "households": _households,
    "contacts": _contacts,
    "reasons": _reasons,
    "needs": _needs,
    "barriers": _barriers,
    "referrals": _referrals,
    "talks": _talks,
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
