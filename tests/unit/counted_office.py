"""Two offices small enough to be counted by hand, with a case for every rule of the tables."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Assignment,
    Contact,
    Dwelling,
    Household,
    Interpreter,
    InterpreterRequest,
    Membership,
    Need,
    Office,
    OfficeDate,
    OfficePartner,
    Person,
    Provider,
    Reason,
    Referral,
)

DAY = date(2021, 10, 31)
LATER = DAY + timedelta(1)


def noon(day: date = DAY, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC) + timedelta(minutes=minute)


def hoerde() -> list[Record]:
    """Return the office in Hörde, whose partner changed on the first of July 2021."""
    office = Office(name="Hörde", code="HÖ", region="hoerde_hombruch", partner="awo")
    return [
        office,
        OfficeDate(office=office.id, kind_of_date="counting", on=date(2017, 10, 1)),
        OfficePartner(office=office.id, partner="awo", valid_until=date(2021, 6, 30)),
        OfficePartner(office=office.id, partner="drk", valid_from=date(2021, 7, 1)),
    ]


def nord() -> list[Record]:
    """Return the office in the north, which never changed its partner."""
    office = Office(name="Nord", code="IN", region="innenstadt_nord", partner="vmdo")
    return [office, OfficeDate(office=office.id, kind_of_date="counting", on=date(2020, 1, 1))]


def home(office: UUID, **more: object) -> Household:
    told: dict[str, object] = {"registered_on": DAY, "target_group": "refugee", "name": "A"}
    return Household(office=office, **(told | more))


def lives(household: Household, district: str | None, since: date | None = None, **more: object) -> Dwelling:
    return Dwelling(household=household.id, district=district, moved_in_on=since, **more)


def talk(office: UUID, household: Household | None = None, **more: object) -> Contact:
    told: dict[str, object] = {
        "counterpart": "household" if household else "partner",
        "household": household.id if household else None,
        "at": noon(),
        "sort": "phone",
    }
    return Contact(office=office, **(told | more))


def everything() -> list[Record]:
    """Return all records: five households that count, one begun, one merged and one of the day after."""
    offices = [*hoerde(), *nord()]
    here, there = offices[0].id, offices[4].id
    homes = _homes(here, there)
    return [
        *offices,
        *homes,
        *_dwellings(homes),
        *_members(homes[0], homes[3]),
        *_talks(here, there, homes),
        *_needs(homes),
        *_referrals(here, homes),
        *_interpreted(here, homes),
    ]


def _homes(here: UUID, there: UUID) -> list[Household]:
    kept = home(here)
    return [
        kept,
        home(here, status="closed"),
        home(there),
        home(here, target_group="other", client_type="eu_newcomer"),
        home(there, target_group="unclear"),
        home(here, status="draft"),
        home(here, merged_into=kept.id),
        home(here, registered_on=LATER),
    ]


def _dwellings(homes: list[Household]) -> list[Dwelling]:
    moved = date(2021, 3, 1)
    return [
        lives(homes[0], "hombruch", None, moved_out_on=moved),
        lives(homes[0], "hoerde", moved),
        lives(homes[1], "hoerde", LATER),
        lives(homes[2], "innenstadt_nord"),
        lives(homes[3], "atlantis"),
        lives(homes[4], "unknown"),
    ]


def _members(*homes: Household) -> list[Record]:
    people = [Person(given_name="A") for _ in homes]
    pairs = zip(homes, people, strict=True)
    return [*people, *(Membership(household=one.id, person=who.id) for one, who in pairs)]


def _talks(here: UUID, there: UUID, homes: list[Household]) -> list[Record]:
    """Return six contacts with seven topics until the day, and one of each on the day after."""
    talks = [
        talk(here, homes[0]),
        talk(here, homes[0], sort="carrier_pigeon"),
        talk(here, homes[3], sort="open_hours"),
        talk(here),
        talk(there, homes[4], counterpart="anonymous"),
        talk(there, None, counterpart="other"),
        talk(here, homes[0], at=noon(LATER)),
    ]
    topics = [
        (0, "housing", "advice"), (0, "housing", "accompaniment"), (0, "health", "advice"),
        (2, "work", "information"), (3, "work", "support"), (4, "alchemy", "advice"),
        (5, "health", "advice"), (6, "health", "advice"),
    ]  # fmt: skip
    return [
        *talks,
        *(Reason(contact=talks[at].id, area=area, support=support) for at, area, support in topics),
    ]


def _needs(homes: list[Household]) -> list[Need]:
    return [
        Need(household=homes[0].id, area="housing", state="open", barrier="language", recorded_on=DAY),
        Need(household=homes[0].id, area="housing", state="solved", recorded_on=DAY),
        Need(household=homes[2].id, area="health", state="open", barrier="no_offer", own_barrier="Weg"),
        Need(household=homes[3].id, area="work", barrier="language", recorded_on=DAY),
        Need(household=homes[4].id, area="work", state="in_work", own_barrier="Angst"),
        Need(household=homes[0].id, area="work", state="open", barrier="language", recorded_on=LATER),
        Need(household=homes[5].id, area="work", state="open", barrier="language"),
        Need(household=homes[6].id, area="work", state="open", barrier="language"),
    ]


def _referrals(office: UUID, homes: list[Household]) -> list[Record]:
    job, papers = Provider(name="J", sort="jobcenter"), Provider(name="P", sort="recognition_advice")

    def sent(to: Provider | None, household: Household | None, **more: object) -> Referral:
        told: dict[str, object] = {
            "office": office,
            "household": household.id if household else None,
            "provider": to.id if to else None,
            "direction": "out",
            "state": "sent",
            "area": "work",
            "sort": "address",
            "sent_on": DAY,
        }
        return Referral(**(told | more))

    return [
        job,
        papers,
        sent(job, homes[0]),
        sent(job, homes[3]),
        sent(papers, homes[0]),
        sent(job, homes[0], state="draft", sent_on=None, state_since=DAY),
        sent(job, homes[0], sent_on=LATER),
        sent(None, None, direction="in", state="received", sent_on=None, state_since=DAY),
    ]


def _interpreted(office: UUID, homes: list[Household]) -> list[Record]:
    who = Interpreter(name="I", pool="mia_do_ki")
    found: list[Record] = [who]
    for language, state, minutes, household in (
        ("ar", "settled", 90, homes[0]),
        ("ar", "signed", 35, homes[3]),
        ("ti", "signed", 60, homes[0]),
        ("ti", "held", 50, homes[0]),
    ):
        request = InterpreterRequest(
            office=office,
            household=household.id,
            pool="mia_do_ki",
            language=language,
            state=state,
            at=noon(),
            held_from=noon(),
            held_until=noon(minute=minutes),
            setting="office",
            topic="health",
            legal="no",
            cents=3000,
            price_model="allowance",
        )
        asked = Assignment(request=request.id, interpreter=who.id, state="held", answered_at=noon())
        found += [request, asked]
    return found
