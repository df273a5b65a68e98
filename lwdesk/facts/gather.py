"""How records become facts, when they are at hand as values and not in a file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from lwdesk.domain.allowances import minutes_between
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Assignment,
    Contact,
    Dwelling,
    Household,
    InterpreterRequest,
    Membership,
    Need,
    Office,
    OfficeDate,
    OfficePartner,
    Provider,
    Reason,
    Referral,
)
from lwdesk.facts.facts import (
    COUNTING,
    NOBODY,
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

DRAFT: Final = "draft"
HELD: Final = "held"
ON_SHEETS: Final = ("signed", "settled")
KEPT: Final = (Office, Household, Contact, Reason, Need, Provider, Referral, InterpreterRequest, Assignment)


def rank(region: str | None) -> int:
    """Return the place of a region in the list of regions; without one an office comes last."""
    codes = [code.code for code in codelists()["region"]]
    return codes.index(region) if region in codes else len(codes)


def local_day(moment: datetime) -> date:
    """Return the day on the wall calendar of the office."""
    return moment.astimezone().date()


class Gatherer:
    """Takes records in any order and counts nothing itself."""

    def __init__(self) -> None:
        self._kept: dict[type[Record], dict[UUID, Record]] = defaultdict(dict)
        self._begun: defaultdict[UUID | None, list[Beginning]] = defaultdict(list)
        self._partners: defaultdict[UUID | None, list[Partnership]] = defaultdict(list)
        self._stays: defaultdict[UUID | None, Counter[tuple[date | None, date | None]]] = defaultdict(Counter)
        self._addresses: defaultdict[UUID | None, list[Address]] = defaultdict(list)

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            match record:
                case OfficeDate(on=date() as on) if record.kind_of_date == COUNTING:
                    self._begun[record.office].append(Beginning(on, record.stated_from, record.stated_until))
                case OfficePartner(partner=str() as partner):
                    lasting = Partnership(partner, record.valid_from, record.valid_until)
                    self._partners[record.office].append(lasting)
                case Membership(lives_elsewhere=False):
                    self._stays[record.household][record.since, record.until] += 1
                case Dwelling():
                    lived = Address(record.district, record.moved_in_on, record.moved_out_on)
                    self._addresses[record.household].append(lived)
                case _ if isinstance(record, KEPT):
                    self._kept[type(record)][record.id] = record

    def facts(self) -> Facts:
        return Facts(
            tuple(self._office(office) for office in self._all(Office)),
            tuple(self._households()),
            tuple(self._contacts()),
            tuple(self._reasons()),
            tuple(self._needs()),
            tuple(self._barriers()),
            tuple(self._referrals()),
            tuple(self._talks()),
        )

    def _all[R: Record](self, cls: type[R]) -> Iterator[R]:
        return (record for record in self._kept[cls].values() if isinstance(record, cls))

    def _one[R: Record](self, cls: type[R], identity: UUID | None) -> R | None:
        found = self._kept[cls].get(identity) if identity else None
        return found if isinstance(found, cls) else None

    def _client(self, household: UUID | None) -> Client:
        found = self._one(Household, household)
        return Client(found.target_group, found.client_type) if found else NOBODY

    def _office(self, office: Office) -> OfficeFact:
        named = (Partnership(office.partner),) if office.partner else ()
        lasting = tuple(self._partners[office.id]) or named
        return OfficeFact(office.id, office.name, rank(office.region), tuple(self._begun[office.id]), lasting)

    def _households(self) -> Iterator[HouseholdFact]:
        for home in self._all(Household):
            if home.office and home.registered_on and _counts(home):
                stays = self._stays[home.id].items()
                yield HouseholdFact(
                    home.office,
                    home.registered_on,
                    home.target_group,
                    tuple(Stay(since, until, persons) for (since, until), persons in stays),
                    home.client_type,
                    tuple(self._addresses[home.id]),
                )

    def _contacts(self) -> Iterator[ContactFact]:
        tally: Counter[ContactFact] = Counter()
        for one in self._all(Contact):
            if one.office and one.at:
                who = self._client(one.household)
                on = local_day(one.at)
                tally[
                    ContactFact(one.office, on, one.counterpart, who.group, kind=who.kind, sort=one.sort)
                ] += 1
        return (replace(fact, number=number) for fact, number in tally.items())

    def _reasons(self) -> Iterator[ReasonFact]:
        for one in self._all(Reason):
            contact = self._one(Contact, one.contact)
            if contact and contact.office and contact.at:
                yield ReasonFact(
                    contact.office,
                    local_day(contact.at),
                    contact.counterpart,
                    one.area,
                    one.support,
                    self._client(contact.household),
                )

    def _recorded(self) -> Iterator[tuple[Need, Household, UUID, date]]:
        """Yield the needs of households that count, with their office and the day they are counted from."""
        for need in self._all(Need):
            home = self._one(Household, need.household)
            if home and home.office and home.registered_on and _counts(home):
                yield need, home, home.office, need.recorded_on or home.registered_on

    def _needs(self) -> Iterator[NeedFact]:
        for need, home, office, on in self._recorded():
            yield NeedFact(office, on, need.area, need.state, self._client(home.id))

    def _barriers(self) -> Iterator[BarrierFact]:
        for need, home, office, on in self._recorded():
            for barrier in (need.barrier, OWN_WORDS if need.own_barrier else None):
                if barrier:
                    lived = tuple(self._addresses[home.id])
                    yield BarrierFact(office, on, barrier, lived, self._client(home.id))

    def _referrals(self) -> Iterator[ReferralFact]:
        for one in self._all(Referral):
            on = one.sent_on or one.state_since
            if one.office and on and one.state != DRAFT:
                provider = self._one(Provider, one.provider)
                kind = provider.sort if provider else None
                yield ReferralFact(one.office, on, one.direction, kind, self._client(one.household))

    def _talks(self) -> Iterator[TalkFact]:
        held = {one.request for one in self._all(Assignment) if one.state == HELD}
        for one in self._all(InterpreterRequest):
            at = one.held_from or one.at
            if one.id in held and one.office and at and one.cents is not None and one.state in ON_SHEETS:
                minutes = minutes_between(one.held_from, one.held_until)
                yield TalkFact(one.office, local_day(at), one.language, minutes, self._client(one.household))


def _counts(home: Household) -> bool:
    """Tell whether a household is one: neither begun only nor merged into another."""
    return home.status != DRAFT and home.merged_into is None


def gather(records: Iterable[Record]) -> Facts:
    gatherer = Gatherer()
    gatherer.add(records)
    return gatherer.facts()
