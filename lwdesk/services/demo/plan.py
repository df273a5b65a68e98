"""How many households, persons and contacts, and when: numbers first, so that the tables come out exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from lwdesk.services.demo.lists import Numbers, OfficeList

SIZES = (1, 2, 3, 4, 5, 6, 7, 8)
SIZE_WEIGHTS = (30, 18, 16, 15, 10, 6, 3, 2)
LARGEST = 10
BORN_SHARE, LEFT_SHARE, FORMER_SHARE = 0.02, 0.015, 0.06


@dataclass(slots=True)
class HouseholdPlan:
    """One household to be: when it registers, who it is, how it grows, how often it is talked to."""

    registered_on: date
    counted_on: date
    refugee: bool
    size: int
    born: int = 0
    left: int = 0
    former: int = 0
    talks: list[date] = field(default_factory=list)


@dataclass(slots=True)
class OfficePlan:
    """All households of an office and the talks with nobody's household."""

    office: OfficeList
    households: list[HouseholdPlan]
    elsewhere: list[tuple[date, str]]


def scaled(row: tuple[int, int, int], scale: float) -> tuple[int, int, int]:
    """Return a row of a table in another size; never fewer persons or contacts than households."""
    households, persons, contacts = (round(number * scale) for number in row)
    return (households, max(persons, households), max(contacts, households)) if households else (0, 0, 0)


def plan(office: OfficeList, numbers: Numbers, scale: float, random: Random) -> OfficePlan:
    """Spread an office's numbers over households and days."""
    first_cut, second_cut = numbers.cut_offs
    homes1, persons1, talks1 = scaled(office.first, scale)
    homes2, persons2, talks2 = scaled(office.second, scale)
    aside = numbers.partner_share + numbers.anonymous_share
    elsewhere1 = min(round(talks1 * aside), talks1 - homes1)
    within1 = talks1 - elsewhere1
    persons2 = max(persons2, persons1 + homes2 - homes1)
    talks2 = max(talks2, within1 + homes2 - homes1)
    begin1, begin2 = office.began(first_cut), max(office.began(second_cut), first_cut + timedelta(1))
    early = _households(homes1, (begin1, first_cut), first_cut, office, random)
    late = _households(homes2 - homes1, (begin2, second_cut), second_cut, office, random)
    _give_sizes(early, persons1, random)
    grown = _change(early, persons1, persons2, len(late), random)
    _give_sizes(late, persons2 - persons1 - grown, random)
    _give_former(early + late, random)
    _give_talks(early, within1, begin1, first_cut, random)
    _give_talks(early + late, talks2 - within1, begin2, second_cut, random)
    elsewhere2 = round((talks2 - within1) * aside)
    kinds = (("partner", numbers.partner_share), ("anonymous", numbers.anonymous_share))
    elsewhere = [
        *_aside(elsewhere1, begin1, first_cut, kinds, random),
        *_aside(elsewhere2, begin2, second_cut, kinds, random),
    ]
    return OfficePlan(office, early + late, sorted(elsewhere))


def _households(
    count: int, span: tuple[date, date], counted_on: date, office: OfficeList, random: Random
) -> list[HouseholdPlan]:
    days = sorted(weekday(_between(*span, random), span[0]) for _ in range(count))
    refugees = round(count * office.refugee_share)
    groups = [True] * refugees + [False] * (count - refugees)
    random.shuffle(groups)
    return [HouseholdPlan(day, counted_on, group, 1) for day, group in zip(days, groups, strict=True)]


def _between(start: date, end: date, random: Random) -> date:
    return start + timedelta(int(random.random() * ((end - start).days + 1)))


def weekday(day: date, earliest: date) -> date:
    """Return the working day before a weekend, or after it where that would be too early."""
    over = day.weekday() - 4
    if over <= 0:
        return day
    before = day - timedelta(over)
    return before if before >= earliest else day + timedelta(3 - over)


def _give_sizes(households: list[HouseholdPlan], persons: int, random: Random) -> None:
    """Draw sizes and then move single persons until the sum is right."""
    if not households:
        return
    for household, size in zip(
        households, random.choices(SIZES, SIZE_WEIGHTS, k=len(households)), strict=True
    ):
        household.size = size
    largest = max(LARGEST, -(-persons // len(households)))
    missing = persons - sum(household.size for household in households)
    while missing:
        household = households[int(random.random() * len(households))]
        step = 1 if missing > 0 else -1
        if 1 <= household.size + step <= largest:
            household.size += step
            missing -= step


def _change(households: list[HouseholdPlan], before: int, after: int, newcomers: int, random: Random) -> int:
    """Let children be born and people leave after the first cut-off; return by how many it grew."""
    room = max(after - before - newcomers, 0) if newcomers else 0
    families = [household for household in households if household.size > 2]
    if not families or not room:
        return _stay_the_same(households, after - before, newcomers)
    born = min(round(before * BORN_SHARE), room)
    left = min(round(before * LEFT_SHARE), born)
    for household in random.choices(families, k=born):
        household.born += 1
    for household in random.sample(families, min(left, len(families))):
        household.left = 1
    return born - min(left, len(families))


def _stay_the_same(households: list[HouseholdPlan], more: int, newcomers: int) -> int:
    """Without new households every additional person is a child of a known one."""
    if newcomers or not households:
        return 0
    for place in range(more):
        households[place % len(households)].born += 1
    return more


def _give_former(households: list[HouseholdPlan], random: Random) -> None:
    for household in households:
        if (household.counted_on - household.registered_on).days > 60 and random.random() < FORMER_SHARE:
            household.former = 1


def _give_talks(households: list[HouseholdPlan], count: int, start: date, end: date, random: Random) -> None:
    """Each new household talks on the day of registration, some come often and most come rarely."""
    new = [household for household in households if not household.talks]
    for household in new:
        household.talks.append(household.registered_on)
    if not households:
        return
    weights = [random.gammavariate(0.8, 1.0) + 0.1 for _ in households]
    for household in random.choices(households, weights, k=max(count - len(new), 0)):
        earliest = max(household.registered_on, start)
        span = (end - earliest).days
        day = earliest + timedelta(int(span * random.random() ** 1.3))
        household.talks.append(weekday(day, earliest))


def _aside(
    count: int, start: date, end: date, kinds: tuple[tuple[str, float], ...], random: Random
) -> Iterator[tuple[date, str]]:
    names, weights = zip(*kinds, strict=True)
    for kind in random.choices(names, weights, k=count):
        yield weekday(_between(start, end, random), start), kind
