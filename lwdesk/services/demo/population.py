"""The whole invented population as a stream of records, the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import batched
from random import Random
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.records import Dwelling, Household, Office, OfficeDate, Staff
from lwdesk.services.demo import (
    agreements,
    days,
    family,
    homes,
    interpreters,
    referrals,
    rounds,
    talks,
    today,
)
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.homes import Home
from lwdesk.services.demo.lists import OfficeList, numbers
from lwdesk.services.demo.plan import HouseholdPlan, OfficePlan, plan
from lwdesk.services.demo.talks import Topics

OWN_OFFICE = "HÖ"
LARGEST_PART = 50_000


class Identities:
    """Ids that follow from a seed, one after the other."""

    def __init__(self, seed: int) -> None:
        self._bits = Random(f"lwdesk ids {seed}").getrandbits

    def new(self) -> UUID:
        return UUID(int=self._bits(128), version=4)

    def at_work(self) -> AbstractContextManager[None]:
        """Give these ids to all records that are made inside the block."""
        return ids.using(self.new)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the population shall be like."""

    calendar: Calendar
    scale: float = 1.0
    seed: int = 1
    only_own_office: bool = False

    @property
    def offices(self) -> tuple[OfficeList, ...]:
        return tuple(
            office for office in numbers().offices if not self.only_own_office or office.code == OWN_OFFICE
        )

    @property
    def share(self) -> float:
        """Return which part of all contacts of the second table there will be."""
        part = sum(office.second[2] for office in self.offices)
        return self.scale * part / sum(office.second[2] for office in numbers().offices)


@dataclass(frozen=True, slots=True)
class Team:
    """An office with its staff."""

    listed: OfficeList
    office: Office
    dates: tuple[OfficeDate, ...]
    staff: tuple[Staff, ...]
    staff_ids: tuple[UUID, ...]

    def records(self) -> list[Record]:
        return [self.office, *self.dates, *self.staff]


class Population:
    """Everything that will be in the file; numbers are drawn first, the records one part at a time."""

    def __init__(
        self,
        wanted: Wanted,
        identities: Identities | None = None,
        own: tuple[Office, Staff] | None = None,
    ) -> None:
        self._wanted = wanted
        self._identities = identities or Identities(wanted.seed)
        self._random = Random(f"lwdesk {wanted.seed}")
        self._own = own
        self._plans = [plan(office, numbers(), wanted.scale, self._random) for office in wanted.offices]

    @property
    def households(self) -> int:
        return sum(len(made.households) for made in self._plans)

    def parts(self, largest: int = LARGEST_PART) -> Iterator[list[Record]]:
        """Yield the records in parts that are small enough for one save; no household is torn apart."""
        part: list[Record] = []
        pieces = self._pieces()
        while (piece := self._next(pieces)) is not None:
            part += piece
            if len(part) >= largest:
                yield part
                part = []
        yield part

    def _next(self, pieces: Iterator[list[Record]]) -> list[Record] | None:
        """Make one piece; only then the ids come from the seed."""
        with self._identities.at_work():
            return next(pieces, None)

    def _pieces(self) -> Iterator[list[Record]]:
        teams = [self._team(made.office) for made in self._plans]
        yield [record for team in teams for record in team.records()]
        topics = Topics(_talks_with_refugees(self._plans), self._wanted.share, self._random)
        for team, made in zip(teams, self._plans, strict=True):
            yield from self._office(team, made, topics)

    def _office(self, team: Team, made: OfficePlan, topics: Topics) -> Iterator[list[Record]]:
        calendar, random = self._wanted.calendar, self._random
        active: list[Household] = []
        lives: dict[UUID, UUID] = {}
        counted: Counter[int] = Counter()
        tour = _for_the_tour(made)
        for planned in made.households:
            year = (planned.registered_on + calendar.moved).year
            counted[year] += 1
            home = self._home(team, planned, f"{team.listed.code}-{year}-{counted[year]:04}")
            records = [*homes.records(home, random), *talks.with_household(home, topics, random)]
            if planned is tour:
                records = family.recast(records, calendar.second_cut)
            yield records
            lives |= {one.household: one.id for one in records if isinstance(one, Dwelling) and one.household}
            if home.status == "active":
                active += [record for record in records[:1] if isinstance(record, Household)]
        for some in batched(made.elsewhere, LARGEST_PART):
            yield [*talks.without_household(team.office.id, team.staff_ids, some, calendar, random)]
        yield [*today.tasks(active, team.staff_ids, calendar, random)]
        if team.listed.code == OWN_OFFICE:
            yield [*today.hour(team.office.id, active, team.staff_ids, calendar, random)]
            apart = Random(f"lwdesk days {self._wanted.seed}")  # draws nothing from what the tables rest on
            yield [*days.appointments(active, team.staff_ids, calendar, apart)]
            consents = Random(f"lwdesk agreements {self._wanted.seed}")
            yield [*agreements.of_households(active, team.staff_ids, calendar, consents)]
            talking = Random(f"lwdesk interpreters {self._wanted.seed}")
            yield [*interpreters.records(team.office.id, active, team.staff_ids, calendar, talking)]
            rounded = Random(f"lwdesk rounds {self._wanted.seed}")
            yield [*rounds.visits(active, lives, team.staff_ids, calendar, rounded)]
            referring = Random(f"lwdesk referrals {self._wanted.seed}")
            yield referrals.records(active, team.staff_ids, calendar, referring)

    def _home(self, team: Team, planned: HouseholdPlan, case_number: str) -> Home:
        return Home(
            id=ids.new(),
            office=team.office.id,
            listed=team.listed,
            plan=planned,
            community=homes.community(planned, self._random),
            case_number=case_number,
            staff=team.staff_ids,
            calendar=self._wanted.calendar,
        )

    def _team(self, office: OfficeList) -> Team:
        calendar = self._wanted.calendar
        begun = office.began(numbers().cut_offs[1]) + calendar.moved
        known = self._own if office.code == OWN_OFFICE else None
        made = (known[0] if known else Office()).replace(
            name=codelists().label("region", office.region),
            code=office.code,
            role="office",
            region=office.region,
            partner=office.partner,
            street=office.street,
            postcode=office.postcode,
            city="Dortmund",
            valid_from=begun,
        )
        staff = [_staff(office, place, made.id, begun) for place in range(len(office.staff))]
        if known:
            staff[0] = known[1].replace(valid_from=begun)
        return Team(
            office, made, _dates(office, made.id, calendar), tuple(staff), tuple(one.id for one in staff)
        )


def _for_the_tour(made: OfficePlan) -> HouseholdPlan | None:
    """Return the household of the own office in which the family of the tour lives."""
    last = numbers().cut_offs[1]
    own = made.households if made.office.code == OWN_OFFICE else []
    return next((planned for planned in own if family.fits(planned, last)), None)


def _talks_with_refugees(plans: list[OfficePlan]) -> int:
    return sum(len(home.talks) for made in plans for home in made.households if home.refugee)


def _staff(office: OfficeList, place: int, made: UUID, begun: date) -> Staff:
    return Staff(
        office=made,
        name=office.staff[place],
        employer=office.partner if place % 2 else "city",
        role="adviser" if place else "lead",
        valid_from=begun,
    )


def _dates(office: OfficeList, made: UUID, calendar: Calendar) -> tuple[OfficeDate, ...]:
    moved = dict.fromkeys(("on", "stated_from", "stated_until"), calendar.moved)
    return tuple(
        OfficeDate(
            office=made,
            kind_of_date=item["kind"],
            **{name: item[name] + shift for name, shift in moved.items() if name in item},
        )
        for item in office.dates
    )
