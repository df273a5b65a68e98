"""Finding the family at the counter: by whatever somebody says of them, and as a likeness beside the form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final, get_args
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain import similar
from lwdesk.domain.household import Dwelling
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.names import comparison
from lwdesk.domain.person import Person, PersonName
from lwdesk.domain.similar import Profile, Spelling, Weighed
from lwdesk.services import cards
from lwdesk.services.seat import Seat
from lwdesk.services.views import Compared, Found, Hit, ReasonKind, Similar, Why
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries import hours, known, lists
from lwdesk.store.queries.known import Known
from lwdesk.store.queries.lists import Summary
from lwdesk.store.search import Because
from lwdesk.store.search import Hit as Raw
from lwdesk.store.transaction import Reader

LONGEST: Final = 500
MOST: Final = 60
MEMBERS: Final = 6
CANDIDATES: Final = 12
KINDS: Final[dict[str, ReasonKind]] = {
    **{kind: kind for kind in get_args(ReasonKind.__value__)},
    "case": "case_number",
}


class Search:
    """The search in the names, phones, addresses and case numbers of the file."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def find(self, text: str, limit: int = 8) -> Found:
        """Return the likeliest people, the strong hits first; protected households never by their address."""
        today = clock.today()
        with self._seat.reading() as reader:
            told = _Told(reader, today, restricted=self._seat.may("see_restricted"))
            raw = told.visible(known.hits(reader, text[:LONGEST], min(limit * 2, MOST)))[:limit]
            persons = [hit.person for hit in raw if hit.person]
            homes = [hit.household for hit in raw if hit.household]
            people = reader.many(Person, persons)
            since = queries.midnight(today).astimezone(UTC)
            waiting = hours.waiting_states(reader, persons, homes, since)
        hits = tuple(_hit(one, people, told.summaries, waiting) for one in raw if one.household)
        return Found(
            query=text,
            hits=hits,
            persons=sum(hit.person != hit.household for hit in hits),
            households=len({hit.household for hit in hits}),
        )

    def similar(self, intake: Intake) -> tuple[Similar, ...]:
        """Return at most three households that may be the one in the form, with what speaks for each."""
        whole = intake.completed()
        own = whole.household.id
        with self._seat.reading() as reader:
            told = _Told(reader, clock.today(), restricted=self._seat.may("see_restricted"))
            raw = told.visible(_candidates(reader, whole))
            out = {own} | queries.distinct(reader, own)
            raw = tuple(hit for hit in raw if hit.person and hit.household not in out)
            persons, homes = {hit.person for hit in raw}, {hit.household for hit in raw}
            people = known.people(reader, [p for p in persons if p], [h for h in homes if h], told.today)
        theirs = {
            (hit.household, hit.person): _profile_of(hit.person, told.summaries[hit.household], people)
            for hit in raw
            if hit.household and hit.person and hit.person in people.persons
        }
        found = _likeliest(_profiles(whole), theirs)
        return tuple(
            _similar(told.summaries[household], people.persons[person], weighed)
            for household, person, weighed in found
        )


class _Told:
    """What lists show of the households behind some hits; those this person may not see fall out."""

    def __init__(self, reader: Reader, today: date, *, restricted: bool) -> None:
        self.today = today
        self.summaries: dict[UUID, Summary] = {}
        self._reader, self._restricted = reader, restricted

    def visible(self, raw: tuple[Raw, ...]) -> tuple[Raw, ...]:
        homes = {hit.household for hit in raw if hit.household}
        self.summaries = {
            household: summary
            for household, summary in lists.summaries(self._reader, homes, self.today).items()
            if self._restricted or not summary.restricted
        }
        return tuple(hit for hit in raw if hit.household in self.summaries)


