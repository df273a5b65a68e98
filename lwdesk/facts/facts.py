"""What is counted, without anybody's name: offices, households, contacts, topics, needs, referrals, talks."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

REFUGEE, NEWCOMER_EU = "refugee", "eu_newcomer"
COUNTING = "counting"
OWN_WORDS = "own_words"  # the column of barriers that are in no list

type Population = Literal["all", "refugee", "other", "eu2"]


@dataclass(frozen=True, slots=True)
class Client:
    """What is known about a household in every count: its target group and its kind of clients."""

    group: str | None = None
    kind: str | None = None

    def belongs(self, population: Population) -> bool:
        """Tell whether it is counted; refugees and others together are everybody."""
        if population == "eu2":
            return self.kind == NEWCOMER_EU
        return population == "all" or (self.group == REFUGEE) == (population == "refugee")


NOBODY = Client()


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day from which an office counts, as it was stated during a time."""

    on: date
    stated_from: date | None = None
    stated_until: date | None = None

    def stated_on(self, day: date) -> bool:
        return _within(day, self.stated_from, self.stated_until)


@dataclass(frozen=True, slots=True)
class Partnership:
    """The association that shares an office during a time."""

    partner: str
    since: date | None = None
    until: date | None = None

    def lasts_on(self, day: date) -> bool:
        return _within(day, self.since, self.until)


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """An office as the tables name it; `rank` is its region's place in the list of regions."""

    office: UUID
    name: str
    rank: int = 0
    beginnings: tuple[Beginning, ...] = ()
    partnerships: tuple[Partnership, ...] = ()

    def began(self, as_of: date) -> date | None:
        """Return the beginning as it was stated on a day, the latest statement where several hold."""
        stated = [begin for begin in self.beginnings if begin.stated_on(as_of)]
        return max(stated, key=lambda begin: (begin.stated_from or date.min, begin.on)).on if stated else None

    def partner(self, as_of: date) -> str | None:
        """Return who shared the office on a day, whoever came last where several did."""
        lasting = [one for one in self.partnerships if one.lasts_on(as_of)]
        return max(lasting, key=lambda one: one.since or date.min).partner if lasting else None


class _UntilGone:
    """What lasts during a time, on whose last day it is gone."""

    __slots__ = ()
    since: date | None
    until: date | None

    def lasts_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Stay(_UntilGone):
    """How many persons belong to a household during the same time; on the last day they are gone."""

    since: date | None = None
    until: date | None = None
    persons: int = 1


@dataclass(frozen=True, slots=True)
class Address(_UntilGone):
    """The district in which a household lives during a time; on the last day it is gone."""

    district: str | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdFact:
    """A household of an office: since when it is registered, who it is, how many live in it and where."""

    office: UUID
    registered_on: date
    group: str | None = None
    stays: tuple[Stay, ...] = ()
    kind: str | None = None
    addresses: tuple[Address, ...] = ()

    @property
    def on(self) -> date:
        return self.registered_on

    @property
    def client(self) -> Client:
        return Client(self.group, self.kind)

    def persons(self, day: date) -> int:
        """Return the number of members on a day."""
        return sum(stay.persons for stay in self.stays if stay.lasts_on(day))

    def district(self, day: date) -> str | None:
        return district(self.addresses, day)


@dataclass(frozen=True, slots=True)
class ContactFact:
    """Contacts of an office with the same kind of counterpart, `number` of them, the last one on this day."""

    office: UUID
    on: date
    counterpart: str | None
    group: str | None = None
    number: int = 1
    kind: str | None = None
    sort: str | None = None

    @property
    def client(self) -> Client:
        return Client(self.group, self.kind)


@dataclass(frozen=True, slots=True)
class ReasonFact:
    """Topics of contacts: the life area and the kind of support."""

    office: UUID
    on: date
    counterpart: str | None
    area: str | None
    support: str | None
    client: Client = NOBODY
    number: int = 1


@dataclass(frozen=True, slots=True)
class NeedFact:
    """Needs of households in one life area and one state."""

    office: UUID
    on: date
    area: str | None
    state: str | None
    client: Client = NOBODY
    number: int = 1


@dataclass(frozen=True, slots=True)
class BarrierFact:
    """What stands in the way of needs, where the household lives."""

    office: UUID
    on: date
    barrier: str
    addresses: tuple[Address, ...] = ()
    client: Client = NOBODY
    number: int = 1

    def district(self, day: date) -> str | None:
        return district(self.addresses, day)


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """Referrals to one kind of provider, or from elsewhere into the office."""

    office: UUID
    on: date
    direction: str | None
    provider: str | None
    client: Client = NOBODY
    number: int = 1


@dataclass(frozen=True, slots=True)
class TalkFact:
    """A talk that somebody interpreted and that stands on their sheet of hours."""

    office: UUID
    on: date
    language: str | None
    minutes: int
    client: Client = NOBODY
    number: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a table is counted from."""

    offices: tuple[OfficeFact, ...] = ()
    households: tuple[HouseholdFact, ...] = ()
    contacts: tuple[ContactFact, ...] = ()
    reasons: tuple[ReasonFact, ...] = ()
    needs: tuple[NeedFact, ...] = ()
    barriers: tuple[BarrierFact, ...] = ()
    referrals: tuple[ReferralFact, ...] = ()
    talks: tuple[TalkFact, ...] = ()

    def only(self, office: UUID) -> "Facts":
        """Return what belongs to one office."""
        return replace(
            self,
            **{
                field.name: tuple(one for one in getattr(self, field.name) if one.office == office)
                for field in fields(self)
            },
        )


class Counted(Protocol):
    """What every fact can be asked before it is counted."""

    @property
    def office(self) -> UUID: ...
    @property
    def on(self) -> date: ...
    @property
    def client(self) -> Client: ...


def chosen[F: Counted](facts: Iterable[F], as_of: date, population: Population) -> list[F]:
    """Return those facts that happened up to a day and belong to a population."""
    return [one for one in facts if one.on <= as_of and one.client.belongs(population)]


def district(addresses: Iterable[Address], day: date) -> str | None:
    """Return where a household lived on a day; of several addresses the one moved into last."""
    lasting = [one for one in addresses if one.lasts_on(day)]
    return max(lasting, key=lambda one: one.since or date.min).district if lasting else None


def _within(day: date, first: date | None, last: date | None) -> bool:
    """Tell whether a day lies in a time, to which its first and last day belong."""
    return (first is None or first <= day) and (last is None or day <= last)
