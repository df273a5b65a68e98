"""What the sheets for a family gather alike: the office, what lies ahead, and who the family is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.documents.kit.family import OFFICE, YOU, Counter, Hours, Meeting, Step, Typed
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.text.fonts import undrawable
from lwdesk.domain import discretion, opening
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.discretion import Secrets
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services import cards
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.kinds import Options
from lwdesk.services.talk_request import family_secrets
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

OPEN_TASKS: Final = frozenset({None, "open", "in_work"})
OPEN_NEEDS: Final = frozenset({None, "open", "in_work", "referred", "waiting"})
WRITTEN_BY_HAND: Final = frozenset({None, "own", "contact", "visit"})
"""Where a task comes from that a family may read; the others are reminders for the office alone."""
GONE_REFERRALS: Final = frozenset({"refused", "withdrawn", "finished", "used", "not_used"})
_DATE: Final = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})")
_ITEMS: Final = re.compile(r"[\n;,•]+")


@dataclass(frozen=True, slots=True)
class Family:
    """A household on paper: its name and number, or neither on a sheet without names."""

    home: Household | None
    name: str
    file_number: str
    nameless: bool
    secrets: Secrets
    births: frozenset[date]

    def typed(self, text: str) -> Typed:
        """Return what somebody typed, unless it tells a protected address or, without names, the family."""
        if any(unicodedata.category(sign).startswith("L") for sign in undrawable(text)):
            raise PaperRefused(why="characters")
        return None if self._tells(text) else Quoted(text)

    def _tells(self, text: str) -> bool:
        born = self.nameless and not self.births.isdisjoint(_dates(text))
        return born or bool(discretion.told({"": text}, self.secrets))


def family(
    desk: "Desk", reader: Reader, household: UUID | None, options: Options, of: Iterable[UUID]
) -> Family:
    """Return the household for a sheet about some of its people, else about whom the office talks to."""
    nameless = options.get("anonymous") == "yes"
    home = reader.get(Household, household) if household else None
    if home is None:
        return Family(None, "", "", nameless, Secrets(), frozenset())
    members = reader.all(Membership, household=home.id)
    people = reader.many(Person, [one.person for one in members if one.person])
    births = frozenset(one.born.on for one in people.values() if one.born)
    secrets = family_secrets(reader, desk.seat, home.id)
    if nameless:
        return Family(home, "", "", nameless, secrets, births)
    hidden = Secrets(addresses=secrets.addresses, places=secrets.places)
    main = [one.person for one in members if one.main_contact and one.person]
    named = [cards.shown_name(people[one]) for one in [*of] or main if one in people]
    name = ", ".join(dict.fromkeys(named)) or home.name
    kept = hidden if home.address_protected else Secrets()
    return Family(home, name, home.case_number, nameless, kept, births)


def _dates(text: str) -> Iterator[date]:
    """Yield the days that figures in a text may mean, whichever comes first."""
    for first, month, last in _DATE.findall(text):
        for year, day in ((last, first), (first, last)):
            for century in ("", "19", "20") if len(year) == 2 else ("",):
                try:
                    yield date(int(century + year), int(month), int(day))
                except ValueError:
                    continue


def counter(desk: "Desk", reader: Reader) -> Counter:
    """Return the office as a family reaches it, with the hours of the plan in force."""
    office, today = desk.office, clock.today()
    plan = opening.in_force(reader.all(OpeningHour, office=office.id), today)
    hours = [
        Hours(opening.WEEKDAYS.index(one.weekday), one.opens, one.closes)
        for one in plan
        if one.place is None and one.weekday in opening.WEEKDAYS and one.opens and one.closes
    ]
    town = f"{office.postcode} {office.city}".strip()
    name = office_lines.brand(office)
    return Counter(
        name,
        office.phone or desk.staff.phone,
        office.mail or desk.staff.mail,
        office.street,
        town,
        tuple(hours),
    )


def meetings(reader: Reader, family: Family) -> tuple[Meeting, ...]:
    """Return what is arranged with a household, the next one first."""
    if family.home is None:
        return ()
    now, home = clock.now(), family.home.id
    found = [
        *_appointments(reader, family, home),
        *_visits(reader, family, home),
        *_there(reader, family, home),
    ]
    ahead = sorted((one for one in found if one[0] > now), key=lambda one: one[0])
    return tuple(meeting for _at, meeting in ahead)


type Dated = tuple[datetime, Meeting]


def _appointments(reader: Reader, family: Family, home: UUID) -> Iterator[Dated]:
    for one in reader.all(Appointment, household=home):
        if one.at is not None and one.state in (None, "planned"):
            yield (
                one.at,
                Meeting(
                    _on_the_wall(one.at),
                    one.minutes,
                    one.area or "",
                    family.typed(one.title),
                    family.typed(one.place),
                    come_along=one.sort == "accompaniment" or bool(one.companion),
                    at_home=one.sort == "visit",
                    interpreter=one.interpreting is not None,
                ),
            )


def _visits(reader: Reader, family: Family, home: UUID) -> Iterator[Dated]:
    for one in reader.all(Visit, household=home, state="planned"):
        if one.planned_at is not None:
            at_home = one.where in (None, "home")
            yield (
                one.planned_at,
                Meeting(
                    _on_the_wall(one.planned_at),
                    one.minutes,
                    place=Quoted("") if at_home else family.typed(one.location),
                    at_home=at_home,
                    interpreter=one.interpreting is not None,
                ),
            )


def _there(reader: Reader, family: Family, home: UUID) -> Iterator[Dated]:
    """Yield the appointments at services to which the family was referred."""
    for one in reader.all(Referral, household=home):
        if one.appointment_at is None or one.state in GONE_REFERRALS:
            continue
        provider = reader.get(Provider, one.provider) if one.provider else None
        place = f"{provider.street}, {provider.postcode} {provider.city}" if provider else ""
        title = one.recipient or (provider.name if provider else "")
        yield (
            one.appointment_at,
            Meeting(
                _on_the_wall(one.appointment_at),
                None,
                one.area or "",
                family.typed(title),
                Quoted(place.strip(", ")),
            ),
        )


def steps(reader: Reader, family: Family) -> tuple[tuple[UUID | None, Step], ...]:
    """Return what is to do, the most urgent first, each with what it comes from."""
    if family.home is None:
        return ()
    needs = [one for one in reader.all(Need, household=family.home.id) if one.state in OPEN_NEEDS]
    tasks = [one for one in reader.all(Task, household=family.home.id) if one.state in OPEN_TASKS]
    staff = reader.many(Staff, [one for one in _named(needs, tasks) if one])
    papers = _papers(reader, family.home.id)
    found: list[tuple[UUID | None, Step]] = []
    for need in needs:
        if need.next_step.strip():
            who = staff[need.responsible].name if need.responsible in staff else YOU
            text = family.typed(need.next_step)
            found.append((need.id, Step(text, who, need.due_on, need.area or "", papers.get(need.id, ()))))
    for task in tasks:
        if task.origin in WRITTEN_BY_HAND:
            who = staff[task.assigned].name if task.assigned in staff else OFFICE
            found.append((task.about, Step(family.typed(task.title), who, task.due_on)))
    return tuple(sorted(found, key=lambda one: one[1].until or date.max))


def _named(needs: Iterable[Need], tasks: Iterable[Task]) -> Iterator[UUID | None]:
    yield from (need.responsible for need in needs)
    yield from (task.assigned for task in tasks)


def _papers(reader: Reader, home: UUID) -> dict[UUID, tuple[str, ...]]:
    """Return which papers the offer asks for that a need was passed on to."""
    sent = [one for one in reader.all(Referral, household=home) if one.state not in GONE_REFERRALS]
    offers = reader.many(Offer, [one.offer for one in sent if one.offer])
    return {
        one.need: items(offers[one.offer].papers)
        for one in sent
        if one.need is not None and one.offer is not None and one.offer in offers
    }


def items(text: str) -> tuple[str, ...]:
    """Cut what somebody listed in one field."""
    return tuple(item for part in _ITEMS.split(text) if (item := part.strip(" -–\t")))


def _on_the_wall(at: datetime) -> datetime:
    """Return a moment as the clock in the office shows it."""
    return at.astimezone().replace(tzinfo=None)