def _hit(
    raw: Raw, people: dict[UUID, Person], summaries: dict[UUID, Summary], waiting: dict[UUID, str]
) -> Hit:
    assert raw.household is not None
    home = summaries[raw.household]
    person = people.get(raw.person) if raw.person else None
    last = home.last_contact
    return Hit(
        person=person.id if person else raw.household,
        household=raw.household,
        name=cards.shown_name(person) if person else home.name or home.native_name,
        native_name=person.native_name if person else home.native_name,
        household_name=home.name or home.native_name,
        case_number=home.case_number,
        district=home.district,
        size=home.size,
        address_protected=home.address_protected,
        last_contact=last.astimezone().date() if last else None,
        waiting=waiting.get(raw.person or raw.household) or waiting.get(raw.household),
        strong=raw.group == "strong",
        reasons=tuple(_why(reason) for reason in raw.reasons),
    )


def _why(reason: Because) -> Why:
    return Why(KINDS[str(reason.why)], reason.asked, reason.found, reason.document)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The texts under which a household in the form may be known already."""

    intake: Intake

    def __iter__(self) -> Iterator[str]:
        for member in self.intake.members[:MEMBERS]:
            person = member.person
            written = f"{person.given_name} {person.family_name}".strip()
            yield from (written, person.native_name, person.phone)
            yield from (name.name for name in member.names[:2])
        if not self.intake.members:
            yield from (self.intake.household.name, self.intake.household.native_name)
        if self.intake.dwelling.street:
            yield f"{self.intake.dwelling.street} {self.intake.dwelling.postcode}".strip()


def _candidates(reader: Reader, whole: Intake) -> tuple[Raw, ...]:
    found: dict[UUID, Raw] = {}
    for text in dict.fromkeys(text for text in _Asked(whole) if len(text) > 1):
        for hit in known.hits(reader, text[:LONGEST], CANDIDATES):
            if hit.person is not None:
                found.setdefault(hit.person, hit)
    return tuple(found.values())


def _profiles(whole: Intake) -> tuple[Profile, ...]:
    address = "" if whole.household.address_protected else _address(whole.dwelling)
    members = whole.members or (Member(Person(given_name=whole.household.name)),)
    return tuple(_profile(member.person, member.names, address) for member in members[:MEMBERS])


def _profile_of(person: UUID, home: Summary, people: Known) -> Profile:
    dwelling = None if home.address_protected else people.dwellings.get(home.household)
    return _profile(people.persons[person], people.names.get(person, ()), _address(dwelling))


def _address(dwelling: Dwelling | None) -> str:
    if dwelling is None or not dwelling.street:
        return ""
    return f"{dwelling.street}, {dwelling.postcode}" if dwelling.postcode else dwelling.street


def _profile(person: Person, names: Iterable[PersonName], address: str) -> Profile:
    written = f"{person.given_name} {person.family_name}".strip()
    own = [Spelling(text) for text in (written, person.native_name) if text]
    others = [Spelling(name.name, name.document) for name in names if name.name]
    return Profile((*own, *others), person.born, person.phone, address, person.sex)


type Theirs = dict[tuple[UUID, UUID], Profile]


def _likeliest(ours: tuple[Profile, ...], theirs: Theirs) -> list[tuple[UUID, UUID, Weighed]]:
    """Return the likeliest person of each household, the likeliest households first."""
    best: dict[UUID, tuple[UUID, Weighed]] = {}
    score = comparison()
    for mine in ours:
        for (household, person), weighed in similar.ranked(mine, theirs.items(), len(theirs), score):
            if household not in best or weighed.score > best[household][1].score:
                best[household] = person, weighed
    ordered = sorted(best.items(), key=lambda one: (-one[1][1].score, str(one[0])))
    return [(household, person, weighed) for household, (person, weighed) in ordered][: similar.MOST_SHOWN]


def _similar(home: Summary, person: Person, weighed: Weighed) -> Similar:
    return Similar(
        household=home.household,
        person=person.id,
        name=cards.shown_name(person),
        native_name=person.native_name,
        case_number=home.case_number,
        district=home.district,
        size=home.size,
        score=weighed.score,
        facts=tuple(
            Compared(fact.verdict.value, fact.aspect.value, fact.ours, fact.theirs, fact.document)
            for fact in weighed.facts
        ),
    )
