"""One family that is always there, so that a tour of the program can name it: the Hamdans of Hörde."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Consent,
    Contact,
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
from lwdesk.services.demo.plan import HouseholdPlan

SIZE = 5
KNOWN_FOR = timedelta(days=300)
QUIET = timedelta(days=30)
REPLACED = (Person, Membership, PersonName, LanguageSkill, Residence, Need, Consent)


@dataclass(frozen=True, slots=True)
class Role:
    """A member: how old at the end of the numbers, and what the papers say."""

    role: str
    sex: str
    given: str
    family: str
    native: str
    years: int
    day: tuple[int, int] = (1, 1)
    precision: Precision = Precision.DAY
    spelling: str = ""


MEMBERS = (
    Role(
        "reference",
        "male",
        "Mohammed",
        "Hamdan",
        "محمد حمدان",
        35,
        (1, 1),
        Precision.PAPERS,
        "Mohamad Hamdan",
    ),
    Role("wife", "female", "Rana", "Al-Khatib", "رنا الخطيب", 31, (3, 14), Precision.DAY, "Rana El Khatib"),
    Role("son", "male", "Yousef", "Hamdan", "يوسف حمدان", 9, (6, 2), Precision.DAY, "Yusuf Hamdan"),
    Role("daughter", "female", "Lina", "Hamdan", "لينا حمدان", 4, (1, 19)),
    Role("grandmother", "female", "Fatima", "Hamdan", "فاطمة حمدان", 70, (1, 1), Precision.ESTIMATED),
)
NEEDS = (
    ("childcare_school", 4, 4, "open", "Kita-Platz für Lina, Anruf heute"),
    ("housing", 3, 4, "in_work", "Wohnberechtigungsschein"),
    ("livelihood", 2, 3, "in_work", "Brief vom Jobcenter"),
    ("migration", 2, 2, "in_work", "Rana: Kurs beginnt nächste Woche"),
    ("health", 1, 3, "solved", "Hausarztpraxis gefunden"),
)


def fits(plan: HouseholdPlan, last: date) -> bool:
    """Tell whether a planned household has the size and the past of this family."""
    return (
        plan.refugee
        and plan.size == SIZE
        and not (plan.born or plan.left or plan.former)
        and last - plan.registered_on > KNOWN_FOR
        and last - max(plan.talks) < QUIET
    )


def recast(records: list[Record], last: date) -> list[Record]:
    """Return the records of a household with this family living in it; contacts and dwelling stay."""
    home = next(record for record in records if isinstance(record, Household))
    kept = [_kept(record) for record in records if not isinstance(record, REPLACED)]
    return [*kept, *_members(home, last), *_case(home)]


def _kept(record: Record) -> Record:
    if isinstance(record, Household):
        return record.replace(
            name="Familie Hamdan",
            native_name="عائلة حمدان",
            advice_language="ar",
            information_language="ar",
            interpreter_needed="yes",
            address_protected=True,
            protection_reason="wish",
            client_type="refugee_household",
        )
    if isinstance(record, Contact):
        return record.replace(language="ar")
    if isinstance(record, Dwelling) and record.moved_out_on is None:
        return record.replace(
            street="Alte Schlossgasse 12", postcode="44263", district="hoerde", housing="own_tenancy", rooms=3
        )
    return record


def _members(home: Household, last: date) -> Iterator[Record]:
    for role in MEMBERS:
        grown = role.years >= 18
        person = Person(
            given_name=role.given,
            family_name=role.family,
            native_name=role.native,
            sex=role.sex,
            born=VagueDay(date(last.year - role.years, *role.day), role.precision),
            birth_place="Aleppo",
            birth_country="sy",
            nationality="sy",
            phone="0171 39200 17" if role.role == "reference" else "",
            phone_confirmed_on=home.registered_on if role.role == "reference" else None,
            speaks_german="a2" if grown else None,
            status="active",
        )
        yield person
        yield Membership(
            household=home.id,
            person=person.id,
            role=role.role,
            main_contact=role.role == "reference",
            caregiver=role.role in ("reference", "wife"),
            since=home.registered_on,
        )
        yield from _papers(role, person.id, home.registered_on)


def _papers(role: Role, person: UUID, registered: date | None) -> Iterator[Record]:
    if role.spelling:
        yield PersonName(
            person=person,
            name=role.spelling,
            sort="spelling",
            script="latin",
            document="residence_card",
            since=registered,
        )
    yield LanguageSkill(
        person=person,
        language="ar",
        dialect="ar_levantine",
        level="native",
        preferred=role.role == "reference",
    )
    if role.role in ("reference", "wife"):
        yield LanguageSkill(person=person, language="kmr", level="good")
    yield Residence(person=person, title="refugee_25_2", work="yes")


def _case(home: Household) -> Iterator[Record]:
    for area, level, former, state, goal in NEEDS:
        yield Need(
            household=home.id,
            area=area,
            level=level,
            former_level=former,
            levelled_on=home.status_since,
            state=state,
            goal=goal,
            responsible=home.taken_by,
            recorded_on=home.registered_on,
        )
    yield Consent(
        household=home.id,
        purpose="store",
        given_on=home.registered_on,
        language="ar",
        form="written",
        text_version="2021-1",
        signed_by="Mohammed Hamdan",
    )
