"""The contacts of the demonstration and their topics, which add up to the numbers of the chart."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from random import Random
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.domain.records import Contact, Reason
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.homes import Home
from lwdesk.services.demo.lists import numbers, words

MOST_TOPICS = 4
KINDS = ("open_hours", "appointment", "phone", "message", "home_visit", "welcome_visit", "accompaniment")
KIND_WEIGHTS = (46, 18, 16, 8, 5, 3, 4)
MINUTES = (5, 10, 10, 15, 15, 20, 30, 45, 60)
AREAS = tuple(numbers().areas)
SUPPORTS = tuple(numbers().support)


class Topics:
    """Deals topics to contacts with refugees until every number of the chart is used up."""

    def __init__(self, contacts: int, share: float, random: Random) -> None:
        total = min(max(round(sum(numbers().areas.values()) * share), contacts), MOST_TOPICS * contacts)
        self._random = random
        self._contacts = contacts
        self._areas = _deck(numbers().areas, AREAS, total, random)
        self._supports = _deck(numbers().support, SUPPORTS, total, random)

    def deal(self) -> Iterator[tuple[str, str]]:
        """Yield the topics of the next contact: one to four, and none twice as far as possible."""
        left, contacts = len(self._areas), self._contacts
        self._contacts -= 1
        mean = left / contacts
        wanted = int(mean + self._random.random() * 1.6 - 0.3)
        count = min(max(wanted, 1, left - MOST_TOPICS * (contacts - 1)), MOST_TOPICS, left - (contacts - 1))
        for _ in range(count):
            yield AREAS[self._areas.pop()], SUPPORTS[self._supports.pop()]

    def any(self) -> tuple[str, str]:
        """Return a topic that the chart does not count."""
        return self._random.choice(AREAS), self._random.choice(SUPPORTS)


def _deck(wanted: Mapping[str, int], names: tuple[str, ...], total: int, random: Random) -> bytearray:
    """Return `total` cards in the proportions of the chart, shuffled."""
    whole = sum(wanted.values())
    counts = [wanted[name] * total // whole for name in names]
    counts[0] += total - sum(counts)
    cards = bytearray(chain.from_iterable(repeat(place, count) for place, count in enumerate(counts)))
    random.shuffle(cards)
    return cards


def with_household(home: Home, topics: Topics, random: Random) -> Iterator[Record]:
    for day in sorted(home.plan.talks):
        contact = Contact(
            office=home.office,
            staff=random.choice(home.staff),
            household=home.id,
            counterpart="household",
            at=home.calendar.at(day + home.calendar.moved, random),
            sort=random.choices(KINDS, KIND_WEIGHTS)[0],
            minutes=random.choice(MINUTES),
            language=home.community.language,
            interpreter="yes" if random.random() < 0.15 else None,
            note=random.choice(words()["talk"]["notes"]) if random.random() < 0.15 else "",
        )
        yield contact
        for area, support in topics.deal() if home.plan.refugee else (topics.any(),):
            yield Reason(contact=contact.id, area=area, support=support)


def without_household(
    office: UUID,
    staff: tuple[UUID, ...],
    talks: Sequence[tuple[date, str]],
    calendar: Calendar,
    random: Random,
) -> Iterator[Contact]:
    """Yield the contacts to partners and to people who stay unnamed."""
    for day, counterpart in talks:
        partner = counterpart == "partner"
        yield Contact(
            office=office,
            staff=random.choice(staff),
            counterpart=counterpart,
            counterpart_name=random.choice(words()["talk"]["partners"]) if partner else "",
            at=calendar.at(day + calendar.moved, random),
            sort="phone" if partner else "open_hours",
            minutes=random.choice(MINUTES),
        )
