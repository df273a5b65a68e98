"""The records of one household: where it lives, who belongs to it, what it needs and what it agreed to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Benefit,
    Consent,
    Dwelling,
    Household,
    LanguageSkill,
    Membership,
    Need,
    Person,
    PersonName,
    Residence,
)
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.demo import people
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.lists import LATIN, Community, OfficeList, communities, words
from lwdesk.services.demo.people import ADULT, Draft, Named, Naming
from lwdesk.services.demo.plan import HouseholdPlan

GERMAN_LEVELS = ("none", "literacy", "a1", "a2", "b1", "b2", "c1")
NEED_STATES = ("open", "in_work", "referred", "waiting", "solved", "partly_solved")
DOCUMENTS = (
    "residence_card",
    "passport",
    "permission_to_stay",
    "health_card",
    "registration",
    "letter",
    "heard",
)
WORKING = ("jobseeker", "language_course", "employed", "minijob", "measure", "parental", "trainee")
DORMANT_AFTER = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Home:
    """What the records of one household have in common."""

    id: UUID
    office: UUID
    listed: OfficeList
    plan: HouseholdPlan
    community: Community
    case_number: str
    staff: tuple[UUID, ...]
    calendar: Calendar

    @property
    def registered_on(self) -> date:
        return self.plan.registered_on + self.calendar.moved

    @property
    def counted_on(self) -> date:
        return self.plan.counted_on + self.calendar.moved

    @property
    def status(self) -> str:
        quiet = self.calendar.second_cut - (max(self.plan.talks) + self.calendar.moved)
        if quiet < DORMANT_AFTER:
            return "active"
        return "dormant" if quiet < 3 * DORMANT_AFTER else "closed"


def community(plan: HouseholdPlan, random: Random) -> Community:
    found = communities("refugee" if plan.refugee else "other")
    return random.choices(found, [item.weight for item in found])[0]


def records(home: Home, random: Random) -> Iterator[Record]:
    """Yield everything about a household but its contacts."""
    naming = Naming(home.community, random)
    drafts = _drafts(home, random)
    members = [(draft, *_person(home, draft, naming.name(draft), random)) for draft in drafts]
    yield _household(home, naming, members[0][2], len(drafts), random)
    yield from _dwellings(home, len(drafts), random)
    for place, (draft, person, named) in enumerate(members):
        yield person
        yield _membership(home, draft, person, first=place == 0)
        yield from _names(home, person, named, random)
        yield from _languages(home, draft, person, first=place == 0, random=random)
        yield from _residences(home, draft, person, random)
    yield from _needs(home, members[0][1].id, random)
    yield from _consents(home, members[0][1], random)
    yield from _benefits(home, members[0][1].id, random)


def _drafts(home: Home, random: Random) -> list[Draft]:
    plan, year = home.plan, home.registered_on.year
    drafts = people.family(plan.size, year, random)
    if plan.former:
        drafts.append(people.leaver(home.registered_on, home.counted_on, random))
    if plan.left:
        leaving = people.leaver(home.counted_on, home.calendar.second_cut, random)
        place = next(i for i in range(len(drafts) - 1, -1, -1) if drafts[i].until is None)
        drafts[place] = _grown(drafts[place], leaving)
    for _ in range(plan.born):
        span = (home.calendar.second_cut - home.counted_on).days
        day = home.counted_on + timedelta(random.randint(1, span))
        drafts.append(people.child(day.year, random, since=day))
    return drafts


def _grown(draft: Draft, leaving: Draft) -> Draft:
    """Return somebody who leaves: a grown-up for a home of their own, a child after a separation."""
    grown = leaving.until is not None and leaving.until.year - draft.year >= ADULT
    return replace(draft, until=leaving.until, leaving=leaving.leaving if grown else "separated")


def _household(home: Home, naming: Naming, named: Named, size: int, random: Random) -> Household:
    protected = random.random() < 0.025
    alone = size == 1 or not named.family
    german = home.community.language == "de"
    return Household(
        id=home.id,
        office=home.office,
        case_number=home.case_number,
        name=f"{named.given} {named.family}".strip() if alone else f"Familie {naming.family.first}",
        native_name=named.native if alone else naming.family.native,
        target_group="refugee" if home.plan.refugee else "other",
        target_group_since=home.registered_on,
        client_type=home.community.client_type,
        access_route=random.choice(
            ("self", "friends", "jobcenter", "school_kita", "shelter_move", "social_office")
        ),
        asking="person",
        advice_language=home.community.language,
        interpreter_needed="no" if german or random.random() < 0.4 else "yes",
        registered_on=home.registered_on,
        taken_by=random.choice(home.staff),
        status=home.status,
        status_reason="contact_lost" if home.status == "closed" else None,
        status_since=max(home.plan.talks) + home.calendar.moved,
        address_protected=protected,
        protection_reason=random.choice(("violence", "information_block", "wish")) if protected else None,
        information_on=home.registered_on,
        information_language=home.community.language,
        information_by=random.choice(home.staff),
    )


def _dwellings(home: Home, size: int, random: Random) -> Iterator[Dwelling]:
    moved_in = home.registered_on - timedelta(random.randint(10, 500))
    former = home.plan.refugee and random.random() < 0.18
    if former:
        yield Dwelling(
            household=home.id,
            street=random.choice(words()["shelter_streets"]),
            city="Dortmund",
            district=random.choice(home.listed.districts),
            moved_in_on=moved_in - timedelta(random.randint(100, 700)),
            moved_out_on=moved_in - timedelta(1),
            housing="municipal_shelter",
        )
    district = random.choice(home.listed.districts)
    rooms = min(max(size - 1, 1), 6)
    yield Dwelling(
        household=home.id,
        street=f"{random.choice(words()['streets'][district])} {random.randint(1, 180)}",
        postcode=random.choice(codelists()["district"][district].texts("postcodes")),
        city="Dortmund",
        district=district,
        moved_in_on=moved_in,
        former="municipal_shelter"
        if former
        else random.choice(("dortmund_flat", "other_city", "with_relatives")),
        housing=random.choices(
            ("own_tenancy", "sublet", "with_relatives", "municipal_shelter"), (80, 6, 6, 8)
        )[0],
        rooms=rooms,
        area=rooms * random.randint(17, 24),
        rent=rooms * random.randint(140, 220),
        permit=random.choice(("none", "valid", "applied", None)),
        landlord=random.choice(words()["landlords"]),
        confirmed_on=home.registered_on,
    )


def _person(home: Home, draft: Draft, named: Named, random: Random) -> tuple[Person, Named]:
    made, country = home.community, random.choice(home.community.countries)
    latest = min(home.registered_on, draft.until or home.registered_on) - timedelta(1)
    age = home.calendar.second_cut.year - draft.year
    here = draft.since is not None
    adult = age >= ADULT
    born_here = here or (age < 6 and random.random() < 0.5)
    person = Person(
        given_name=named.given,
        family_name=named.family,
        native_name=named.native,
        sex=draft.sex,
        born=people.born(draft, "de" if born_here else country, latest, random),
        birth_place="Dortmund" if born_here else random.choice(made.birth_places),
        birth_country="de" if born_here else country,
        nationality=country,
        phone=f"0171 39200 {random.randrange(100_000):05}" if adult and random.random() < 0.8 else "",
        phone_owner="self" if adult else None,
        messenger=random.choice(("whatsapp", "signal", "none", None)) if adult else None,
        phone_confirmed_on=home.registered_on if adult else None,
        arrived_in_germany=None if born_here or made.language == "de" else _arrival(home, random),
        speaks_german=_german(made, random) if age >= 6 else None,
        writes_german=_german(made, random) if adult else None,
        german_evidence="self_estimate" if adult else None,
        status="left" if draft.until else "active",
        **_school(age, random),
    )
    return person, named


def _school(age: int, random: Random) -> dict[str, Any]:
    if age < 6:
        return {"kita": random.choice(("attending", "waiting", "needed", "none")), "school": "below_age"}
    if age < ADULT:
        kind = (
            "primary"
            if age < 10
            else random.choice(("hauptschule", "realschule", "gesamtschule", "gymnasium"))
        )
        return {"school": random.choice(("regular", "regular", "first_support")), "school_type": kind}
    return {
        "activity": random.choice(WORKING) if age < 66 else "pensioner",
        "course": random.choice(("integration", "integration_literacy", "job_language", None, None)),
    }


def _german(made: Community, random: Random) -> str:
    return "c1" if made.language == "de" else random.choice(GERMAN_LEVELS)


def _arrival(home: Home, random: Random) -> VagueDay:
    earlier = random.randint(60, 1400 if home.plan.refugee else 6000)
    return VagueDay(home.registered_on - timedelta(earlier), Precision.MONTH)


def _membership(home: Home, draft: Draft, person: Person, *, first: bool) -> Membership:
    return Membership(
        household=home.id,
        person=person.id,
        role=draft.role,
        main_contact=first,
        caregiver=draft.role in ("wife", "husband") or first,
        since=draft.since or home.registered_on,
        until=draft.until,
        leaving_reason=draft.leaving,
    )


def _names(home: Home, person: Person, named: Named, random: Random) -> Iterator[PersonName]:
    if named.native and random.random() < 0.3:
        yield PersonName(
            person=person.id,
            name=named.native,
            sort="native",
            script=home.community.script,
            document="passport",
        )
    if named.others and random.random() < 0.55:
        several = random.sample(named.others, min(len(named.others), random.choice((1, 1, 2))))
        for spelling in several:
            yield PersonName(
                person=person.id,
                name=spelling,
                sort="spelling",
                script=LATIN,
                document=random.choice(DOCUMENTS),
                since=home.registered_on,
            )


def _languages(
    home: Home, draft: Draft, person: Person, *, first: bool, random: Random
) -> Iterator[LanguageSkill]:
    made, age = home.community, home.calendar.second_cut.year - draft.year
    if age < 3:
        return
    yield LanguageSkill(
        person=person.id,
        language=made.language,
        dialect=made.dialect,
        level="native",
        reads="yes" if age > 8 and random.random() < 0.85 else "no",
        preferred=first,
    )
    if made.second and age >= ADULT and random.random() < 0.45:
        yield LanguageSkill(
            person=person.id, language=made.second, level=random.choice(("little", "good", "fluent"))
        )


def _residences(home: Home, draft: Draft, person: Person, random: Random) -> Iterator[Residence]:
    german = person.nationality == "de"
    if draft.since is not None and not german:
        return
    start = home.registered_on - timedelta(random.randint(30, 700))
    title = "german" if german else random.choice(home.community.titles)
    asks = home.plan.refugee and title != "asylum_procedure" and random.random() < 0.15
    if asks:
        before = start - timedelta(random.randint(200, 600))
        yield Residence(
            person=person.id, title="asylum_procedure", valid_from=before, valid_until=start - timedelta(1)
        )
    limited = home.plan.refugee
    yield Residence(
        person=person.id,
        title=title,
        valid_from=start if limited else None,
        valid_until=home.calendar.second_cut + timedelta(random.randint(-60, 1000)) if limited else None,
        work="yes" if random.random() < 0.7 else "on_request",
    )


def _needs(home: Home, person: UUID, random: Random) -> Iterator[Need]:
    areas = list(words()["needs"])
    for area in random.sample(areas, random.choice((1, 1, 2, 2, 3))):
        level = random.randint(1, 4)
        state = random.choice(NEED_STATES) if home.status == "active" else "solved"
        yield Need(
            household=home.id,
            person=person if random.random() < 0.3 else None,
            area=area,
            level=level,
            former_level=min(level + random.choice((0, 0, 1)), 4),
            levelled_on=max(home.plan.talks) + home.calendar.moved,
            state=state,
            barrier=random.choice((None, None, "language", "no_offer", "interfaces")),
            goal=random.choice(words()["needs"][area]),
            responsible=random.choice(home.staff),
            recorded_on=home.registered_on,
        )


def _consents(home: Home, person: Person, random: Random) -> Iterator[Consent]:
    given: dict[str, Any] = {
        "household": home.id,
        "given_on": home.registered_on,
        "language": home.community.language,
    }
    yield Consent(**given, purpose="store", form="written", text_version="2021-1")
    if random.random() < 0.5:
        yield Consent(
            **given,
            purpose="pass_on",
            recipient=random.choice(words()["talk"]["partners"]),
            data_kinds=("name", "need", "phone"),
            form="written",
            text_version="2021-1",
            signed_by=f"{person.given_name} {person.family_name}".strip(),
            revoked_on=home.registered_on + timedelta(40) if random.random() < 0.04 else None,
        )


def _benefits(home: Home, person: UUID, random: Random) -> Iterator[Benefit]:
    kinds = (
        ("sgb2", "asylblg_basic", "wages", "child_benefit")
        if home.plan.refugee
        else ("sgb2", "wages", "pension")
    )
    yield Benefit(
        household=home.id,
        person=person if random.random() < 0.2 else None,
        benefit=random.choice(kinds),
        state=random.choices(("running", "applied", "refused"), (85, 12, 3))[0],
        authority="Jobcenter" if random.random() < 0.6 else "",
    )
